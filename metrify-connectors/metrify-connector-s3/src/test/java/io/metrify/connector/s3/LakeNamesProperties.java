package io.metrify.connector.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.metrify.connector.api.BatchSpan;
import io.metrify.connector.s3.Manifest.Added;
import io.metrify.connector.s3.Manifest.Batch;
import io.metrify.connector.s3.Manifest.Claimed;
import io.metrify.model.meter.MeterType;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class LakeNamesProperties {

    @Property
    void aPathValueIsReadAsItWasWritten(
            @ForAll @CharRange(from = '\u0001', to = '\ud7ff') @StringLength(max = 30) String value) {
        String encoded = PathValue.encode(value);
        assertThat(PathValue.decode(encoded)).isEqualTo(value);
        assertThat(encoded).doesNotContain("/", "=", " ", "+", "\\", "?", "#");
    }

    @Property
    void aStepOfTheLogIsReadAsItWasWritten(
            @ForAll @CharRange(from = ' ', to = '\u04ff') String source,
            @ForAll @CharRange(from = '-', to = '9') String partition,
            @ForAll @IntRange(min = 0) int first,
            @ForAll boolean hourly,
            @ForAll @Size(max = 5) List<@CharRange(from = ' ', to = '\u04ff') String> keys)
            throws IOException {
        BatchStream stream = new BatchStream("p", source, partition);
        LakeObject object = new LakeObject(
                "key " + source,
                LocalDate.of(2026, 3, 29),
                hourly ? 23 : null,
                source,
                MeterType.OTHER,
                first + 1L,
                7,
                Instant.EPOCH.plusSeconds(first),
                Instant.EPOCH.plusSeconds(first + 9L),
                BigDecimal.valueOf(first, 6),
                "\"tag\"");
        RawObject raw = new RawObject("raw", source, partition, first, first + 1L, 3, 9, Instant.EPOCH, "t");
        Manifest step = new Manifest(
                Manifest.newCommit(),
                "test",
                first % 2 == 0 ? null : new Batch(stream, first, first + 1L, 3),
                Map.of(stream.lane(), new Claimed(first, 7)),
                Map.of(stream, 5L),
                List.of(new Added(object, null), new Added(raw, "other")),
                keys);
        assertThat(LogJson.manifest(LogJson.write(step))).isEqualTo(step);
    }

    @Property
    void differentBatchesHaveDifferentNames(
            @ForAll @CharRange(from = ',', to = '1') @StringLength(max = 3) String source,
            @ForAll @CharRange(from = ',', to = '1') @StringLength(max = 3) String partition,
            @ForAll @IntRange(min = 0, max = 2) int first,
            @ForAll @CharRange(from = ',', to = '1') @StringLength(max = 3) String otherSource,
            @ForAll @CharRange(from = ',', to = '1') @StringLength(max = 3) String otherPartition,
            @ForAll @IntRange(min = 0, max = 2) int otherFirst) {
        BatchSpan one = new BatchSpan(source, partition, first, 10);
        BatchSpan other = new BatchSpan(otherSource, otherPartition, otherFirst, 10);
        assertThat(LakeLayout.batchName(one).equals(LakeLayout.batchName(other)))
                .isEqualTo(one.equals(other));
    }
}
