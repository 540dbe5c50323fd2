package io.metrify.benchmarks.json;

import io.metrify.json.MeterReadingJson;
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
import java.util.SplittableRandom;

/**
 * Quarter-hour readings of many meters and their documents, the same for the same number: energy to six decimals, the
 * other measurements to as many as meters have, one reading in ten a substitute, one in ten without ambient values.
 */
final class JsonCorpus {

    private static final long SEED = 20260329;
    private static final Instant START = Instant.parse("2026-03-28T23:00:00Z");
    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final int SLOTS = 96;

    private JsonCorpus() {}

    /** So many readings. */
    static MeterReading[] readings(int count) {
        SplittableRandom random = new SplittableRandom(SEED);
        MeterReading[] readings = new MeterReading[count];
        for (int i = 0; i < count; i++) {
            readings[i] = reading(i, random);
        }
        return readings;
    }

    /** The documents of readings. */
    static byte[][] documents(MeterReading[] readings) {
        byte[][] documents = new byte[readings.length][];
        for (int i = 0; i < documents.length; i++) {
            documents[i] = MeterReadingJson.write(readings[i]);
        }
        return documents;
    }

    private static MeterReading reading(int number, SplittableRandom random) {
        boolean substitute = random.nextInt(10) == 0;
        return new MeterReading(
                "DE000" + (56_266_802_000_000L + number / SLOTS),
                ObisCode.IMPORT_PROFILE,
                Interval.of(START.plus(QUARTER.multipliedBy(number % SLOTS)), QUARTER),
                Energy.ofMilliwattHours(random.nextLong(3_000_000)),
                new Electrical(
                        decimal(random, 218, 242, 10),
                        decimal(random, 0, 16, 1_000),
                        decimal(random, 0.8, 1, 1_000),
                        decimal(random, 49.9, 50.1, 1_000)),
                random.nextInt(10) == 0
                        ? Ambient.NOT_MEASURED
                        : new Ambient(decimal(random, -10, 35, 10), decimal(random, 20, 100, 10)),
                new ReadingQuality(
                        substitute ? QualityCode.ESTIMATED : QualityCode.AS_PROVIDED,
                        substitute ? SubstitutionMethod.INTERPOLATION : SubstitutionMethod.NONE,
                        decimal(random, 0.5, 1, 1_000)));
    }

    private static double decimal(SplittableRandom random, double least, double bound, int perUnit) {
        return Math.floor(random.nextDouble(least, bound) * perUnit) / perUnit;
    }
}
