package io.metrify.validation.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** The text of a file: UTF-8, not too large, without control characters, its byte order mark taken off. */
final class SourceText {

    /** A hundred times the size of the full standard configuration with its comments. */
    static final int LARGEST = 1 << 20;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private SourceText() {}

    static String read(InputStream input, Problems problems) throws IOException {
        byte[] bytes = input.readNBytes(LARGEST + 1);
        requireSize(bytes.length, problems);
        ByteBuffer source = ByteBuffer.wrap(bytes);
        CharBuffer decoded = CharBuffer.allocate(bytes.length);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(source, decoded, true);
        String text = decoded.flip().toString();
        if (result.isError()) {
            throw problems.end(
                    endOf(text),
                    "",
                    "byte 0x" + Integer.toHexString(bytes[source.position()] & 0xFF)
                            + " is not UTF-8; save the file in UTF-8");
        }
        return check(text, problems);
    }

    static String check(String text, Problems problems) {
        requireSize(text.length(), problems);
        String content = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
        for (int i = 0; i < content.length(); i += Character.charCount(content.codePointAt(i))) {
            int c = content.codePointAt(i);
            if (!isText(c)) {
                throw problems.end(
                        endOf(content.substring(0, i)),
                        "",
                        "the character " + Quoted.escape(c) + " is no text; remove it");
            }
        }
        return content;
    }

    private static void requireSize(int size, Problems problems) {
        if (size > LARGEST) {
            throw problems.end(
                    Place.root(1, 1),
                    "",
                    "the file is larger than " + LARGEST + " bytes; no rule file needs that much");
        }
    }

    /** What YAML calls printable. */
    private static boolean isText(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= ' ' && c <= '~')
                || c == 0x85
                || (c >= 0xA0 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD && c != BYTE_ORDER_MARK)
                || c >= 0x10000;
    }

    private static Place endOf(String text) {
        int lineStart = text.lastIndexOf('\n') + 1;
        int line = 1 + (int) text.chars().filter(c -> c == '\n').count();
        return Place.root(line, 1 + text.codePointCount(lineStart, text.length()));
    }
}
