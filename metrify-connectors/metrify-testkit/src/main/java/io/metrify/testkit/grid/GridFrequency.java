package io.metrify.testkit.grid;

import io.metrify.testkit.random.CounterRandom;

/**
 * The frequency of a synchronous grid, the same everywhere at any instant: a slow wander between 49.95 and 50.05 Hz in
 * steps of 1 mHz. A pure function of seed and instant; immutable and safe for use by several threads.
 */
public final class GridFrequency {

    private final long hours;
    private final long halfHours;
    private final long minutes;

    private GridFrequency(long seed) {
        long key = CounterRandom.key(seed, "frequency");
        this.hours = CounterRandom.key(key, 1);
        this.halfHours = CounterRandom.key(key, 2);
        this.minutes = CounterRandom.key(key, 3);
    }

    /**
     * The frequency of a seed.
     *
     * @param seed any number
     * @return the frequency over time
     */
    public static GridFrequency of(long seed) {
        return new GridFrequency(seed);
    }

    /**
     * The frequency at an instant; for an interval, that at its start.
     *
     * @param epochSecond the time, in seconds since 1970-01-01T00:00:00Z
     * @return the frequency in mHz, 49,950 to 50,050
     */
    public int milliHertzAt(long epochSecond) {
        double deviation = 26 * CounterRandom.smooth(hours, epochSecond / 14_400.0)
                + 14 * CounterRandom.smooth(halfHours, epochSecond / 1_800.0)
                + 10 * CounterRandom.smooth(minutes, epochSecond / 300.0);
        return 50_000 + (int) Math.rint(deviation);
    }
}
