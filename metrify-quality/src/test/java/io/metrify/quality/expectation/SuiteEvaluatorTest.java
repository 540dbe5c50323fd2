package io.metrify.quality.expectation;

import static io.metrify.quality.expectation.Suites.check;
import static io.metrify.quality.expectation.Suites.decimal;
import static io.metrify.quality.expectation.Suites.expectation;
import static io.metrify.quality.expectation.Suites.suite;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.metrify.quality.table.Column;
import io.metrify.quality.table.ColumnTable;
import io.metrify.quality.table.ColumnType;
import io.metrify.quality.table.Table;
import io.metrify.quality.table.TableReader;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SuiteEvaluatorTest {

    private static final long SECOND = 1_000_000;

    /** Ten rows; the last has nothing but a number and a flag. */
    private static final ColumnTable TABLE = ColumnTable.builder(10)
            .longs(Column.of("n", ColumnType.INTEGER), new long[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, null)
            .decimals("kwh", 2, new long[] {100, 150, 200, 250, 300, 350, 400, 450, -1, 0}, missingLast())
            .doubles("volt", 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 100, Double.NaN)
            .texts("id", "a1", "a1", "a2", "b1", "b2", "b3", "c1", "c22", "", null)
            .texts("code", "x", "x", "x", "x", "y", "y", "y", "z", "z", null)
            .longs(
                    Column.of("at", ColumnType.TIMESTAMP),
                    new long[] {0, SECOND, 2 * SECOND, 3 * SECOND, 4 * SECOND, 5 * SECOND, 6 * SECOND, 7 * SECOND, -1, 0
                    },
                    missingLast())
            .longs(Column.of("day", ColumnType.DATE), new long[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 0}, missingLast())
            .longs(Column.of("ok", ColumnType.BOOLEAN), new long[] {1, 1, 1, 1, 1, 1, 1, 1, 0, 1}, null)
            .build();

    private static final ColumnTable EMPTY = ColumnTable.builder(0)
            .longs(Column.of("n", ColumnType.INTEGER), new long[0], null)
            .decimals("kwh", 2, new long[0], null)
            .doubles("volt")
            .texts("id")
            .texts("code")
            .longs(Column.of("at", ColumnType.TIMESTAMP), new long[0], null)
            .longs(Column.of("day", ColumnType.DATE), new long[0], null)
            .longs(Column.of("ok", ColumnType.BOOLEAN), new long[0], null)
            .build();

    private static boolean[] missingLast() {
        boolean[] missing = new boolean[10];
        missing[9] = true;
        return missing;
    }

    /** A map-shaped expectation and its unexpected rows, by number. */
    private record Unexpected(String type, List<@Nullable Object> arguments, List<Long> rows) {

        static Unexpected of(String type, List<@Nullable Object> arguments, long... rows) {
            return new Unexpected(type, arguments, Arrays.stream(rows).boxed().toList());
        }

        @Override
        public String toString() {
            return type + " " + arguments;
        }
    }

    private static List<@Nullable Object> with(@Nullable Object... namesAndValues) {
        return new ArrayList<>(Arrays.asList(namesAndValues));
    }

    static List<Unexpected> mapShaped() {
        String between = "expect_column_values_to_be_between";
        String inSet = "expect_column_values_to_be_in_set";
        String notInSet = "expect_column_values_to_not_be_in_set";
        String regex = "expect_column_values_to_match_regex";
        String like = "expect_column_values_to_match_like_pattern";
        String greater = "expect_column_pair_values_a_to_be_greater_than_b";
        return List.of(
                Unexpected.of("expect_column_values_to_not_be_null", with("column", "id"), 9),
                Unexpected.of("expect_column_values_to_not_be_null", with("column", "n")),
                Unexpected.of("expect_column_values_to_be_null", with("column", "volt"), 0, 1, 2, 3, 4, 5, 6, 7, 8),
                Unexpected.of(between, with("column", "n", "min_value", 2L, "max_value", 9L), 0, 9),
                Unexpected.of(between, with("column", "n", "min_value", 2L, "strict_min", true), 0, 1),
                Unexpected.of(between, with("column", "n", "max_value", 9L, "strict_max", true), 8, 9),
                Unexpected.of(
                        between,
                        with("column", "n", "min_value", decimal("2.5"), "max_value", decimal("3.5")),
                        0,
                        1,
                        3,
                        4,
                        5,
                        6,
                        7,
                        8,
                        9),
                Unexpected.of(
                        between,
                        with("column", "n", "min_value", 5L, "max_value", 5L, "strict_min", true, "strict_max", true),
                        0,
                        1,
                        2,
                        3,
                        4,
                        5,
                        6,
                        7,
                        8,
                        9),
                Unexpected.of(between, with("column", "n", "max_value", decimal("1e300"))),
                Unexpected.of(between, with("column", "n", "min_value", decimal("1e30")), 0, 1, 2, 3, 4, 5, 6, 7, 8, 9),
                Unexpected.of(
                        between,
                        with("column", "kwh", "min_value", decimal("1.5"), "max_value", decimal("4.499")),
                        0,
                        7,
                        8),
                Unexpected.of(
                        between,
                        with("column", "volt", "min_value", decimal("0.1"), "max_value", decimal("0.3")),
                        3,
                        4,
                        5,
                        6,
                        7,
                        8),
                Unexpected.of(between, with("column", "volt", "min_value", decimal("0.1"), "strict_min", true), 0),
                Unexpected.of(between, with("column", "id", "min_value", "a2", "max_value", "c1"), 0, 1, 7, 8),
                Unexpected.of(
                        between,
                        with("column", "at", "min_value", "1970-01-01", "max_value", "1970-01-01T00:00:06Z"),
                        7,
                        8),
                Unexpected.of(
                        between,
                        with("column", "at", "max_value", "1970-01-01 01:00:06+01:00", "strict_max", true),
                        6,
                        7),
                Unexpected.of(
                        between,
                        with("column", "day", "min_value", "1970-01-02", "max_value", "1970-01-07T12:00:00"),
                        0,
                        7,
                        8),
                Unexpected.of(inSet, with("column", "id", "value_set", List.of("a1", "a2", "")), 3, 4, 5, 6, 7),
                Unexpected.of(
                        inSet,
                        with("column", "n", "value_set", List.of(1L, decimal("2.0"), decimal("3.5"), "4", true)),
                        2,
                        3,
                        4,
                        5,
                        6,
                        7,
                        8,
                        9),
                Unexpected.of(
                        inSet,
                        with("column", "kwh", "value_set", List.of(1L, decimal("1.50"), 2L, 3L, 4L, decimal("4.5"))),
                        3,
                        5,
                        8),
                Unexpected.of(
                        inSet,
                        with("column", "volt", "value_set", List.of(decimal("0.1"), decimal("0.2"), 100L)),
                        2,
                        3,
                        4,
                        5,
                        6,
                        7),
                Unexpected.of(inSet, with("column", "ok", "value_set", List.of(true)), 8),
                Unexpected.of(
                        inSet,
                        with("column", "day", "value_set", List.of("1970-01-01", "1970-01-02")),
                        2,
                        3,
                        4,
                        5,
                        6,
                        7,
                        8),
                Unexpected.of(inSet, with("column", "n", "value_set", List.of()), 0, 1, 2, 3, 4, 5, 6, 7, 8, 9),
                Unexpected.of(inSet, with("column", "n", "value_set", null)),
                Unexpected.of(notInSet, with("column", "n", "value_set", List.of(1L, 10L)), 0, 9),
                Unexpected.of(notInSet, with("column", "id", "value_set", List.of("c1", "zz")), 6),
                Unexpected.of(notInSet, with("column", "id", "value_set", null)),
                Unexpected.of("expect_column_values_to_be_unique", with("column", "id"), 0, 1),
                Unexpected.of("expect_column_values_to_be_unique", with("column", "ok"), 0, 1, 2, 3, 4, 5, 6, 7, 9),
                Unexpected.of("expect_column_values_to_be_unique", with("column", "volt")),
                Unexpected.of(regex, with("column", "id", "regex", "[ab]"), 6, 7, 8),
                Unexpected.of(regex, with("column", "id", "regex", "^.2$"), 0, 1, 3, 5, 6, 7, 8),
                Unexpected.of(regex, with("column", "id", "regex", "(?P<d>2)(?P=d)"), 0, 1, 2, 3, 4, 5, 6, 8),
                Unexpected.of(regex, with("column", "id", "regex", "[[a-b&&]\\d\\Z"), 6, 7, 8),
                Unexpected.of(
                        "expect_column_values_to_not_match_regex", with("column", "id", "regex", "1$"), 0, 1, 3, 6),
                Unexpected.of(
                        "expect_column_values_to_match_regex_list",
                        with("column", "id", "regex_list", List.of("^a", "1$")),
                        4,
                        5,
                        7,
                        8),
                Unexpected.of(
                        "expect_column_values_to_match_regex_list",
                        with("column", "id", "regex_list", List.of("^a", "1$"), "match_on", "all"),
                        2,
                        3,
                        4,
                        5,
                        6,
                        7,
                        8),
                Unexpected.of(
                        "expect_column_values_to_not_match_regex_list",
                        with("column", "id", "regex_list", List.of("^a", "1$")),
                        0,
                        1,
                        2,
                        3,
                        6),
                Unexpected.of(like, with("column", "id", "like_pattern", "_1"), 2, 4, 5, 7, 8),
                Unexpected.of(like, with("column", "id", "like_pattern", "%2%"), 0, 1, 3, 5, 6, 8),
                Unexpected.of(like, with("column", "id", "like_pattern", "c%2"), 0, 1, 2, 3, 4, 5, 6, 8),
                Unexpected.of(like, with("column", "id", "like_pattern", "\\%"), 0, 1, 2, 3, 4, 5, 6, 7, 8),
                Unexpected.of(
                        "expect_column_values_to_not_match_like_pattern",
                        with("column", "id", "like_pattern", "a%"),
                        0,
                        1,
                        2),
                Unexpected.of(
                        "expect_column_values_to_match_like_pattern_list",
                        with("column", "id", "like_pattern_list", List.of("a%", "%3")),
                        3,
                        4,
                        6,
                        7,
                        8),
                Unexpected.of(
                        "expect_column_values_to_not_match_like_pattern_list",
                        with("column", "id", "like_pattern_list", List.of("a%", "%3")),
                        0,
                        1,
                        2,
                        5),
                Unexpected.of(
                        "expect_column_value_lengths_to_be_between",
                        with("column", "id", "min_value", 1L, "max_value", 2L),
                        7,
                        8),
                Unexpected.of(
                        "expect_column_value_lengths_to_be_between",
                        with("column", "id", "max_value", 3L, "strict_max", true),
                        7),
                Unexpected.of("expect_column_value_lengths_to_equal", with("column", "id", "value", 2L), 7, 8),
                Unexpected.of(
                        "expect_column_value_z_scores_to_be_less_than",
                        with("column", "volt", "threshold", 2L, "double_sided", true),
                        8),
                Unexpected.of(
                        "expect_column_value_z_scores_to_be_less_than",
                        with("column", "n", "threshold", 1L, "double_sided", true),
                        0,
                        1,
                        8,
                        9),
                Unexpected.of(
                        "expect_column_value_z_scores_to_be_less_than",
                        with("column", "n", "threshold", 1L, "double_sided", false),
                        8,
                        9),
                Unexpected.of(greater, with("column_A", "n", "column_B", "kwh"), 0, 9),
                Unexpected.of(greater, with("column_A", "n", "column_B", "kwh", "or_equal", true), 9),
                Unexpected.of(
                        greater,
                        with("column_A", "n", "column_B", "kwh", "ignore_row_if", "either_value_is_missing"),
                        0),
                Unexpected.of(greater, with("column_A", "id", "column_B", "code"), 0, 1, 2, 3, 4, 5, 6, 7, 8),
                Unexpected.of(
                        greater,
                        with("column_A", "id", "column_B", "code", "ignore_row_if", "neither"),
                        0,
                        1,
                        2,
                        3,
                        4,
                        5,
                        6,
                        7,
                        8,
                        9),
                Unexpected.of(
                        "expect_column_pair_values_to_be_equal",
                        with("column_A", "n", "column_B", "kwh"),
                        1,
                        2,
                        3,
                        4,
                        5,
                        6,
                        7,
                        8,
                        9),
                Unexpected.of(
                        "expect_column_pair_values_to_be_equal",
                        with("column_A", "volt", "column_B", "kwh"),
                        0,
                        1,
                        2,
                        3,
                        4,
                        5,
                        6,
                        7,
                        8),
                Unexpected.of(
                        "expect_column_pair_values_to_be_in_set",
                        with(
                                "column_A",
                                "id",
                                "column_B",
                                "n",
                                "value_pairs_set",
                                List.of(List.of("a1", 1L), List.of("b1", decimal("4.0")), Arrays.asList(null, 10L))),
                        1,
                        2,
                        4,
                        5,
                        6,
                        7,
                        8),
                Unexpected.of("expect_compound_columns_to_be_unique", with("column_list", List.of("id", "code")), 0, 1),
                Unexpected.of("expect_compound_columns_to_be_unique", with("column_list", List.of("id", "n"))),
                Unexpected.of(
                        "expect_select_column_values_to_be_unique_within_record",
                        with("column_list", List.of("n", "kwh", "volt")),
                        0,
                        9),
                Unexpected.of(
                        "expect_select_column_values_to_be_unique_within_record",
                        with("column_list", List.of("kwh", "volt"), "ignore_row_if", "never"),
                        9),
                Unexpected.of(
                        "expect_multicolumn_sum_to_equal",
                        with("column_list", List.of("n", "kwh"), "sum_total", 2L),
                        1,
                        2,
                        3,
                        4,
                        5,
                        6,
                        7,
                        8,
                        9),
                Unexpected.of(
                        "expect_multicolumn_sum_to_equal",
                        with(
                                "column_list",
                                List.of("n", "kwh"),
                                "sum_total",
                                decimal("2.00"),
                                "ignore_row_if",
                                "any_value_is_missing"),
                        1,
                        2,
                        3,
                        4,
                        5,
                        6,
                        7,
                        8),
                Unexpected.of(
                        "expect_column_values_to_be_determined_by_columns",
                        with("column", "code", "determinant_columns", List.of("ok")),
                        4,
                        5,
                        6,
                        7),
                Unexpected.of(
                        "expect_column_values_to_be_determined_by_columns",
                        with("column", "n", "determinant_columns", List.of("id")),
                        0,
                        1));
    }

    @ParameterizedTest
    @MethodSource("mapShaped")
    void findsTheUnexpectedRows(Unexpected each) {
        List<@Nullable Object> arguments = new ArrayList<>(each.arguments());
        arguments.addAll(List.of("result_format", "COMPLETE"));
        ExpectationResult result = check(TABLE, each.type(), arguments.toArray());
        assertThat(result.error()).isNull();
        assertThat(result.result().get("unexpected_index_list")).isEqualTo(each.rows());
        assertThat(result.result().get("unexpected_count"))
                .isEqualTo((long) each.rows().size());
        assertThat(result.success()).isEqualTo(each.rows().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("mapShaped")
    void isMetByATableWithoutRows(Unexpected each) {
        ExpectationResult result = check(EMPTY, each.type(), each.arguments().toArray());
        assertThat(result.error()).isNull();
        assertThat(result.success()).isTrue();
        assertThat(result.result()).containsEntry("element_count", 0L).containsEntry("unexpected_percent", null);
    }

    /** An expectation of something observed. */
    private record Observed(
            String type,
            List<@Nullable Object> arguments,
            boolean success,
            @Nullable Object value) {

        @Override
        public String toString() {
            return type + " " + arguments;
        }
    }

    static List<Observed> aggregates() {
        return List.of(
                new Observed(
                        "expect_column_min_to_be_between",
                        with("column", "kwh", "min_value", decimal("-0.01")),
                        true,
                        decimal("-0.01")),
                new Observed(
                        "expect_column_min_to_be_between",
                        with("column", "kwh", "min_value", decimal("-0.01"), "strict_min", true),
                        false,
                        decimal("-0.01")),
                new Observed(
                        "expect_column_max_to_be_between",
                        with("column", "volt", "max_value", 100L),
                        true,
                        decimal("100.0")),
                new Observed(
                        "expect_column_max_to_be_between",
                        with("column", "volt", "max_value", 100L, "strict_max", true),
                        false,
                        decimal("100.0")),
                new Observed("expect_column_max_to_be_between", with("column", "id", "max_value", "c2"), false, "c22"),
                new Observed("expect_column_min_to_be_between", with("column", "id"), true, ""),
                new Observed(
                        "expect_column_max_to_be_between",
                        with("column", "at", "max_value", "1970-01-01T00:00:07"),
                        true,
                        "1970-01-01T00:00:07Z"),
                new Observed(
                        "expect_column_max_to_be_between",
                        with("column", "day", "min_value", "1970-01-10"),
                        false,
                        "1970-01-09"),
                new Observed(
                        "expect_column_mean_to_be_between",
                        with("column", "n", "min_value", decimal("5.5"), "max_value", decimal("5.5")),
                        true,
                        decimal("5.5")),
                new Observed(
                        "expect_column_mean_to_be_between",
                        with("column", "n", "min_value", decimal("5.5"), "strict_min", true),
                        false,
                        decimal("5.5")),
                new Observed(
                        "expect_column_sum_to_be_between",
                        with("column", "kwh", "min_value", decimal("21.99"), "max_value", decimal("21.99")),
                        true,
                        decimal("21.99")),
                new Observed("expect_column_sum_to_be_between", with("column", "n", "max_value", 54L), false, 55L),
                new Observed(
                        "expect_column_sum_to_be_between",
                        with("column", "volt", "min_value", decimal("103.6")),
                        true,
                        decimal("103.6")),
                new Observed(
                        "expect_column_median_to_be_between",
                        with("column", "n", "max_value", decimal("5.5")),
                        true,
                        decimal("5.5")),
                new Observed(
                        "expect_column_median_to_be_between",
                        with("column", "volt", "max_value", decimal("0.4")),
                        false,
                        decimal("0.5")),
                new Observed(
                        "expect_column_stdev_to_be_between",
                        with("column", "n", "min_value", 3L, "max_value", decimal("3.1")),
                        true,
                        decimal("3.0276503540974917")),
                new Observed(
                        "expect_column_unique_value_count_to_be_between",
                        with("column", "id", "min_value", 8L, "max_value", 8L),
                        true,
                        8L),
                new Observed(
                        "expect_column_unique_value_count_to_be_between",
                        with("column", "ok", "min_value", 3L),
                        false,
                        2L),
                new Observed(
                        "expect_column_proportion_of_unique_values_to_be_between",
                        with("column", "code", "max_value", decimal("0.3333333333333333")),
                        true,
                        decimal("0.3333333333333333")),
                new Observed(
                        "expect_column_distinct_values_to_be_in_set",
                        with("column", "code", "value_set", List.of("x", "y", "z", "w")),
                        true,
                        List.of("x", "y", "z")),
                new Observed(
                        "expect_column_distinct_values_to_be_in_set",
                        with("column", "code", "value_set", List.of("x", "y")),
                        false,
                        List.of("x", "y", "z")),
                new Observed(
                        "expect_column_distinct_values_to_contain_set",
                        with("column", "ok", "value_set", List.of(false)),
                        true,
                        List.of(false, true)),
                new Observed(
                        "expect_column_distinct_values_to_contain_set",
                        with("column", "code", "value_set", List.of("w")),
                        false,
                        List.of("x", "y", "z")),
                new Observed(
                        "expect_column_distinct_values_to_equal_set",
                        with("column", "code", "value_set", List.of("z", "y", "x")),
                        true,
                        List.of("x", "y", "z")),
                new Observed(
                        "expect_column_distinct_values_to_equal_set",
                        with("column", "code", "value_set", List.of("z", "y", "x", "w")),
                        false,
                        List.of("x", "y", "z")),
                new Observed(
                        "expect_column_most_common_value_to_be_in_set",
                        with("column", "code", "value_set", List.of("x")),
                        true,
                        List.of("x")),
                new Observed(
                        "expect_column_most_common_value_to_be_in_set",
                        with("column", "code", "value_set", List.of("y")),
                        false,
                        List.of("x")),
                new Observed(
                        "expect_column_values_to_be_of_type", with("column", "n", "type_", "int64"), true, "INTEGER"),
                new Observed(
                        "expect_column_values_to_be_of_type", with("column", "n", "type_", "str"), false, "INTEGER"),
                new Observed(
                        "expect_column_values_to_be_in_type_list",
                        with("column", "id", "type_list", List.of("StringType", "VARCHAR(20)")),
                        true,
                        "TEXT"),
                new Observed(
                        "expect_column_values_to_be_in_type_list",
                        with("column", "at", "type_list", List.of("datetime64[ns, UTC]")),
                        true,
                        "TIMESTAMP"),
                new Observed(
                        "expect_column_values_to_be_in_type_list",
                        with("column", "kwh", "type_list", List.of("DECIMAL(18,2)")),
                        true,
                        "DECIMAL"),
                new Observed(
                        "expect_column_values_to_be_in_type_list",
                        with("column", "kwh", "type_list", null),
                        true,
                        "DECIMAL"),
                new Observed("expect_table_column_count_to_equal", with("value", 8L), true, 8L),
                new Observed("expect_table_column_count_to_equal", with("value", 7L), false, 8L),
                new Observed(
                        "expect_table_column_count_to_be_between", with("min_value", 8L, "max_value", 8L), true, 8L),
                new Observed("expect_table_column_count_to_be_between", with("min_value", 9L), false, 8L),
                new Observed("expect_table_row_count_to_equal", with("value", 10L), true, 10L),
                new Observed("expect_table_row_count_to_equal", with("value", 11L), false, 10L),
                new Observed(
                        "expect_table_row_count_to_be_between", with("min_value", 10L, "max_value", null), true, 10L),
                new Observed("expect_table_row_count_to_be_between", with("max_value", 9L), false, 10L),
                new Observed("expect_column_to_exist", with("column", "id"), true, null),
                new Observed("expect_column_to_exist", with("column", "id", "column_index", 3L), true, null),
                new Observed("expect_column_to_exist", with("column", "id", "column_index", 2L), false, null),
                new Observed("expect_column_to_exist", with("column", "nothing"), false, null),
                new Observed(
                        "expect_table_columns_to_match_ordered_list",
                        with("column_list", null),
                        true,
                        List.of("n", "kwh", "volt", "id", "code", "at", "day", "ok")),
                new Observed(
                        "expect_table_columns_to_match_set",
                        with("column_set", List.of("n"), "exact_match", false),
                        true,
                        List.of("at", "code", "day", "id", "kwh", "n", "ok", "volt")),
                new Observed(
                        "expect_table_columns_to_match_set",
                        with("column_set", List.of("n")),
                        false,
                        List.of("at", "code", "day", "id", "kwh", "n", "ok", "volt")));
    }

    @ParameterizedTest
    @MethodSource("aggregates")
    void observesTheWhole(Observed each) {
        ExpectationResult result = check(TABLE, each.type(), each.arguments().toArray());
        assertThat(result.error()).isNull();
        assertThat(result.result().get("observed_value")).isEqualTo(each.value());
        assertThat(result.success()).isEqualTo(each.success());
    }

    @Test
    void observesNothingWhereThereAreNoValues() {
        for (String statistic : List.of("min", "max", "mean", "median", "stdev")) {
            ExpectationResult result = check(EMPTY, "expect_column_" + statistic + "_to_be_between", "column", "volt");
            assertThat(result.success()).isFalse();
            assertThat(result.result()).containsEntry("observed_value", null);
        }
        assertThat(check(EMPTY, "expect_column_sum_to_be_between", "column", "n")
                        .result())
                .containsEntry("observed_value", 0L);
    }

    @Test
    void addsUpWithoutOverflowOrRounding() {
        ColumnTable large = ColumnTable.builder(3)
                .longs(Column.of("n", ColumnType.INTEGER), new long[] {Long.MAX_VALUE, Long.MAX_VALUE, 5}, null)
                .doubles("d", 1e16, 1, -1e16)
                .build();
        assertThat(check(large, "expect_column_sum_to_be_between", "column", "n")
                        .result())
                .containsEntry("observed_value", new java.math.BigInteger("18446744073709551619"));
        assertThat(check(large, "expect_column_sum_to_be_between", "column", "d")
                        .result())
                .containsEntry("observed_value", decimal("1.0"));
    }

    @Test
    void takesAShareThatIsMetExactly() {
        String type = "expect_column_values_to_be_between";
        assertThat(check(TABLE, type, "column", "n", "max_value", 9L, "mostly", decimal("0.9"))
                        .success())
                .isTrue();
        assertThat(check(TABLE, type, "column", "n", "max_value", 9L, "mostly", decimal("0.91"))
                        .success())
                .isFalse();
    }

    @Test
    void tellsWhatGreatExpectationsTells() {
        ExpectationResult result = check(
                TABLE,
                "expect_column_values_to_be_in_set",
                "column",
                "code",
                "value_set",
                List.of("x"),
                "result_format",
                "COMPLETE");
        assertThat(result.result().keySet())
                .containsExactly(
                        "element_count",
                        "unexpected_count",
                        "unexpected_percent",
                        "partial_unexpected_list",
                        "missing_count",
                        "missing_percent",
                        "unexpected_percent_total",
                        "unexpected_percent_nonmissing",
                        "partial_unexpected_counts",
                        "partial_unexpected_index_list",
                        "unexpected_list",
                        "unexpected_index_list");
        assertThat(result.result())
                .containsEntry("unexpected_percent", decimal("55.55555555555556"))
                .containsEntry("unexpected_percent_total", decimal("50.0"))
                .containsEntry("missing_percent", decimal("10.0"))
                .containsEntry(
                        "partial_unexpected_counts",
                        List.of(Map.of("value", "y", "count", 3L), Map.of("value", "z", "count", 2L)));
    }

    @Test
    void tellsAsMuchAsIsAskedFor() {
        assertThat(check(TABLE, "expect_column_max_to_be_between", "column", "n", "result_format", "BOOLEAN_ONLY")
                        .result())
                .isEmpty();
        Map<String, @Nullable Object> told = check(
                        TABLE,
                        "expect_column_values_to_be_between",
                        "column",
                        "n",
                        "min_value",
                        5L,
                        "result_format",
                        Map.of(
                                "result_format",
                                "COMPLETE",
                                "partial_unexpected_count",
                                2L,
                                "include_unexpected_rows",
                                true,
                                "unexpected_index_column_names",
                                List.of("id")))
                .result();
        assertThat(told)
                .containsEntry("partial_unexpected_list", List.of(1L, 2L))
                .containsEntry("unexpected_list", List.of(1L, 2L, 3L, 4L));
        assertThat((List<?>) told.get("unexpected_index_list")).first().isEqualTo(Map.of("n", 1L, "id", "a1"));
        assertThat((List<?>) told.get("unexpected_rows"))
                .hasSize(4)
                .first()
                .asString()
                .contains("code=x", "kwh=1");
    }

    @Test
    void saysWhereAListWasCut() {
        ExpectationSuite suite =
                suite(expectation("expect_column_values_to_be_between", "column", "n", "min_value", 20L));
        SuiteEvaluator evaluator = SuiteEvaluator.builder(suite)
                .resultFormat(ResultFormat.COMPLETE)
                .reportedRows(3)
                .build();
        Map<String, @Nullable Object> told =
                evaluator.evaluate(TABLE).results().get(0).result();
        assertThat(told).containsEntry("unexpected_list", List.of(1L, 2L, 3L)).containsEntry("unexpected_count", 10L);
        assertThat(told.get("details")).asString().contains("the first 3 of 10");
    }

    @Test
    void takesAnUnreadableExpectationForAnErrorAndGoesOn() {
        List<Expectation> faulty = List.of(
                expectation("expect_column_values_to_be_nice", "column", "n"),
                expectation("expect_column_values_to_be_between", "column", "gone", "min_value", 1L),
                expectation("expect_column_values_to_be_between", "column", "n"),
                expectation("expect_column_values_to_be_between", "column", "n", "min_value", 3L, "max_value", 2L),
                expectation("expect_column_values_to_be_between", "column", "n", "min_value", "three"),
                expectation("expect_column_values_to_be_between", "column", "id", "min_value", 3L),
                expectation("expect_column_values_to_be_between", "column", "at", "min_value", "yesterday"),
                expectation("expect_column_values_to_be_between", "column", "n", "min_vlaue", 3L, "max_value", 4L),
                expectation("expect_column_values_to_be_between", "min_value", 3L),
                expectation("expect_column_values_to_not_be_null", "column", "n", "mostly", 2L),
                expectation("expect_column_values_to_match_regex", "column", "id", "regex", "(("),
                expectation("expect_column_values_to_match_regex", "column", "n", "regex", "1"),
                expectation("expect_column_values_to_match_regex_list", "column", "id", "regex_list", List.of()),
                expectation("expect_column_mean_to_be_between", "column", "id"),
                expectation("expect_column_pair_values_to_be_equal", "column_A", "id", "column_B", "n"),
                expectation(
                        "expect_column_pair_values_to_be_equal",
                        "column_A",
                        "n",
                        "column_B",
                        "n",
                        "ignore_row_if",
                        "x"),
                expectation("expect_table_row_count_to_equal", "value", decimal("1.5")),
                expectation("expect_table_row_count_to_equal_other_table", "other_table_name", "gone"),
                expectation("unexpected_rows_expectation", "unexpected_rows_query", "SELECT 1 FROM {batch}"),
                expectation(
                        "expect_column_max_to_be_between", "column", "n", "min_value", Map.of("$PARAMETER", "gone")),
                expectation("expect_column_max_to_be_between", "column", "n", "result_format", "LOUD"),
                expectation(
                        "expect_column_kl_divergence_to_be_less_than",
                        "column",
                        "n",
                        "partition_object",
                        Map.of("values", List.of(1L), "weights", List.of(decimal("0.5")))));
        List<Expectation> all = new ArrayList<>(faulty);
        all.add(expectation("expect_column_values_to_not_be_null", "column", "n"));
        List<ExpectationResult> results = SuiteEvaluator.of(ExpectationSuite.of("faulty", all))
                .evaluate(TABLE)
                .results();
        assertThat(results.subList(0, faulty.size())).allSatisfy(result -> {
            assertThat(result.success()).isFalse();
            assertThat(result.error()).isNotBlank().matches(".*[;)].*");
        });
        assertThat(results.get(faulty.size()).success()).isTrue();
    }

    @Test
    void putsParametersInTheirPlace() {
        Expectation parameterised = expectation(
                "expect_column_values_to_be_between", "column", "n", "max_value", Map.of("$PARAMETER", "limit"));
        ExpectationSuite suite = new ExpectationSuite(
                "suite", List.of(parameterised), Map.of(), Map.of("suite_parameters", Map.of("limit", 10L)));
        assertThat(SuiteEvaluator.of(suite).evaluate(TABLE).success()).isTrue();
        assertThat(SuiteEvaluator.builder(suite)
                        .parameter("limit", 9L)
                        .build()
                        .evaluate(TABLE)
                        .success())
                .isFalse();
    }

    @Test
    void speaksOfTheRowsOfACondition() {
        ExpectationSuite suite = suite(
                expectation(
                        "expect_column_values_to_be_between",
                        "column",
                        "n",
                        "max_value",
                        5L,
                        "row_condition",
                        "code==\"y\"",
                        "condition_parser",
                        "pandas"),
                expectation(
                        "expect_table_row_count_to_equal",
                        "value",
                        3L,
                        "row_condition",
                        "code==\"y\"",
                        "condition_parser",
                        "pandas"),
                expectation(
                        "expect_column_values_to_be_unique",
                        "column",
                        "ok",
                        "row_condition",
                        "n>8",
                        "condition_parser",
                        "pandas"),
                expectation("expect_table_row_count_to_equal", "value", 10L),
                expectation(
                        "expect_table_row_count_to_equal",
                        "value",
                        1L,
                        "row_condition",
                        "gone>8",
                        "condition_parser",
                        "pandas"));
        List<ExpectationResult> results = SuiteEvaluator.builder(suite)
                .resultFormat(ResultFormat.COMPLETE)
                .build()
                .evaluate(new SmallBatches(TABLE, 4))
                .results();
        assertThat(results).extracting(ExpectationResult::success).containsExactly(false, true, true, true, false);
        assertThat(results.get(0).result())
                .containsEntry("element_count", 3L)
                .containsEntry("unexpected_index_list", List.of(5L, 6L))
                .containsEntry("unexpected_list", List.of(6L, 7L));
        assertThat(results.get(4).error()).contains("gone");
    }

    @Test
    void judgesTextsThatAreTooManyToBeNumbered() {
        int rows = 270_000;
        String[] texts = new String[rows];
        for (int row = 0; row < rows; row++) {
            texts[row] = "t" + row;
        }
        ColumnTable table = ColumnTable.builder(rows).texts("id", texts).build();
        ExpectationSuite suite = suite(
                expectation("expect_column_values_to_match_regex", "column", "id", "regex", "[0-8]$"),
                expectation("expect_column_max_to_be_between", "column", "id"),
                expectation(
                        "expect_column_values_to_not_be_in_set",
                        "column",
                        "id",
                        "value_set",
                        List.of("t0", "t269999")));
        List<ExpectationResult> results = SuiteEvaluator.builder(suite)
                .resultFormat(ResultFormat.SUMMARY)
                .build()
                .evaluate(table)
                .results();
        assertThat(results.get(0).result()).containsEntry("unexpected_count", 27_000L);
        assertThat(results.get(1).result()).containsEntry("observed_value", "t99999");
        assertThat(results.get(2).result()).containsEntry("partial_unexpected_index_list", List.of(0L, 269_999L));
    }

    @Test
    void comparesWithAnotherTable() {
        ExpectationSuite suite = suite(
                expectation("expect_table_row_count_to_equal_other_table", "other_table_name", "same"),
                expectation("expect_table_row_count_to_equal_other_table", "other_table_name", "empty"));
        List<ExpectationResult> results = SuiteEvaluator.builder(suite)
                .otherTable("same", TABLE)
                .otherTable("empty", EMPTY)
                .build()
                .evaluate(TABLE)
                .results();
        assertThat(results).extracting(ExpectationResult::success).containsExactly(true, false);
        assertThat(results.get(1).result()).containsEntry("observed_value", Map.of("self", 10L, "other", 0L));
    }

    @Test
    void runsQueries() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                java.sql.Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE readings AS SELECT range AS n FROM range(10)");
            ExpectationSuite suite = suite(
                    expectation(
                            "unexpected_rows_expectation",
                            "unexpected_rows_query",
                            "SELECT * FROM {batch} WHERE n > 7"),
                    expectation(
                            "unexpected_rows_expectation",
                            "unexpected_rows_query",
                            "SELECT * FROM {batch} WHERE n > 10"),
                    expectation("unexpected_rows_expectation", "unexpected_rows_query", "SELECT * FROM nowhere"));
            List<ExpectationResult> results = SuiteEvaluator.builder(suite)
                    .database(connection, "readings")
                    .build()
                    .evaluate(TABLE)
                    .results();
            assertThat(results).extracting(ExpectationResult::success).containsExactly(false, true, false);
            assertThat(results.get(0).result())
                    .containsEntry("observed_value", 2L)
                    .containsEntry("details", Map.of("unexpected_rows", List.of(Map.of("n", 8L), Map.of("n", 9L))));
            assertThat(results.get(2).error()).contains("nowhere");
        }
    }

    @Test
    void takesQuantilesByTheNearestValueUnlessToldOtherwise() {
        Map<String, Object> ranges = Map.of(
                "quantiles",
                List.of(0L, decimal("0.25"), decimal("0.5"), 1L),
                "value_ranges",
                List.of(Arrays.asList(null, 1L), List.of(3L, 3L), List.of(5L, 5L), Arrays.asList(11L, null)));
        ExpectationResult nearest =
                check(TABLE, "expect_column_quantile_values_to_be_between", "column", "n", "quantile_ranges", ranges);
        assertThat(nearest.result().get("observed_value")).asString().contains("values=[1, 3, 5, 10]");
        assertThat(nearest.result())
                .containsEntry("details", Map.of("success_details", List.of(true, true, true, false)));
        ExpectationResult linear = check(
                TABLE,
                "expect_column_quantile_values_to_be_between",
                "column",
                "n",
                "quantile_ranges",
                ranges,
                "allow_relative_error",
                "linear");
        assertThat(linear.result().get("observed_value")).asString().contains("values=[1.0, 3.25, 5.5, 10.0]");
    }

    @ParameterizedTest
    @CsvSource({"nearest, Infinity", "linear, Infinity", "midpoint, Infinity", "lower, 2", "higher, Infinity"})
    void takesQuantilesOfInfiniteValuesToo(String way, String third) {
        ColumnTable table = ColumnTable.builder(4)
                .doubles("x", Double.NEGATIVE_INFINITY, 1, 2, Double.POSITIVE_INFINITY)
                .build();
        ExpectationResult result = check(
                table,
                "expect_column_quantile_values_to_be_between",
                "column",
                "x",
                "quantile_ranges",
                Map.of(
                        "quantiles",
                        List.of(0L, decimal("0.9")),
                        "value_ranges",
                        List.of(Arrays.asList(null, 5L), Arrays.asList(null, 5L))),
                "allow_relative_error",
                way);
        assertThat(result.result().get("observed_value"))
                .isEqualTo(Map.of(
                        "quantiles",
                        List.of(decimal("0.0"), decimal("0.9")),
                        "values",
                        List.of("-Infinity", third.equals("2") ? (Object) decimal(third) : third)));
        assertThat(result.success()).isEqualTo(third.equals("2"));
    }

    @Test
    void looksUpPairsInASetOfMorePairsThanFitASquareOfInts() {
        int many = 50_000;
        String[] left = IntStream.range(0, many).mapToObj(i -> "a" + i).toArray(String[]::new);
        String[] right = IntStream.range(0, many).mapToObj(i -> "b" + i).toArray(String[]::new);
        List<List<String>> pairs = IntStream.range(0, many)
                .mapToObj(i -> List.of(left[i], right[i]))
                .toList();
        right[many - 1] = "b0";
        ExpectationResult result = check(
                ColumnTable.builder(many).texts("a", left).texts("b", right).build(),
                "expect_column_pair_values_to_be_in_set",
                "column_A",
                "a",
                "column_B",
                "b",
                "value_pairs_set",
                pairs);
        assertThat(result.error()).isNull();
        assertThat(result.result()).containsEntry("unexpected_count", 1L);
    }

    @Test
    void saysThatInfiniteValuesMakeNoBinsOfTheirOwn() {
        ColumnTable table =
                ColumnTable.builder(2).doubles("x", 1, Double.POSITIVE_INFINITY).build();
        ExpectationResult result = check(table, "expect_column_kl_divergence_to_be_less_than", "column", "x");
        assertThat(result.success()).isFalse();
        assertThat(result.error()).asString().contains("reaches from 1.0 to Infinity");
    }

    @Test
    void refusesAPartitionWithoutAnyBins() {
        ExpectationResult result = check(
                TABLE,
                "expect_column_kl_divergence_to_be_less_than",
                "column",
                "n",
                "partition_object",
                Map.of("bins", List.of(), "weights", List.of()));
        assertThat(result.success()).isFalse();
        assertThat(result.error()).asString().contains("give one more edge in bins than weights");
    }

    /** The two examples in the documentation of the expectation. */
    @Test
    void measuresDivergenceFromValues() {
        ColumnTable table = ColumnTable.builder(10)
                .texts("test", "A", "A", "A", "A", "A", "B", "B", "B", "C", "C")
                .build();
        List<String> values = List.of("A", "B", "C");
        String type = "expect_column_kl_divergence_to_be_less_than";
        ExpectationResult same = check(
                table,
                type,
                "column",
                "test",
                "threshold",
                decimal("0.1"),
                "partition_object",
                Map.of("values", values, "weights", List.of(decimal("0.5"), decimal("0.3"), decimal("0.2"))));
        assertThat(same.success()).isTrue();
        assertThat(same.result()).containsEntry("observed_value", decimal("0.0"));
        java.math.BigDecimal third = decimal("0.3333333333333333");
        ExpectationResult other = check(
                table,
                type,
                "column",
                "test",
                "threshold",
                decimal("0.01"),
                "partition_object",
                Map.of("values", values, "weights", List.of(third, third, third)));
        assertThat(other.success()).isFalse();
        assertThat((java.math.BigDecimal) other.result().get("observed_value"))
                .isCloseTo(decimal("0.06895927460353621"), org.assertj.core.data.Offset.offset(decimal("1e-15")));
    }

    @Test
    void measuresDivergenceFromBins() {
        String type = "expect_column_kl_divergence_to_be_less_than";
        Map<String, Object> bins =
                Map.of("bins", List.of(1L, 6L, 10L), "weights", List.of(decimal("0.5"), decimal("0.5")));
        assertThat(check(TABLE, type, "column", "n", "threshold", 0L, "partition_object", bins)
                        .success())
                .isTrue();
        Map<String, Object> narrow =
                Map.of("bins", List.of(1L, 6L, 9L), "weights", List.of(decimal("0.5"), decimal("0.5")));
        assertThat(check(TABLE, type, "column", "n", "threshold", 1L, "partition_object", narrow)
                        .result())
                .as("a value outside of the bins was not expected at all")
                .containsEntry("observed_value", null);
        assertThat(check(
                                TABLE,
                                type,
                                "column",
                                "n",
                                "threshold",
                                decimal("0.12"),
                                "partition_object",
                                narrow,
                                "tail_weight_holdout",
                                decimal("0.2"))
                        .success())
                .isTrue();
        Map<String, Object> open = Map.of(
                "bins", List.of("-Infinity", 6L, "Infinity"), "weights", List.of(decimal("0.5"), decimal("0.5")));
        assertThat(check(TABLE, type, "column", "n", "threshold", 0L, "partition_object", open)
                        .success())
                .isTrue();
        assertThat(check(TABLE, type, "column", "n", "threshold", 0L).success()).isTrue();
    }

    @Test
    void refusesMoreValuesThanItMayHold() {
        ExpectationSuite suite = suite(
                expectation("expect_column_values_to_be_unique", "column", "n"),
                expectation("expect_column_values_to_be_unique", "column", "id"),
                expectation("expect_compound_columns_to_be_unique", "column_list", List.of("n", "id")),
                expectation("expect_column_median_to_be_between", "column", "n"),
                expectation(
                        "expect_column_values_to_be_determined_by_columns",
                        "column",
                        "n",
                        "determinant_columns",
                        List.of("id")),
                expectation("expect_column_values_to_be_unique", "column", "ok"));
        List<ExpectationResult> results = SuiteEvaluator.builder(suite)
                .heldValues(5)
                .build()
                .evaluate(TABLE)
                .results();
        assertThat(results.subList(0, 5))
                .allSatisfy(result -> assertThat(result.error()).contains("more than 5", "heldValues"));
        assertThat(results.get(5).error()).isNull();
    }

    /** A table like one over a result set. */
    private record OnlyOnce(Table table, List<Boolean> opened) implements Table {

        OnlyOnce(Table table) {
            this(table, new ArrayList<>());
        }

        @Override
        public List<Column> columns() {
            return table.columns();
        }

        @Override
        public TableReader open() {
            if (!opened.isEmpty()) {
                throw new IllegalStateException("the rows have been read; run the query again");
            }
            opened.add(true);
            return table.open();
        }
    }

    @Test
    void countsWhereRowsCanBeReadOnlyOnce() {
        ExpectationSuite suite = suite(
                expectation("expect_column_values_to_be_unique", "column", "id"),
                expectation(
                        "expect_column_value_z_scores_to_be_less_than",
                        "column",
                        "n",
                        "threshold",
                        3L,
                        "double_sided",
                        true));
        List<ExpectationResult> results =
                SuiteEvaluator.of(suite).evaluate(new OnlyOnce(TABLE)).results();
        assertThat(results.get(0).result())
                .containsEntry("unexpected_count", 2L)
                .containsEntry("partial_unexpected_list", Collections.emptyList());
        assertThat(results.get(0).result().get("details")).asString().contains("only once");
        assertThat(results.get(1).error()).contains("only once", "ColumnTable");
    }

    @Test
    void readsATableOnceUnlessRowsHaveToBeListedLate() {
        ExpectationSuite suite = suite(expectation("expect_column_values_to_be_unique", "column", "volt"));
        assertThat(SuiteEvaluator.of(suite).evaluate(new OnlyOnce(TABLE)).success())
                .isTrue();
    }

    @Test
    void refusesSettingsThatMakeNoSense() {
        SuiteEvaluator.Builder builder = SuiteEvaluator.builder(suite());
        assertThatIllegalArgumentException().isThrownBy(() -> builder.partialUnexpected(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.reportedRows(0));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.heldValues(0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {"(x+x+)+y x 3000", ".*.*.*.*.*.*= a 3000", "^(.*?,){12}P 1, 40", "^(a?){25}(a*)*\\1b a 40"})
    void aPatternThatTriesATextInEverMoreWaysIsGivenUp(String regex, String piece, int times) {
        Table table = ColumnTable.builder(1).texts("id", piece.repeat(times)).build();

        ExpectationResult result = check(table, "expect_column_values_to_match_regex", "column", "id", "regex", regex);

        assertThat(result.success()).isFalse();
        assertThat(result.error()).contains("takes more than 5000000 steps", "write it without");
    }
}
