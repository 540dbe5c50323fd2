package io.metrify.quality.expectation;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the result of one expectation tells: its argument {@code result_format}, with the evaluator's settings for what it
 * leaves open.
 *
 * @param format how much is told
 * @param partial how many unexpected values a partial list holds at most
 * @param bound how many unexpected rows are told of at most in all
 * @param wholeRows whether whole unexpected rows are told
 * @param identity the columns that identify a row; empty if its number does
 * @param withValues whether the values of the expectation's own columns are told beside the identity
 */
record Reporting(
        ResultFormat format, int partial, int bound, boolean wholeRows, List<String> identity, boolean withValues) {

    /** Reads the argument {@code result_format}, which is a word or an object, or missing. */
    static Reporting of(@Nullable Object given, Reporting otherwise) {
        if (given == null) {
            return otherwise;
        }
        if (given instanceof String word) {
            return new Reporting(format(word), otherwise.partial, otherwise.bound, false, List.of(), true);
        }
        if (!(given instanceof Map<?, ?> object)) {
            throw new UncheckableException(
                    "the result_format is " + given + "; give a word such as SUMMARY, or an object that has one");
        }
        return new Reporting(
                object.get("result_format") instanceof String word ? format(word) : otherwise.format,
                count(object.get("partial_unexpected_count"), otherwise.partial),
                otherwise.bound,
                Boolean.TRUE.equals(object.get("include_unexpected_rows")),
                names(object.get("unexpected_index_column_names")),
                !Boolean.TRUE.equals(object.get("exclude_unexpected_values")));
    }

    /** How many unexpected rows have to be kept. */
    int kept() {
        return switch (format) {
            case BOOLEAN_ONLY -> 0;
            case BASIC, SUMMARY -> Math.min(partial, bound);
            case COMPLETE -> bound;
        };
    }

    boolean tells(ResultFormat least) {
        return format.compareTo(least) >= 0;
    }

    private static ResultFormat format(String word) {
        for (ResultFormat format : ResultFormat.values()) {
            if (format.name().equals(word.toUpperCase(Locale.ROOT))) {
                return format;
            }
        }
        throw new UncheckableException(
                "there is no result_format " + word + "; give one of " + List.of(ResultFormat.values()));
    }

    private static int count(@Nullable Object given, int otherwise) {
        if (given == null) {
            return otherwise;
        }
        if (given instanceof Long count && count >= 0) {
            return (int) Math.min(count, Integer.MAX_VALUE);
        }
        throw new UncheckableException(
                "the partial_unexpected_count is " + given + "; give a whole number of 0 or more");
    }

    private static List<String> names(@Nullable Object given) {
        if (given == null) {
            return List.of();
        }
        if (given instanceof List<?> names && names.stream().allMatch(String.class::isInstance)) {
            return names.stream().map(String.class::cast).toList();
        }
        throw new UncheckableException(
                "the unexpected_index_column_names are " + given + "; give a list of names of columns");
    }
}
