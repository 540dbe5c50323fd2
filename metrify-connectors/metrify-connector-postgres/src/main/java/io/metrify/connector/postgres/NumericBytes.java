package io.metrify.connector.postgres;

/**
 * Amounts of energy in the binary format of NUMERIC: digits to the base 10,000, of which {@code weight + 1} are before the point
 * (PostgreSQL source, {@code numeric_send}).
 */
final class NumericBytes {

    private static final int NEGATIVE = 0x4000;
    private static final int SCALE = 6;
    private static final long UNIT = 1_000_000;
    private static final int BASE = 10_000;
    private static final int PER_LAST_GROUP = 100;
    private static final int WHOLE_GROUPS = 4;
    private static final int GROUPS = WHOLE_GROUPS + 2;
    private static final int FIXED_BYTES = 8;

    private NumericBytes() {}

    /** Appends millionths, at most 18 digits, with their length. */
    static void append(ByteBuilder bytes, long millionths) {
        long size = Math.abs(millionths);
        int[] groups = new int[GROUPS];
        long whole = size / UNIT;
        for (int i = WHOLE_GROUPS - 1; i >= 0; i--) {
            groups[i] = (int) (whole % BASE);
            whole /= BASE;
        }
        int fraction = (int) (size % UNIT);
        groups[WHOLE_GROUPS] = fraction / PER_LAST_GROUP;
        groups[WHOLE_GROUPS + 1] = fraction % PER_LAST_GROUP * PER_LAST_GROUP;
        int first = 0;
        while (first < GROUPS && groups[first] == 0) {
            first++;
        }
        int end = GROUPS;
        while (end > first && groups[end - 1] == 0) {
            end--;
        }
        int count = end - first;
        bytes.int32(FIXED_BYTES + 2 * count);
        bytes.int16(count);
        bytes.int16(count == 0 ? 0 : WHOLE_GROUPS - 1 - first);
        bytes.int16(millionths < 0 ? NEGATIVE : 0);
        bytes.int16(SCALE);
        for (int i = first; i < end; i++) {
            bytes.int16(groups[i]);
        }
    }
}
