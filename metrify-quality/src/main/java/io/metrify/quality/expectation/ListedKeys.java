package io.metrify.quality.expectation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How often each of some listed values of a column that is not text came. The values of all sets of all checks of the column
 * are here, so that each row is looked up once.
 */
final class ListedKeys implements Measure {

    /** Small sets get a table that is nearly empty: most values then meet an empty place, which a processor guesses. */
    private static final int FEW = 1_000;

    private static final int SPARSE = 64;

    private final ColumnValues values;
    private final KeyExtent extent;
    private final Map<Long, Entry> listed = new LinkedHashMap<>();
    private Entry[] entries = {};
    private long[] slots = {};
    private int[] numbers = {};
    private int[] counts = {};
    private int shift;
    private long low = Long.MAX_VALUE;
    private long high = Long.MIN_VALUE;

    private ListedKeys(ColumnValues values, KeyExtent extent) {
        this.values = values;
        this.extent = extent;
    }

    static ListedKeys of(Scope scope, int place) {
        ColumnValues values = scope.values(place);
        KeyExtent extent = KeyExtent.of(scope, place);
        return scope.measure(ListedKeys.class, List.of(place), () -> new ListedKeys(values, extent));
    }

    /** How often one listed value came: in the current batch, and so far. */
    static final class Entry {

        private int inBatch;
        private long total;

        int inBatch() {
            return inBatch;
        }

        long total() {
            return total;
        }
    }

    /** The entry of a value; asked for before the first row. */
    Entry list(long key) {
        return listed.computeIfAbsent(key, k -> new Entry());
    }

    @Override
    public void add(Rows rows) {
        if (entries.length != listed.size()) {
            settle();
        }
        Arrays.fill(counts, 0);
        if (values.count() > 0 && extent.highInBatch() >= low && extent.lowInBatch() <= high) {
            count();
        }
        for (int i = 0; i < entries.length; i++) {
            entries[i].inBatch = counts[i];
            entries[i].total += counts[i];
        }
    }

    private void count() {
        long[] keys = values.keys();
        int count = values.count();
        int mask = slots.length - 1;
        for (int i = 0; i < count; i++) {
            long key = keys[i];
            int slot = slot(key);
            while (numbers[slot] >= 0 && slots[slot] != key) {
                slot = (slot + 1) & mask;
            }
            if (numbers[slot] >= 0) {
                counts[numbers[slot]]++;
            }
        }
    }

    private void settle() {
        entries = listed.values().toArray(Entry[]::new);
        counts = new int[entries.length];
        int size = Integer.highestOneBit(Math.max(1, entries.length)) * (entries.length < FEW ? SPARSE : 4);
        shift = Long.numberOfLeadingZeros(size - 1L);
        slots = new long[size];
        numbers = new int[size];
        Arrays.fill(numbers, -1);
        low = Long.MAX_VALUE;
        high = Long.MIN_VALUE;
        int next = 0;
        for (long key : listed.keySet()) {
            int slot = slot(key);
            while (numbers[slot] >= 0) {
                slot = (slot + 1) & (size - 1);
            }
            slots[slot] = key;
            numbers[slot] = next++;
            low = Math.min(low, key);
            high = Math.max(high, key);
        }
    }

    private int slot(long key) {
        return (int) (((key ^ (key >>> 32)) * 0x9E37_79B9_7F4A_7C15L) >>> shift);
    }
}
