package io.metrify.connector.postgres;

import io.metrify.connector.jdbc.Column;
import io.metrify.connector.jdbc.Dialect;
import io.metrify.connector.jdbc.LogicalType;
import io.metrify.connector.jdbc.RowWriter;
import io.metrify.connector.jdbc.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.util.PSQLException;

/** The SQL of PostgreSQL. */
final class PostgresDialect implements Dialect {

    /** Years outside of these share a partition at either end. */
    static final int FIRST_YEAR = 1990;

    static final int END_YEAR = 2100;

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public String type(LogicalType type) {
        return switch (type) {
            case TEXT -> "TEXT";
            case INSTANT -> "TIMESTAMP WITH TIME ZONE";
            case ENERGY -> "NUMERIC(18, 6)";
            case DOUBLE -> "DOUBLE PRECISION";
            case INTEGER -> "INTEGER";
            case BIGINT -> "BIGINT";
            case DATE -> "DATE";
            case BYTES -> "BYTEA";
            case TEXT_MAP -> "JSONB";
        };
    }

    @Override
    public List<String> createTable(Table table) {
        String key = table.key().isEmpty() ? "" : ", PRIMARY KEY (" + names(table.keyColumns()) + ")";
        String partitions = table.byMonth()
                .map(column -> " PARTITION BY RANGE (" + table.column(column).sql() + ")")
                .orElse("");
        List<String> statements = new ArrayList<>();
        statements.add("CREATE TABLE IF NOT EXISTS " + table.name() + " (" + columnDefinitions(table) + key + ")"
                + partitions);
        if (table.byMonth().isPresent()) {
            statements.add("CREATE TABLE IF NOT EXISTS " + table.name() + "_before PARTITION OF " + table.name()
                    + " FOR VALUES FROM (MINVALUE) TO ('" + FIRST_YEAR + "-01-01 00:00:00+00')");
            statements.add("CREATE TABLE IF NOT EXISTS " + table.name() + "_after PARTITION OF " + table.name()
                    + " FOR VALUES FROM ('" + END_YEAR + "-01-01 00:00:00+00') TO (MAXVALUE)");
        }
        return statements;
    }

    @Override
    public RowWriter writer(Connection connection, Table table, String into) throws SQLException {
        return new CopyRows(
                connection.unwrap(PGConnection.class).getCopyAPI(),
                table.columns().size(),
                "COPY " + into + " (" + table.columnList() + ") FROM STDIN (FORMAT BINARY)");
    }

    /** Makes the partitions of months that have none yet. */
    @Override
    public void makeRoom(Connection connection, Table table, Iterable<Instant> times) throws SQLException {
        Set<LocalDate> months = new TreeSet<>();
        for (Instant time : times) {
            LocalDate month = LocalDate.ofInstant(time, ZoneOffset.UTC).withDayOfMonth(1);
            if (month.getYear() >= FIRST_YEAR && month.getYear() < END_YEAR) {
                months.add(month);
            }
        }
        try (PreparedStatement make = connection.prepareStatement("SELECT metrify_make_month(?)")) {
            for (LocalDate month : months) {
                make.setObject(1, month);
                make.execute();
            }
        }
    }

    @Override
    public String insertIfAbsent(Table table) {
        String row = table.columns().stream().map(column -> "?").collect(Collectors.joining(", "));
        return "INSERT INTO " + table.name() + " (" + table.columnList() + ") VALUES (" + row
                + ") ON CONFLICT DO NOTHING";
    }

    /** By the primary key, so that two processes that add the same reading do not fail. */
    @Override
    public String merge(Table table, String source) {
        List<Column> others = table.otherColumns();
        String replaced = others.stream()
                .map(column -> column.sql() + " = excluded." + column.sql())
                .collect(Collectors.joining(", "));
        return "INSERT INTO " + table.name() + " AS target (" + table.columnList() + ") SELECT " + table.columnList()
                + " FROM " + source + " ON CONFLICT (" + names(table.keyColumns()) + ") DO UPDATE SET " + replaced
                + " WHERE (" + qualified("target", others) + ") IS DISTINCT FROM (" + qualified("excluded", others)
                + ")";
    }

    @Override
    public String epochMillis(String instant) {
        return "CAST(extract(epoch FROM " + instant + ") * 1000 AS BIGINT)";
    }

    @Override
    public String instant(String epochMillis) {
        return "(TIMESTAMP WITH TIME ZONE 'epoch' + CAST(" + epochMillis + " AS BIGINT) * INTERVAL '1 millisecond')";
    }

    @Override
    public String quotient(String dividend, String divisor) {
        return "(CAST(" + dividend + " AS BIGINT) / CAST(" + divisor + " AS BIGINT))";
    }

    @Override
    public String text(String map, String name) {
        return "(" + map + " ->> '" + name.replace("'", "''") + "')";
    }

    /** Whatever the server itself said of a commit, except that it is going down or that the connection is broken. */
    @Override
    public boolean isRefusal(SQLException failed) {
        String state = Objects.requireNonNullElse(failed.getSQLState(), "");
        boolean answered = failed instanceof PSQLException known && known.getServerErrorMessage() != null;
        boolean rolledBackInstead = state.equals("25P02");
        return rolledBackInstead || (answered && !state.startsWith("08") && !state.startsWith("57P"));
    }

    /** A broken key, a value out of range, a missing right, a wrong password. */
    @Override
    public boolean isLasting(SQLException failed) {
        String state = Objects.requireNonNullElse(failed.getSQLState(), "");
        return state.startsWith("22") || state.startsWith("23") || state.startsWith("28") || state.equals("42501");
    }

    private static String names(List<Column> columns) {
        return columns.stream().map(Column::sql).collect(Collectors.joining(", "));
    }

    private static String qualified(String by, List<Column> columns) {
        return columns.stream().map(column -> by + "." + column.sql()).collect(Collectors.joining(", "));
    }
}
