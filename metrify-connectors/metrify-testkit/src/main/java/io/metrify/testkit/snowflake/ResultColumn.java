package io.metrify.testkit.snowflake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A column of a result as the protocol describes it, and how its values are written as text.
 *
 * @param name as shown
 * @param type the protocol's word for the type
 * @param precision digits of a number, else 0
 * @param scale digits behind the point, or of the second
 */
record ResultColumn(String name, String type, int precision, int scale) {

    private static final int TEXT_LENGTH = 16_777_216;
    private static final int UTC = 1_440;
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    static ResultColumn text(String name) {
        return new ResultColumn(name, "text", 0, 0);
    }

    static ResultColumn number(String name) {
        return new ResultColumn(name, "fixed", 38, 0);
    }

    static ResultColumn of(ResultSetMetaData result, int column) throws SQLException {
        String name = SqlToken.shown(result.getColumnName(column));
        String type = result.getColumnTypeName(column).toUpperCase(Locale.ROOT);
        if (type.startsWith("DECIMAL")) {
            return new ResultColumn(name, "fixed", result.getPrecision(column), result.getScale(column));
        }
        return switch (type) {
            case "TINYINT", "SMALLINT", "INTEGER", "UTINYINT", "USMALLINT", "UINTEGER" ->
                new ResultColumn(name, "fixed", 10, 0);
            case "BIGINT" -> new ResultColumn(name, "fixed", 19, 0);
            case "HUGEINT", "UBIGINT", "UHUGEINT" -> number(name);
            case "DOUBLE", "FLOAT" -> new ResultColumn(name, "real", 0, 0);
            case "BOOLEAN" -> new ResultColumn(name, "boolean", 0, 0);
            case "DATE" -> new ResultColumn(name, "date", 0, 0);
            case "TIME" -> new ResultColumn(name, "time", 0, 9);
            case "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS" ->
                new ResultColumn(name, "timestamp_ntz", 0, 9);
            case "TIMESTAMP WITH TIME ZONE" -> new ResultColumn(name, "timestamp_tz", 0, 9);
            case "BLOB" -> new ResultColumn(name, "binary", 0, 0);
            case "JSON" -> new ResultColumn(name, "variant", 0, 0);
            default -> text(name);
        };
    }

    ObjectNode describe() {
        ObjectNode column = Json.object();
        column.put("name", name);
        column.put("database", "");
        column.put("schema", "");
        column.put("table", "");
        column.put("type", type);
        column.put("nullable", true);
        column.put("precision", precision);
        column.put("scale", scale);
        column.putNull("collation");
        boolean text = type.equals("text") || type.equals("binary");
        if (text) {
            column.put("length", TEXT_LENGTH);
            column.put("byteLength", TEXT_LENGTH);
        } else {
            column.putNull("length");
            column.putNull("byteLength");
        }
        return column;
    }

    @Nullable
    String read(ResultSet row, int column) throws SQLException {
        return switch (type) {
            case "date" -> {
                LocalDate date = row.getObject(column, LocalDate.class);
                yield date == null ? null : Long.toString(date.toEpochDay());
            }
            case "time" -> {
                LocalTime time = row.getObject(column, LocalTime.class);
                yield time == null
                        ? null
                        : BigDecimal.valueOf(time.toNanoOfDay(), 9).toPlainString();
            }
            case "timestamp_ntz" -> {
                LocalDateTime time = row.getObject(column, LocalDateTime.class);
                yield time == null ? null : seconds(time.toInstant(ZoneOffset.UTC));
            }
            case "timestamp_tz" -> {
                OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
                yield time == null ? null : seconds(time.toInstant()) + " " + UTC;
            }
            case "binary" -> {
                Blob blob = row.getBlob(column);
                yield blob == null ? null : HEX.formatHex(blob.getBytes(1, Math.toIntExact(blob.length())));
            }
            default -> plain(row.getObject(column));
        };
    }

    private static @Nullable String plain(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        if (value instanceof Boolean truth) {
            return truth ? "1" : "0";
        }
        return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    }

    /** Seconds before the epoch count down, their nanoseconds up: 0.5 s before it is -0.500000000. */
    private static String seconds(Instant time) {
        return BigDecimal.valueOf(time.getEpochSecond())
                .add(BigDecimal.valueOf(time.getNano(), 9))
                .setScale(9)
                .toPlainString();
    }
}
