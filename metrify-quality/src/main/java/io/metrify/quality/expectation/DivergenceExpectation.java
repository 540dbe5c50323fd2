package io.metrify.quality.expectation;

import io.metrify.quality.table.Column;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * Expectation that the values of a column are distributed much like a given partition, as {@code
 * great_expectations/expectations/core/expect_column_kl_divergence_to_be_less_than.py} has it: relative entropy of the observed
 * with respect to the expected weights, both brought to a sum of 1, in natural units. A partition is {@code values} and {@code
 * weights}, or {@code bins} (edges, of which the last belongs to the last bin) and {@code weights} with optional {@code
 * tail_weights}. Edges at infinity are written "-Infinity" and "Infinity", as JSON has no number for them. Without a partition
 * the column is compared with itself, which gives a partition to start from.
 */
final class DivergenceExpectation {

    /** How far from 1 weights may sum up to: that of NumPy's allclose. */
    private static final double SUM_TOLERANCE = 1e-5;

    private DivergenceExpectation() {}

    static Check lessThan(Request request) {
        Arguments arguments = request.arguments();
        arguments.value("min_value");
        arguments.value("max_value");
        BigDecimal threshold = arguments.numberOr("threshold", null);
        if (threshold != null && threshold.signum() < 0) {
            throw arguments.wrong("threshold", "give 0 or more");
        }
        Holdouts holdouts = new Holdouts(
                arguments.fraction("tail_weight_holdout", 0), arguments.fraction("internal_weight_holdout", 0));
        boolean bucketize = arguments.flag("bucketize_data", true);
        if (arguments.value("partition_object") == null) {
            return bucketize ? ownBins(request, threshold) : ownValues(request, threshold);
        }
        Map<String, @Nullable Object> partition = arguments.object("partition_object");
        double[] weights = numbers(arguments, partition.get("weights"));
        if (partition.containsKey("values")) {
            return byValue(
                    request,
                    threshold,
                    holdouts,
                    weights,
                    arguments.listOf("partition_object", partition.get("values")));
        }
        if (!bucketize) {
            throw arguments.wrong("bucketize_data", "leave it out for a partition of bins");
        }
        return byBin(request, threshold, holdouts, weights, partition);
    }

    private record Holdouts(double tail, double internal) {}

    private static Check byValue(
            Request request,
            @Nullable BigDecimal threshold,
            Holdouts holdouts,
            double[] weights,
            List<@Nullable Object> values) {
        Arguments arguments = request.arguments();
        if (values.size() != weights.length || !sumsToOne(weights)) {
            throw arguments.wrong("partition_object", "give a weight for each value, with a sum of 1");
        }
        if (holdouts.internal > 0) {
            throw arguments.wrong("internal_weight_holdout", "leave it out for a partition of values");
        }
        int place = request.place();
        Column column = request.column(place);
        DistinctValues distinct =
                DistinctValues.of(request.scope(), place, request.settings().heldValues());
        return () -> {
            NavigableMap<Object, Long> seen = seen(distinct);
            long total = seen.values().stream().mapToLong(Long::longValue).sum();
            List<Object> names = new ArrayList<>();
            List<Double> observed = new ArrayList<>();
            for (Object value : values) {
                Long key = Literals.key(column, value);
                Object name = key != null ? Cells.ofKey(column, key) : String.valueOf(value);
                Long count = seen.remove(name);
                names.add(name);
                observed.add(count == null ? 0 : (double) count / total);
            }
            int known = names.size();
            double[] expected = Arrays.copyOf(weights, known + seen.size());
            if (!seen.isEmpty()) {
                for (int i = 0; i < known; i++) {
                    expected[i] *= 1 - holdouts.tail;
                }
                Arrays.fill(expected, known, expected.length, holdouts.tail / seen.size());
            }
            seen.forEach((value, count) -> {
                names.add(value);
                observed.add((double) count / total);
            });
            double[] weightsSeen =
                    observed.stream().mapToDouble(Double::doubleValue).toArray();
            return outcome(
                    threshold,
                    divergence(weightsSeen, expected),
                    partition("values", names, weightsSeen),
                    partition("values", names, expected));
        };
    }

