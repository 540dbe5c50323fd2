package io.metrify.quality;

import io.metrify.model.Interval;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * All that scores can be set by. A file of it is read by {@link ScoreFile}.
 *
 * @param reading what a finding or a quality code costs a single reading, and which dimension a rule speaks of
 * @param fleet how much each dimension counts for many readings, and where tiers begin
 * @param allowedDelay how long after the end of its interval a reading may come and still be in time, 0 to 3,660 days.
 *     Standard: 36 hours, so that yesterday's values are in time up to noon of the day after (a default of this library)
 */
public record ScoreSettings(ScoreWeights reading, FleetWeights fleet, Duration allowedDelay) {

    private static final Duration LONGEST_DELAY = Duration.ofDays(3_660);

    private static final ScoreSettings STANDARD =
            new ScoreSettings(ScoreWeights.standard(), FleetWeights.standard(), Duration.ofHours(36));

    /** Checks the range of the delay. */
    public ScoreSettings {
        Objects.requireNonNull(reading, "reading");
        Objects.requireNonNull(fleet, "fleet");
        if (allowedDelay.isNegative() || allowedDelay.compareTo(LONGEST_DELAY) > 0) {
            throw new IllegalArgumentException(
                    "the allowed delay is " + allowedDelay + "; give PT0S to PT87840H, which is 3660 days");
        }
    }

    /**
     * The documented defaults.
     *
     * @return always the same
     */
    public static ScoreSettings standard() {
        return STANDARD;
    }

    /**
     * Whether a reading came too late: later than the end of its interval and the allowed delay.
     *
     * @param interval the interval of the reading
     * @param arrived when it came
     * @return false at the last instant that is allowed
     */
    public boolean isLate(Interval interval, Instant arrived) {
        return arrived.isAfter(interval.end().plus(allowedDelay));
    }

    /**
     * The same with other costs of single readings.
     *
     * @param newReading what a finding or a quality code costs
     * @return a copy
     */
    public ScoreSettings withReading(ScoreWeights newReading) {
        return new ScoreSettings(newReading, fleet, allowedDelay);
    }

    /**
     * The same with other weights and tiers.
     *
     * @param newFleet how much each dimension counts, and where tiers begin
     * @return a copy
     */
    public ScoreSettings withFleet(FleetWeights newFleet) {
        return new ScoreSettings(reading, newFleet, allowedDelay);
    }

    /**
     * The same with another allowed delay.
     *
     * @param newAllowedDelay 0 to 3,660 days
     * @return a copy
     */
    public ScoreSettings withAllowedDelay(Duration newAllowedDelay) {
        return new ScoreSettings(reading, fleet, newAllowedDelay);
    }
}
