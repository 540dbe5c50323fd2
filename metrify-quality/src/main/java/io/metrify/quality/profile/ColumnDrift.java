package io.metrify.quality.profile;

import io.metrify.quality.table.Column;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How far one column has moved.
 *
 * @param column the column
 * @param referenceValues how many values of the reference were compared
 * @param currentValues how many current values were compared
 * @param referenceMissing the part of the reference's rows in which it is missing, 0 to 1, NaN of no rows; not compared, as
 *     what is missing is told by its own expectation
 * @param currentMissing the same of the current rows
 * @param bins in what they were counted for the index and the divergence; empty if neither was computed
 * @param results the distances
 * @param leftOut the measures that were not computed, each with the reason
 */
public record ColumnDrift(
        Column column,
        long referenceValues,
        long currentValues,
        double referenceMissing,
        double currentMissing,
        List<DriftBin> bins,
        List<DriftResult> results,
        Map<DriftMeasure, String> leftOut) {

    /** Copies. */
    public ColumnDrift {
        Objects.requireNonNull(column, "column");
        bins = List.copyOf(bins);
        results = List.copyOf(results);
        leftOut = Collections.unmodifiableMap(new TreeMap<>(leftOut));
    }

    /**
     * The worst grade of all measures.
     *
     * @return the grade; empty if nothing could be measured
     */
    public Optional<DriftGrade> grade() {
        return results.stream().map(DriftResult::grade).max(Comparator.naturalOrder());
    }

    /**
     * One distance.
     *
     * @param measure the measure
     * @return its result; empty if it was left out
     */
    public Optional<DriftResult> result(DriftMeasure measure) {
        return results.stream().filter(result -> result.measure() == measure).findFirst();
    }
}
