package io.metrify.quality;

import io.metrify.model.meter.ObisCode;
import io.metrify.quality.QualityCounts.Slots;
import io.metrify.validation.Finding;
import io.metrify.validation.Severity;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The slots of one register on one day, all of one length. Everything told of a slot is a bit, so that parts unite. */
final class DayTrack {

    private static final List<Dimension> OF_READINGS = List.of(
            Dimension.VALIDITY,
            Dimension.TIMELINESS,
            Dimension.CONSISTENCY,
            Dimension.UNIQUENESS,
            Dimension.PLAUSIBILITY);

    private final ObisCode register;
    private final int slotSeconds;
    private final BitSet expected = new BitSet();
    private final BitSet accepted = new BitSet();
    private final BitSet filled = new BitSet();
    private final BitSet timed = new BitSet();
    private final Map<Mark, BitSet> marks = new HashMap<>(0);

    DayTrack(ObisCode register, int slotSeconds) {
        this.register = register;
        this.slotSeconds = slotSeconds;
    }

    ObisCode register() {
        return register;
    }

    int slotSeconds() {
        return slotSeconds;
    }

    /** Expects the slots that begin in a time, in seconds since the start of the day. */
    void expect(int from, int to) {
        expected.set((from + slotSeconds - 1) / slotSeconds, (to + slotSeconds - 1) / slotSeconds);
    }

    void accept(int slot, List<Finding> found, RuleDimensions dimensions) {
        accepted.set(slot);
        boolean fills = true;
        for (int i = 0; i < found.size(); i++) {
            Finding finding = found.get(i);
            Dimension dimension = dimensions.costOf(finding);
            if (dimension != null) {
                fills &= dimension != Dimension.COMPLETENESS;
                mark(new Mark(dimension, finding.rule(), finding.severity()), slot);
            }
        }
        if (fills) {
            filled.set(slot);
        }
    }

    void time(int slot, boolean late) {
        timed.set(slot);
        if (late) {
            mark(Mark.LATE, slot);
        }
    }

    /** Keeps by what a slot stays empty unless another reading fills it. */
    void reject(int slot, List<Finding> found, RuleDimensions dimensions) {
        boolean explained = false;
        for (Finding finding : found) {
            boolean error = finding.severity() == Severity.ERROR;
            explained |= error;
            if (error || dimensions.costOf(finding) == Dimension.COMPLETENESS) {
                mark(new Mark(Dimension.COMPLETENESS, finding.rule(), finding.severity()), slot);
            }
        }
        if (!explained) {
            mark(new Mark(Dimension.COMPLETENESS, QualityCounts.REJECTED, Severity.ERROR), slot);
        }
    }

    void add(DayTrack other) {
        expected.or(other.expected);
        accepted.or(other.accepted);
        filled.or(other.filled);
        timed.or(other.timed);
        other.marks.forEach((mark, slots) ->
                marks.computeIfAbsent(mark, any -> new BitSet()).or(slots));
    }

    int accepted() {
        return accepted.cardinality();
    }

    Slots slots() {
        BitSet both = (BitSet) expected.clone();
        both.and(filled);
        return new Slots(expected.cardinality(), both.cardinality());
    }

    /** Puts down what each slot lost, and says how many are timed. */
    int count(Set<Span> spans, CauseTable causes) {
        Map<Mark, BitSet> ofSeries = new HashMap<>();
        spans.forEach(span -> span.addTo(ofSeries.computeIfAbsent(span.mark(), any -> new BitSet()), slotSeconds));
        countEmpty(ofSeries, causes);
        return countAccepted(ofSeries, causes);
    }

    private void countEmpty(Map<Mark, BitSet> ofSeries, CauseTable causes) {
        BitSet empty = (BitSet) expected.clone();
        empty.andNot(filled);
        for (int slot = empty.nextSetBit(0); slot >= 0; slot = empty.nextSetBit(slot + 1)) {
            if (!causes.count(Dimension.COMPLETENESS, cause(Dimension.COMPLETENESS, slot, marks))) {
                // All that rules on series say of an empty slot is that it is empty: fill it, and none of them says it.
                causes.countAlone(Dimension.COMPLETENESS, cause(Dimension.COMPLETENESS, slot, ofSeries));
            }
        }
    }

    private int countAccepted(Map<Mark, BitSet> ofSeries, CauseTable causes) {
        Map<Mark, BitSet> all = new HashMap<>();
        marks.forEach((mark, slots) -> all.put(mark, (BitSet) slots.clone()));
        ofSeries.forEach(
                (mark, slots) -> all.computeIfAbsent(mark, any -> new BitSet()).or(slots));
        BitSet marked = new BitSet();
        all.values().forEach(marked::or);
        marked.and(accepted);
        int count = timed.cardinality();
        for (int slot = marked.nextSetBit(0); slot >= 0; slot = marked.nextSetBit(slot + 1)) {
            for (Dimension dimension : OF_READINGS) {
                boolean lost = causes.count(dimension, cause(dimension, slot, all));
                count += lost && dimension == Dimension.TIMELINESS && !timed.get(slot) ? 1 : 0;
            }
        }
        return count;
    }

    private static FirstCause cause(Dimension dimension, int slot, Map<Mark, BitSet> among) {
        FirstCause cause = new FirstCause();
        among.forEach((mark, slots) -> {
            if (mark.dimension() == dimension && slots.get(slot)) {
                cause.offer(mark.rule(), mark.severity());
            }
        });
        return cause;
    }

    private void mark(Mark mark, int slot) {
        marks.computeIfAbsent(mark, any -> new BitSet()).set(slot);
    }
}
