package io.metrify.quality;

import io.metrify.quality.QualityCounts.Cause;
import io.metrify.quality.QualityCounts.Outcomes;
import io.metrify.quality.QualityCounts.Slots;
import java.math.BigInteger;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was measured of one dimension: how many of a whole are lost and to what.
 *
 * @param dimension the dimension
 * @param whole how many there are, 0 if nothing was measured
 * @param lost what was lost to which cause, ascending; adds up to what is not good
 * @param known what each cause cost, and cost alone, as it was counted
 * @param of what is good, in words
 * @param nothing what to say if there is nothing to measure
 */
record DimensionMeasure(
        Dimension dimension, long whole, Map<String, Long> lost, Map<String, Cause> known, String of, String nothing) {

    private static final String UNJUDGED = "the findings of no reading were looked at";

    static DimensionMeasure of(Dimension dimension, QualityCounts counts) {
        Outcomes outcomes = counts.outcomes();
        Map<String, Cause> known = counts.causes().getOrDefault(dimension, Map.of());
        return switch (dimension) {
            case COMPLETENESS -> ofSlots(counts.slots(), known);
            case VALIDITY ->
                of(
                        dimension,
                        outcomes.read() - outcomes.duplicates(),
                        and(known, QualityCounts.UNDECODABLE, outcomes.undecodable()),
                        "records, duplicates left out, can be used",
                        "nothing was read but duplicates");
            case TIMELINESS ->
                of(dimension, counts.timed(), known, "timed readings came in time", "no arrival was timed");
            case CONSISTENCY ->
                of(dimension, outcomes.judged(), known, "judged readings have no warning about consistency", UNJUDGED);
            case UNIQUENESS ->
                of(
                        dimension,
                        outcomes.read(),
                        and(known, QualityCounts.DUPLICATE, outcomes.duplicates()),
                        "records came for the first time",
                        "nothing was read");
            case PLAUSIBILITY ->
                of(dimension, outcomes.judged(), known, "judged readings have no warning about plausibility", UNJUDGED);
        };
    }

    long good() {
        return whole - bad();
    }

    /** How many would be lost if a cause had not been. */
    long badWithout(String cause) {
        Cause removed = known.get(cause);
        return removed == null ? bad() : Math.max(0, bad() - removed.alone());
    }

    String basis() {
        return good() + " of " + whole + " " + of;
    }

    long bad() {
        return lost.values().stream().mapToLong(Long::longValue).sum();
    }

    private static DimensionMeasure of(
            Dimension dimension, long whole, Map<String, Cause> known, String of, String nothing) {
        Map<String, Long> lost = new TreeMap<>();
        known.forEach((rule, cause) -> lost.put(rule, cause.lost()));
        return new DimensionMeasure(dimension, whole, lost, known, of, nothing);
    }

    /**
     * Empty slots are put down to readings that came and could not be used, and for the rest to nothing having come. Where
     * more readings could not be used than slots are empty - some were sent again and accepted - the empty slots are split
     * among their causes in proportion.
     */
    private static DimensionMeasure ofSlots(Slots slots, Map<String, Cause> known) {
        String of = "expected slots have a reading that can be used";
        String nothing = "the expected slots were not worked out";
        long surplus = QualityCounts.lost(known.values()) - slots.missing();
        if (surplus <= 0) {
            Map<String, Cause> all = and(known, QualityCounts.MISSING, -surplus);
            return of(Dimension.COMPLETENESS, slots.expected(), all, of, nothing);
        }
        long[] parts = Apportionment.of(
                slots.missing(),
                known.values().stream()
                        .map(cause -> BigInteger.valueOf(cause.lost()))
                        .toList());
        Map<String, Long> lost = new TreeMap<>();
        for (String rule : known.keySet()) {
            lost.put(rule, parts[lost.size()]);
        }
        return new DimensionMeasure(Dimension.COMPLETENESS, slots.expected(), lost, known, of, nothing);
    }

    private static Map<String, Cause> and(Map<String, Cause> known, String cause, long lost) {
        if (lost == 0) {
            return known;
        }
        Map<String, Cause> all = new TreeMap<>(known);
        all.merge(cause, new Cause(lost, lost), Cause::plus);
        return all;
    }
}
