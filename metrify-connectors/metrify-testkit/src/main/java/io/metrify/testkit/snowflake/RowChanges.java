package io.metrify.testkit.snowflake;

import io.metrify.testkit.snowflake.SqlToken.Kind;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

/** INSERT, UPDATE, DELETE and MERGE, for one row of binds or a whole batch of them. */
final class RowChanges {

    private static final String BATCH = "BIND$BATCH";

    private final Session session;

    RowChanges(Session session) {
        this.session = session;
    }

    Answer run(String verb, List<SqlToken> statement, Binds binds) throws SQLException {
        session.beginIfImplicit();
        if (!verb.equals("INSERT")) {
            session.lock(target(verb, statement));
        }
        return switch (verb) {
            case "INSERT" -> Answer.changed(Answer.INSERT, "number of rows inserted", insert(statement, binds));
            case "UPDATE" ->
                Answer.rows(
                        Answer.UPDATE,
                        List.of(
                                ResultColumn.number("number of rows updated"),
                                ResultColumn.number("number of multi-joined rows updated")),
                        List.of(List.of(Long.toString(update(statement, binds)), "0")));
            case "DELETE" -> Answer.changed(Answer.DELETE, "number of rows deleted", update(statement, binds));
            default -> merge(statement, binds);
        };
    }

    private ObjectName target(String verb, List<SqlToken> statement) {
        SqlCursor cursor = new SqlCursor(statement);
        cursor.expect(verb);
        if (verb.equals("DELETE")) {
            cursor.expect("FROM");
        } else if (verb.equals("MERGE")) {
            cursor.expect("INTO");
        }
        return session.complete(cursor.name());
    }

    static boolean hasValues(List<SqlToken> statement) {
        return statement.stream().anyMatch(token -> token.is("VALUES"))
                && statement.stream().noneMatch(token -> token.is("SELECT"));
    }

    private long insert(List<SqlToken> statement, Binds binds) throws SQLException {
        SqlCursor cursor = new SqlCursor(statement);
        cursor.expect("INSERT");
        if (!cursor.accept("INTO")) {
            throw SnowflakeError.notEmulated("INSERT " + cursor.peek().text());
        }
        return binds.isBatch() ? insertBatch(statement, binds) : update(statement, binds);
    }

    private long update(List<SqlToken> statement, Binds binds) throws SQLException {
        if (binds.isBatch()) {
            throw SnowflakeError.notEmulated("a batch of anything but INSERT ... VALUES");
        }
        try (PreparedStatement update = prepare(statement, binds, "")) {
            session.running(update);
            return update.executeLargeUpdate();
        } finally {
            session.running(null);
        }
    }

    private Answer merge(List<SqlToken> statement, Binds binds) throws SQLException {
        long inserted = 0;
        long updated = 0;
        long deleted = 0;
        try (PreparedStatement merge = prepare(statement, binds, " RETURNING merge_action")) {
            session.running(merge);
            try (ResultSet row = merge.executeQuery()) {
                while (row.next()) {
                    switch (row.getString(1)) {
                        case "INSERT" -> inserted++;
                        case "UPDATE" -> updated++;
                        default -> deleted++;
                    }
                }
            }
        } finally {
            session.running(null);
        }
        List<ResultColumn> columns = new ArrayList<>();
        List<String> counts = new ArrayList<>();
        add(columns, counts, statement, "INSERT", "number of rows inserted", inserted);
        add(columns, counts, statement, "UPDATE", "number of rows updated", updated);
        add(columns, counts, statement, "DELETE", "number of rows deleted", deleted);
        return Answer.rows(Answer.MERGE, columns, List.of(counts));
    }

    private static void add(
            List<ResultColumn> columns,
            List<String> counts,
            List<SqlToken> statement,
            String action,
            String label,
            long count) {
        if (statement.stream().anyMatch(token -> token.is(action))) {
            columns.add(ResultColumn.number(label));
            counts.add(Long.toString(count));
        }
    }

    private PreparedStatement prepare(List<SqlToken> statement, Binds binds, String suffix) throws SQLException {
        List<SqlToken> converted = Binds.replace(statement, index -> binds.expression(index, "?"));
        PreparedStatement prepared = session.connection()
                .prepareStatement(new SqlTranslation(session.context()).translate(converted) + suffix);
        for (int i = 0; i < binds.columns().size(); i++) {
            prepared.setString(i + 1, binds.columns().get(i).get(0));
        }
        return prepared;
    }

    /** Much faster than row by row: the texts go into a table, from which they are converted and inserted at once. */
    private long insertBatch(List<SqlToken> statement, Binds binds) throws SQLException {
        if (!hasValues(statement)) {
            throw SnowflakeError.notEmulated("a batch of anything but INSERT ... VALUES");
        }
        int values = 0;
        while (!statement.get(values).is("VALUES")) {
            values++;
        }
        List<SqlToken> expressions = new SqlCursor(statement.subList(values + 1, statement.size())).parenthesised();
        List<SqlToken> insert = new ArrayList<>(statement.subList(0, values));
        insert.addAll(SqlTokens.of(" SELECT "));
        insert.addAll(Binds.replace(expressions, index -> binds.expression(index, "V" + index)));
        insert.add(new SqlToken(Kind.SYMBOL, " FROM " + SqlToken.quoted(BATCH) + " ORDER BY ROW_NUMBER"));
        String sql = new SqlTranslation(session.context()).translate(insert);
        return session.atomically(() -> {
            fill(binds);
            try (PreparedStatement prepared = session.connection().prepareStatement(sql)) {
                session.running(prepared);
                return prepared.executeLargeUpdate();
            } finally {
                session.running(null);
            }
        });
    }

    private void fill(Binds binds) throws SQLException {
        int count = binds.columns().size();
        session.run("CREATE OR REPLACE TEMP TABLE " + SqlToken.quoted(BATCH) + " (ROW_NUMBER BIGINT"
                + IntStream.range(0, count)
                        .mapToObj(i -> ", V" + i + " VARCHAR")
                        .collect(Collectors.joining()) + ")");
        try (DuckDBAppender rows = session.connection().createAppender("temp", "main", BATCH)) {
            for (int row = 0; row < binds.rows(); row++) {
                rows.beginRow();
                rows.append((long) row);
                for (List<@Nullable String> column : binds.columns()) {
                    String value = column.get(row);
                    if (value == null) {
                        rows.appendNull();
                    } else {
                        rows.append(value);
                    }
                }
                rows.endRow();
            }
            rows.flush();
        }
    }
}
