package io.metrify.testkit.snowflake;

import io.metrify.testkit.snowflake.SqlToken.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Runs one statement of a session, whatever kind it is of. */
final class Queries {

    private final Session session;
    private final Databases databases;
    private final Stages stages;
    private final Results results;
    private final RowChanges changes;

    Queries(Session session, Databases databases, Stages stages, Results results) {
        this.session = session;
        this.databases = databases;
        this.stages = stages;
        this.results = results;
        this.changes = new RowChanges(session);
    }

    Answer run(List<SqlToken> statement, Binds binds) {
        try {
            return runStatement(statement, binds);
        } catch (SQLException failed) {
            throw SnowflakeError.from(failed);
        } catch (IOException failed) {
            throw new UncheckedIOException("reading a stage", failed);
        }
    }

    private Answer runStatement(List<SqlToken> statement, Binds binds) throws SQLException, IOException {
        SqlCursor cursor = new SqlCursor(statement);
        String verb = cursor.peek().is("(") ? "SELECT" : cursor.take().name();
        return switch (verb) {
            case "SELECT", "WITH", "VALUES" -> select(statement, binds);
            case "INSERT", "UPDATE", "DELETE", "MERGE" -> changes.run(verb, statement, binds);
            case "COPY" -> {
                cursor.expect("INTO");
                yield new CopyInto(session, stages, definitions()).run(CopyStatement.parse(cursor));
            }
            case "PUT" -> new FileTransfer(session, stages).put(cursor);
            case "GET" -> new FileTransfer(session, stages).get(cursor);
            case "LIST", "LS" -> stages.list(stages.locate(cursor.take(), session), pattern(cursor));
            case "REMOVE", "RM" -> stages.remove(stages.locate(cursor.take(), session), pattern(cursor));
            case "BEGIN", "START" -> {
                session.begin();
                yield Answer.done(Answer.TRANSACTION, "Statement executed successfully.");
            }
            case "COMMIT" -> {
                session.commit();
                yield Answer.done(Answer.TRANSACTION, "Statement executed successfully.");
            }
            case "ROLLBACK" -> {
                session.rollback();
                yield Answer.done(Answer.TRANSACTION, "Statement executed successfully.");
            }
            case "USE" -> use(cursor);
            case "SHOW" -> new Shows(session).run(cursor);
            case "ALTER" ->
                cursor.accept("SESSION") ? alterSession(cursor) : definitions().run(statement);
            default -> definitions().run(statement);
        };
    }

    private Definitions definitions() {
        return new Definitions(session, databases, stages);
    }

    private static String pattern(SqlCursor cursor) {
        if (!cursor.accept("PATTERN")) {
            return "";
        }
        cursor.expect("=");
        return cursor.take().text();
    }

    private Answer select(List<SqlToken> statement, Binds binds) throws SQLException {
        try (PreparedStatement select = prepare(statement, binds)) {
            session.running(select);
            try (ResultSet rows = select.executeQuery()) {
                return results.of(rows);
            }
        } finally {
            session.running(null);
        }
    }

    private PreparedStatement prepare(List<SqlToken> statement, Binds binds) throws SQLException {
        List<SqlToken> converted =
                binds.columns().isEmpty() ? statement : Binds.replace(statement, index -> binds.expression(index, "?"));
        PreparedStatement prepared =
                session.connection().prepareStatement(new SqlTranslation(session.context()).translate(converted));
        for (int i = 0; i < binds.columns().size(); i++) {
            prepared.setString(i + 1, binds.columns().get(i).get(0));
        }
        return prepared;
    }

    /** What a statement would answer, without running it. */
    Answer describe(List<SqlToken> statement, Binds binds) {
        try {
            SqlCursor cursor = new SqlCursor(statement);
            String verb = cursor.peek().name();
            Answer answer = switch (verb) {
                case "SELECT", "WITH", "VALUES" -> {
                    try (PreparedStatement select = prepare(statement, binds)) {
                        ResultSetMetaData columns = select.getMetaData();
                        yield Answer.rows(
                                Answer.SELECT, columns == null ? List.of() : Results.columns(columns), List.of());
                    }
                }
                case "INSERT" -> Answer.rows(Answer.INSERT, List.of(), List.of());
                case "UPDATE" -> Answer.rows(Answer.UPDATE, List.of(), List.of());
                case "DELETE" -> Answer.rows(Answer.DELETE, List.of(), List.of());
                case "MERGE" -> Answer.rows(Answer.MERGE, List.of(), List.of());
                default -> Answer.rows(Answer.DDL, List.of(), List.of());
            };
            answer.data().put("numberOfBinds", Binds.count(statement));
            answer.data().put("arrayBindSupported", verb.equals("INSERT") && RowChanges.hasValues(statement));
            return answer;
        } catch (SQLException failed) {
            throw SnowflakeError.from(failed);
        }
    }

    private Answer use(SqlCursor cursor) throws SQLException {
        if (cursor.accept("WAREHOUSE")) {
            session.useWarehouse(cursor.name().get(0));
        } else if (cursor.accept("ROLE")) {
            session.useRole(cursor.name().get(0));
        } else if (cursor.accept("SECONDARY")) {
            return Answer.recorded("Recorded by the local server, not carried out.");
        } else {
            boolean isSchema = cursor.accept("SCHEMA");
            if (!isSchema) {
                cursor.accept("DATABASE");
            }
            List<String> name = cursor.name();
            String database = name.size() > 1 || !isSchema ? name.get(0) : session.database();
            if (!databases.has(database)) {
                throw SnowflakeError.noSuchObject(database);
            }
            session.useSchema(database, name.size() > 1 || isSchema ? name.get(name.size() - 1) : "PUBLIC");
        }
        return Answer.done(Answer.USE, "Statement executed successfully.");
    }

    private Answer alterSession(SqlCursor cursor) throws SQLException {
        boolean set = !cursor.accept("UNSET");
        if (set) {
            cursor.expect("SET");
        }
        List<String> changed = new ArrayList<>();
        while (!cursor.atEnd()) {
            if (cursor.accept(",")) {
                continue;
            }
            String name = cursor.take().name();
            changed.add(name);
            if (!set) {
                session.parameters().remove(name);
                continue;
            }
            cursor.expect("=");
            SqlToken value = cursor.take();
            if (name.equals("AUTOCOMMIT")) {
                session.commit();
            }
            session.parameters()
                    .put(name, value.kind() == Kind.WORD ? value.text().toLowerCase(Locale.ROOT) : value.text());
        }
        List<String> withoutEffect = changed.stream()
                .filter(name -> !Map.of("AUTOCOMMIT", "", "LOCK_TIMEOUT", "", "QUERY_TAG", "")
                        .containsKey(name))
                .toList();
        return Answer.done(Answer.ALTER_SESSION, "Statement executed successfully.")
                .withRecordedOnly(withoutEffect);
    }
}
