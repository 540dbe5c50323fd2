package io.metrify.quality.profile;

import io.metrify.quality.table.ColumnType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The comparison of one column in two profiles. */
final class ColumnComparison {

    private static final double HALF_A_VALUE = 0.5;
    private static final int SERIES_TERMS = 100;

    private final ColumnProfile reference;
    private final ColumnProfile current;
    private final DriftSettings settings;
    private final Map<DriftMeasure, String> leftOut = new EnumMap<>(DriftMeasure.class);
    private final List<DriftResult> results = new ArrayList<>();

    ColumnComparison(ColumnProfile reference, ColumnProfile current, DriftSettings settings) {
        this.reference = reference;
        this.current = current;
        this.settings = settings;
    }

    ColumnDrift drift() {
        List<DriftBin> bins = List.of();
        ColumnType type = reference.column().type();
        long fewest = Math.min(reference.finite(), current.finite());
        if (fewest < settings.fewestValues()) {
            leaveAllOut("one side has " + fewest + " values, and " + settings.fewestValues() + " are needed");
        } else if (type == ColumnType.TIMESTAMP || type == ColumnType.DATE) {
            leaveAllOut("times move on by themselves");
        } else if (type.isNumeric()) {
            bins = compareNumbers();
        } else if (reference.hasExactQuantiles() && current.hasExactQuantiles()) {
            leftOut.put(DriftMeasure.KOLMOGOROV_SMIRNOV, "values of type " + type + " have no distance");
            bins = valueBins();
            compareBins(bins, "one bin for each of " + bins.size() + " values");
        } else {
            leaveAllOut("there are more different values than either profile counts one by one");
        }
        return new ColumnDrift(
                reference.column(),
                reference.finite(),
                current.finite(),
                reference.missingShare(),
                current.missingShare(),
                bins,
                results,
                leftOut);
    }

    private void leaveAllOut(String reason) {
        for (DriftMeasure measure : DriftMeasure.values()) {
            leftOut.put(measure, reason);
        }
    }

    private List<DriftBin> compareNumbers() {
        boolean exact = reference.hasExactQuantiles() && current.hasExactQuantiles();
        Distribution before = exact ? reference.distribution() : reference.bucketDistribution();
        Distribution after = exact ? current.distribution() : current.bucketDistribution();
        List<DriftBin> bins = numberBins(before, after);
        String basis = exact ? "all values" : "logarithmic buckets";
        compareBins(bins, bins.size() + " bins of about equal parts of the reference, from " + basis);
        double distance = largestDifference(before, after);
        double pValue = pValue(distance, before.total(), after.total());
        results.add(new DriftResult(
                DriftMeasure.KOLMOGOROV_SMIRNOV,
                distance,
                pValue,
                pValue <= settings.significance() ? settings.kolmogorovSmirnov().grade(distance) : DriftGrade.STABLE,
                exact ? basis : basis + ", at whose edges it is taken: the distance is at least this"));
        return bins;
    }

    private void compareBins(List<DriftBin> bins, String basis) {
        double index = stabilityIndex(bins);
        double divergence = divergence(bins);
        double distance = Math.sqrt(divergence);
        DriftGrade grade = settings.distance().grade(distance);
        results.add(new DriftResult(
                DriftMeasure.POPULATION_STABILITY_INDEX,
                index,
                Double.NaN,
                settings.stabilityIndex().grade(index),
                basis));
        results.add(new DriftResult(DriftMeasure.JENSEN_SHANNON_DIVERGENCE, divergence, Double.NaN, grade, basis));
        results.add(new DriftResult(DriftMeasure.JENSEN_SHANNON_DISTANCE, distance, Double.NaN, grade, basis));
    }

    static double stabilityIndex(List<DriftBin> bins) {
        double referenceTotal = total(bins, true) + HALF_A_VALUE * bins.size();
        double currentTotal = total(bins, false) + HALF_A_VALUE * bins.size();
        double index = 0;
        for (DriftBin bin : bins) {
            double before = (bin.reference() + HALF_A_VALUE) / referenceTotal;
            double after = (bin.current() + HALF_A_VALUE) / currentTotal;
            index += (after - before) * Math.log(after / before);
        }
        return index;
    }

