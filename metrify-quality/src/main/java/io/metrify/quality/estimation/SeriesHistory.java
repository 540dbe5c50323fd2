package io.metrify.quality.estimation;

import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.ObisCode;
import io.metrify.model.meter.ReadingHistory;
import io.metrify.model.meter.ReadingSeries;
import io.metrify.model.meter.ReadingSeriesBuilder;
import io.metrify.model.meter.ReadingVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What was ever said about the readings of one register of one meter on one raster: a {@link ReadingHistory} for each slot of
 * which anything was said. {@link #append} gives a new one; nothing is changed or removed. What holds is a series, now or {@linkplain
 * #seriesAsOf as of} any time.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * <pre>{@code
 * SeriesHistory filled = history.append(estimation.versions());
 * filled.series(month);                    // with substitutes
 * filled.seriesAsOf(month, yesterday);     // as it was billed yesterday
 * }</pre>
 */
public final class SeriesHistory {

    private final String meterId;
    private final ObisCode register;
    private final Duration resolution;
    private final NavigableMap<Instant, ReadingHistory> histories;

    private SeriesHistory(
            String meterId, ObisCode register, Duration resolution, NavigableMap<Instant, ReadingHistory> histories) {
        this.meterId = meterId;
        this.register = register;
        this.resolution = resolution;
        this.histories = histories;
    }

    /**
     * Nothing was said yet.
     *
     * @param meterId the meter, 1 to 128 characters, not blank
     * @param register which quantity is metered
     * @param resolution the length of every slot, a positive whole number of seconds
     * @return an empty history
     */
    public static SeriesHistory of(String meterId, ObisCode register, Duration resolution) {
        // A builder knows best what can be a series.
        ReadingSeries.builder(meterId, register, Interval.of(Instant.EPOCH, resolution), resolution);
        return new SeriesHistory(meterId, register, resolution, Collections.emptyNavigableMap());
    }

    /**
     * The values of a series, as deliveries.
     *
     * @param series the series; slots without energy give no version
     * @param knownAt when they arrived
     * @return the history
     */
    public static SeriesHistory of(ReadingSeries series, Instant knownAt) {
        return of(series.meterId(), series.register(), series.resolution())
                .append(series.readings()
                        .map(reading -> ReadingVersion.delivery(reading, knownAt))
                        .toList());
    }

    /**
     * This history and more versions.
     *
     * @param versions of readings of this meter and register, in any order
     * @return the longer history
     * @throws IllegalArgumentException if a version is of another meter, register or length of interval
     */
    public SeriesHistory append(Collection<ReadingVersion> versions) {
        NavigableMap<Instant, ReadingHistory> longer = new TreeMap<>(histories);
        for (ReadingVersion version : versions) {
            MeterReading reading = version.reading();
            if (!reading.meterId().equals(meterId)
                    || !reading.register().equals(register)
                    || reading.intervalSeconds() != resolution.toSeconds()) {
                throw new IllegalArgumentException(
                        "a version of " + reading.meterId() + " " + reading.register() + " for "
                                + reading.interval() + " does not belong to the history of " + this
                                + "; keep one history per meter, register and resolution");
            }
            longer.merge(reading.timestamp(), ReadingHistory.of(version), (history, one) -> history.append(version));
        }
        return new SeriesHistory(meterId, register, resolution, longer);
    }

    /**
     * What was said about one reading.
     *
     * @param start the start of its interval
     * @return its history, or empty if nothing was ever said
     */
    public Optional<ReadingHistory> history(Instant start) {
        return Optional.ofNullable(histories.get(start));
    }

    /**
     * The length of every slot.
     *
     * @return a positive whole number of seconds
     */
    public Duration resolution() {
        return resolution;
    }

    /**
     * What holds, as far as we know.
     *
     * @param window a whole number of slots
     * @return the window's slots, missing where nothing holds; readings off its raster are not in it
     * @throws IllegalArgumentException if the window is not a whole number of slots
     */
    public ReadingSeries series(Interval window) {
        return series(window, ReadingHistory::current);
    }

    /**
     * What held at a time, as far as we knew then.
     *
     * @param window a whole number of slots
     * @param time the time; what was known at exactly this instant was known
     * @return the window's slots, missing where nothing held
     * @throws IllegalArgumentException if the window is not a whole number of slots
     */
    public ReadingSeries seriesAsOf(Interval window, Instant time) {
        return series(window, history -> history.asOf(time));
    }

    private ReadingSeries series(Interval window, Function<ReadingHistory, Optional<ReadingVersion>> holding) {
        ReadingSeriesBuilder builder = ReadingSeries.builder(meterId, register, window, resolution);
        for (ReadingHistory history :
                histories.subMap(window.start(), window.end()).values()) {
            holding.apply(history).ifPresent(version -> builder.add(version.reading()));
        }
        return builder.build();
    }

    /** Whether a reading that begins at an instant would stand in one series with others; so if there are none yet. */
    boolean isOnRaster(Instant start) {
        return histories.isEmpty()
                || histories.keySet().stream()
                        .anyMatch(known -> Duration.between(known, start).toSeconds() % resolution.toSeconds() == 0);
    }

    /** What holds of a slot, or a reading of nothing if nothing does. */
    MeterReading reading(Interval slot) {
        ReadingVersion held = holding(slot);
        return held != null
                ? held.reading()
                : MeterReading.of(meterId, slot, Energy.ZERO)
                        .withRegister(register)
                        .withConsumption(null);
    }

    @Nullable
    ReadingVersion holding(Interval slot) {
        ReadingHistory history = histories.get(slot.start());
        return history == null ? null : history.current().orElse(null);
    }

    /**
     * Whether two histories have the same versions.
     *
     * @param other anything
     * @return true if it is a history of the same raster and the same versions
     */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SeriesHistory that
                && meterId.equals(that.meterId)
                && register.equals(that.register)
                && resolution.equals(that.resolution)
                && histories.equals(that.histories);
    }

    @Override
    public int hashCode() {
        return histories.hashCode();
    }

    /**
     * What the history is of.
     *
     * @return for example {@code m-1 1-0:1.29.0 PT15M, 96 slots}
     */
    @Override
    public String toString() {
        return meterId + " " + register + " " + resolution + ", " + histories.size() + " slots";
    }
}
