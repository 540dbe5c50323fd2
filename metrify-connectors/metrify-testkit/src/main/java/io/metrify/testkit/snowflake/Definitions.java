package io.metrify.testkit.snowflake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * CREATE, ALTER, DROP, TRUNCATE and whatever else defines things. Tables, views, schemas, databases, sequences, stages and
 * file formats come to be; roles, grants, policies and the like are only recorded.
 */
final class Definitions {

    /** Kinds that this server keeps no trace of but the statement. */
    private static final Set<String> RECORDED = Set.of(
            "ROLE",
            "USER",
            "WAREHOUSE",
            "MASKING",
            "TAG",
            "RESOURCE",
            "NETWORK",
            "PASSWORD",
            "SESSION",
            "TASK",
            "STREAM",
            "DYNAMIC",
            "PIPE",
            "FUNCTION",
            "PROCEDURE",
            "ALERT",
            "NOTIFICATION",
            "STORAGE",
            "ACCOUNT");

    private static final String FORMAT = "FORMAT";

    private final Session session;
    private final Databases databases;
    private final Stages stages;
    private final SqlTranslation translation;

    Definitions(Session session, Databases databases, Stages stages) {
        this.session = session;
        this.databases = databases;
        this.stages = stages;
        this.translation = new SqlTranslation(session.context());
    }

    /** Commits what is open first, as every definition does in Snowflake. */
    Answer run(List<SqlToken> statement) throws SQLException {
        session.commit();
        SqlCursor cursor = new SqlCursor(statement);
        String verb = cursor.take().name();
        return switch (verb) {
            case "CREATE" -> create(cursor);
            case "DROP" -> drop(cursor);
            case "ALTER" -> alter(cursor);
            case "TRUNCATE" -> truncate(cursor);
            case "GRANT", "REVOKE", "COMMENT", "UNDROP" ->
                Answer.recorded("Recorded by the local server, not carried out.");
            default -> throw SnowflakeError.syntax("unexpected '" + verb + "'");
        };
    }

    private Answer create(SqlCursor cursor) throws SQLException {
        boolean replace = cursor.accept("OR", "REPLACE");
        boolean temporary = false;
        List<String> recordedOnly = new ArrayList<>();
        while (cursor.at("LOCAL")
                || cursor.at("GLOBAL")
                || cursor.at("TEMP")
                || cursor.at("TEMPORARY")
                || cursor.at("VOLATILE")
                || cursor.at("TRANSIENT")
                || cursor.at("SECURE")) {
            String kind = cursor.take().name();
            temporary |= kind.equals("TEMP") || kind.equals("TEMPORARY") || kind.equals("VOLATILE");
            if (kind.equals("TRANSIENT") || kind.equals("SECURE")) {
                recordedOnly.add(kind);
            }
        }
        if (cursor.accept("TABLE")) {
            return table(replace, temporary, recordedOnly, cursor);
        }
        if (cursor.accept("VIEW")) {
            return view(replace, recordedOnly, cursor);
        }
        if (cursor.accept("STAGE")) {
            return stage(replace, cursor);
        }
        if (cursor.accept("FILE", FORMAT)) {
            return format(replace, cursor);
        }
        if (cursor.accept("SCHEMA")) {
            return schema(cursor);
        }
        if (cursor.accept("DATABASE") && !cursor.at("ROLE")) {
            return database(cursor);
        }
        if (cursor.at("ROW")
                || cursor.at("ROLE")
                || RECORDED.contains(cursor.peek().name())) {
            return Answer.recorded("Recorded by the local server, not carried out.");
        }
        throw SnowflakeError.notEmulated("CREATE " + cursor.peek().text());
    }

    private Answer table(boolean replace, boolean temporary, List<String> recordedOnly, SqlCursor cursor)
            throws SQLException {
        TableDefinition definition = new TableDefinition(translation);
        String sql = definition.translate(replace, temporary, cursor, session::complete);
        ObjectName table = session.complete(definition.name());
        requireDatabase(table);
        if (replace) {
            new LoadHistory(session, table).forget();
        }
        session.run(sql);
        if (temporary) {
            session.addTemporaryTable(table);
        }
        recordedOnly.addAll(definition.recordedOnly());
        return Answer.done(Answer.DDL, "Table " + table.name() + " successfully created.")
                .withRecordedOnly(recordedOnly);
    }

    private void requireDatabase(ObjectName name) {
        if (!databases.has(name.database())) {
            throw SnowflakeError.noSuchObject(name.database());
        }
    }

