package io.metrify.parquet;

import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.QualityCode;
import io.metrify.model.SubstitutionMethod;
import io.metrify.model.meter.Ambient;
import io.metrify.model.meter.Electrical;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.ObisCode;
import io.metrify.model.meter.ReadingQuality;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Readings for the tests of this package. */
final class Readings {

    static final Instant START = Instant.parse("2026-03-29T00:00:00Z");
    static final Duration QUARTER_HOUR = Duration.ofMinutes(15);

    private Readings() {}

    /** Quarter hours of several meters, every component in use somewhere and absent somewhere. */
    static List<MeterReading> mixed(int count) {
        List<MeterReading> readings = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Interval interval = Interval.of(START.plus(QUARTER_HOUR.multipliedBy(i)), QUARTER_HOUR);
            readings.add(MeterReading.of("DE-" + i % 7, interval, Energy.ofMilliwattHours(i * 333_333L))
                    .withConsumption(i % 11 == 3 ? null : Energy.ofMilliwattHours(i * 333_333L - 1_000_001))
                    .withRegister(i % 5 == 0 ? ObisCode.EXPORT_PROFILE : ObisCode.IMPORT_PROFILE)
                    .withElectrical(
                            i % 3 == 0 ? Electrical.NOT_MEASURED : new Electrical(229.5 + i % 4, i / 8.0, 0.97, 50))
                    .withAmbient(new Ambient(i % 2 == 0 ? Double.NaN : -3.5, i % 101))
                    .withQuality(new ReadingQuality(
                            i % 4 == 0 ? QualityCode.ESTIMATED : QualityCode.VALIDATED,
                            i % 4 == 0 ? SubstitutionMethod.HOLD : SubstitutionMethod.NONE,
                            i % 6 == 0 ? Double.NaN : i % 10 / 10.0)));
        }
        return readings;
    }
}
