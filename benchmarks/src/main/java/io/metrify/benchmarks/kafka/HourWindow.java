package io.metrify.benchmarks.kafka;

import io.metrify.analytics.EnergyFact;
import io.metrify.analytics.Rollup;
import io.metrify.analytics.RollupPeriod;
import io.metrify.model.Interval;
import io.metrify.model.meter.MeterReading;
import java.time.Duration;
import java.time.Instant;

/** The hour that a partition is in: readings of it are added up by meter and register, and it closes when the next one begins. */
final class HourWindow {

    private static final Duration HOUR = Duration.ofHours(1);

    private Rollup open = newRollup();
    private Interval hour = Interval.of(Instant.EPOCH, HOUR);
    private long readings;

    void add(MeterReading reading) {
        Instant start = reading.interval().start();
        if (!hour.contains(start)) {
            close();
            hour = Interval.of(Instant.ofEpochSecond(start.getEpochSecond() / 3_600 * 3_600), HOUR);
        }
        open.add(reading);
    }

    /** Closes the open hour; answers how many readings were added up in all of them. */
    long close() {
        for (EnergyFact fact : open.facts()) {
            readings += fact.readings();
        }
        open = newRollup();
        return readings;
    }

    private static Rollup newRollup() {
        return Rollup.of(FleetTopics.BERLIN, RollupPeriod.HOUR);
    }
}
