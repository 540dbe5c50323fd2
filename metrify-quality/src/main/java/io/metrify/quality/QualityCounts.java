package io.metrify.quality;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What was counted while readings were taken in: the mergeable state behind a {@link FleetScore}. Counts of parts add up
 * to the counts of the whole, whatever the split and the order, as long as no reading and no expected slot is counted in
 * two parts. Its size depends on the number of rules that found something, not on the number of readings. Immutable.
 *
 * @param slots the slots for which a reading should be there
 * @param outcomes what became of the records that were read
 * @param timed accepted and rejected readings of which it is known whether they came in time, up to their number; 0
 *     leaves timeliness out of the score
 * @param causes what cost accepted and rejected readings which dimension, by rule id, ascending; a dimension or a rule that
 *     cost nothing is not in it. Undecodable records, duplicates and slots that are missing without a known rule are not
 *     in it either: they follow from the other counts
 * @param findings the number of findings by rule id, ascending; they do not enter the score
 */
public record QualityCounts(
        Slots slots,
        Outcomes outcomes,
        long timed,
        Map<Dimension, Map<String, Cause>> causes,
        Map<String, Long> findings) {

    /** The cause of an expected slot without a usable reading where no rule says more. */
    public static final String MISSING = "completeness.missing";

    /** The cause of a record that was no reading at all. */
    public static final String UNDECODABLE = "validity.undecodable";

    /** The cause of a reading that was refused although no finding was an error. */
    public static final String REJECTED = "validity.rejected";

    /** The cause of a reading that came later than allowed. */
    public static final String LATE = "timeliness.late";

    /** The cause of a record that was there before. */
    public static final String DUPLICATE = "uniqueness.duplicate";

    /** Nothing was counted. */
    public static final QualityCounts NONE = new QualityCounts(Slots.NONE, Outcomes.NONE, 0, Map.of(), Map.of());

    /** Checks ranges and copies. */
    public QualityCounts {
        Objects.requireNonNull(slots, "slots");
        Objects.requireNonNull(outcomes, "outcomes");
        requirePart(timed, outcomes.judged(), "timed readings");
        Map<Dimension, Map<String, Cause>> copied = new EnumMap<>(Dimension.class);
        causes.forEach((dimension, rules) -> {
            if (!rules.isEmpty()) {
                copied.put(dimension, Collections.unmodifiableMap(new TreeMap<>(rules)));
            }
        });
        causes = Collections.unmodifiableMap(copied);
        findings.forEach((rule, count) -> requireCount(count, "findings of " + rule));
        findings = Collections.unmodifiableMap(new TreeMap<>(findings));
        for (Map.Entry<Dimension, Map<String, Cause>> cause : causes.entrySet()) {
            if (cause.getKey() != Dimension.COMPLETENESS) {
                long whole = cause.getKey() == Dimension.TIMELINESS ? timed : outcomes.judged();
                requirePart(lost(cause.getValue().values()), whole, "readings lost in " + cause.getKey());
            }
        }
    }

    /**
     * The slots of the raster for which a reading should be there.
     *
     * @param expected how many; 0 if that was not worked out, which leaves completeness out of the score
     * @param filled how many have a reading that can be used. Who counts readings without knowing their slots may count
     *     more than were expected: that surplus adds nothing to the score of these counts, but makes up for slots that are
     *     missing in counts they are added to. A {@link ScoreBook} knows the slots and counts none
     */
    public record Slots(long expected, long filled) {

        /** Nothing was expected and nothing came. */
        public static final Slots NONE = new Slots(0, 0);

        /** Checks ranges. */
        public Slots {
            requireCount(expected, "expected slots");
            requireCount(filled, "filled slots");
        }

        /**
         * The expected slots that are not filled.
         *
         * @return 0 or more
         */
        public long missing() {
            return Math.max(0, expected - filled);
        }

        Slots plus(Slots other) {
            return new Slots(Math.addExact(expected, other.expected), Math.addExact(filled, other.filled));
        }
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
            return Math.addExact(Math.addExact(judged(), undecodable), duplicates);
        }

        /**
         * The readings whose findings were looked at.
         *
         * @return those that were accepted or rejected
         */
        public long judged() {
            return Math.addExact(accepted, rejected);
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
     * What one rule cost one dimension. A reading with several causes is lost once: to the gravest, and among those of a
     * severity to the first by id.
     *
     * @param lost readings, or slots for {@link Dimension#COMPLETENESS}, that are put down to this rule
     * @param alone those of them that no other rule would have cost; they come back if this rule finds nothing
     */
    public record Cause(long lost, long alone) {

        /** Checks ranges. */
        public Cause {
            requireCount(lost, "readings lost to a rule");
            requirePart(alone, lost, "readings lost to a rule alone");
        }

        Cause plus(Cause other) {
            return new Cause(Math.addExact(lost, other.lost), Math.addExact(alone, other.alone));
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
        Map<Dimension, Map<String, Cause>> allCauses = new EnumMap<>(Dimension.class);
        causes.forEach((dimension, rules) -> allCauses.put(dimension, new TreeMap<>(rules)));
        other.causes.forEach((dimension, rules) -> {
            Map<String, Cause> both = allCauses.computeIfAbsent(dimension, any -> new TreeMap<>());
            rules.forEach((rule, cause) -> both.merge(rule, cause, Cause::plus));
        });
        Map<String, Long> allFindings = new TreeMap<>(findings);
        other.findings.forEach((rule, count) -> allFindings.merge(rule, count, Math::addExact));
        return new QualityCounts(
                slots.plus(other.slots),
                outcomes.plus(other.outcomes),
                Math.addExact(timed, other.timed),
                allCauses,
                allFindings);
    }

    /**
     * The same with other expected slots.
     *
     * @param expected the slots for which a reading should be there, 0 if that was not worked out
     * @return a copy
     */
    public QualityCounts withExpected(long expected) {
        return new QualityCounts(new Slots(expected, slots.filled()), outcomes, timed, causes, findings);
    }

    static long lost(Collection<Cause> causes) {
        return causes.stream().mapToLong(Cause::lost).reduce(0, Math::addExact);
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
