package io.metrify.quality.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.metrify.quality.expectation.Expectation;
import io.metrify.quality.table.RowBatch;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SuggestionsProperties {

    private static final List<String> NAMES =
            RandomRow.COLUMNS.stream().map(column -> column.name()).toList();

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void theProfiledRowsMeetEverySuggestion(@ForAll @IntRange(min = 1, max = 500) int rows, @ForAll long seed) {
        List<RandomRow> all = RandomRow.list(new Random(seed), rows);
        Profiler profiler = Profiler.of(RandomRow.COLUMNS);
        RandomRow.batches(all, rows, batch -> {
            profiler.add(batch);
            List<Expectation> suggested = Suggestions.from(profiler.toProfile());
            assertThat(suggested).hasSizeGreaterThan(RandomRow.COLUMNS.size());
            suggested.forEach(expectation ->
                    assertThat(isMet(expectation, batch)).as("%s", expectation).isTrue());
        });
    }

    private static boolean isMet(Expectation expectation, RowBatch batch) {
        int place = NAMES.indexOf(String.valueOf(expectation.kwargs().get("column")));
        return switch (expectation.type()) {
            case "expect_table_columns_to_match_ordered_list" ->
                NAMES.equals(expectation.kwargs().get("column_list"));
            case "expect_table_row_count_to_be_between" -> isBetween(expectation, BigDecimal.valueOf(batch.rows()));
            case "expect_column_values_to_be_of_type" ->
                RandomRow.COLUMNS
                        .get(place)
                        .type()
                        .name()
                        .equalsIgnoreCase(String.valueOf(expectation.kwargs().get("type_")));
            case "expect_column_values_to_not_be_null" -> isPresent(expectation, batch, place);
            case "expect_column_values_to_be_unique" -> isUnique(batch, place);
            default -> isMetByEach(expectation, batch, place);
        };
    }

    private static boolean isPresent(Expectation expectation, RowBatch batch, int place) {
        BigDecimal mostly = (BigDecimal) expectation.kwargs().getOrDefault("mostly", BigDecimal.ONE);
        return batch.rows() - batch.missingCount(place) >= mostly.doubleValue() * batch.rows();
    }

    private static boolean isUnique(RowBatch batch, int place) {
        Set<Object> seen = new HashSet<>();
        for (int row = 0; row < batch.rows(); row++) {
            if (!batch.missing(place)[row] && !seen.add(value(batch, place, row))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isMetByEach(Expectation expectation, RowBatch batch, int place) {
        for (int row = 0; row < batch.rows(); row++) {
            if (!batch.missing(place)[row] && !isMet(expectation, value(batch, place, row))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isMet(Expectation expectation, Object value) {
        String text = value.toString();
        return switch (expectation.type()) {
            case "expect_column_values_to_be_between" -> isBetween(expectation, new BigDecimal(text));
            case "expect_column_values_to_be_in_set" ->
                ((List<?>) expectation.kwargs().get("value_set")).contains(text);
            case "expect_column_value_lengths_to_equal" ->
                Long.valueOf(text.codePointCount(0, text.length()))
                        .equals(expectation.kwargs().get("value"));
            case "expect_column_value_lengths_to_be_between" ->
                isBetween(expectation, BigDecimal.valueOf(text.codePointCount(0, text.length())));
            default -> throw new IllegalArgumentException("nobody checks " + expectation.type());
        };
    }

    private static boolean isBetween(Expectation expectation, BigDecimal value) {
        return value.compareTo(decimal(expectation.kwargs().get("min_value"))) >= 0
                && value.compareTo(decimal(expectation.kwargs().get("max_value"))) <= 0;
    }

    private static BigDecimal decimal(Object number) {
        return number instanceof BigInteger whole ? new BigDecimal(whole) : new BigDecimal(number.toString());
    }

    private static Object value(RowBatch batch, int place, int row) {
        return switch (RandomRow.COLUMNS.get(place).type()) {
            case TEXT -> batch.texts(place)[row];
            case DOUBLE -> batch.doubles(place)[row];
            default ->
                BigDecimal.valueOf(
                        batch.longs(place)[row], RandomRow.COLUMNS.get(place).scale());
        };
    }
}
