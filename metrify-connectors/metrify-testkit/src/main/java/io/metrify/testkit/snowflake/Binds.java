package io.metrify.testkit.snowflake;

import com.fasterxml.jackson.databind.JsonNode;
import io.metrify.testkit.snowflake.SqlToken.Kind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The values for the question marks of a statement: one each, or a column of them for a whole batch.
 *
 * @param types Snowflake's words for the types; empty where the values came as a file of texts
 * @param columns the values of each question mark as texts that DuckDB can convert, in the order of the batch
 * @param isBatch whether the statement is meant for every row of the columns
 */
record Binds(List<String> types, List<List<@Nullable String>> columns, boolean isBatch) {

    private static final Binds NONE = new Binds(List.of(), List.of(), false);
    private static final long NANOS = 1_000_000_000L;
    private static final int LONG_DIGITS = 18;
    private static final Map<String, String> DUCKDB = Map.of(
            "TEXT", "VARCHAR",
            "REAL", "DOUBLE",
            "BOOLEAN", "BOOLEAN",
            "DATE", "DATE",
            "TIME", "TIME",
            "TIMESTAMP_NTZ", "TIMESTAMP",
            "TIMESTAMP_LTZ", "TIMESTAMPTZ",
            "TIMESTAMP_TZ", "TIMESTAMPTZ",
            "VARIANT", "JSON");

    static Binds parse(JsonNode bindings) {
        if (!bindings.isObject() || bindings.isEmpty()) {
            return NONE;
        }
        List<String> types = new ArrayList<>();
        List<List<@Nullable String>> columns = new ArrayList<>();
        boolean isBatch = false;
        for (int i = 1; bindings.has(Integer.toString(i)); i++) {
            JsonNode bind = bindings.get(Integer.toString(i));
            String type = bind.path("type").asText("TEXT").toUpperCase(Locale.ROOT);
            List<@Nullable String> values = new ArrayList<>();
            JsonNode value = bind.path("value");
            if (value.isArray()) {
                isBatch = true;
                value.forEach(one -> values.add(text(type, one)));
            } else {
                values.add(text(type, value));
            }
            types.add(type);
            columns.add(values);
        }
        return new Binds(types, columns, isBatch);
    }

    /** Reads what the driver has put into its stage for a large batch. */
    static Binds fromStage(List<Path> files, int count) {
        List<List<@Nullable String>> columns = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            columns.add(new ArrayList<>());
        }
        FileFormat format = new FileFormat(Map.of("FIELD_OPTIONALLY_ENCLOSED_BY", "\"", "NULL_IF", ""));
        for (Path file : files) {
            try (BufferedReader in = new BufferedReader(
                    new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
                CsvReader csv = new CsvReader(in, format);
                for (List<@Nullable String> row = csv.next(); row != null; row = csv.next()) {
                    for (int i = 0; i < count; i++) {
                        columns.get(i).add(row.get(i));
                    }
                }
            } catch (IOException failed) {
                throw new UncheckedIOException("reading a staged batch", failed);
            }
        }
        return new Binds(List.of(), columns, true);
    }

    int rows() {
        return columns.isEmpty() ? 0 : columns.get(0).size();
    }

    /** How a value is converted, given where its text comes from. */
    String expression(int index, String text) {
        if (types.isEmpty()) {
            // Staged times with a zone look like "2026-01-01 00:00:00.000000000 +0000" or "-03:30", or end with " Z".
            return "regexp_replace(regexp_replace(" + text + ", '([0-9]) Z$', '\\1+00'),"
                    + " '([0-9]) ([+-][0-9]{2}):?([0-9]{2})$', '\\1\\2:\\3')";
        }
        return switch (types.get(index)) {
            case "FIXED" -> "CAST(" + text + " AS " + number(columns.get(index)) + ")";
            case "BINARY" -> "unhex(" + text + ")";
            case "ANY" -> "NULL";
            default -> {
                String type = DUCKDB.get(types.get(index));
                if (type == null) {
                    throw SnowflakeError.notEmulated("values of type " + types.get(index));
                }
                yield "CAST(" + text + " AS " + type + ")";
            }
        };
    }

    /** Replaces the question marks of a statement by something else. */
    static List<SqlToken> replace(List<SqlToken> statement, BindText text) {
        List<SqlToken> replaced = new ArrayList<>();
        int index = 0;
        for (SqlToken token : statement) {
            // A symbol is written as it is.
            replaced.add(token.kind() == Kind.BIND ? new SqlToken(Kind.SYMBOL, text.of(index++)) : token);
        }
        return replaced;
    }

    static int count(List<SqlToken> statement) {
        return Math.toIntExact(
                statement.stream().filter(token -> token.kind() == Kind.BIND).count());
    }

    private static String number(List<@Nullable String> values) {
        int scale = 0;
        int digits = 0;
        for (String value : values) {
            if (value != null) {
                BigDecimal number = new BigDecimal(value);
                scale = Math.max(scale, number.scale());
                digits = Math.max(digits, number.precision() - number.scale());
            }
        }
        return scale == 0 && digits <= LONG_DIGITS ? "BIGINT" : "DECIMAL(38, " + scale + ")";
    }

    private static @Nullable String text(String type, JsonNode value) {
        if (value.isNull() || value.isMissingNode()) {
            return null;
        }
        String text = value.asText();
        return switch (type) {
            case "DATE" ->
                LocalDate.ofEpochDay(Math.floorDiv(Long.parseLong(text), 86_400_000L))
                        .toString();
            case "TIME" -> LocalTime.ofNanoOfDay(Long.parseLong(text)).toString();
            case "TIMESTAMP_NTZ" ->
                instant(text).atOffset(ZoneOffset.UTC).toLocalDateTime().toString();
            case "TIMESTAMP_LTZ", "TIMESTAMP_TZ" ->
                instant(text.split(" ", 2)[0]).toString();
            default -> text;
        };
    }

    private static Instant instant(String nanos) {
        long value = Long.parseLong(nanos);
        return Instant.ofEpochSecond(Math.floorDiv(value, NANOS), Math.floorMod(value, NANOS));
    }

    /** What stands for the question mark of an index, which begins at 0. */
    interface BindText {
        String of(int index);
    }
}
