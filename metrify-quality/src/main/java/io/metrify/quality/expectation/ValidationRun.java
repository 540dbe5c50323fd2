package io.metrify.quality.expectation;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A run in which suites are evaluated, as Great Expectations names it in its results and in its store.
 *
 * @param name the name of the run, or null if it has none
 * @param time when it began, cut to microseconds
 * @param batch the id of the data that was read, or null if it has none
 */
public record ValidationRun(
        @Nullable String name, Instant time, @Nullable String batch) {

    private static final String NONE = "__none__";

    /** What would lead out of the store's folder, or cannot be part of a file's name everywhere. */
    private static final Pattern UNSAFE = Pattern.compile("\\.+|.*[/\\\\:*?\"<>|\\p{Cntrl}].*|\\s*+", Pattern.DOTALL);

    private static final DateTimeFormatter COMPACT = DateTimeFormatter.ofPattern(
                    "uuuuMMdd'T'HHmmss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss'+00:00'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter MICROSECONDS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'+00:00'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** Cuts the time. */
    public ValidationRun {
        time = Objects.requireNonNull(time, "time").truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * A run over data without an id.
     *
     * @param name the name of the run
     * @param time when it began
     * @return the run
     */
    public static ValidationRun of(String name, Instant time) {
        return new ValidationRun(Objects.requireNonNull(name, "name"), time, null);
    }

    /**
     * Where Great Expectations looks for the result of a suite, below the folder of a project: {@code
     * uncommitted/validations/<suite>/<run name>/<run time>/<batch>.json}, with {@code __none__} for what there is not.
     *
     * @param suite the suite
     * @return a relative path with slashes
     * @throws IllegalArgumentException if the name of the suite, the run or the batch cannot be part of a path
     */
    public String storeKey(ExpectationSuite suite) {
        return "uncommitted/validations/" + part("suite", suite.name()) + "/" + part("run", name) + "/" + compactTime()
                + "/" + part("batch", batch) + ".json";
    }

    /** The time as it stands in paths: {@code 20260329T010000.000000Z}. */
    String compactTime() {
        return COMPACT.format(time);
    }

    /** The time as Python writes it: {@code 2026-03-29T01:00:00+00:00}, with six digits of the second if there are any. */
    String isoTime() {
        return (time.equals(time.truncatedTo(ChronoUnit.SECONDS)) ? SECONDS : MICROSECONDS).format(time);
    }

    private static String part(String what, @Nullable String name) {
        if (name == null) {
            return NONE;
        }
        if (UNSAFE.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "the name \"" + name + "\" of the " + what
                            + " cannot be part of a path; give one without / \\ : * ? \" < > | that is not only dots or blanks");
        }
        return name;
    }
}