    private static Check ownValues(Request request, @Nullable BigDecimal threshold) {
        DistinctValues distinct = DistinctValues.of(
                request.scope(), request.place(), request.settings().heldValues());
        return () -> {
            NavigableMap<Object, Long> seen = seen(distinct);
            double total = seen.values().stream().mapToLong(Long::longValue).sum();
            double[] weights =
                    seen.values().stream().mapToDouble(count -> count / total).toArray();
            Map<String, @Nullable Object> partition = partition("values", List.copyOf(seen.keySet()), weights);
            return outcome(threshold, divergence(weights, weights), partition, partition);
        };
    }

    private static NavigableMap<Object, Long> seen(DistinctValues distinct) {
        distinct.requireAll();
        TreeMap<Object, Long> seen = new TreeMap<>(JsonOrder.BY_VALUE);
        distinct.sorted().forEach(value -> seen.put(value.value(), value.count()));
        return seen;
    }

    private static Check byBin(
            Request request,
            @Nullable BigDecimal threshold,
            Holdouts holdouts,
            double[] weights,
            Map<String, @Nullable Object> partition) {
        Arguments arguments = request.arguments();
        int place = request.numericPlace("bins");
        double[] bins = numbers(arguments, partition.get("bins"));
        double[] tails = partition.containsKey("tail_weights")
                ? numbers(arguments, partition.get("tail_weights"))
                : new double[0];
        Bins shape = new Bins(bins, weights, tails);
        String fault = shape.fault(holdouts.tail);
        if (fault != null) {
            throw arguments.wrong("partition_object", fault);
        }
        ColumnValues values = request.scope().values(place);
        KeyCuts cuts = KeyCuts.of(request.scope(), place);
        List<KeyCuts.@Nullable Cut> edges = new ArrayList<>();
        for (int i = 0; i <= bins.length; i++) {
            edges.add(
                    i < bins.length
                            ? cut(cuts, request.column(place), bins[i], false)
                            : cut(cuts, request.column(place), bins[bins.length - 1], true));
        }
        return () -> {
            long total = values.total();
            double[] counts = shape.counts(total, i -> {
                KeyCuts.Cut edge = edges.get(i);
                return edge == null ? 0 : edge.total();
            });
            return shape.outcome(threshold, holdouts, counts, total);
        };
    }

    /** The cut at an edge, or behind it; null where no value can lie above. */
    private static KeyCuts.@Nullable Cut cut(KeyCuts cuts, Column column, double edge, boolean behind) {
        if (Double.isInfinite(edge)) {
            return edge > 0 ? null : cuts.at(Long.MIN_VALUE);
        }
        Literals.Position position = Literals.position(column, BigDecimal.valueOf(edge));
        BigInteger first = position == null ? BigInteger.ZERO : position.first(behind);
        return first.bitLength() > 63
                ? first.signum() > 0 ? null : cuts.at(Long.MIN_VALUE)
                : cuts.at(first.longValue());
    }

