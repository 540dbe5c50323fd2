package io.metrify.quality;

import io.metrify.validation.Finding;
import io.metrify.validation.Severity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Counts what becomes of readings, one by one, for a {@link FleetScore}. One reading is told of once by {@link
 * #accepted}, {@link #rejected}, {@link #undecodable} or {@link #duplicate}. Not thread-safe: use one per thread and add
 * their {@link #counts()}.
 */
public final class QualityTally {

    private final RuleDimensions dimensions;
    private final Map<String, Long> findings = new HashMap<>(4);
    private QualityCounts others = QualityCounts.NONE;
    private long expected;
    private long accepted;
    private long rejected;
    private long undecodable;
    private long duplicates;
    private long inconsistent;
    private long implausible;
    private long timed;
    private long late;

    /** Nothing counted yet; rules speak of their standard dimensions. */
    public QualityTally() {
        this(RuleDimensions.standard());
    }

    /**
     * Nothing counted yet.
     *
     * @param dimensions which dimension a rule speaks of
     */
    public QualityTally(RuleDimensions dimensions) {
        this.dimensions = Objects.requireNonNull(dimensions, "dimensions");
    }

    /**
     * Counts a reading that is used.
     *
     * @param found all that validation found in it
     */
    public void accepted(List<Finding> found) {
        accepted++;
        if (found.isEmpty()) {
            return;
        }
        boolean contradicts = false;
        boolean surprises = false;
        for (Finding finding : found) {
            if (finding.severity().isAtLeast(Severity.WARNING)) {
                boolean consistency = dimensions.of(finding) == Dimension.CONSISTENCY;
                contradicts |= consistency;
                surprises |= !consistency;
            }
        }
        inconsistent += contradicts ? 1 : 0;
        implausible += surprises ? 1 : 0;
        count(found);
    }

    /**
     * Counts a reading that validation refused.
     *
     * @param found all that validation found in it
     */
    public void rejected(List<Finding> found) {
        rejected++;
        count(found);
    }

    /** Counts a record that was no reading at all. */
    public void undecodable() {
        undecodable++;
    }

    /** Counts a reading that was there before. */
    public void duplicate() {
        duplicates++;
    }

    /**
     * Counts when an accepted reading came, in addition to {@link #accepted}. Timeliness is in the score as soon as one
     * reading was timed.
     *
     * @param tooLate whether it came too late for its purpose
     */
    public void arrived(boolean tooLate) {
        timed++;
        late += tooLate ? 1 : 0;
    }

    /**
     * Counts slots for which a reading should be there, such as those of one meter's market day.
     *
     * @param slots the number of slots, 0 or more
     * @throws IllegalArgumentException if the number is negative
     */
    public void expect(long slots) {
        if (slots < 0) {
            throw new IllegalArgumentException(slots + " expected slots are no number of slots; give 0 or more");
        }
        expected = Math.addExact(expected, slots);
    }

    /**
     * Adds what was counted elsewhere.
     *
     * @param counts the counts of another part
     */
    public void add(QualityCounts counts) {
        others = others.plus(counts);
    }

    /**
     * What was counted so far.
     *
     * @return a copy
     */
    public QualityCounts counts() {
        return new QualityCounts(
                        expected,
                        new QualityCounts.Outcomes(accepted, rejected, undecodable, duplicates),
                        new QualityCounts.Doubts(accepted, inconsistent, implausible),
                        new QualityCounts.Arrivals(timed, late),
                        findings)
                .plus(others);
    }

    private void count(List<Finding> found) {
        for (Finding finding : found) {
            findings.merge(finding.rule(), 1L, Long::sum);
        }
    }
}
