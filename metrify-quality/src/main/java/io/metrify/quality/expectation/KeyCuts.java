package io.metrify.quality.expectation;

import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How many values of a column that is not text lie at or above each of some keys. All limits of all checks of the column are
 * here, sorted, so that a batch that lies wholly between two neighbours costs nothing for each row.
 */
final class KeyCuts implements Measure {

    /** Up to this many cuts inside a batch, a loop for each is cheaper than a search for each value. */
    private static final int FEW = 2;

    private static final int UNKNOWN = -2;

    private final ColumnValues values;
    private final KeyExtent extent;
    private final TreeMap<Long, Cut> known = new TreeMap<>();
    private Cut[] cuts = {};
    private long[] at = {};
    private long[] padded = {};
    private int[] buckets = {};
    private long[] room = {};
    private long[] rest = {};
    /** The cut below most values of the last batch that was searched: -1 is the place before the first. */
    private int usualCut = UNKNOWN;

    private KeyCuts(ColumnValues values, KeyExtent extent) {
        this.values = values;
        this.extent = extent;
    }

    static KeyCuts of(Scope scope, int place) {
        ColumnValues values = scope.values(place);
        KeyExtent extent = KeyExtent.of(scope, place);
        return scope.measure(KeyCuts.class, List.of(place), () -> new KeyCuts(values, extent));
    }

    /** How many values lie at or above one key: in the current batch, and so far. */
    static final class Cut {

        private int inBatch;
        private long total;

        int inBatch() {
            return inBatch;
        }

        long total() {
            return total;
        }
    }

    /** The cut at a key; asked for before the first row. */
    Cut at(long key) {
        return known.computeIfAbsent(key, k -> new Cut());
    }

    /** The cut behind a key, or null if no value can lie there. */
    @Nullable
    Cut behind(long key) {
        return key == Long.MAX_VALUE ? null : at(key + 1);
    }

    @Override
    public void add(Rows rows) {
        if (cuts.length != known.size()) {
            settle();
        }
        int count = values.count();
        int from = count == 0 ? 0 : firstAbove(extent.lowInBatch());
        int to = count == 0 ? 0 : firstAbove(extent.highInBatch());
        for (int i = 0; i < from; i++) {
            cuts[i].inBatch = count;
        }
        for (int i = Math.max(from, to); i < cuts.length; i++) {
            cuts[i].inBatch = 0;
        }
        if (to - from > FEW) {
            search(from, to);
        } else {
            for (int i = from; i < to; i++) {
                cuts[i].inBatch = atOrAbove(at[i]);
            }
        }
        for (Cut cut : cuts) {
            cut.total += cut.inBatch;
        }
    }

    private void settle() {
        cuts = known.values().toArray(Cut[]::new);
        at = known.keySet().stream().mapToLong(Long::longValue).toArray();
        int places = 2 * Integer.highestOneBit(Math.max(1, cuts.length));
        padded = new long[places];
        buckets = new int[places];
    }

    /** The first cut that lies above a key. */
    private int firstAbove(long key) {
        int found = Arrays.binarySearch(at, key);
        return found < 0 ? -found - 1 : found + 1;
    }

    private int atOrAbove(long cut) {
        long[] keys = values.keys();
        int count = values.count();
        int above = 0;
        for (int i = 0; i < count; i++) {
            above += keys[i] >= cut ? 1 : 0;
        }
        return above;
    }

    /**
     * Finds for each value how many of some cuts lie at or below it, in steps of halves without a branch that could be
     * guessed wrong: the cuts are filled up to one less than a power of two. Where more than half of the batch before lay
     * between the same two cuts, values there are only counted.
     */
    private void search(int from, int to) {
        int inside = to - from;
        int half = Integer.highestOneBit(inside);
        Arrays.fill(padded, 0, 2 * half, Long.MAX_VALUE);
        System.arraycopy(at, from, padded, 0, inside);
        Arrays.fill(buckets, 0, 2 * half, 0);
        boolean known = usualCut >= from - 1 && usualCut < to;
        int others = known ? others() : all();
        for (int i = 0; i < others; i++) {
            long key = rest[i];
            int below = 0;
            for (int step = half; step > 0; step >>= 1) {
                below += padded[below + step - 1] <= key ? step : 0;
            }
            buckets[below]++;
        }
        if (known) {
            buckets[usualCut + 1 - from] += values.count() - others;
        }
        int above = 0;
        int most = 0;
        for (int i = 2 * half - 1; i > 0; i--) {
            above += buckets[i];
            most = buckets[i] > buckets[most] ? i : most;
            if (i <= inside) {
                cuts[from + i - 1].inBatch = above;
            }
        }
        usualCut = 2 * buckets[most] > values.count() ? from + most - 1 : UNKNOWN;
    }

    private int all() {
        rest = values.keys();
        return values.count();
    }

    /** Takes the values that do not lie between the usual cuts. */
    private int others() {
        long first = usualCut < 0 ? Long.MIN_VALUE : at[usualCut];
        long last = usualCut + 1 < at.length ? at[usualCut + 1] - 1 : Long.MAX_VALUE;
        long[] keys = values.keys();
        int count = values.count();
        if (room.length <= count) {
            room = new long[keys.length + 1];
        }
        rest = room;
        int others = 0;
        for (int i = 0; i < count; i++) {
            long key = keys[i];
            rest[others] = key;
            others += (key < first ? 1 : 0) + (key > last ? 1 : 0);
        }
        return others;
    }
}
