package io.metrify.avro;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Text as UTF-8, fast where it is ASCII and strict where it is not. */
final class WireUtf8 {

    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final int ASCII_END = 0x80;
    private static final int TWO_BYTES_END = 0x800;

    private WireUtf8() {}

    /** The number of bytes of a well-formed text. */
    static int length(String text) {
        int chars = text.length();
        for (int i = 0; i < chars; i++) {
            if (text.charAt(i) >= ASCII_END) {
                return lengthBeyondAscii(text, i);
            }
        }
        return chars;
    }

    private static int lengthBeyondAscii(String text, int from) {
        int bytes = from;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ASCII_END) {
                bytes++;
            } else if (c < TWO_BYTES_END || Character.isSurrogate(c)) {
                bytes += 2; // a pair of surrogates takes four bytes
            } else {
                bytes += 3;
            }
        }
        return bytes;
    }

    /** Writes a well-formed text; answers the index after its last byte. */
    static int write(String text, byte[] bytes, int at) {
        int to = at;
        int i = 0;
        while (i < text.length()) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (c < ASCII_END) {
                bytes[to++] = (byte) c;
            } else if (c < TWO_BYTES_END) {
                bytes[to++] = (byte) (0xC0 | c >> 6);
                bytes[to++] = continuation(c);
            } else if (c < Character.MIN_SUPPLEMENTARY_CODE_POINT) {
                bytes[to++] = (byte) (0xE0 | c >> 12);
                bytes[to++] = continuation(c >> 6);
                bytes[to++] = continuation(c);
            } else {
                bytes[to++] = (byte) (0xF0 | c >> 18);
                bytes[to++] = continuation(c >> 12);
                bytes[to++] = continuation(c >> 6);
                bytes[to++] = continuation(c);
            }
        }
        return to;
    }

    private static byte continuation(int bits) {
        return (byte) (ASCII_END | (bits & 0x3F));
    }

    /** The text of some bytes, or null if they are not well-formed UTF-8. */
    static @Nullable String read(byte[] bytes, int from, int length) {
        if (isAscii(bytes, from, length)) {
            return ascii(bytes, from, length);
        }
        String text = new String(bytes, from, length, UTF_8);
        // The constructor replaces what is malformed; what was replaced does not encode to the same bytes again.
        byte[] again = text.getBytes(UTF_8);
        return Arrays.equals(again, 0, again.length, bytes, from, from + length) ? text : null;
    }

    /** The constructor that takes a charset is too large for the compiler to inline; this one only copies. */
    @SuppressWarnings("deprecation") // deprecated because it is wrong for anything but Latin-1, which ASCII is
    private static String ascii(byte[] bytes, int from, int length) {
        return new String(bytes, 0, from, length);
    }

    private static boolean isAscii(byte[] bytes, int from, int length) {
        int end = from + length;
        long seen = 0;
        if (length >= Long.BYTES) {
            for (int at = from; at < end - Long.BYTES; at += Long.BYTES) {
                seen |= (long) EIGHT_BYTES.get(bytes, at);
            }
            seen |= (long) EIGHT_BYTES.get(bytes, end - Long.BYTES); // some bytes a second time
        } else {
            for (int at = from; at < end; at++) {
                seen |= bytes[at];
            }
        }
        return (seen & HIGH_BITS) == 0;
    }
}
