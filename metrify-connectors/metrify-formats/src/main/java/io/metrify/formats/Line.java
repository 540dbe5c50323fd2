package io.metrify.formats;

import io.metrify.connector.api.MalformedRecordException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A line of a file: its number from 1, its bytes without the line end, and what is wrong with it before it is read. */
final class Line {

    private final long number;
    private final byte[] bytes;
    private final @Nullable String defect;

    Line(long number, byte[] bytes, @Nullable String defect) {
        this.number = number;
        this.bytes = bytes;
        this.defect = defect;
    }

    long number() {
        return number;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Why the line cannot be read whatever it says; null if it can. */
    @Nullable
    String defect() {
        return defect;
    }

    /** Whether there is nothing to read in the line, and nothing wrong with it. */
    boolean isBlank() {
        if (defect != null) {
            return false;
        }
        for (byte b : bytes) {
            if (b != ' ' && b != '\t') {
                return false;
            }
        }
        return true;
    }

    /** The line as text, if it is nothing but text. */
    String text() {
        if (defect != null) {
            throw new MalformedRecordException("", defect);
        }
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                throw new MalformedRecordException("", "byte " + (i + 1) + " is NUL, which is no text");
            }
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer input = ByteBuffer.wrap(bytes);
        CharBuffer output = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(input, output, true);
        if (result.isError()) {
            int position = input.position();
            throw new MalformedRecordException(
                    "",
                    "byte " + (position + 1) + " (0x" + Integer.toHexString(bytes[position] & 0xff)
                            + ") is not UTF-8; convert the file to UTF-8");
        }
        return output.flip().toString();
    }

    /** The line as text in which what is not UTF-8 is replaced, for a header of which only known names matter. */
    String lenientText() {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
