package io.metrify.samples.pipeline.report;

import io.metrify.quality.report.html.Figures;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** How a value begins: as text if it is text, otherwise in hexadecimal digits. */
final class Preview {

    private static final int CHARACTERS = 80;
    private static final int HEX_BYTES = 24;

    private Preview() {}

    /**
     * The first 80 characters of a value.
     *
     * @param beginning at least that many characters, or the whole value; null if the record had none
     * @param size the bytes of the whole value
     */
    static String of(byte @Nullable [] beginning, long size) {
        if (beginning == null) {
            return "no value";
        }
        if (beginning.length == 0) {
            return "an empty value";
        }
        CharBuffer text = CharBuffer.allocate(beginning.length);
        boolean whole = beginning.length == size;
        // Where the value was cut, half a character at the end is no error.
        boolean malformed = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(beginning), text, whole)
                .isError();
        text.flip();
        return malformed || !isReadable(text)
                ? hex(beginning, size)
                : Figures.clip(text + (whole ? "" : "…"), CHARACTERS);
    }

    private static boolean isReadable(CharSequence text) {
        return text.chars().noneMatch(c -> Character.isISOControl(c) && !Character.isWhitespace(c));
    }

    private static String hex(byte[] bytes, long size) {
        int shown = Math.min(HEX_BYTES, bytes.length);
        return "hex " + HexFormat.ofDelimiter(" ").formatHex(bytes, 0, shown) + (shown < size ? " …" : "") + ", "
                + Figures.count(size, "byte");
    }
}
