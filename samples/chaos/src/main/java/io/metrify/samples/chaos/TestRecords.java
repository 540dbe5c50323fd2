package io.metrify.samples.chaos;

import io.metrify.connector.kafka.KafkaPublisher;
import io.metrify.json.MeterReadingJson;
import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.meter.MeterReading;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * The records that are published, each of which says by itself which it is: numbered readings, some of them twice, and
 * between them what is no reading at all.
 *
 * @param readings how many different readings there are
 */
record TestRecords(int readings) {

    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration QUARTER_HOUR = Duration.ofMinutes(15);
    private static final int READINGS_OF_A_METER = 1_000;
    private static final int FEWEST_METERS = 10;
    private static final int POISON_EVERY = 100;
    private static final int TWICE_EVERY = 97;
    private static final long LARGEST_MILLIWATT_HOURS = 1_000_000;

    /** When all of them are in the past. */
    static final Instant NOW = Instant.parse("2026-12-01T00:00:00Z");

    private int meters() {
        return Math.max(FEWEST_METERS, readings / READINGS_OF_A_METER);
    }

    /** Publishes all, in an order in which every meter's readings are in the order of time. */
    void publish(KafkaPublisher publisher) {
        for (int number = 0; number < readings; number++) {
            MeterReading reading = reading(number);
            byte[] value = MeterReadingJson.write(reading);
            publisher.publish(reading.meterId(), value, Map.of());
            if (number % TWICE_EVERY == 0) {
                publisher.publish(reading.meterId(), value, Map.of());
            }
            if (number % POISON_EVERY == 0) {
                publisher.publish(reading.meterId(), ("poison " + number).getBytes(StandardCharsets.UTF_8), Map.of());
            }
        }
    }

    long duplicates() {
        return (readings - 1L) / TWICE_EVERY + 1;
    }

    long deadLetters() {
        return (readings - 1L) / POISON_EVERY + 1;
    }

    long published() {
        return readings + duplicates() + deadLetters();
    }

    MeterReading reading(int number) {
        return MeterReading.of(
                "meter-" + number % meters(),
                Interval.of(FIRST.plus(QUARTER_HOUR.multipliedBy(number / meters())), QUARTER_HOUR),
                Energy.ofMilliwattHours(milliwattHours(number)));
    }

    private static long milliwattHours(int number) {
        return Long.remainderUnsigned(number * 0x9E3779B97F4A7C15L, LARGEST_MILLIWATT_HOURS);
    }

    /** Which reading this is, or -1 if it is none of these. */
    int numberOf(String meterId, Instant start) {
        long slot = Duration.between(FIRST, start).dividedBy(QUARTER_HOUR);
        long number = slot * meters() + Integer.parseInt(meterId.substring("meter-".length()));
        return number >= 0 && number < readings ? (int) number : -1;
    }

    /** The energy of all readings. */
    Energy energy() {
        long sum = 0;
        for (int number = 0; number < readings; number++) {
            sum += milliwattHours(number);
        }
        return Energy.ofMilliwattHours(sum);
    }
}
