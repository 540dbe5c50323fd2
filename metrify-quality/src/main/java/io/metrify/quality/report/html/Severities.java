package io.metrify.quality.report.html;

import io.metrify.validation.Severity;
import java.util.Locale;

/** Severities as a page shows them: a word and a shape, so that colour is not all that tells them apart. */
public final class Severities {

    private Severities() {}

    /**
     * A severity in writing.
     *
     * @param severity the severity
     * @return for example {@code ▲ warning}
     */
    public static String name(Severity severity) {
        return switch (severity) {
            case ERROR -> "✖ error";
            case WARNING -> "▲ warning";
            case INFO -> "● info";
        };
    }

    /**
     * The class of the style sheet that draws a severity.
     *
     * @param severity the severity
     * @return error, warning or info
     */
    public static String style(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }
}
