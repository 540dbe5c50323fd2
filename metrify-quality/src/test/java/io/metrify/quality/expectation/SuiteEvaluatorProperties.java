package io.metrify.quality.expectation;

import static io.metrify.quality.expectation.Suites.expectation;
import static org.assertj.core.api.Assertions.assertThat;

import io.metrify.quality.table.Column;
import io.metrify.quality.table.ColumnTable;
import io.metrify.quality.table.ColumnType;
import io.metrify.quality.table.Table;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

class SuiteEvaluatorProperties {

    private static final List<String> NUMBERS = List.of("whole", "decimal", "measured");
    private static final List<String> COLUMNS = List.of("whole", "decimal", "measured", "text");
    private static final List<String> TEXTS = List.of("", "a", "ab", "b", "ba", "B", "é", "\uD83D\uDE00");

    @Property(tries = 200)
    void findsWhatALoopOverRowsFinds(@ForAll long seed, @ForAll @IntRange(max = 60) int rows) {
        Random random = new Random(seed);
        Table table = table(random, rows);
        RowByRow rowByRow = new RowByRow(table);
        List<Expectation> expectations = expectations(random);
        List<ExpectationResult> results = complete(expectations, table);
        for (int i = 0; i < expectations.size(); i++) {
            assertThat(results.get(i).error()).isNull();
            assertSame(results.get(i), rowByRow.outcome(expectations.get(i)));
        }
    }

    @Property(tries = 100)
    void findsTheSameInASuiteAsAlone(@ForAll long seed, @ForAll @IntRange(max = 60) int rows) {
        Random random = new Random(seed);
        Table table = table(random, rows);
        List<Expectation> expectations = expectations(random);
        List<ExpectationResult> together = complete(expectations, table);
        for (int i = 0; i < expectations.size(); i++) {
            assertThat(together.get(i))
                    .isEqualTo(complete(List.of(expectations.get(i)), table).get(0));
        }
    }

    @Property(tries = 100)
    void findsTheSameInBatchesOfAnySize(
            @ForAll long seed, @ForAll @IntRange(max = 60) int rows, @ForAll @IntRange(min = 1, max = 20) int size) {
        Random random = new Random(seed);
        Table table = table(random, rows);
        List<Expectation> expectations = expectations(random);
        assertThat(complete(expectations, new SmallBatches(table, size))).isEqualTo(complete(expectations, table));
    }

