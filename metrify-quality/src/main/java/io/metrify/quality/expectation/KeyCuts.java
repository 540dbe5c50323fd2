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
    private static final int FEW = 6;

    private final ColumnValues values;
    private final KeyExtent extent;
    private final TreeMap<Long, Cut> known = new TreeMap<>();
    private Cut[] cuts = {};
    private long[] at = {};
    private int[] buckets = {};

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
        buckets = new int[cuts.length + 1];
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

    private void search(int from, int to) {
        long[] keys = values.keys();
        int count = values.count();
        Arrays.fill(buckets, from, to + 1, 0);
        for (int i = 0; i < count; i++) {
            long key = keys[i];
            int low = from;
            int width = to - from;
            while (width > 0) {
                int half = width >> 1;
                boolean above = key >= at[low + half];
                low = above ? low + half + 1 : low;
                width = above ? width - half - 1 : half;
            }
            buckets[low]++;
        }
        int above = 0;
        for (int i = to; i > from; i--) {
            above += buckets[i];
            cuts[i - 1].inBatch = above;
        }
    }
}
