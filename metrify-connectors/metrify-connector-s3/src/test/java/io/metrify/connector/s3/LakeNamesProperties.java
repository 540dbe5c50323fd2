package io.metrify.connector.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.metrify.connector.api.BatchSpan;
import java.io.IOException;
import java.util.List;
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
    void aRecordOfABatchIsReadAsItWasWritten(
            @ForAll @CharRange(from = ' ', to = '\u04ff') String source,
            @ForAll @CharRange(from = '-', to = '9') String partition,
            @ForAll @IntRange(min = 0) int first,
            @ForAll @Size(max = 5) List<@CharRange(from = ' ', to = '\u04ff') String> keys)
            throws IOException {
        Intent intent = new Intent(new BatchSpan(source, partition, first, first + 1L), keys);
        assertThat(Intent.parse(intent.toJson())).isEqualTo(intent);
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
