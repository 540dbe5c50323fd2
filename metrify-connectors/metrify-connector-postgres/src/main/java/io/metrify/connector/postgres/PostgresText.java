package io.metrify.connector.postgres;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Texts as PostgreSQL can hold them. It holds no U+0000, which only the texts of broken records have; it is replaced by U+FFFD
 * there, and the record's own bytes are kept beside.
 */
final class PostgresText {

    private static final char REPLACEMENT = '\uFFFD';

    private PostgresText() {}

    static byte[] utf8(String text) {
        String held = text.indexOf('\0') < 0 ? text : text.replace('\0', REPLACEMENT);
        return held.getBytes(StandardCharsets.UTF_8);
    }

    /** An object of texts. */
    static String json(Map<String, String> texts) {
        StringBuilder json = new StringBuilder("{");
        for (Map.Entry<String, String> text : texts.entrySet()) {
            if (json.length() > 1) {
                json.append(',');
            }
            quote(json, text.getKey());
            json.append(':');
            quote(json, text.getValue());
        }
        return json.append('}').toString();
    }

    private static void quote(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c == '\0') {
                json.append(REPLACEMENT);
            } else if (c < ' ') {
                json.append("\\u00").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }
}
