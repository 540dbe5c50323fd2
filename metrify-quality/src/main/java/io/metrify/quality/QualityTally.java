package io.metrify.quality;

import io.metrify.quality.QualityCounts.Outcomes;
import io.metrify.quality.QualityCounts.Slots;
import io.metrify.validation.Finding;
import io.metrify.validation.Severity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Counts what becomes of readings, one by one, for a {@link FleetScore}. One record is told of once by {@link #accepted},
 * {@link #rejected}, {@link #undecodable} or {@link #duplicate}. It does not know the slots of the raster: an accepted
 * reading is taken to fill one, a rejected one to leave one empty. What was found on series is counted by a {@link
 * ScoreBook}, which knows them. Not thread-safe: use one per thread and add their {@link #counts()}.
 */
public final class QualityTally {

    private static final Dimension[] DIMENSIONS = Dimension.values();

    private final CauseTable causes;
    private final Map<String, Long> findings = new HashMap<>(4);
    private QualityCounts others = QualityCounts.NONE;
    private long expected;
    private long filled;
    private long accepted;
    private long rejected;
    private long undecodable;
    private long duplicates;
    private long timed;

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
        this.causes = new CauseTable(Objects.requireNonNull(dimensions, "dimensions"));
    }

    /**
     * Counts a reading that is used and of which nobody knows when it came. It is timed only if a finding says that it came
     * late.
     *
     * @param found all that validation found in it
     */
    public void accepted(List<Finding> found) {
        accepted++;
        if (found.isEmpty()) {
            filled++;
            return;
        }
        accepted(found, false, false);
    }

    /**
     * Counts a reading that is used and of which it is known when it came. Timeliness is in the score as soon as one
     * reading was timed.
     *
     * @param found all that validation found in it
     * @param late whether it came later than allowed, such as {@link ScoreSettings#isLate} says
     */
    public void accepted(List<Finding> found, boolean late) {
        accepted++;
        if (found.isEmpty() && !late) {
            filled++;
            timed++;
            return;
        }
        accepted(found, true, late);
    }

    private void accepted(List<Finding> found, boolean isTimed, boolean late) {
        for (Dimension dimension : DIMENSIONS) {
            FirstCause cause = causes.ofAccepted(dimension, found);
            if (dimension == Dimension.TIMELINESS && late) {
                cause.offer(QualityCounts.LATE, Severity.WARNING);
            }
            boolean lost = causes.count(dimension, cause);
            if (dimension == Dimension.COMPLETENESS && !lost) {
                filled++;
            } else if (dimension == Dimension.TIMELINESS && (isTimed || lost)) {
                timed++;
            }
        }
        count(found);
    }

    /**
     * Counts a reading that validation refused. Its errors cost validity, and completeness as its slot stays empty; its
     * warnings cost what they speak of, so that it is known what would be left if an error were mended.
     *
     * @param found all that validation found in it
     */
    public void rejected(List<Finding> found) {
        rejected++;
        for (Dimension dimension : DIMENSIONS) {
            boolean lost = causes.count(dimension, causes.ofRejected(dimension, found));
            if (dimension == Dimension.TIMELINESS && lost) {
                timed++;
            }
        }
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
                        new Slots(expected, filled),
                        new Outcomes(accepted, rejected, undecodable, duplicates),
                        timed,
                        causes.causes(),
                        findings)
                .plus(others);
    }

    private void count(List<Finding> found) {
        for (Finding finding : found) {
            findings.merge(finding.rule(), 1L, Long::sum);
        }
    }
}
