package io.metrify.quality.expectation;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads the argument {@code row_condition} in the dialect that {@code condition_parser} names.
 *
 * <ul>
 *   <li>{@code great_expectations}, {@code great_expectations__experimental__}: one comparison of a column with a number, a
 *       text or a date, or that a column has a value: {@code col("a") > 5}, {@code col("a") == "x"}, {@code col("a") <=
 *       date("2026-03-29")}, {@code col("a").notNull()}. Great Expectations passes over what follows a comparison without a
 *       word; here it is refused.
 *   <li>{@code pandas}: {@code and or not & | ~}, comparisons, also in a chain ({@code 1 < a <= b}), {@code in [...]},
 *       {@code not in [...]}, {@code a.isin([...])}, {@code a.isnull()}, {@code a.notnull()}, {@code isna}, {@code notna}, and names
 *       in backticks. As in {@code DataFrame.query}, {@code &} and {@code |} bind as loosely as {@code and} and {@code or}.
 *   <li>{@code spark}: SQL with {@code AND OR NOT}, comparisons, {@code IN (...)}, {@code BETWEEN}, {@code IS NULL}, {@code IS
 *       TRUE}, {@code DATE '...'}, {@code TIMESTAMP '...'}, and names in backticks; double quotes hold texts, as in Spark.
 * </ul>
 *
 * <p>A row is selected if the condition is true for it. In SQL, and in the dialect of Great Expectations, which becomes SQL, a
 * comparison with a missing value is unknown, and so is its negation: such a row is never selected by it. In pandas it is false, but
 * {@code !=} and {@code not in} are true, and {@code not} makes true of false: {@code not a > 5} selects rows without an {@code a}.
 *
 * <p>Whole numbers and decimals are compared exactly with what is written; measurements as doubles. Texts are ordered by their
 * UTF-16 units. A date or a time is written as a text in the form of ISO 8601, in UTC if it does not say otherwise.
 */
final class RowConditions {

    /** The longest condition that is read, in UTF-16 units. */
    static final int LONGEST = 65_536;

    private RowConditions() {}

    /**
     * Reads a condition.
     *
     * @param text the condition
     * @param parser the dialect, or null if the expectation does not say
     * @return the condition
     * @throws IllegalArgumentException if the text cannot be understood, with the position and what to write
     */
    static RowCondition parse(String text, @Nullable String parser) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("a row condition of " + text.length()
                    + " characters is too long; give at most " + LONGEST + ", or compute it as a column of the table");
        }
        ConditionDialect dialect = dialect(parser);
        return new ConditionParser(text, dialect).parse();
    }

    private static ConditionDialect dialect(@Nullable String parser) {
        if (parser == null) {
            throw new IllegalArgumentException(
                    "a row_condition without condition_parser can mean different things; add the"
                            + " condition_parser great_expectations, pandas or spark");
        }
        return switch (parser.toLowerCase(Locale.ROOT)) {
            case "great_expectations", "great_expectations__experimental__" -> ConditionDialect.GREAT_EXPECTATIONS;
            case "pandas" -> ConditionDialect.PANDAS;
            case "spark" -> ConditionDialect.SPARK;
            default ->
                throw new IllegalArgumentException(
                        "there is no condition_parser " + parser + "; give great_expectations, pandas or spark");
        };
    }
}
