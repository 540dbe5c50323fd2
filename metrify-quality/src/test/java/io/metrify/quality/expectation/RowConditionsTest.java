package io.metrify.quality.expectation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.metrify.quality.table.Column;
import io.metrify.quality.table.ColumnTable;
import io.metrify.quality.table.ColumnType;
import io.metrify.quality.table.RowBatch;
import io.metrify.quality.table.Table;
import io.metrify.quality.table.TableReader;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowConditionsTest {

    private static final String GREAT_EXPECTATIONS = "great_expectations";

    /** Rows 0 to 4; the last has no values. */
    private static final Table TABLE = ColumnTable.builder(5)
            .longs(Column.of("n", ColumnType.INTEGER), new long[] {1, 5, 6, -7, 0}, last())
            .decimals("kwh", 6, new long[] {125_000, 5_000_000, 5_000_001, -1, 0}, last())
            .doubles("v", 230.0, 5.0, 0.1, -0.0, Double.NaN)
            .texts("s", "x", "it's", "", "ä", null)
            .texts("t", "x", "its", "", "z", "x")
            .longs(Column.of("flag", ColumnType.BOOLEAN), new long[] {1, 0, 1, 0, 0}, last())
            .longs(
                    Column.of("day", ColumnType.DATE),
                    new long[] {day("2026-03-28"), day("2026-03-29"), day("2026-03-30"), day("1969-12-31"), 0},
                    last())
            .longs(
                    Column.of("time", ColumnType.TIMESTAMP),
                    new long[] {micros("2026-03-29T00:00:00Z"), micros("2026-03-29T01:00:00Z"), 0, -1, 0},
                    last())
            .texts("foo foo", "bar bar", "b", "c", "d", null)
            .build();

    private static boolean[] last() {
        return new boolean[] {false, false, false, false, true};
    }

    private static long day(String text) {
        return LocalDate.parse(text).toEpochDay();
    }

    private static long micros(String text) {
        return Instant.parse(text).getEpochSecond() * 1_000_000;
    }

    private static List<Integer> selected(String condition, @Nullable String parser) {
        RowCondition.Selector selector = RowConditions.parse(condition, parser).bind(TABLE.columns());
        List<Integer> rows = new ArrayList<>();
        RowBatch batch = new RowBatch(TABLE.columns(), 2);
        boolean[] selected = new boolean[2];
        try (TableReader reader = TABLE.open()) {
            while (reader.next(batch)) {
                selector.select(batch, selected);
                for (int row = 0; row < batch.rows(); row++) {
                    if (selected[row]) {
                        rows.add((int) batch.firstRow() + row);
                    }
                }
            }
        }
        return rows;
    }

    /** The characters of an emoji are below U+FF5E as UTF-16 units, and above it as code points. */
    @Test
    void ordersTextsByCodePointsAsLimitsDo() {
        ColumnTable table = ColumnTable.builder(2)
                .texts("s", "\uFF5E", "\uD83D\uDE00")
                .texts("t", "\uD83D\uDE00", "\uFF5E")
                .build();
        RowBatch batch = new RowBatch(table.columns());
        try (TableReader reader = table.open()) {
            reader.next(batch);
        }
        for (String condition : List.of("s > '\uFF5E'", "s > t")) {
            boolean[] selected = new boolean[batch.capacity()];
            RowConditions.parse(condition, "spark").bind(table.columns()).select(batch, selected);
            assertThat(selected).as(condition).startsWith(false, true);
        }
    }

    private static void expect(String condition, String parser, String rows) {
        List<String> texts =
                selected(condition, parser).stream().map(String::valueOf).toList();
        assertThat(texts.isEmpty() ? "none" : String.join(" ", texts))
                .as(condition)
                .isEqualTo(rows);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "col(\"n\") > 5 | 2",
                "col(\"n\")>=5 | 1 2",
                "col(\"n\") != 5 | 0 2 3",
                "col(\"n\") <= -6.5 | 3",
                "col(\"n\") < 1e300 | 0 1 2 3",
                "col(\"n\") > 99999999999999999999 | none",
                "col(\"kwh\") == 5 | 1",
                "col(\"kwh\") == 5.0000005 | none",
                "col(\"kwh\") != 5.0000005 | 0 1 2 3",
                "col(\"kwh\") > 5.0000005 | 2",
                "col(\"kwh\") < 5.0000005 | 0 1 3",
                "col(\"v\") < 1e-1 | 3",
                "col(\"v\") == 0 | 3",
                "col(\"s\") == \"x\" | 0",
                "col('s') == 'x' | 0",
                "col(\"s\") == \"it's\" | 1",
                "col(\"foo foo\") == \"bar bar\" | 0",
                "col(\"s\").notNull() | 0 1 2 3",
                "col(\"s\").notnull() | 0 1 2 3",
                "col(\"day\") <= date(\"2026-03-29\") | 0 1 3",
                "col(\"time\") >= date(\"2026-03-29\") | 0 1",
                "col(\"flag\") == 1 | 0 2",
            })
    void readsTheLanguageOfGreatExpectations(String condition, String rows) {
        expect(condition, GREAT_EXPECTATIONS, rows);
        expect(condition, "great_expectations__experimental__", rows);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "s == \"x\" and n > 5 | none",
                "n == 1 or n > 5 | 0 2",
                "n > 0 and n < 6 or n == -7 | 0 1 3",
                "n > 0 & n < 6 | 0 1",
                "n == -7 or n > 0 and n < 6 | 0 1 3",
                "(n == -7 or n > 0) and n < 2 | 0 3",
                "not n > 5 | 0 1 3 4",
                "n != 5 | 0 2 3 4",
                "n != 5 and n.notnull() | 0 2 3",
                "~(n > 5) | 0 1 3 4",
                "~flag | 1 3 4",
                "~~flag | 0 2",
                "~n.isnull() & n < 2 | 0 3",
                "flag | 0 2",
                "flag == True | 0 2",
                "flag != True | 1 3 4",
                "1 < n <= 6 | 1 2",
                "5 < n | 2",
                "+5 >= n | 0 1 3",
                "s.isna() | 4",
                "s.notna() | 0 1 2 3",
                "s in ['x', \"it's\"] | 0 1",
                "s not in ['x', 'it\\'s'] | 2 3 4",
                "n in (1, 6.0, 6.5,) | 0 2",
                "n.isin([5]) | 1",
                "v in [0, 0.1] | 2 3",
                "v not in [0, 0.1] | 0 1 4",
                "s == t | 0 2",
                "s != t | 1 3 4",
                "kwh > n | 3",
                "kwh >= n | 1 3",
                "n < kwh | 3",
                "v == kwh | 1",
                "`foo foo` == 'bar bar' | 0",
                "day > '2026-03-28' | 1 2",
                "time == '2026-03-29 01:00:00' | 1",
                "time == '2026-03-29T02:00:00+01:00' | 1",
                "time < '1970-01-01T00:00:00.0000001' | 2 3",
                "time < '1970-01-01T00:00:00' | 3",
                "s < 'y' | 0 1 2",
                "time < '+999999999-12-31T23:59:59Z' | 0 1 2 3",
                "day <= '2026-03-29 12:00:00' | 0 1 3",
            })
    void readsPandas(String condition, String rows) {
        expect(condition, "pandas", rows);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "s = 'x' AND n IS NOT NULL | 0",
                "s = 'x' and n is not null | 0",
                "s == \"x\" Or n <> 5 | 0 2 3",
                "s = 'it''s' | 1",
                "s = 'it\\'s' | 1",
                "NOT n > 5 | 0 1 3",
                "! (n > 5) | 0 1 3",
                "n != 5 | 0 2 3",
                "n IS NULL | 4",
                "n > 5 OR n IS NULL | 2 4",
                "NOT (n > 5 AND s IS NULL) | 0 1 2 3",
                "NOT (n > 5 OR s IS NOT NULL) | none",
                "n IN (1, 6) | 0 2",
                "n NOT IN (1, 6) | 1 3",
                "n BETWEEN 1 AND 5 AND v > 6 | 0",
                "n NOT BETWEEN 1 AND 5 | 2 3",
                "flag | 0 2",
                "NOT flag | 1 3",
                "flag IS TRUE | 0 2",
                "flag IS NOT TRUE | 1 3 4",
                "flag IS FALSE | 1 3",
                "flag IS NOT FALSE | 0 2 4",
                "flag = false | 1 3",
                "day = DATE '2026-03-29' | 1",
                "time >= TIMESTAMP '2026-03-29 00:00:00' | 0 1",
                "`foo foo` = \"b\" | 1",
                "day BETWEEN '2026-03-29' AND '2026-03-30' | 1 2",
                "n = kwh | 1",
                "n <> kwh | 0 2 3",
            })
    void readsTheSqlOfSpark(String condition, String rows) {
        expect(condition, "spark", rows);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "col(\"n\") > 5 and col(\"v\") < 3 | great_expectations | character 14 | one comparison and nothing after it",
                "n > 5 | great_expectations | character 1: | write col(\"name\")",
                "col(\"n\") | great_expectations | character 9 | is missing after the column n",
                "col(\"n\").isnull() | great_expectations | character 10 | write .notNull()",
                "col(\"n\") = 5 | great_expectations | character 10 | write ==",
                "n > | pandas | character 4 | missing at the end",
                "n > @limit | pandas | character 5 | write its value",
                "n == None | pandas | character 6 | .isnull()",
                "n = 5 | pandas | character 3 | write ==",
                "~n == 5 | pandas | character 1: | brackets around",
                "(n > 5 | pandas | character 7 | character 1 is still open",
                "n > 5) | pandas | character 6 | nothing more was expected",
                "n + 1 > 5 | pandas | character 3 | as a column of the table",
                "abs(n) > 5 | pandas | character 1: | as a column of the table",
                "s.str.len() > 5 | pandas | character 3 | as a column of the table",
                "1 == 1 | pandas | character 1: | compare a column",
                "n in [] | pandas | character 6 | the list is empty",
                "n in [n] | pandas | character 7 | values, not columns",
                "n in 5 | pandas | character 6 | write [1, 2]",
                "s == 'x | pandas | character 6 | does not end",
                "s == 'x\\q' | pandas | character 8 | backslash",
                "n > 5x | pandas | character 5 | digits only",
                "n > 1e999999999999 | pandas | character 5 | too large or too small",
                "n > 1e-500 | pandas | character 5 | too large or too small",
                "n; drop | pandas | character 2 | has no meaning here",
                "n > 5 AND n < 3 | pandas | character 7 | nothing more was expected",
                "1 < n < 5 | spark | character 7 | only pandas compares in a chain",
                "n = NULL | spark | character 5 | IS NULL",
                "n IS 5 | spark | character 6 | after IS",
                "n BETWEEN 1 OR 5 | spark | character 13 | two bounds",
                "s LIKE 'x%' | spark | character 3 | patterns",
                "n NOT 5 | spark | character 7 | after NOT",
                "n <=> 5 | spark | character 3 | does not compare here",
                "'' = n AND `` > 5 | spark | character 12 | is empty",
            })
    void refusesWhatItDoesNotUnderstandWithThePlaceAndARemedy(
            String condition, String parser, String place, String remedy) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RowConditions.parse(condition, parser))
                .withMessageContaining("the row condition \"")
                .withMessageContaining(place)
                .withMessageContaining(remedy);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "nowhere > 5 | the column nowhere, which is not there; there are [n, kwh",
                "N > 5 | the column N, which is not there",
                "n > 'x' | compare it with a number",
                "n in [1, 'x'] | compare it with a number",
                "v in [True] | compare it with a number",
                "s == 5 | compare it with a text",
                "s in [5] | compare it with a text",
                "flag > False | ask only whether it is true or false",
                "flag == 'yes' | compare it with true or false",
                "n | compare it with a value",
                "day == 'today' | compare it with a day or moment such as 2026-03-29",
                "time == '' | compare it with a day or moment",
                "s == n | the same type",
                "day == time | the same type",
                "flag < flag | that has an order",
            })
    void refusesColumnsThatItCannotBeAskedOf(String condition, String message) {
        RowCondition parsed = RowConditions.parse(condition, "pandas");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> parsed.bind(TABLE.columns()))
                .withMessageContaining(message);
    }

    @Test
    void refusesAParserThatItDoesNotKnow() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RowConditions.parse("n > 5", null))
                .withMessageContaining("add the condition_parser");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RowConditions.parse("n > 5", "python"))
                .withMessageContaining("there is no condition_parser python");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "not ", "~"})
    void refusesWhatIsNestedTooDeeply(String opening) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RowConditions.parse(opening.repeat(10_000) + "flag", "pandas"))
                .withMessageContaining("nested more than 64 deep")
                .satisfies(refused -> assertThat(refused.getMessage()).hasSizeLessThan(300));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RowConditions.parse("n".repeat(RowConditions.LONGEST + 1), "pandas"))
                .withMessageContaining("is too long");
    }

    @Test
    void takesManyComparisonsSideBySide() {
        assertThat(selected("n == 0" + " or n == 5".repeat(5_000), "pandas")).containsExactly(1);
    }
}
