package io.metrify.connector.snowflake;

import io.metrify.connector.api.BatchSpan;
import java.util.Locale;
import java.util.UUID;

/** How files in the stage are called: after the batch they belong to, or, outside of batches, like nothing else. */
final class StagePath {

    private StagePath() {}

    /** @return for example {@code nightly/readings/3/1000-2000} */
    static String of(String pipeline, BatchSpan span) {
        return encoded(pipeline) + "/" + encoded(span.source()) + "/" + encoded(span.partition()) + "/" + span.first()
                + "-" + span.end();
    }

    static String unique() {
        return "other/" + UUID.randomUUID();
    }

    /** The directory of a pipeline. */
    static String of(String pipeline) {
        return encoded(pipeline);
    }

    /** Letters, digits and hyphens stay; anything else becomes an underscore and its four hexadecimal digits. */
    private static String encoded(String name) {
        StringBuilder encoded = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
            encoded.append(plain ? String.valueOf(c) : String.format(Locale.ROOT, "_%04x", (int) c));
        }
        return encoded.toString();
    }
}
