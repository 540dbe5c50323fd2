package io.metrify.avro;

import org.jspecify.annotations.Nullable;

/**
 * The text that was met last. A gateway delivers a meter's readings one after the other, and they can share one object for
 * the meter's id, which saves making it, and finding out again and again that it is the same.
 *
 * <p>It can be shared between threads without a lock, as {@link RecentIntervals} can.
 */
final class RecentText {

    private String last = "";

    /** The text in a range of bytes if it is the last one and nothing but ASCII, otherwise null. */
    @Nullable
    String find(byte[] bytes, int from, int length) {
        String known = last;
        if (known.length() != length) {
            return null;
        }
        for (int i = length - 1; i >= 0; i--) {
            // A byte of a character beyond ASCII is negative.
            if (bytes[from + i] != known.charAt(i)) {
                return null;
            }
        }
        return known;
    }

    void keep(String text) {
        last = text;
    }
}