    /** Bins as NumPy's "auto" would choose: by the rule of Freedman and Diaconis, not fewer than by that of Sturges. */
    private static Check ownBins(Request request, @Nullable BigDecimal threshold) {
        int place = request.numericPlace("bins");
        Column column = request.column(place);
        HeldKeys held = HeldKeys.of(request.scope(), place, request.settings().heldValues());
        return () -> {
            int size = held.size();
            if (size == 0) {
                return Outcome.observed(threshold == null, null);
            }
            double low = at(column, held, 0);
            double high = at(column, held, size - 1);
            if (!Double.isFinite(high - low)) {
                throw new UncheckableException("the column " + column.name() + " reaches from " + low + " to " + high
                        + ", which cannot be cut into equal bins; give a partition_object");
            }
            double range = at(column, held, (int) Math.rint(0.75 * (size - 1)))
                    - at(column, held, (int) Math.rint(0.25 * (size - 1)));
            double sturges = Math.log(size + 1.0) / Math.log(2);
            int count = (int) Math.ceil(
                    range < 1e-10
                            ? sturges
                            : Math.max(Math.ceil(sturges), (high - low) / (2 * range / Math.cbrt(size))));
            double[] bins =
                    new double[Math.max(1, Math.min(count, request.reporting().bound())) + 1];
            for (int i = 0; i < bins.length; i++) {
                bins[i] = i == bins.length - 1 ? high : low + i * (high - low) / (bins.length - 1);
            }
            Bins shape = new Bins(bins, new double[0], new double[0]);
            double[] counts = shape.counts(size, i -> held.atOrAbove(edge(column, bins, i)));
            double[] weights =
                    Arrays.stream(counts).map(counted -> counted / size).toArray();
            Bins own = new Bins(bins, Arrays.copyOfRange(weights, 1, weights.length - 1), new double[] {0, 0});
            return own.outcome(threshold, new Holdouts(0, 0), counts, size);
        };
    }

    private static long edge(Column column, double[] bins, int i) {
        boolean behind = i == bins.length;
        Literals.Position position = Literals.position(column, BigDecimal.valueOf(bins[Math.min(i, bins.length - 1)]));
        return position == null ? 0 : position.first(behind).longValue();
    }

    private static double at(Column column, HeldKeys held, int place) {
        return Cells.toDouble(Cells.numberOfKey(column, held.inOrder(place)));
    }

    /** A partition of numbers into bins. */
    private static final class Bins {

        private final double[] bins;
        private final double[] weights;
        private final double[] tails;

        Bins(double[] bins, double[] weights, double[] tails) {
            this.bins = bins;
            this.weights = weights;
            this.tails = tails;
        }

        /** What is wrong with it, or null. */
        @Nullable
        String fault(double tailHoldout) {
            for (int i = 1; i < bins.length; i++) {
                if (!(bins[i - 1] < bins[i])) {
                    return "give bins in ascending order";
                }
            }
            if (bins.length != weights.length + 1 || bins.length < 2) {
                return "give one more edge in bins than weights";
            }
            boolean infinite = Double.isInfinite(bins[0]) || Double.isInfinite(bins[bins.length - 1]);
            if (tails.length != 0 && (tails.length != 2 || infinite || tailHoldout > 0)) {
                return "give two tail_weights, and only with finite bins and without tail_weight_holdout";
            }
            if (Double.isInfinite(bins[0]) && Double.isInfinite(bins[bins.length - 1]) && tailHoldout > 0) {
                return "leave out tail_weight_holdout, as the bins reach to infinity";
            }
            return sumsToOne(DoubleStream.concat(Arrays.stream(weights), Arrays.stream(tails))
                            .toArray())
                    ? null
                    : "give weights with a sum of 1";
        }

        /** How many values lie below the bins, in each, and above; from how many lie at or above each edge, and behind the last. */
        double[] counts(long total, ToLongFunction<Integer> atOrAbove) {
            int last = bins.length - 1;
            double[] counts = new double[bins.length + 1];
            counts[0] = total - atOrAbove.applyAsLong(0);
            for (int i = 0; i < last; i++) {
                counts[i + 1] = atOrAbove.applyAsLong(i) - atOrAbove.applyAsLong(i + 1 == last ? last + 1 : i + 1);
            }
            counts[last + 1] = atOrAbove.applyAsLong(last + 1);
            return counts;
        }