    private Answer view(boolean replace, List<String> recordedOnly, SqlCursor cursor) throws SQLException {
        boolean ifNotExists = cursor.accept("IF", "NOT", "EXISTS");
        ObjectName view = session.complete(cursor.name());
        String columns = cursor.at("(") ? " (" + SqlTokens.text(cursor.parenthesised()) + ")" : "";
        while (!cursor.accept("AS")) {
            if (cursor.accept("COPY", "GRANTS")) {
                recordedOnly.add("COPY GRANTS");
            } else {
                cursor.expect("COMMENT");
                cursor.expect("=");
                recordedOnly.add("COMMENT = " + cursor.take().duckDb());
            }
        }
        session.run("CREATE " + (replace ? "OR REPLACE " : "") + "VIEW " + (ifNotExists ? "IF NOT EXISTS " : "")
                + view.sql() + columns + " AS " + translation.translate(cursor.rest()));
        return Answer.done(Answer.DDL, "View " + view.name() + " successfully created.")
                .withRecordedOnly(recordedOnly);
    }

    private Answer stage(boolean replace, SqlCursor cursor) {
        boolean ifNotExists = cursor.accept("IF", "NOT", "EXISTS");
        List<String> name = cursor.name();
        String rest = SqlTokens.text(cursor.rest());
        if (rest.contains("URL")) {
            throw SnowflakeError.notEmulated("external stages");
        }
        if (replace) {
            stages.drop(name, session);
        }
        if (!stages.create(name, session) && !ifNotExists) {
            throw new SnowflakeError(
                    "002002",
                    "42710",
                    "SQL compilation error: Object '" + String.join(".", name) + "' already exists.");
        }
        Answer answer = Answer.done(Answer.DDL, "Stage area " + name.get(name.size() - 1) + " successfully created.");
        return rest.isEmpty() ? answer : answer.withRecordedOnly(List.of(rest));
    }

    private Answer format(boolean replace, SqlCursor cursor) throws SQLException {
        boolean ifNotExists = cursor.accept("IF", "NOT", "EXISTS");
        ObjectName name = session.complete(cursor.name());
        FileFormat format = FileFormat.parse(withoutComment(cursor.rest()));
        String objects = objects(name);
        String key = name.toString().toUpperCase(Locale.ROOT);
        if (find(name) != null && !replace) {
            if (ifNotExists) {
                return Answer.done(Answer.DDL, key + " already exists, statement succeeded.");
            }
            throw new SnowflakeError("002002", "42710", "SQL compilation error: Object '" + key + "' already exists.");
        }
        forgetFormat(name);
        try (PreparedStatement insert =
                session.connection().prepareStatement("INSERT INTO " + objects + " VALUES (?, ?, ?)")) {
            insert.setString(1, FORMAT);
            insert.setString(2, key);
            insert.setString(3, Json.MAPPER.writeValueAsString(format.options()));
            insert.executeUpdate();
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("texts by name can always be written", impossible);
        }
        return Answer.done(Answer.DDL, "File format " + name.name() + " successfully created.");
    }

    private static List<SqlToken> withoutComment(List<SqlToken> options) {
        for (int i = 0; i < options.size(); i++) {
            if (options.get(i).is("COMMENT")) {
                return options.subList(0, i);
            }
        }
        return options;
    }

    /** The options of a format that COPY names, or those it gives itself. */
    FileFormat resolve(FileFormat given) throws SQLException {
        String named = given.options().get("FORMAT_NAME");
        if (named == null) {
            return given;
        }
        ObjectName name = session.complete(new SqlCursor(SqlTokens.of(named)).name());
        String options = find(name);
        if (options == null) {
            throw new SnowflakeError(
                    "002003", "02000", "SQL compilation error: File format '" + named + "' does not exist.");
        }
        try {
            return new FileFormat(Json.MAPPER.readValue(options, new TypeReference<Map<String, String>>() {}));
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("the options of the format " + named + " cannot be read", broken);
        }
    }

    private @Nullable String find(ObjectName format) throws SQLException {
        try (PreparedStatement select = session.connection()
                .prepareStatement("SELECT OPTIONS FROM " + objects(format) + " WHERE KIND = ? AND NAME = ?")) {
            select.setString(1, FORMAT);
            select.setString(2, format.toString().toUpperCase(Locale.ROOT));
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        }
    }

    private void forgetFormat(ObjectName format) throws SQLException {
        try (PreparedStatement delete = session.connection()
                .prepareStatement("DELETE FROM " + objects(format) + " WHERE KIND = ? AND NAME = ?")) {
            delete.setString(1, FORMAT);
            delete.setString(2, format.toString().toUpperCase(Locale.ROOT));
            delete.executeUpdate();
        }
    }

    private static String objects(ObjectName of) {
        return SqlToken.quoted(of.database()) + "." + SqlToken.quoted(Databases.METADATA_SCHEMA) + ".OBJECTS";
    }

    private Answer schema(SqlCursor cursor) throws SQLException {
        boolean ifNotExists = cursor.accept("IF", "NOT", "EXISTS");
        List<String> parts = cursor.name();
        String database = parts.size() > 1 ? parts.get(0) : session.database();
        String name = parts.get(parts.size() - 1);
        session.run("CREATE SCHEMA " + (ifNotExists ? "IF NOT EXISTS " : "") + SqlToken.quoted(database) + "."
                + SqlToken.quoted(name));
        session.useSchema(database, name);
        return Answer.done(Answer.DDL, "Schema " + name + " successfully created.")
                .withRecordedOnly(leftOver(cursor));
    }

