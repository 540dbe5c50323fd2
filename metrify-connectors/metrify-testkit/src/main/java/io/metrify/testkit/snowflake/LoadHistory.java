package io.metrify.testkit.snowflake;

import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;

/**
 * Which files were loaded into which table, by name and content. It belongs to the table: it goes back with a transaction
 * that is rolled back, and away when the table is dropped, replaced or truncated.
 */
final class LoadHistory {

    private final Session session;
    private final ObjectName table;
    private final String loads;

    LoadHistory(Session session, ObjectName table) {
        this.session = session;
        this.table = table;
        this.loads = SqlToken.quoted(table.database()) + "." + SqlToken.quoted(Databases.METADATA_SCHEMA) + ".LOADS";
    }

    boolean has(String file, Path content) throws SQLException {
        try (PreparedStatement select = session.connection()
                .prepareStatement(
                        "SELECT 1 FROM " + loads + " WHERE TABLE_NAME = ? AND FILE_NAME = ? AND MD5 = ? LIMIT 1")) {
            select.setString(1, key());
            select.setString(2, file);
            select.setString(3, Stages.md5(content));
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    void add(String file, Path content, long rows) throws SQLException {
        try (PreparedStatement insert =
                session.connection().prepareStatement("INSERT INTO " + loads + " VALUES (?, ?, ?, ?)")) {
            insert.setString(1, key());
            insert.setString(2, file);
            insert.setString(3, Stages.md5(content));
            insert.setLong(4, rows);
            insert.executeUpdate();
        }
    }

    void forget() throws SQLException {
        try (PreparedStatement delete =
                session.connection().prepareStatement("DELETE FROM " + loads + " WHERE TABLE_NAME = ?")) {
            delete.setString(1, key());
            delete.executeUpdate();
        }
    }

    private String key() {
        return table.toString().toUpperCase(Locale.ROOT);
    }
}
