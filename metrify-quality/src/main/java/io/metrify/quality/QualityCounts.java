package io.metrify.quality;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What was counted while readings were taken in: the mergeable state behind a {@link FleetScore}. Counts of parts add up
 * to the counts of the whole, whatever the split and the order, as long as no reading and no expected slot is counted in
 * two parts. Immutable.
 *
 * @param expected the slots for which a reading should be there; 0 if that was not worked out, which leaves completeness
 *     out of the score
 * @param outcomes what became of the records that were read
 * @param doubts the accepted readings whose findings were looked at
 * @param arrivals the accepted readings whose arrival was timed
 * @param findings the number of findings by rule id, ascending; for explanation, they do not enter the score
 */
public record QualityCounts(
        long expected, Outcomes outcomes, Doubts doubts, Arrivals arrivals, Map<String, Long> findings) {

    /** Nothing was counted. */
    public static final QualityCounts NONE = new QualityCounts(0, Outcomes.NONE, Doubts.NONE, Arrivals.NONE, Map.of());

    /** Checks ranges and copies. */
    public QualityCounts {
        requireCount(expected, "expected slots");
        Objects.requireNonNull(outcomes, "outcomes");
        Objects.requireNonNull(doubts, "doubts");
        Objects.requireNonNull(arrivals, "arrivals");
        findings.forEach((rule, count) -> requireCount(count, "findings of " + rule));
        findings = Collections.unmodifiableMap(new TreeMap<>(findings));
    }

    /**
     * What became of the records that were read. Their sum is what was read.
     *
     * @param accepted readings that are used
     * @param rejected readings that validation refused
     * @param undecodable records that were no readings at all
     * @param duplicates readings that were there before
     */
    public record Outcomes(long accepted, long rejected, long undecodable, long duplicates) {

        /** Nothing was read. */
        public static final Outcomes NONE = new Outcomes(0, 0, 0, 0);

        /** Checks ranges. */
        public Outcomes {
            requireCount(accepted, "accepted readings");
            requireCount(rejected, "rejected readings");
            requireCount(undecodable, "undecodable records");
            requireCount(duplicates, "duplicates");
        }

        /**
         * All records that were read.
         *
         * @return the sum of the four
         */
        public long read() {
            return Math.addExact(Math.addExact(accepted, rejected), Math.addExact(undecodable, duplicates));
        }

        private Outcomes plus(Outcomes other) {
            return new Outcomes(
                    Math.addExact(accepted, other.accepted),
                    Math.addExact(rejected, other.rejected),
                    Math.addExact(undecodable, other.undecodable),
                    Math.addExact(duplicates, other.duplicates));
        }
    }

    /**
     * Accepted readings by what warnings say of them.
     *
     * @param examined accepted readings whose findings were looked at; 0 leaves consistency and plausibility out of the
     *     score
     * @param inconsistent those of them with a warning about {@link Dimension#CONSISTENCY}
     * @param implausible those of them with a warning about anything else
     */
    public record Doubts(long examined, long inconsistent, long implausible) {

        /** No findings were looked at. */
        public static final Doubts NONE = new Doubts(0, 0, 0);

        /** Checks ranges. */
        public Doubts {
            requireCount(examined, "examined readings");
            requirePart(inconsistent, examined, "inconsistent readings");
            requirePart(implausible, examined, "implausible readings");
        }

        private Doubts plus(Doubts other) {
            return new Doubts(
                    Math.addExact(examined, other.examined),
                    Math.addExact(inconsistent, other.inconsistent),
                    Math.addExact(implausible, other.implausible));
        }
    }

    /**
     * Accepted readings by when they came.
     *
     * @param timed accepted readings of which it is known whether they came in time; 0 leaves timeliness out of the
     *     score
     * @param late those of them that came too late
     */
    public record Arrivals(long timed, long late) {

        /** No arrival was timed. */
        public static final Arrivals NONE = new Arrivals(0, 0);

        /** Checks ranges. */
        public Arrivals {
            requireCount(timed, "timed readings");
            requirePart(late, timed, "late readings");
        }

        private Arrivals plus(Arrivals other) {
            return new Arrivals(Math.addExact(timed, other.timed), Math.addExact(late, other.late));
        }
    }

    /**
     * These counts and those of another part together.
     *
     * @param other the counts of the other part
     * @return the counts of both
     * @throws ArithmeticException if a count does not fit a long
     */
    public QualityCounts plus(QualityCounts other) {
        Map<String, Long> both = new TreeMap<>(findings);
        other.findings.forEach((rule, count) -> both.merge(rule, count, Math::addExact));
        return new QualityCounts(
                Math.addExact(expected, other.expected),
                outcomes.plus(other.outcomes),
                doubts.plus(other.doubts),
                arrivals.plus(other.arrivals),
                both);
    }

    /**
     * The same with other expected slots.
     *
     * @param slots the slots for which a reading should be there, 0 if that was not worked out
     * @return a copy
     */
    public QualityCounts withExpected(long slots) {
        return new QualityCounts(slots, outcomes, doubts, arrivals, findings);
    }

    private static void requireCount(long count, String of) {
        if (count < 0) {
            throw new IllegalArgumentException("the number of " + of + " is " + count + "; counts are 0 or more");
        }
    }

    private static void requirePart(long part, long whole, String of) {
        requireCount(part, of);
        if (part > whole) {
            throw new IllegalArgumentException(
                    "the number of " + of + " is " + part + " of only " + whole + "; count each reading once");
        }
    }
}
