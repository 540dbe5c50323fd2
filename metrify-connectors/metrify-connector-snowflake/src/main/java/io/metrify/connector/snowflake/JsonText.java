package io.metrify.connector.snowflake;

import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/** Texts by name as a JSON object. */
final class JsonText {

    private JsonText() {}

    static String of(Map<String, String> texts) {
        StringJoiner object = new StringJoiner(",", "{", "}");
        texts.forEach((name, text) -> object.add(quoted(name) + ":" + quoted(text)));
        return object.toString();
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c)) {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
