package io.metrify.quality.profile;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** How often each of ascending positions occurs among the finite values of a column: values, or middles of buckets. */
final class Distribution {

    private final double[] positions;
    private final long[] counts;

    private Distribution(double[] positions, long[] counts) {
        this.positions = positions;
        this.counts = counts;
    }

    /** By value, for columns whose different values are all known. */
    static Distribution ofValues(ColumnState state) {
        DistinctValues distinct = state.distinct();
        double[] values = new double[distinct.size()];
        for (int place = 0; place < values.length; place++) {
            values[place] = KeptValue.toDouble(state.column(), ValueHash.number(distinct.hashes()[place]));
        }
        int[] order = IntStream.range(0, values.length)
                .filter(place -> Double.isFinite(values[place]))
                .boxed()
                .sorted(Comparator.comparingDouble(place -> values[place]))
                .mapToInt(Integer::intValue)
                .toArray();
        return new Distribution(
                Arrays.stream(order).mapToDouble(place -> values[place]).toArray(),
                Arrays.stream(order)
                        .mapToLong(place -> distinct.counts()[place])
                        .toArray());
    }

    /** By bucket. */
    static Distribution ofBuckets(ColumnState state, ProfileSettings settings) {
        BucketCounts negative = state.negative();
        BucketCounts positive = state.positive();
        int below = negative.counts().length;
        int size = below + positive.counts().length + 3;
        double[] positions = new double[size];
        long[] counts = new long[size];
        double unit = KeptValue.unit(state.column());
        int shift = BucketCounts.shift(settings.relativeError());
        for (int place = 0; place < below; place++) {
            positions[below - 1 - place] = -BucketCounts.middle(negative.first() + place, shift) / unit;
            counts[below - 1 - place] = negative.counts()[place];
        }
        positions[below] = -small(negative, settings) / unit;
        counts[below] = negative.below();
        counts[below + 1] = state.finite() - negative.total() - positive.total();
        positions[below + 2] = small(positive, settings) / unit;
        counts[below + 2] = positive.below();
        for (int place = 0; place < positive.counts().length; place++) {
            positions[below + 3 + place] = BucketCounts.middle(positive.first() + place, shift) / unit;
            counts[below + 3 + place] = positive.counts()[place];
        }
        int[] used = IntStream.range(0, size).filter(place -> counts[place] > 0).toArray();
        return new Distribution(
                Arrays.stream(used).mapToDouble(place -> positions[place]).toArray(),
                Arrays.stream(used).mapToLong(place -> counts[place]).toArray());
    }

    /** Half of the magnitude from which on values have buckets. */
    private static double small(BucketCounts side, ProfileSettings settings) {
        int last = side.first() + side.counts().length - 1;
        int lowest = Math.max(0, last - settings.mostBuckets() + 1);
        return BucketCounts.edge(lowest, BucketCounts.shift(settings.relativeError())) / 2;
    }

    int size() {
        return positions.length;
    }

    double position(int step) {
        return positions[step];
    }

    long count(int step) {
        return counts[step];
    }

    long total() {
        return LongStream.of(counts).sum();
    }

    /** The position of the value of a rank, from 0; the last for any higher rank. */
    double atRank(long rank) {
        long passed = 0;
        for (int step = 0; step < size() - 1; step++) {
            passed += counts[step];
            if (passed > rank) {
                return positions[step];
            }
        }
        return positions[size() - 1];
    }

    /** How many values are at or below a position. */
    long upTo(double position) {
        long passed = 0;
        for (int step = 0; step < size() && positions[step] <= position; step++) {
            passed += counts[step];
        }
        return passed;
    }
}