    private Answer database(SqlCursor cursor) throws SQLException {
        boolean ifNotExists = cursor.accept("IF", "NOT", "EXISTS");
        String name = cursor.name().get(0);
        if (databases.has(name) && !ifNotExists) {
            throw new SnowflakeError("002002", "42710", "SQL compilation error: Object '" + name + "' already exists.");
        }
        databases.create(name);
        session.useSchema(name, "PUBLIC");
        return Answer.done(Answer.DDL, "Database " + name + " successfully created.")
                .withRecordedOnly(leftOver(cursor));
    }

    private static List<String> leftOver(SqlCursor cursor) {
        return cursor.atEnd() ? List.of() : List.of(SqlTokens.text(cursor.rest()));
    }

    private Answer drop(SqlCursor cursor) throws SQLException {
        if (cursor.accept("STAGE")) {
            boolean ifExists = cursor.accept("IF", "EXISTS");
            List<String> name = cursor.name();
            if (!stages.drop(name, session) && !ifExists) {
                throw SnowflakeError.noSuchObject(String.join(".", name));
            }
            return Answer.done(Answer.DDL, name.get(name.size() - 1) + " successfully dropped.");
        }
        if (cursor.accept("FILE", FORMAT)) {
            cursor.accept("IF", "EXISTS");
            forgetFormat(session.complete(cursor.name()));
            return Answer.done(Answer.DDL, "File format successfully dropped.");
        }
        if (cursor.at("TABLE") || cursor.at("VIEW") || cursor.at("SCHEMA")) {
            String kind = cursor.take().name();
            boolean ifExists = cursor.accept("IF", "EXISTS");
            List<String> name = cursor.name();
            boolean isTable = kind.equals("TABLE");
            ObjectName full = session.complete(name);
            if (isTable && databases.has(full.database())) {
                new LoadHistory(session, full).forget();
            }
            String sql = name.size() == 1 || kind.equals("SCHEMA")
                    ? String.join(".", name.stream().map(SqlToken::quoted).toList())
                    : full.sql();
            session.removeTemporaryTable(full);
            session.run("DROP " + kind + (ifExists ? " IF EXISTS " : " ") + sql
                    + (cursor.accept("CASCADE") || kind.equals("SCHEMA") ? " CASCADE" : ""));
            return Answer.done(Answer.DDL, name.get(name.size() - 1) + " successfully dropped.");
        }
        if (cursor.at("ROW") || RECORDED.contains(cursor.peek().name())) {
            return Answer.recorded("Recorded by the local server, not carried out.");
        }
        throw SnowflakeError.notEmulated("DROP " + cursor.peek().text());
    }

    private Answer alter(SqlCursor cursor) throws SQLException {
        if (!cursor.accept("TABLE")) {
            return Answer.recorded("Recorded by the local server, not carried out.");
        }
        boolean ifExists = cursor.accept("IF", "EXISTS");
        ObjectName table = session.complete(cursor.name());
        String alter = "ALTER TABLE " + (ifExists ? "IF EXISTS " : "") + session.sql(table) + " ";
        if (cursor.accept("ADD", "COLUMN")) {
            String guard = cursor.accept("IF", "NOT", "EXISTS") ? "IF NOT EXISTS " : "";
            TableDefinition definition = new TableDefinition(translation);
            session.run(alter + "ADD COLUMN " + guard + definition.column(cursor));
            return Answer.done(Answer.DDL, "Statement executed successfully.")
                    .withRecordedOnly(definition.recordedOnly());
        }
        if (cursor.accept("DROP", "COLUMN")) {
            String guard = cursor.accept("IF", "EXISTS") ? "IF EXISTS " : "";
            session.run(alter + "DROP COLUMN " + guard
                    + SqlToken.quoted(cursor.take().name()));
            return Answer.done(Answer.DDL, "Statement executed successfully.");
        }
        if (cursor.accept("RENAME", "TO")) {
            session.run(alter + "RENAME TO "
                    + SqlToken.quoted(session.complete(cursor.name()).name()));
            return Answer.done(Answer.DDL, "Statement executed successfully.");
        }
        return Answer.recorded("Recorded by the local server, not carried out.");
    }

    private Answer truncate(SqlCursor cursor) throws SQLException {
        cursor.accept("TABLE");
        boolean ifExists = cursor.accept("IF", "EXISTS");
        ObjectName table = session.complete(cursor.name());
        try {
            session.run("DELETE FROM " + session.sql(table));
            new LoadHistory(session, table).forget();
        } catch (SQLException failed) {
            if (!ifExists || !SnowflakeError.from(failed).code().equals("002003")) {
                throw failed;
            }
        }
        return Answer.done(Answer.DDL, "Statement executed successfully.");
    }
}
