package io.metrify.connector.snowflake;

import java.util.Locale;

/**
 * The tags by which the cost of a pipeline's statements is told apart: {@code metrify:PIPELINE:KIND}.
 *
 * @param beginning the part before the kind, with the colon
 */
record QueryTags(String beginning) {

    static QueryTags of(SnowflakeSettings settings, String pipeline) {
        return new QueryTags(settings.queryTag() + ":" + pipeline.replace(':', '_') + ":");
    }

    /** What statements have that the driver makes itself: uploads. */
    String ofSession() {
        return beginning + "upload";
    }

    String of(String sql) {
        return beginning + kind(sql);
    }

    private static String kind(String sql) {
        String text = sql.strip().toUpperCase(Locale.ROOT);
        int end = 0;
        while (end < text.length() && Character.isLetter(text.charAt(end))) {
            end++;
        }
        return switch (text.substring(0, end)) {
            case "SELECT", "WITH" -> "read";
            case "COPY" -> "copy";
            case "MERGE" -> text.contains("INGEST_PROGRESS") ? "progress" : "merge";
            case "UPDATE" -> "progress";
            case "INSERT" -> "insert";
            case "DELETE" -> "delete";
            case "BEGIN", "COMMIT", "ROLLBACK" -> "transaction";
            case "LIST", "REMOVE", "PUT", "GET" -> "stage";
            default -> "define";
        };
    }
}
