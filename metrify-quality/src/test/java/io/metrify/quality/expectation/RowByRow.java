package io.metrify.quality.expectation;

import io.metrify.quality.table.RowBatch;
import io.metrify.quality.table.Table;
import io.metrify.quality.table.TableReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The main types of expectation as one would write them without a thought for speed: over a list of rows of objects. */
final class RowByRow {

    private final List<Map<String, @Nullable Object>> rows = new ArrayList<>();

    RowByRow(Table table) {
        RowBatch batch = new RowBatch(table.columns());
        List<Integer> places =
                IntStream.range(0, table.columns().size()).boxed().toList();
        try (TableReader reader = table.open()) {
            while (reader.next(batch)) {
                for (int row = 0; row < batch.rows(); row++) {
                    rows.add(Cells.of(batch, places, row));
                }
            }
        }
    }

    /** The numbers of the unexpected rows, or the value observed. */
    Object outcome(Expectation expectation) {
        Map<String, @Nullable Object> with = expectation.kwargs();
        String column = (String) with.getOrDefault("column", "");
        return switch (expectation.type()) {
            case "expect_column_values_to_not_be_null" -> unexpected(row -> row.get(column) == null);
            case "expect_column_values_to_be_between" -> present(column, value -> !isBetween(value, with));
            case "expect_column_values_to_be_in_set" -> present(column, value -> !isIn(value, with));
            case "expect_column_values_to_not_be_in_set" -> present(column, value -> isIn(value, with));
            case "expect_column_values_to_match_regex" ->
                present(
                        column,
                        value -> !Pattern.compile((String) with.get("regex"))
                                .matcher((String) value)
                                .find());
            case "expect_column_values_to_be_unique" ->
                present(column, value -> Collections.frequency(values(column), value) > 1);
            case "expect_compound_columns_to_be_unique" ->
                unexpected(row -> isRepeated(row, (List<?>) with.get("column_list")));
            case "expect_column_pair_values_a_to_be_greater_than_b" ->
                unexpected(row ->
                        isNotGreater(row.get((String) with.get("column_A")), row.get((String) with.get("column_B"))));
            case "expect_column_sum_to_be_between" -> numbers(column).stream().reduce(BigDecimal.ZERO, BigDecimal::add);
            case "expect_column_min_to_be_between" -> numbers(column).stream().reduce(BigDecimal::min);
            case "expect_column_max_to_be_between" -> numbers(column).stream().reduce(BigDecimal::max);
            case "expect_column_unique_value_count_to_be_between" ->
                values(column).stream().distinct().count();
            default -> throw new IllegalArgumentException(expectation.type());
        };
    }

    private List<Long> unexpected(Predicate<Map<String, @Nullable Object>> wrong) {
        return IntStream.range(0, rows.size())
                .filter(row -> wrong.test(rows.get(row)))
                .mapToObj(row -> (long) row)
                .toList();
    }

    private List<Long> present(String column, Predicate<Object> wrong) {
        return unexpected(row -> row.get(column) != null && wrong.test(row.get(column)));
    }

    private List<Object> values(String column) {
        List<Object> values = new ArrayList<>();
        for (Map<String, @Nullable Object> row : rows) {
            Object value = row.get(column);
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    private List<BigDecimal> numbers(String column) {
        return values(column).stream()
                .map(value -> new BigDecimal(value.toString()))
                .toList();
    }

    private static boolean isBetween(Object value, Map<String, @Nullable Object> with) {
        Object low = with.get("min_value");
        Object high = with.get("max_value");
        int above = low == null ? 1 : compare(value, low);
        int below = high == null ? -1 : compare(value, high);
        return (Boolean.TRUE.equals(with.get("strict_min")) ? above > 0 : above >= 0)
                && (Boolean.TRUE.equals(with.get("strict_max")) ? below < 0 : below <= 0);
    }

    private static boolean isIn(Object value, Map<String, @Nullable Object> with) {
        return ((List<?>) with.get("value_set")).stream().anyMatch(member -> isEqual(value, member));
    }

    private static boolean isEqual(Object value, Object member) {
        return value instanceof String == member instanceof String && compare(value, member) == 0;
    }

    private boolean isRepeated(Map<String, @Nullable Object> row, List<?> columns) {
        return columns.stream().anyMatch(column -> row.get(column) != null)
                && rows.stream()
                                .filter(other -> columns.stream()
                                        .allMatch(
                                                column -> java.util.Objects.equals(row.get(column), other.get(column))))
                                .count()
                        > 1;
    }

    private static boolean isNotGreater(@Nullable Object left, @Nullable Object right) {
        return (left != null || right != null) && (left == null || right == null || compare(left, right) <= 0);
    }

    private static int compare(Object left, Object right) {
        return left instanceof String text
                ? text.compareTo((String) right)
                : new BigDecimal(left.toString()).compareTo(new BigDecimal(right.toString()));
    }
}
