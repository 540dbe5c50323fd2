package io.metrify.quality.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.metrify.quality.expectation.Expectation;
import io.metrify.quality.table.Column;
import io.metrify.quality.table.ColumnTable;
import io.metrify.quality.table.ColumnType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SuggestionsTest {

    private static final int ROWS = 200;

    private static List<Expectation> suggested() {
        Random random = new Random(4);
        String[] ids =
                IntStream.range(0, ROWS).mapToObj(i -> "m-" + (1_000 + i)).toArray(String[]::new);
        String[] types = IntStream.range(0, ROWS)
                .mapToObj(i -> i % 3 == 0 ? "HOUSEHOLD" : "BUSINESS")
                .toArray(String[]::new);
        double[] voltage = IntStream.range(0, ROWS)
                .mapToDouble(i -> i % 20 == 0 ? Double.NaN : 230 + random.nextInt(21) - 10)
                .toArray();
        long[] energy =
                IntStream.range(0, ROWS).mapToLong(i -> random.nextInt(900_000)).toArray();
        long[] seconds = IntStream.range(0, ROWS).mapToLong(i -> 900).toArray();
        return Suggestions.from(DataProfile.of(ColumnTable.builder(ROWS)
                .texts("meter_id", ids)
                .texts("type", types)
                .doubles("voltage", voltage)
                .decimals("consumption_kwh", 6, energy, null)
                .longs(Column.of("interval_seconds", ColumnType.INTEGER), seconds, null)
                .build()));
    }

    @Test
    void suggestsWhatTheTableIsLike() {
        assertThat(argument("expect_table_columns_to_match_ordered_list", null, "column_list"))
                .isEqualTo(List.of("meter_id", "type", "voltage", "consumption_kwh", "interval_seconds"));
        assertThat(argument("expect_table_row_count_to_be_between", null, "min_value"))
                .isEqualTo(100L);
        assertThat(argument("expect_table_row_count_to_be_between", null, "max_value"))
                .isEqualTo(400L);
    }

    @Test
    void suggestsWhatColumnsAreLike() {
        assertThat(argument("expect_column_values_to_be_of_type", "consumption_kwh", "type_"))
                .isEqualTo("decimal");
        assertThat(argument("expect_column_values_to_not_be_null", "voltage", "mostly"))
                .isEqualTo(new BigDecimal("0.95"));
        assertThat(find("expect_column_values_to_not_be_null", "type").kwargs()).doesNotContainKey("mostly");
        assertThat(find("expect_column_values_to_be_unique", "meter_id").kwargs())
                .containsOnlyKeys("column");
        assertThat(argument("expect_column_value_lengths_to_equal", "meter_id", "value"))
                .isEqualTo(6L);
        assertThat(argument("expect_column_value_lengths_to_be_between", "type", "max_value"))
                .isEqualTo(9L);
        assertThat(argument("expect_column_values_to_be_in_set", "type", "value_set"))
                .isEqualTo(List.of("BUSINESS", "HOUSEHOLD"));
        assertThat(suggested())
                .noneMatch(one -> one.type().endsWith("in_set")
                        && "meter_id".equals(one.kwargs().get("column")));
    }

    @Test
    void leavesRoomBeyondWhatWasSeenButNotBelowZero() {
        BigDecimal low = (BigDecimal) argument("expect_column_values_to_be_between", "voltage", "min_value");
        BigDecimal high = (BigDecimal) argument("expect_column_values_to_be_between", "voltage", "max_value");
        assertThat(low).isBetween(new BigDecimal(180), new BigDecimal(210));
        assertThat(high).isBetween(new BigDecimal(250), new BigDecimal(280));
        assertThat(argument("expect_column_values_to_be_between", "consumption_kwh", "min_value"))
                .isEqualTo(BigDecimal.ZERO);
        assertThat(argument("expect_column_values_to_be_between", "interval_seconds", "max_value")
                        .toString())
                .isEqualTo("900");
    }

    @Test
    void givesAReasonForEach() {
        assertThat(suggested())
                .allSatisfy(
                        one -> assertThat(one.meta().get("reason").toString()).isNotBlank());
    }

    @Test
    void suggestsNoMoreThanColumnsAndTypesOfNoRows() {
        DataProfile empty = DataProfile.empty(RandomRow.COLUMNS, ProfileSettings.standard());
        assertThat(Suggestions.from(empty))
                .hasSize(1 + RandomRow.COLUMNS.size())
                .extracting(Expectation::type)
                .containsOnly("expect_table_columns_to_match_ordered_list", "expect_column_values_to_be_of_type");
    }

    private static Object argument(String type, @Nullable String column, String name) {
        Object value = find(type, column).kwargs().get(name);
        assertThat(value).isNotNull();
        return value;
    }

    private static Expectation find(String type, @Nullable String column) {
        return suggested().stream()
                .filter(one -> one.type().equals(type))
                .filter(one -> column == null || Map.entry("column", column).equals(columnOf(one)))
                .findFirst()
                .orElseThrow();
    }

    private static Map.Entry<String, Object> columnOf(Expectation one) {
        return Map.entry("column", one.kwargs().getOrDefault("column", ""));
    }
}
