package io.metrify.quality.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.metrify.model.MetrifyException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcTableTest {

    private Connection connection;
    private Statement statement;

    @BeforeEach
    void connect() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        statement = connection.createStatement();
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    private static RowBatch first(Table table) {
        RowBatch batch = new RowBatch(table.columns());
        try (TableReader reader = table.open()) {
            assertThat(reader.next(batch)).isTrue();
            assertThat(reader.next(new RowBatch(table.columns()))).isFalse();
        }
        return batch;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TINYINT '-128' | INTEGER | 0 | -128",
                "SMALLINT '7' | INTEGER | 0 | 7",
                "INTEGER '-2147483648' | INTEGER | 0 | -2147483648",
                "BIGINT '9223372036854775807' | INTEGER | 0 | 9223372036854775807",
                "DECIMAL(4, 1) '-100.5' | DECIMAL | 1 | -1005",
                "DECIMAL(9, 0) '7' | DECIMAL | 0 | 7",
                "DECIMAL(18, 6) '999999999999.999999' | DECIMAL | 6 | 999999999999999999",
                "DECIMAL(18, 18) '0.000000000000000001' | DECIMAL | 18 | 1",
                "TRUE | BOOLEAN | 0 | 1",
                "FALSE | BOOLEAN | 0 | 0",
            })
    void keepsWholeNumbersAndDecimalsExact(String value, ColumnType type, int scale, long kept) {
        JdbcTable table = JdbcTable.ofQuery(connection, "SELECT " + cast(value) + " AS v");

        assertThat(table.columns()).containsExactly(new Column("v", type, scale));
        assertThat(first(table).longs(0)[0]).isEqualTo(kept);
        assertThat(first(table).missingCount(0)).isZero();
    }

    /** {@code DECIMAL(4, 1) '1'} is not SQL, {@code CAST('1' AS DECIMAL(4, 1))} is. */
    private static String cast(String value) {
        int quote = value.indexOf('\'');
        return quote < 0 ? value : "CAST(" + value.substring(quote) + " AS " + value.substring(0, quote) + ")";
    }

    @Test
    void readsMeasurementsAndTexts() {
        RowBatch batch = first(JdbcTable.ofQuery(
                connection,
                "SELECT * FROM (VALUES (1.5::DOUBLE, 0.5::REAL, 'ä', uuid '00000000-0000-0000-0000-000000000007'),"
                        + " ('NaN'::DOUBLE, NULL, '', NULL)) AS t(d, r, s, u)"));

        assertThat(batch.columns())
                .containsExactly(
                        Column.of("d", ColumnType.DOUBLE),
                        Column.of("r", ColumnType.DOUBLE),
                        Column.of("s", ColumnType.TEXT),
                        Column.of("u", ColumnType.TEXT));
        assertThat(batch.doubles(0)).startsWith(1.5, Double.NaN);
        assertThat(batch.doubles(1)).startsWith(0.5, Double.NaN);
        assertThat(batch.texts(2)).startsWith("ä", "");
        assertThat(batch.texts(3)[0]).isEqualTo("00000000-0000-0000-0000-000000000007");
        assertThat(new int[] {batch.missingCount(0), batch.missingCount(1), batch.missingCount(2), batch.missingCount(3)
                })
                .containsExactly(1, 1, 0, 1);
    }

    @Test
    void takesTimesWithoutAZoneAsUtc() throws SQLException {
        statement.execute("SET TimeZone = 'America/St_Johns'");

        RowBatch batch = first(JdbcTable.ofQuery(
                connection,
                "SELECT TIMESTAMP '2026-03-29 02:30:00.123456' AS t, TIMESTAMPTZ '2026-03-29 02:30:00+02:00' AS z,"
                        + " DATE '2026-03-29' AS d, TIMESTAMP '1969-12-31 23:59:59.999999' AS b"));

        assertThat(batch.columns().stream().map(Column::type))
                .containsExactly(ColumnType.TIMESTAMP, ColumnType.TIMESTAMP, ColumnType.DATE, ColumnType.TIMESTAMP);
        assertThat(batch.longs(0)[0]).isEqualTo(micros("2026-03-29T02:30:00Z") + 123_456);
        assertThat(batch.longs(1)[0]).isEqualTo(micros("2026-03-29T00:30:00Z"));
        assertThat(batch.longs(2)[0]).isEqualTo(LocalDate.of(2026, 3, 29).toEpochDay());
        assertThat(batch.longs(3)[0]).isEqualTo(-1);
    }

    private static long micros(String time) {
        return Instant.parse(time).getEpochSecond() * 1_000_000;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"BIGINT", "DECIMAL(18, 6)", "DOUBLE", "BOOLEAN", "DATE", "TIMESTAMP", "TIMESTAMPTZ", "VARCHAR"})
    void whatIsNullIsMissing(String type) {
        RowBatch batch = first(JdbcTable.ofQuery(connection, "SELECT NULL::" + type + " AS v"));

        assertThat(batch.missing(0)[0]).isTrue();
        assertThat(batch.missingCount(0)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DECIMAL(19, 0)", "DECIMAL(38, 6)", "HUGEINT", "UBIGINT"})
    void refusesNumbersThatAreTooWide(String type) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JdbcTable.ofQuery(connection, "SELECT 1::" + type + " AS wide"))
                .withMessageContaining("the column wide of type")
                .withMessageContaining("cast it in the query");
    }

    @Test
    void refusesTwoColumnsOfTheSameName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JdbcTable.ofQuery(connection, "SELECT 1 AS a, 2 AS a"))
                .withMessageContaining("there are two columns a; give each its own name with AS");
    }

    @Test
    void readsAllRowsInBatchesAsOftenAsTheQueryIsOpened() {
        JdbcTable table =
                JdbcTable.ofQuery(connection, "SELECT range AS n, 'm-' || range % 3 AS m FROM range(10000) ORDER BY n");

        for (int pass = 0; pass < 2; pass++) {
            RowBatch batch = new RowBatch(table.columns(), 3_000);
            long rows = 0;
            try (TableReader reader = table.open()) {
                while (reader.next(batch)) {
                    assertThat(batch.firstRow()).isEqualTo(rows);
                    for (int row = 0; row < batch.rows(); row++) {
                        assertThat(batch.longs(0)[row]).isEqualTo(rows + row);
                    }
                    assertThat(batch.texts(1)[0]).isSameAs(batch.texts(1)[3]).isEqualTo("m-" + rows % 3);
                    rows += batch.rows();
                }
                assertThat(reader.next(batch)).isFalse();
            }
            assertThat(rows).isEqualTo(10_000);
        }
    }

    @Test
    void aResultSetIsReadOnceAndLeftOpen() throws SQLException {
        try (ResultSet rows = statement.executeQuery("SELECT 7 AS n")) {
            JdbcTable table = JdbcTable.of(rows);

            assertThat(first(table).longs(0)[0]).isEqualTo(7);
            assertThat(rows.isClosed()).isFalse();
            assertThatIllegalStateException()
                    .isThrownBy(table::open)
                    .withMessageContaining("only once; use JdbcTable.ofQuery");
        }
    }

    @Test
    void aQueryWhoseColumnsHaveChangedIsNotRead() throws SQLException {
        statement.execute("CREATE TABLE t AS SELECT 1 AS a");
        JdbcTable table = JdbcTable.ofQuery(connection, "SELECT * FROM t");
        statement.execute("ALTER TABLE t ADD COLUMN b INTEGER");

        assertThatIllegalStateException()
                .isThrownBy(table::open)
                .withMessageContaining("the columns of the query have changed");
    }

    @Test
    void tellsWhatTheDatabaseSays() throws SQLException {
        JdbcTable table = JdbcTable.ofQuery(connection, "SELECT CAST(s AS INTEGER) AS n FROM (VALUES ('x')) AS t(s)");
        ResultSet closed = statement.executeQuery("SELECT 1 AS n");
        JdbcTable gone = JdbcTable.of(closed);
        closed.close();

        assertThatExceptionOfType(MetrifyException.class)
                .isThrownBy(() -> JdbcTable.ofQuery(connection, "SELECT * FROM nowhere"))
                .withMessageContaining("the columns of a query cannot be read")
                .withMessageContaining("nowhere")
                .withCauseInstanceOf(SQLException.class);
        assertThatExceptionOfType(MetrifyException.class)
                .isThrownBy(() -> first(table))
                .withMessageContaining("Could not convert string")
                .withCauseInstanceOf(SQLException.class);
        assertThatExceptionOfType(MetrifyException.class)
                .isThrownBy(() -> first(gone))
                .withMessageContaining("row 0 of a result set cannot be read")
                .withCauseInstanceOf(SQLException.class);
    }

    @Test
    void anEmptyResultHasNoRows() {
        JdbcTable table = JdbcTable.ofQuery(connection, "SELECT 1 AS n WHERE FALSE");

        try (TableReader reader = table.open()) {
            assertThat(reader.next(new RowBatch(table.columns()))).isFalse();
        }
    }

    @Test
    void aTimeBeyondAllOthersIsNotCutSilently() {
        JdbcTable table = JdbcTable.ofQuery(connection, "SELECT TIMESTAMP 'infinity' AS t");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> first(table))
                .withMessageContaining("row 0 of a result set has a value in the column t that does not fit in");
    }
}
