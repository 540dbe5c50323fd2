package io.metrify.quality.expectation;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The expectations that are most in use. {@link Expectation#of} and {@link Expectation#with} make any other.
 *
 * <pre>{@code
 * ExpectationSuite suite = ExpectationSuite.of("readings", List.of(
 *         Expectations.columnValuesToNotBeNull("meter_id"),
 *         Expectations.columnValuesToBeBetween("voltage", 207, 253).mostly(0.95)));
 * }</pre>
 *
 * <p>A bound is a number, or a text that says a day or a time in the form of ISO 8601, or null if there is none on that side. Bounds
 * belong to what is allowed.
 */
public final class Expectations {

    private Expectations() {}

    /**
     * A column is there.
     *
     * @param column its name
     * @return {@code expect_column_to_exist}
     */
    public static Expectation columnToExist(String column) {
        return of("expect_column_to_exist", column);
    }

    /**
     * The table has neither too few rows nor too many.
     *
     * @param least how many, or null
     * @param most how many, or null
     * @return {@code expect_table_row_count_to_be_between}
     */
    public static Expectation tableRowCountToBeBetween(@Nullable Long least, @Nullable Long most) {
        return between(Expectation.of("expect_table_row_count_to_be_between", Map.of()), least, most);
    }

    /**
     * No value is missing.
     *
     * @param column its name
     * @return {@code expect_column_values_to_not_be_null}
     */
    public static Expectation columnValuesToNotBeNull(String column) {
        return of("expect_column_values_to_not_be_null", column);
    }

    /**
     * No value comes twice.
     *
     * @param column its name
     * @return {@code expect_column_values_to_be_unique}
     */
    public static Expectation columnValuesToBeUnique(String column) {
        return of("expect_column_values_to_be_unique", column);
    }

    /**
     * Each value lies between two bounds.
     *
     * @param column its name
     * @param least the lower bound, or null
     * @param most the upper bound, or null
     * @return {@code expect_column_values_to_be_between}
     */
    public static Expectation columnValuesToBeBetween(String column, @Nullable Object least, @Nullable Object most) {
        return between(of("expect_column_values_to_be_between", column), least, most);
    }

    /**
     * Each value is one of several.
     *
     * @param column its name
     * @param values texts, numbers or booleans
     * @return {@code expect_column_values_to_be_in_set}
     */
    public static Expectation columnValuesToBeInSet(String column, Object... values) {
        return of("expect_column_values_to_be_in_set", column).with("value_set", List.of(values));
    }

    /**
     * Each text contains what a pattern describes; anchor the pattern with {@code ^} and {@code $} to describe all of it.
     *
     * @param column its name
     * @param regex the pattern, as Python writes it
     * @return {@code expect_column_values_to_match_regex}
     */
    public static Expectation columnValuesToMatchRegex(String column, String regex) {
        return of("expect_column_values_to_match_regex", column).with("regex", regex);
    }

    /**
     * The mean of a column lies between two bounds.
     *
     * @param column its name
     * @param least the lower bound, or null
     * @param most the upper bound, or null
     * @return {@code expect_column_mean_to_be_between}
     */
    public static Expectation columnMeanToBeBetween(String column, @Nullable Number least, @Nullable Number most) {
        return between(of("expect_column_mean_to_be_between", column), least, most);
    }

    /**
     * No combination of values comes twice.
     *
     * @param columns the names of two columns or more, such as meter, register and time
     * @return {@code expect_compound_columns_to_be_unique}
     */
    public static Expectation compoundColumnsToBeUnique(String... columns) {
        return Expectation.of("expect_compound_columns_to_be_unique", Map.of()).with("column_list", List.of(columns));
    }

    /**
     * Rows that are equal in some columns are equal in another, as the name of a hospital follows from its number. Great
     * Expectations does not have it; its tools pass over what they do not know with an error.
     *
     * @param column the column that follows
     * @param determinants the columns from which it follows
     * @return {@code expect_column_values_to_be_determined_by_columns}
     */
    public static Expectation columnValuesToBeDeterminedByColumns(String column, String... determinants) {
        return of("expect_column_values_to_be_determined_by_columns", column)
                .with("determinant_columns", List.of(determinants));
    }

    private static Expectation of(String type, String column) {
        return Expectation.of(type, Map.of()).with("column", column);
    }

    private static Expectation between(Expectation expectation, @Nullable Object least, @Nullable Object most) {
        return expectation.with("min_value", least).with("max_value", most);
    }
}