    /** More limits of one column than are tried one by one, so that values are looked up among them. */
    @Property(tries = 100)
    void findsTheSameForManyLimitsAndSetsOfOneColumn(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 200) int rows) {
        Random random = new Random(seed);
        Table table = table(random, rows);
        RowByRow rowByRow = new RowByRow(table);
        String column = NUMBERS.get(random.nextInt(NUMBERS.size()));
        List<Expectation> expectations = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            expectations.add(between(random, column));
            expectations.add(
                    expectation("expect_column_values_to_be_in_set", "column", column, "value_set", set(random)));
        }
        List<ExpectationResult> results = complete(expectations, new SmallBatches(table, 1 + random.nextInt(50)));
        for (int i = 0; i < expectations.size(); i++) {
            assertSame(results.get(i), rowByRow.outcome(expectations.get(i)));
        }
    }

    @Property(tries = 100)
    void takesQuantilesFromAllValuesInOrder(
            @ForAll @Size(min = 1, max = 300) double[] values, @ForAll @IntRange(max = 99) int hundredths) {
        double quantile = hundredths / 100.0;
        ExpectationResult result = Suites.check(
                ColumnTable.builder(values.length).doubles("measured", values).build(),
                "expect_column_quantile_values_to_be_between",
                "column",
                "measured",
                "quantile_ranges",
                Map.of(
                        "quantiles",
                        List.of(BigDecimal.valueOf(quantile)),
                        "value_ranges",
                        List.of(Arrays.asList(null, null))));
        double[] sorted = Arrays.stream(values).sorted().toArray();
        double nearest = sorted[(int) Math.rint(quantile * (values.length - 1))];
        Map<?, ?> observed = (Map<?, ?>) result.result().get("observed_value");
        assertThat(new BigDecimal(((List<?>) observed.get("values")).get(0).toString()).doubleValue())
                .isEqualTo(nearest + 0.0);
    }

    @Property
    void ordersDoublesByTheirKeys(@ForAll double left, @ForAll double right) {
        assertThat(Long.signum(Long.compare(DoubleKeys.key(left), DoubleKeys.key(right))))
                .isEqualTo(left < right ? -1 : left > right ? 1 : 0);
        assertThat(DoubleKeys.value(DoubleKeys.key(left))).isEqualTo(left + 0.0);
    }

    private static void assertSame(ExpectationResult result, Object expected) {
        Object seen = result.result().containsKey("observed_value")
                ? result.result().get("observed_value")
                : result.result().get("unexpected_index_list");
        Object wanted = expected instanceof Optional<?> optional ? optional.orElse(null) : expected;
        if (wanted instanceof BigDecimal number && seen != null) {
            assertThat(new BigDecimal(seen.toString())).as("%s", result).isEqualByComparingTo(number);
        } else {
            assertThat(seen).as("%s", result).isEqualTo(wanted);
        }
    }

    private static List<ExpectationResult> complete(List<Expectation> expectations, Table table) {
        return SuiteEvaluator.builder(ExpectationSuite.of("random", expectations))
                .resultFormat(ResultFormat.COMPLETE)
                .build()
                .evaluate(table)
                .results();
    }

    /** Measurements are sixteenths, so that sums of them are exact. */
    private static Table table(Random random, int rows) {
        long[] wholes = new long[rows];
        long[] decimals = new long[rows];
        double[] measured = new double[rows];
        @Nullable String[] texts = new String[rows];
        boolean[] missingWholes = new boolean[rows];
        boolean[] missingDecimals = new boolean[rows];
        boolean holes = random.nextBoolean();
        for (int row = 0; row < rows; row++) {
            wholes[row] = random.nextInt(8) - 3L;
            decimals[row] = (random.nextInt(8) - 3) * 25L;
            measured[row] = holes && random.nextInt(5) == 0 ? Double.NaN : (random.nextInt(65) - 32) / 16.0;
            texts[row] = holes && random.nextInt(5) == 0 ? null : TEXTS.get(random.nextInt(TEXTS.size()));
            missingWholes[row] = holes && random.nextInt(5) == 0;
            missingDecimals[row] = holes && random.nextInt(5) == 0;
        }
        return ColumnTable.builder(rows)
                .longs(Column.of("whole", ColumnType.INTEGER), wholes, missingWholes)
                .decimals("decimal", 2, decimals, missingDecimals)
                .doubles("measured", measured)
                .texts("text", texts)
                .build();
    }

    private static List<Expectation> expectations(Random random) {
        List<Expectation> expectations = new ArrayList<>();
        int count = 1 + random.nextInt(30);
        for (int i = 0; i < count; i++) {
            expectations.add(anyExpectation(random));
        }
        return expectations;
    }

    private static Expectation anyExpectation(Random random) {
        String column = COLUMNS.get(random.nextInt(COLUMNS.size()));
        String number = NUMBERS.get(random.nextInt(NUMBERS.size()));
        return switch (random.nextInt(12)) {
            case 0 -> expectation("expect_column_values_to_not_be_null", "column", column);
            case 1 -> between(random, number);
            case 2 ->
                expectation(
                        "expect_column_values_to_be_between",
                        "column",
                        "text",
                        "min_value",
                        "a",
                        "max_value",
                        "b",
                        "strict_max",
                        random.nextBoolean());
            case 3 -> expectation("expect_column_values_to_be_in_set", "column", column, "value_set", set(random));
            case 4 -> expectation("expect_column_values_to_not_be_in_set", "column", column, "value_set", set(random));
            case 5 ->
                expectation(
                        "expect_column_values_to_match_regex",
                        "column",
                        "text",
                        "regex",
                        "^" + TEXTS.get(random.nextInt(6)) + ".?$");
            case 6 -> expectation("expect_column_values_to_be_unique", "column", column);
            case 7 -> expectation("expect_compound_columns_to_be_unique", "column_list", List.of(column, number));
            case 8 ->
                expectation(
                        "expect_column_pair_values_a_to_be_greater_than_b",
                        "column_A",
                        number,
                        "column_B",
                        NUMBERS.get(random.nextInt(3)));
            case 9 -> expectation("expect_column_sum_to_be_between", "column", number);
            case 10 ->
                expectation(
                        "expect_column_" + (random.nextBoolean() ? "min" : "max") + "_to_be_between", "column", number);
            default -> expectation("expect_column_unique_value_count_to_be_between", "column", column);
        };
    }

    private static Expectation between(Random random, String column) {
        BigDecimal low = quarter(random);
        BigDecimal high = low.add(quarter(random).abs());
        return expectation(
                "expect_column_values_to_be_between",
                "column",
                column,
                "min_value",
                low,
                "max_value",
                random.nextBoolean() ? high : null,
                "strict_min",
                random.nextBoolean(),
                "strict_max",
                random.nextBoolean());
    }

    private static List<Object> set(Random random) {
        return List.of(
                quarter(random), quarter(random), (long) random.nextInt(3), TEXTS.get(random.nextInt(TEXTS.size())));
    }

    private static BigDecimal quarter(Random random) {
        return BigDecimal.valueOf((random.nextInt(20) - 8) * 25L, 2);
    }
}
