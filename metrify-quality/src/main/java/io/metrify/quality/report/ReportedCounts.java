package io.metrify.quality.report;

import io.metrify.quality.QualityCounts;

/**
 * What became of readings, as a report shows it.
 *
 * @param expected the slots for which a reading should be there; 0 if that was not worked out
 * @param accepted readings that are used
 * @param rejected readings that validation refused
 * @param undecodable records that were no readings at all
 * @param duplicates readings that were there before
 */
public record ReportedCounts(long expected, long accepted, long rejected, long undecodable, long duplicates) {

    /** Nothing was counted. */
    public static final ReportedCounts NONE = new ReportedCounts(0, 0, 0, 0, 0);

    /** Checks that nothing is negative. */
    public ReportedCounts {
        if (expected < 0 || accepted < 0 || rejected < 0 || undecodable < 0 || duplicates < 0) {
            throw new IllegalArgumentException(
                    "of " + expected + " expected slots, " + accepted + " accepted, " + rejected
                            + " rejected, " + undecodable + " undecodable and " + duplicates
                            + " duplicate records one is negative; counts are 0 or more");
        }
    }

    /**
     * Counts behind a score.
     *
     * @param counts the counts
     * @return the same for a report
     */
    public static ReportedCounts of(QualityCounts counts) {
        QualityCounts.Outcomes outcomes = counts.outcomes();
        return new ReportedCounts(
                counts.slots().expected(),
                outcomes.accepted(),
                outcomes.rejected(),
                outcomes.undecodable(),
                outcomes.duplicates());
    }

    /**
     * Slots that should have a reading but have none that is used.
     *
     * @return 0 or more; 0 if it was not worked out how many should
     */
    public long missing() {
        return Math.max(0, expected - accepted);
    }
}