    static double divergence(List<DriftBin> bins) {
        double referenceTotal = total(bins, true);
        double currentTotal = total(bins, false);
        double divergence = 0;
        for (DriftBin bin : bins) {
            double before = bin.reference() / referenceTotal;
            double after = bin.current() / currentTotal;
            divergence += (bits(before, after) + bits(after, before)) / 2;
        }
        // Rounding may leave a little less than nothing, or more than one bit.
        return Math.max(0, Math.min(1, divergence));
    }

    private static double bits(double part, double other) {
        return part == 0 ? 0 : part * Math.log(2 * part / (part + other)) / Math.log(2);
    }

    private static double total(List<DriftBin> bins, boolean ofReference) {
        return bins.stream()
                .mapToLong(bin -> ofReference ? bin.reference() : bin.current())
                .sum();
    }

    private List<DriftBin> valueBins() {
        Map<String, long[]> counts = new TreeMap<>();
        reference
                .values()
                .forEach(value -> counts.computeIfAbsent(label(value), label -> new long[2])[0] += value.count());
        current.values()
                .forEach(value -> counts.computeIfAbsent(label(value), label -> new long[2])[1] += value.count());
        return counts.entrySet().stream()
                .map(entry -> new DriftBin(entry.getKey(), entry.getValue()[0], entry.getValue()[1]))
                .sorted(Comparator.comparingLong(DriftBin::reference).reversed())
                .toList();
    }

    private static String label(ValueCount value) {
        return value.value().toString();
    }

    /**
     * Bins that end where the reference has passed its next equal part; a value that has several parts to itself passes them
     * all, so that fewer bins follow.
     */
    private List<DriftBin> numberBins(Distribution before, Distribution after) {
        List<DriftBin> bins = new ArrayList<>();
        double from = Double.NEGATIVE_INFINITY;
        long passed = 0;
        long referenceUntil = 0;
        long currentUntil = 0;
        for (int step = 0; step < before.size(); step++) {
            passed += before.count(step);
            boolean last = step == before.size() - 1;
            if (!last && parts(passed, before) == parts(referenceUntil, before)) {
                continue;
            }
            double to = last ? Double.POSITIVE_INFINITY : before.position(step);
            long until = last ? after.total() : after.upTo(to);
            bins.add(new DriftBin(label(from, to), passed - referenceUntil, until - currentUntil));
            referenceUntil = passed;
            currentUntil = until;
            from = to;
        }
        return bins;
    }

    /** How many equal parts of a distribution so many of its values are, rounded down. */
    private double parts(long values, Distribution of) {
        return Math.floor((double) values * settings.bins() / of.total());
    }

    private static String label(double from, double to) {
        if (to == Double.POSITIVE_INFINITY) {
            return from == Double.NEGATIVE_INFINITY ? "all" : "> " + from;
        }
        return from == Double.NEGATIVE_INFINITY ? "<= " + to : "> " + from + " and <= " + to;
    }

    static double largestDifference(Distribution before, Distribution after) {
        double largest = 0;
        long beforePassed = 0;
        long afterPassed = 0;
        int beforeStep = 0;
        int afterStep = 0;
        while (beforeStep < before.size() && afterStep < after.size()) {
            double position = Math.min(before.position(beforeStep), after.position(afterStep));
            while (beforeStep < before.size() && before.position(beforeStep) == position) {
                beforePassed += before.count(beforeStep++);
            }
            while (afterStep < after.size() && after.position(afterStep) == position) {
                afterPassed += after.count(afterStep++);
            }
            double difference = Math.abs((double) beforePassed / before.total() - (double) afterPassed / after.total());
            largest = Math.max(largest, difference);
        }
        return largest;
    }

    /** The asymptotic probability with the correction of Stephens, "Use of the Kolmogorov-Smirnov ...", 1970. */
    static double pValue(double distance, long before, long after) {
        double root = Math.sqrt((double) before * after / ((double) before + after));
        double scaled = (root + 0.12 + 0.11 / root) * distance;
        double sum = 0;
        double sign = 1;
        for (int term = 1; term <= SERIES_TERMS; term++) {
            double next = Math.exp(-2.0 * term * term * scaled * scaled);
            sum += sign * next;
            sign = -sign;
            if (next < 1e-16) {
                return Math.max(0, Math.min(1, 2 * sum));
            }
        }
        // The series converges slowly only where the distance is next to nothing.
        return 1;
    }
}
