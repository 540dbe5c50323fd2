package io.metrify.connector.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DialectCallsTest {

    private static final Dialect DIALECT = new Spoken();

    @Test
    void leavesEverythingElseAsItIs() {
        String sql = "SELECT '#', \"#x\", (a + (b)) FROM t WHERE c LIKE '#millis' -- # (";

        assertThat(replaced(sql)).isEqualTo(sql);
        assertThat(replaced("")).isEmpty();
    }

    @Test
    void callsMayHoldCalls() {
        assertThat(replaced("SELECT #quotient(#millis(min(a)) - #seconds(b), (c + 1)), #instant(?) FROM t"))
                .isEqualTo("SELECT <<ms min(a)> - <<ms b> / 1000> / (c + 1)>, <at ?> FROM t");
    }

    @Test
    void commasAndParenthesesInQuotesAreText() {
        assertThat(replaced("#joined(a || '),(', ', ', b DESC, \"c,)\")"))
                .isEqualTo("string_agg(a || '),(', ', ' ORDER BY b DESC, \"c,)\")");
        assertThat(replaced("#text(headers, origin)('x')")).isEqualTo("<headers.origin>('x')");
        assertThat(replaced("#prefix(\"value\", 320)")).isEqualTo("substr(\"value\", 1, 320)");
        assertThat(replaced("#milliwatthours(e)")).isEqualTo("CAST(CAST(e AS DECIMAL(38, 6)) * 1000000 AS BIGINT)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"#unknown(a)", "#millis(a, b)", "#quotient(a)", "#joined(a, ', ')", "#millis(a", "#text(a, b, c)"
            })
    void saysWhatIsWrongWithACall(String sql) {
        assertThatThrownBy(() -> replaced(sql))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(sql);
    }

    private static String replaced(String sql) {
        return DialectCalls.replace(DIALECT, sql);
    }

    /** A dialect that shows what it was asked. */
    private static final class Spoken implements Dialect {

        @Override
        public String name() {
            return "spoken";
        }

        @Override
        public String type(LogicalType type) {
            return type.name();
        }

        @Override
        public List<String> createTable(Table table) {
            return List.of();
        }

        @Override
        public RowWriter writer(Connection connection, Table table, String into) {
            throw new UnsupportedOperationException("nothing is written here");
        }

        @Override
        public String epochMillis(String instant) {
            return "<ms " + instant + ">";
        }

        @Override
        public String instant(String epochMillis) {
            return "<at " + epochMillis + ">";
        }

        @Override
        public String quotient(String dividend, String divisor) {
            return "<" + dividend + " / " + divisor + ">";
        }

        @Override
        public String text(String map, String name) {
            return "<" + map + "." + name + ">";
        }

        @Override
        public boolean isRefusal(SQLException failed) {
            return true;
        }
    }
}
