package io.metrify.validation.series;

import io.metrify.model.MarketCalendar;
import io.metrify.validation.MeterDirectory;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a series is judged with beside the rules: the market's days, what is known of the meters, and how long to wait for
 * late readings. Immutable.
 *
 * @param calendar the market's days, by which windows, day types and cuts are made
 * @param meters what is known of the meters: resolution, rated power, digits of the registers, installation
 * @param events known outages and exchanges
 * @param from from when on readings are expected of every meter and each of its registers that delivers at all, but for
 *     export, which is expected from its first reading on; or null for the first reading of each
 * @param lateness how far behind a meter's newest reading another may arrive and still be judged with its neighbours, 0 to
 *     366 days; standard 24 hours. A slot is judged when the newest reading is this far ahead, so findings wait as long
 * @param timeTolerance how far a meter's clock may be off, 0 to 1 hour: a reading so close to its slot is taken as on it, one
 *     later than the present by more is not from this world; standard 3 minutes
 * @param assumedResolution the length of intervals of meters that are not in the directory; standard 15 minutes
 * @param rasterOffset how far slots of 30 or 60 minutes start after the full hour of UTC, 0 to 1 hour in whole seconds;
 *     standard 0. Zones such as India or Newfoundland need 30 minutes, here and in the {@linkplain
 *     io.metrify.validation.MeterThresholds#rasterOffset rules for single readings}
 */
public record SeriesSettings(
        MarketCalendar calendar,
        MeterDirectory meters,
        KnownEvents events,
        @Nullable Instant from,
        Duration lateness,
        Duration timeTolerance,
        Duration assumedResolution,
        Duration rasterOffset) {

    static final Duration LONGEST_LATENESS = Duration.ofDays(366);
    private static final Duration LONGEST_SLOT = Duration.ofHours(1);

    /** Checks ranges. */
    public SeriesSettings {
        Objects.requireNonNull(calendar, "calendar");
        Objects.requireNonNull(meters, "meters");
        Objects.requireNonNull(events, "events");
        requireUpTo(LONGEST_LATENESS, lateness, "the lateness");
        requireUpTo(LONGEST_SLOT, timeTolerance, "the time tolerance");
        requireUpTo(LONGEST_SLOT, rasterOffset, "the raster offset");
        if (!rasterOffset.truncatedTo(ChronoUnit.SECONDS).equals(rasterOffset)) {
            throw new IllegalArgumentException(
                    "the raster offset " + rasterOffset + " is not a whole number of seconds; give one such as PT30M");
        }
        if (assumedResolution.getNano() != 0 || assumedResolution.getSeconds() <= 0) {
            throw new IllegalArgumentException("the assumed resolution " + assumedResolution
                    + " is not a positive whole number of seconds; give one such as PT15M");
        }
    }

    private static void requireUpTo(Duration longest, Duration duration, String what) {
        if (duration.isNegative() || duration.compareTo(longest) > 0) {
            throw new IllegalArgumentException(
                    what + ", " + duration + ", is out of range; give 0 to " + longest.toHours() + " hours");
        }
    }

    /**
     * Market days of a calendar; nothing is known of the meters.
     *
     * @param calendar the market's days
     * @return the settings
     */
    public static SeriesSettings of(MarketCalendar calendar) {
        return new SeriesSettings(
                calendar,
                MeterDirectory.none(),
                KnownEvents.none(),
                null,
                Duration.ofHours(24),
                Duration.ofMinutes(3),
                Duration.ofMinutes(15),
                Duration.ZERO);
    }

    /**
     * The same with what is known of the meters.
     *
     * @param newMeters the directory
     * @return a copy
     */
    public SeriesSettings withMeters(MeterDirectory newMeters) {
        return new SeriesSettings(
                calendar, newMeters, events, from, lateness, timeTolerance, assumedResolution, rasterOffset);
    }

    /**
     * The same with known outages and exchanges.
     *
     * @param newEvents the events
     * @return a copy
     */
    public SeriesSettings withEvents(KnownEvents newEvents) {
        return new SeriesSettings(
                calendar, meters, newEvents, from, lateness, timeTolerance, assumedResolution, rasterOffset);
    }

    /**
     * The same with another begin of all series.
     *
     * @param newFrom from when on readings are expected, or null for the first reading of each meter
     * @return a copy
     */
    public SeriesSettings withFrom(@Nullable Instant newFrom) {
        return new SeriesSettings(
                calendar, meters, events, newFrom, lateness, timeTolerance, assumedResolution, rasterOffset);
    }

    /**
     * The same with another allowed lateness.
     *
     * @param newLateness how far behind the newest reading another may arrive, 0 to 366 days
     * @return a copy
     */
    public SeriesSettings withLateness(Duration newLateness) {
        return new SeriesSettings(
                calendar, meters, events, from, newLateness, timeTolerance, assumedResolution, rasterOffset);
    }

    /**
     * The same with another tolerance of clocks.
     *
     * @param newTimeTolerance how far a meter's clock may be off, 0 to 1 hour
     * @return a copy
     */
    public SeriesSettings withTimeTolerance(Duration newTimeTolerance) {
        return new SeriesSettings(
                calendar, meters, events, from, lateness, newTimeTolerance, assumedResolution, rasterOffset);
    }

    /**
     * The same with another resolution for meters that are not in the directory.
     *
     * @param newAssumedResolution the length of their intervals, a positive whole number of seconds
     * @return a copy
     */
    public SeriesSettings withAssumedResolution(Duration newAssumedResolution) {
        return new SeriesSettings(
                calendar, meters, events, from, lateness, timeTolerance, newAssumedResolution, rasterOffset);
    }

    /**
     * The same with another offset of the raster.
     *
     * @param newRasterOffset how far slots start after the full hour of UTC, 0 to 1 hour in whole seconds
     * @return a copy
     */
    public SeriesSettings withRasterOffset(Duration newRasterOffset) {
        return new SeriesSettings(
                calendar, meters, events, from, lateness, timeTolerance, assumedResolution, newRasterOffset);
    }
}
