package io.metrify.parquet;

/**
 * Small whole numbers in Parquet's hybrid of runs and packed bits: a value that repeats is written once with its count,
 * others take as many bits as the largest needs.
 */
final class HybridRuns {

    /** Bits are packed in groups of so many values, and a run shorter than this is not worth leaving them. */
    private static final int GROUP = 8;

    /** Room for the header of a run, and for what the last bits of a group spill over. */
    private static final int SLACK = 16;

    private HybridRuns() {}

    /** How many bits the numbers from 0 to the largest take. */
    static int width(int largest) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(largest);
    }

    /** Appends the first {@code count} of the numbers, each of which fits the width in bits. */
    static void append(PageBytes out, int[] numbers, int count, int width) {
        int packedFrom = 0;
        int i = 0;
        while (i < count) {
            int value = numbers[i];
            int end = i + 1;
            while (end < count && numbers[end] == value) {
                end++;
            }
            // What comes before a run must fill a whole group, to which the run lends its first values.
            int runFrom = i + (-(i - packedFrom) & (GROUP - 1));
            if (end - runFrom >= GROUP) {
                pack(out, numbers, packedFrom, runFrom, width);
                repeat(out, value, end - runFrom, width);
                packedFrom = end;
            }
            i = end;
        }
        pack(out, numbers, packedFrom, count, width);
    }

    /** Appends a run of one value. */
    static void repeat(PageBytes out, int value, int count, int width) {
        out.reserve(SLACK);
        out.putVarint(count << 1);
        for (int bits = 0; bits < width; bits += Byte.SIZE) {
            out.putByte(value >>> bits);
        }
    }

    private static void pack(PageBytes out, int[] numbers, int from, int to, int width) {
        if (from == to) {
            return;
        }
        int groups = (to - from + GROUP - 1) / GROUP;
        out.reserve(groups * width + SLACK);
        out.putVarint((groups << 1) | 1);
        long waiting = 0;
        int bits = 0;
        for (int i = from; i < to; i++) {
            waiting |= (long) numbers[i] << bits;
            bits += width;
            if (bits >= Integer.SIZE) {
                out.putInt((int) waiting);
                waiting >>>= Integer.SIZE;
                bits -= Integer.SIZE;
            }
        }
        // The last group is filled up with zeros.
        bits += (groups * GROUP - (to - from)) * width;
        for (; bits > 0; bits -= Byte.SIZE) {
            out.putByte((int) waiting);
            waiting >>>= Byte.SIZE;
        }
    }
}
