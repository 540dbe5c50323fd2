package io.metrify.benchmarks.avro;

import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.QualityCode;
import io.metrify.model.meter.Ambient;
import io.metrify.model.meter.Electrical;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.ObisCode;
import io.metrify.model.meter.ReadingQuality;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Quarter hours of a fleet as meters deliver them and a broker hands them on: meter after meter, interval after interval,
 * not scored yet. Nine meters of ten measure supply and surroundings too, one of ten nothing but energy; one of ten also
 * feeds in; one reading of twenty is marked as questionable. The same seed gives the same readings.
 */
final class FleetReadings {

    private static final int METERS = 20_000;
    private static final Instant START = Instant.parse("2026-03-29T00:00:00Z");
    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final ReadingQuality QUESTIONABLE = ReadingQuality.of(QualityCode.QUESTIONABLE);

    private FleetReadings() {}

    static MeterReading[] of(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        MeterReading[] readings = new MeterReading[count];
        for (int i = 0; i < count; i++) {
            int meter = random.nextInt(METERS);
            Instant start = START.plus(QUARTER.multipliedBy(i / METERS));
            boolean export = meter % 10 == 0 && random.nextBoolean();
            readings[i] = new MeterReading(
                    String.format(Locale.ROOT, "DE%011d", meter * 7_919L),
                    export ? ObisCode.EXPORT_PROFILE : ObisCode.IMPORT_PROFILE,
                    Interval.of(start, QUARTER),
                    Energy.ofMilliwattHours(random.nextInt(2_500_000)),
                    meter % 10 == 1 ? Electrical.NOT_MEASURED : electrical(random),
                    meter % 10 == 1 ? Ambient.NOT_MEASURED : ambient(random),
                    random.nextInt(20) == 0 ? QUESTIONABLE : ReadingQuality.AS_PROVIDED);
        }
        return readings;
    }

    private static Electrical electrical(SplittableRandom random) {
        return new Electrical(
                random.nextInt(22_000, 24_000) / 100.0,
                random.nextInt(6_300) / 100.0,
                random.nextInt(80, 101) / 100.0,
                random.nextInt(49_900, 50_100) / 1000.0);
    }

    private static Ambient ambient(SplittableRandom random) {
        return new Ambient(random.nextInt(-150, 350) / 10.0, random.nextInt(20, 100));
    }
}
