package io.metrify.connector.jdbc;

import io.metrify.model.MetrifyException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Compares the tables that are there with their definition, as a warehouse of another version may have others. */
final class SchemaCheck {

    private SchemaCheck() {}

    static void require(Connection connection, String warehouse) throws SQLException {
        for (Table table : WarehouseTables.all()) {
            Set<String> found = columns(connection, table);
            List<String> missing = table.columns().stream()
                    .map(Column::name)
                    .filter(name -> !found.contains(name))
                    .toList();
            Set<String> known = table.columns().stream().map(Column::name).collect(Collectors.toSet());
            List<String> unknown =
                    found.stream().filter(name -> !known.contains(name)).toList();
            if (!missing.isEmpty() || !unknown.isEmpty()) {
                throw new MetrifyException(
                        "the warehouse " + warehouse + " was made by another version of Metrify: table "
                                + table.name() + (missing.isEmpty() ? "" : " lacks " + String.join(", ", missing))
                                + (missing.isEmpty() || unknown.isEmpty() ? "" : " and")
                                + (unknown.isEmpty() ? "" : " has " + String.join(", ", unknown))
                                + "; read it with that version, or begin a new one");
            }
        }
    }

    private static Set<String> columns(Connection connection, Table table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet none = statement.executeQuery("SELECT * FROM " + table.name() + " WHERE 1 = 0")) {
            ResultSetMetaData described = none.getMetaData();
            Set<String> names = new TreeSet<>();
            for (int column = 1; column <= described.getColumnCount(); column++) {
                names.add(described.getColumnName(column).toLowerCase(Locale.ROOT));
            }
            return names;
        }
    }
}
