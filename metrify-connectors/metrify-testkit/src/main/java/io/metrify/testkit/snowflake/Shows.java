package io.metrify.testkit.snowflake;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** SHOW TABLES, VIEWS, OBJECTS and PARAMETERS, with the columns that the driver reads. */
final class Shows {

    private final Session session;

    Shows(Session session) {
        this.session = session;
    }

    Answer run(SqlCursor cursor) throws SQLException {
        cursor.accept("TERSE");
        String kind = cursor.take().name();
        return switch (kind) {
            case "TABLES" -> tables(cursor, "BASE TABLE");
            case "VIEWS" -> tables(cursor, "VIEW");
            case "OBJECTS" -> tables(cursor, "%");
            case "PARAMETERS" -> parameters();
            default -> throw SnowflakeError.notEmulated("SHOW " + kind);
        };
    }

    private Answer tables(SqlCursor cursor, String type) throws SQLException {
        String like = cursor.accept("LIKE") ? cursor.take().text() : "%";
        String database = session.database();
        String schema = session.schema();
        if (cursor.accept("IN")) {
            if (cursor.accept("ACCOUNT")) {
                database = "%";
                schema = "%";
            } else if (cursor.accept("DATABASE")) {
                database = cursor.name().get(0);
                schema = "%";
            } else {
                cursor.accept("SCHEMA");
                List<String> name = cursor.name();
                database = name.size() > 1 ? name.get(0) : database;
                schema = name.get(name.size() - 1);
            }
        }
        List<List<String>> rows = new ArrayList<>();
        try (PreparedStatement select = session.connection()
                .prepareStatement("SELECT table_name, table_catalog, table_schema, table_type FROM"
                        + " information_schema.tables WHERE table_name ILIKE ? AND table_catalog ILIKE ?"
                        + " AND table_schema ILIKE ? AND table_schema <> ? AND table_type LIKE ? ORDER BY 1")) {
            select.setString(1, like);
            select.setString(2, database);
            select.setString(3, schema);
            select.setString(4, Databases.METADATA_SCHEMA);
            select.setString(5, type);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    rows.add(List.of(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            row.getString(4).equals("VIEW") ? "VIEW" : "TABLE",
                            ""));
                }
            }
        }
        return Answer.rows(
                Answer.SHOW,
                List.of(
                        ResultColumn.text("name"),
                        ResultColumn.text("database_name"),
                        ResultColumn.text("schema_name"),
                        ResultColumn.text("kind"),
                        ResultColumn.text("comment")),
                rows);
    }

    private Answer parameters() {
        List<List<String>> rows = new ArrayList<>();
        session.parameters().forEach((name, value) -> rows.add(List.of(name, value, "", "SESSION", "")));
        return Answer.rows(
                Answer.SHOW,
                List.of(
                        ResultColumn.text("key"),
                        ResultColumn.text("value"),
                        ResultColumn.text("default"),
                        ResultColumn.text("level"),
                        ResultColumn.text("description")),
                rows);
    }
}
