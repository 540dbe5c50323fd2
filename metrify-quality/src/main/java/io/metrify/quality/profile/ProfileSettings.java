package io.metrify.quality.profile;

/**
 * How precisely a profile is kept. Profiles merge only if their settings are equal.
 *
 * @param relativeError the largest relative error of a quantile that is not exact, 0.0001 to 0.25; the buckets that keep it
 *     are halves, quarters, ... of an octave, so the error is often smaller: 1/129 for 0.01
 * @param mostBuckets how many buckets the values of one sign have at most, 64 to 65,536. Those that are too small for them
 *     are counted together: with 64 buckets for an octave (a relative error of 0.01) and 4,096 buckets, the ones below
 *     1/2<sup>63</sup> of the largest magnitude
 * @param distinctLimit up to how many different values are counted exactly, each with how often it occurs, 16 to 1,048,576;
 *     beyond it their number is estimated with a standard error of 1/sqrt(limit - 2)
 */
public record ProfileSettings(double relativeError, int mostBuckets, int distinctLimit) {

    private static final double SMALLEST_ERROR = 0.0001;
    private static final double LARGEST_ERROR = 0.25;
    private static final int FEWEST_BUCKETS = 64;
    private static final int MOST_BUCKETS = 65_536;
    private static final int LOWEST_LIMIT = 16;
    private static final int HIGHEST_LIMIT = 1 << 20;

    private static final ProfileSettings STANDARD = new ProfileSettings(0.01, 4_096, 4_096);

    /** Checks the ranges. */
    public ProfileSettings {
        if (!(relativeError >= SMALLEST_ERROR && relativeError <= LARGEST_ERROR)) {
            throw new IllegalArgumentException(
                    "the relative error " + relativeError + " is out of range; give 0.0001 to 0.25");
        }
        if (mostBuckets < FEWEST_BUCKETS || mostBuckets > MOST_BUCKETS) {
            throw new IllegalArgumentException(mostBuckets + " buckets are out of range; give 64 to 65536");
        }
        if (distinctLimit < LOWEST_LIMIT || distinctLimit > HIGHEST_LIMIT) {
            throw new IllegalArgumentException(
                    "a limit of " + distinctLimit + " different values is out of range; give 16 to 1048576");
        }
    }

    /**
     * The standard: a relative error of 1 %, 4,096 buckets, 4,096 different values.
     *
     * @return the settings
     */
    public static ProfileSettings standard() {
        return STANDARD;
    }

    /**
     * These settings with another error of quantiles. Half the error takes twice the buckets for the same range of
     * magnitudes: change their number as well.
     *
     * @param newRelativeError 0.0001 to 0.25
     * @return the settings
     */
    public ProfileSettings withRelativeError(double newRelativeError) {
        return new ProfileSettings(newRelativeError, mostBuckets, distinctLimit);
    }

    /**
     * These settings with another number of buckets.
     *
     * @param newMostBuckets 64 to 65,536
     * @return the settings
     */
    public ProfileSettings withMostBuckets(int newMostBuckets) {
        return new ProfileSettings(relativeError, newMostBuckets, distinctLimit);
    }

    /**
     * These settings with another number of values that are counted exactly.
     *
     * @param newDistinctLimit 16 to 1,048,576
     * @return the settings
     */
    public ProfileSettings withDistinctLimit(int newDistinctLimit) {
        return new ProfileSettings(relativeError, mostBuckets, newDistinctLimit);
    }
}
