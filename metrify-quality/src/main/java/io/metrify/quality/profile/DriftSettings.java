package io.metrify.quality.profile;

/**
 * From where on two distributions are said to differ. All thresholds are rules of thumb, not tests: what matters is for
 * whoever uses the data to say.
 *
 * @param bins into how many bins numbers are put for the index and the divergence, 2 to 1,000; they are cut where the
 *     reference has equal parts, as far as its values allow
 * @param fewestValues how many values both sides need to be compared, 1 or more
 * @param stabilityIndex the thresholds of the population stability index; the standard, 0.1 and 0.25, is the rule of thumb
 *     of credit scoring (Siddiqi 2006), which has no derivation and knows nothing of the number of values
 * @param distance the thresholds of the Jensen-Shannon distance, and, squared, of the divergence; the standard, 0.1 and 0.2,
 *     is ours: about where the index has its own for shifted bell curves
 * @param kolmogorovSmirnov the thresholds of D; the standard, 0.1 and 0.2, is ours
 * @param significance D counts only where its p-value is at most this, 0 to 1; the standard is 0.01. With many values
 *     everything is significant, so it does not replace the thresholds
 */
public record DriftSettings(
        int bins,
        long fewestValues,
        Thresholds stabilityIndex,
        Thresholds distance,
        Thresholds kolmogorovSmirnov,
        double significance) {

    private static final int MOST_BINS = 1_000;

    private static final DriftSettings STANDARD = new DriftSettings(
            10, 50, new Thresholds(0.1, 0.25), new Thresholds(0.1, 0.2), new Thresholds(0.1, 0.2), 0.01);

    /** Checks the ranges. */
    public DriftSettings {
        if (bins < 2 || bins > MOST_BINS) {
            throw new IllegalArgumentException(bins + " bins are out of range; give 2 to 1000");
        }
        if (fewestValues < 1) {
            throw new IllegalArgumentException(
                    "a distribution of " + fewestValues + " values cannot be compared; give 1 or more");
        }
        if (!(significance >= 0 && significance <= 1)) {
            throw new IllegalArgumentException("the significance " + significance + " is out of range; give 0 to 1");
        }
    }

    /**
     * From where on a distance is moderate, and strong.
     *
     * @param moderate the first threshold, above 0
     * @param strong the second, not below the first
     */
    public record Thresholds(double moderate, double strong) {

        /** Checks the order. */
        public Thresholds {
            if (!(moderate > 0 && strong >= moderate)) {
                throw new IllegalArgumentException("the thresholds " + moderate + " and " + strong
                        + " are not ascending from above 0; give the lower one first");
            }
        }

        DriftGrade grade(double distance) {
            if (distance >= strong) {
                return DriftGrade.STRONG;
            }
            return distance >= moderate ? DriftGrade.MODERATE : DriftGrade.STABLE;
        }
    }

    /**
     * The standard: ten bins, at least 50 values, the thresholds named above.
     *
     * @return the settings
     */
    public static DriftSettings standard() {
        return STANDARD;
    }
}
