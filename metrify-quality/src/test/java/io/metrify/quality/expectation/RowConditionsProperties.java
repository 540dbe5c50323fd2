package io.metrify.quality.expectation;

import static org.assertj.core.api.Assertions.assertThat;

import io.metrify.quality.table.Column;
import io.metrify.quality.table.ColumnTable;
import io.metrify.quality.table.ColumnType;
import io.metrify.quality.table.RowBatch;
import io.metrify.quality.table.Table;
import io.metrify.quality.table.TableReader;
import java.math.BigDecimal;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.StringLength;

class RowConditionsProperties {

    @Provide
    Arbitrary<String> operators() {
        return Arbitraries.of("==", "!=", "<", "<=", ">", ">=");
    }

    @Provide
    Arbitrary<String> pieces() {
        return Arbitraries.of(
                        "n", "(", ")", "and", "or", "not", "~", "==", "<", "5", "'x'", "in", "[", "]", ",", ".",
                        "isnull", "col", "\"n\"", "IS", "NULL")
                .list()
                .ofMaxSize(12)
                .map(pieces -> String.join(" ", pieces));
    }

    @Property
    void aDecimalIsComparedWithANumberExactly(
            @ForAll long unscaled,
            @ForAll @IntRange(max = 18) int scale,
            @ForAll @BigRange(min = "-1e20", max = "1e20") @Scale(9) BigDecimal number,
            @ForAll("operators") String operator) {
        Table table = ColumnTable.builder(1)
                .decimals("d", scale, new long[] {unscaled}, null)
                .build();

        assertThat(holds(table, "d " + operator + " " + number.toPlainString()))
                .isEqualTo(expected(BigDecimal.valueOf(unscaled, scale).compareTo(number), operator));
    }

    @Property
    void decimalsOfDifferentScalesAreComparedExactly(
            @ForAll long left,
            @ForAll @IntRange(max = 18) int leftScale,
            @ForAll long right,
            @ForAll @IntRange(max = 18) int rightScale,
            @ForAll("operators") String operator) {
        Table table = ColumnTable.builder(1)
                .decimals("a", leftScale, new long[] {left}, null)
                .decimals("b", rightScale, new long[] {right}, null)
                .build();

        assertThat(holds(table, "a " + operator + " b"))
                .isEqualTo(expected(
                        BigDecimal.valueOf(left, leftScale).compareTo(BigDecimal.valueOf(right, rightScale)),
                        operator));
    }

    /** Missing values in SQL: not, and, or as Kleene has them. */
    @Property
    void sqlCountsUnknownBetweenFalseAndTrue(@ForAll @IntRange(max = 2) int a, @ForAll @IntRange(max = 2) int b) {
        Table table = ColumnTable.builder(1)
                .longs(Column.of("a", ColumnType.BOOLEAN), new long[] {a / 2}, new boolean[] {a == 1})
                .longs(Column.of("b", ColumnType.BOOLEAN), new long[] {b / 2}, new boolean[] {b == 1})
                .build();

        assertThat(selects(table, "a AND b", "spark")).isEqualTo(Math.min(a, b) == 2);
        assertThat(selects(table, "a OR b", "spark")).isEqualTo(Math.max(a, b) == 2);
        assertThat(selects(table, "NOT a", "spark")).isEqualTo(a == 0);
        assertThat(selects(table, "NOT (a AND b)", "spark")).isEqualTo(Math.min(a, b) == 0);
        assertThat(selects(table, "a <> b", "spark")).isEqualTo(a != 1 && b != 1 && a != b);
    }

    @Property
    void anyTextIsUnderstoodOrRefusedWithASentence(
            @ForAll @StringLength(max = 40) String noise, @ForAll("pieces") String pieces) {
        for (String parser : new String[] {"great_expectations", "pandas", "spark"}) {
            for (String text : new String[] {noise, pieces, pieces + noise}) {
                try {
                    assertThat(RowConditions.parse(text, parser)).isNotNull();
                } catch (IllegalArgumentException refused) {
                    assertThat(refused).hasMessageContaining("is not understood at character ");
                }
            }
        }
    }

    private static boolean expected(int comparison, String operator) {
        return switch (operator) {
            case "==" -> comparison == 0;
            case "!=" -> comparison != 0;
            case "<" -> comparison < 0;
            case "<=" -> comparison <= 0;
            case ">" -> comparison > 0;
            default -> comparison >= 0;
        };
    }

    private static boolean holds(Table table, String condition) {
        return selects(table, condition, "pandas");
    }

    private static boolean selects(Table table, String condition, String parser) {
        RowBatch batch = new RowBatch(table.columns());
        boolean[] selected = new boolean[batch.capacity()];
        try (TableReader reader = table.open()) {
            assertThat(reader.next(batch)).isTrue();
        }
        RowConditions.parse(condition, parser).bind(table.columns()).select(batch, selected);
        return selected[0];
    }
}
