package io.metrify.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.QualityCode;
import io.metrify.model.SubstitutionMethod;
import io.metrify.model.WireTime;
import io.metrify.model.meter.Ambient;
import io.metrify.model.meter.Electrical;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.ObisCode;
import io.metrify.model.meter.ReadingQuality;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ReadingParquetProperties {

    @Property
    void whatIsWrittenIsRead(@ForAll("readings") List<MeterReading> readings) {
        assertThat(ReadingParquet.decode(ReadingParquet.encode(readings))).isEqualTo(readings);
    }

    @Provide
    Arbitrary<List<MeterReading>> readings() {
        return Combinators.combine(
                        meterIds(),
                        obisCodes(),
                        intervals(),
                        Arbitraries.longs()
                                .between(Energy.MIN_MILLIWATT_HOURS, Energy.MAX_MILLIWATT_HOURS)
                                .map(Energy::ofMilliwattHours)
                                .injectNull(0.1),
                        Combinators.combine(measurements(), measurements(), measurements(), measurements())
                                .as(Electrical::new),
                        Combinators.combine(measurements(), measurements()).as(Ambient::new),
                        qualities())
                .as(MeterReading::new)
                .list()
                .ofMaxSize(40);
    }

    private static Arbitrary<String> meterIds() {
        Arbitrary<String> any = Arbitraries.strings()
                .withChars("ABCxyz0189-_/ äöüß€")
                .withChars('\u4e00', '\u4e20')
                .ofMinLength(1)
                .ofMaxLength(128)
                .filter(id -> !id.isBlank());
        return Arbitraries.oneOf(any, Arbitraries.of("DE-1", "DE-2", "\uD83D\uDD0C plug"));
    }

    private static Arbitrary<ObisCode> obisCodes() {
        Arbitrary<Integer> group = Arbitraries.integers().between(0, 255);
        return Arbitraries.oneOf(
                Combinators.combine(group, group, group, group, group, group).as(ObisCode::new),
                Arbitraries.of(ObisCode.IMPORT_PROFILE, ObisCode.EXPORT_PROFILE, ObisCode.EXPORT_REGISTER));
    }

    private static Arbitrary<Interval> intervals() {
        return Combinators.combine(
                        Arbitraries.longs().between(WireTime.MIN_EPOCH_MILLI, WireTime.MAX_EPOCH_MILLI),
                        Arbitraries.integers().between(1, Integer.MAX_VALUE))
                .as((start, seconds) -> Interval.of(Instant.ofEpochMilli(start), Duration.ofSeconds(seconds)));
    }

    private static Arbitrary<Double> measurements() {
        return Arbitraries.oneOf(
                Arbitraries.of(Double.NaN, 0.0, -0.0, Double.MIN_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE),
                Arbitraries.doubles());
    }

    private static Arbitrary<ReadingQuality> qualities() {
        return Combinators.combine(
                        Arbitraries.of(QualityCode.class),
                        Arbitraries.of(SubstitutionMethod.class),
                        Arbitraries.oneOf(
                                Arbitraries.just(Double.NaN),
                                Arbitraries.doubles().between(0, 1)))
                .as(ReadingQuality::new);
    }
}
