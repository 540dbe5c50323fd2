package io.metrify.connector.kafka;

import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.meter.Ambient;
import io.metrify.model.meter.Electrical;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.ObisCode;
import io.metrify.model.meter.ReadingQuality;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Sound readings by number: seven meters, a quarter hour each in turn. */
final class Readings {

    static final int METERS = 7;

    private static final Instant START = Instant.parse("2026-03-10T00:00:00Z");
    private static final Duration QUARTER = Duration.ofMinutes(15);

    private Readings() {}

    static MeterReading reading(int number) {
        return new MeterReading(
                meterId(number),
                ObisCode.IMPORT_PROFILE,
                Interval.of(START.plus(QUARTER.multipliedBy(number / METERS)), QUARTER),
                Energy.ofMilliwattHours(100_000 + number),
                new Electrical(230.1, 3.5, 0.97, 50.01),
                Ambient.NOT_MEASURED,
                ReadingQuality.AS_PROVIDED);
    }

    static String meterId(int number) {
        return "DE-0000000" + number % METERS;
    }

    static List<MeterReading> readings(int count) {
        return IntStream.range(0, count).mapToObj(Readings::reading).toList();
    }
}