        Outcome outcome(@Nullable BigDecimal threshold, Holdouts holdouts, double[] counts, long total) {
            double[] expected = new double[counts.length];
            long zeros = Arrays.stream(weights).filter(weight -> weight == 0).count();
            for (int i = 0; i < weights.length; i++) {
                expected[i + 1] = weights[i] == 0 && zeros > 0 && holdouts.internal > 0
                        ? holdouts.internal / zeros
                        : weights[i] * (1 - holdouts.tail - holdouts.internal);
            }
            boolean openLow = Double.isInfinite(bins[0]);
            boolean openHigh = Double.isInfinite(bins[bins.length - 1]);
            double tail = openLow || openHigh ? holdouts.tail : holdouts.tail / 2;
            expected[0] = tails.length == 2 ? tails[0] : openLow ? 0 : tail;
            expected[expected.length - 1] = tails.length == 2 ? tails[1] : openHigh ? 0 : tail;
            double[] observed =
                    Arrays.stream(counts).map(count -> count / total).toArray();
            return DivergenceExpectation.outcome(
                    threshold,
                    divergence(observed, expected),
                    told(observed, openLow, openHigh),
                    told(expected, openLow, openHigh));
        }

        /** An open bin at an end is told as a tail. */
        private Map<String, @Nullable Object> told(double[] of, boolean openLow, boolean openHigh) {
            int from = openLow ? 1 : 0;
            int to = bins.length - (openHigh ? 1 : 0);
            List<Object> edges = new ArrayList<>();
            for (int i = from; i < to; i++) {
                edges.add(Cells.number(bins[i]));
            }
            Map<String, @Nullable Object> partition = partition("bins", edges, Arrays.copyOfRange(of, from + 1, to));
            partition.put(
                    "tail_weights",
                    List.of(
                            Cells.number(openLow ? of[1] : of[0]),
                            Cells.number(openHigh ? of[of.length - 2] : of[of.length - 1])));
            return partition;
        }
    }

    private static Outcome outcome(
            @Nullable BigDecimal threshold,
            double divergence,
            Map<String, @Nullable Object> observed,
            Map<String, @Nullable Object> expected) {
        boolean success = threshold == null || divergence <= threshold.doubleValue();
        Object value = Double.isFinite(divergence) ? Cells.number(divergence) : null;
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put("observed_partition", observed);
        details.put("expected_partition", expected);
        return Outcome.observed(success, value).withDetails(details);
    }

    private static Map<String, @Nullable Object> partition(String name, List<Object> values, double[] weights) {
        Map<String, @Nullable Object> partition = new LinkedHashMap<>();
        partition.put(name, values);
        partition.put("weights", Arrays.stream(weights).mapToObj(Cells::number).toList());
        return partition;
    }

    /** Relative entropy as {@code scipy.stats.entropy(observed, expected)} has it. */
    private static double divergence(double[] observed, double[] expected) {
        double observedSum = Arrays.stream(observed).sum();
        double expectedSum = Arrays.stream(expected).sum();
        double sum = 0;
        for (int i = 0; i < observed.length; i++) {
            double p = observed[i] / observedSum;
            double q = expected[i] / expectedSum;
            sum += p > 0 && q > 0
                    ? p * Math.log(p / q)
                    : p == 0 && q >= 0 ? 0 : Double.isNaN(p) ? p : Double.POSITIVE_INFINITY;
        }
        return sum;
    }

    private static boolean sumsToOne(double[] weights) {
        return Math.abs(Arrays.stream(weights).sum() - 1) <= SUM_TOLERANCE;
    }

    private static double[] numbers(Arguments arguments, @Nullable Object given) {
        return arguments.listOf("partition_object", given).stream()
                .mapToDouble(element -> number(arguments, element))
                .toArray();
    }

    private static double number(Arguments arguments, @Nullable Object element) {
        BigDecimal number = Literals.decimal(element);
        if (number != null) {
            return number.doubleValue();
        }
        if ("-Infinity".equals(element) || "-inf".equals(element)) {
            return Double.NEGATIVE_INFINITY;
        }
        if ("Infinity".equals(element) || "inf".equals(element)) {
            return Double.POSITIVE_INFINITY;
        }
        throw arguments.wrong("partition_object", "give numbers");
    }
}
