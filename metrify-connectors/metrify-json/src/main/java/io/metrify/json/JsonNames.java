package io.metrify.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Field names with their quotation marks, made ready to be recognised eight bytes at a time. A quoted name of 9 to 24
 * bytes is the same as another of the same length if its first, its last and the eight bytes after the first agree.
 */
final class JsonNames {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int STEP = Long.BYTES;

    private final int[] lengths;
    private final long[] heads;
    private final long[] middles;
    private final long[] tails;

    JsonNames(String... names) {
        lengths = new int[names.length];
        heads = new long[names.length];
        middles = new long[names.length];
        tails = new long[names.length];
        for (int i = 0; i < names.length; i++) {
            byte[] quoted = ('"' + names[i] + '"').getBytes(StandardCharsets.US_ASCII);
            if (quoted.length < STEP || quoted.length > 3 * STEP) {
                throw new IllegalArgumentException(names[i] + " has " + names[i].length() + " characters; 6 to 22 fit");
            }
            lengths[i] = quoted.length;
            heads[i] = longAt(quoted, 0);
            middles[i] = quoted.length > 2 * STEP ? longAt(quoted, STEP) : 0;
            tails[i] = longAt(quoted, quoted.length - STEP);
        }
    }

    int size() {
        return lengths.length;
    }

    int quotedLength(int name) {
        return lengths[name];
    }

    /** Whether a name stands at an index of a buffer of which {@code end - at} bytes may be looked at. */
    boolean isAt(int name, byte[] buffer, int at, int end) {
        int length = lengths[name];
        return end - at >= length
                && longAt(buffer, at) == heads[name]
                && longAt(buffer, at + length - STEP) == tails[name]
                && (length <= 2 * STEP || longAt(buffer, at + STEP) == middles[name]);
    }

    private static long longAt(byte[] buffer, int at) {
        return (long) LONGS.get(buffer, at);
    }
}
