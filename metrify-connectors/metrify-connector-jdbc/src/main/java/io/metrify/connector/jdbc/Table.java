package io.metrify.connector.jdbc;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A table of the warehouse.
 *
 * @param name its name, in lower case
 * @param columns its columns in order
 * @param key the names of the columns that tell a row from all others, in the order in which they are looked up; empty if
 *     nothing does. A database that enforces keys enforces this one
 * @param byMonth the name of the column of instants by whose month a database may partition the table; empty if the table stays
 *     small
 * @param clusterBy the names of the columns by which a database may order what it stores; empty if it does not matter
 */
public record Table(
        String name, List<Column> columns, List<String> key, Optional<String> byMonth, List<String> clusterBy) {

    /** Copies the lists, and checks that all names are columns. */
    public Table {
        Objects.requireNonNull(name, "name");
        columns = List.copyOf(columns);
        key = List.copyOf(key);
        Objects.requireNonNull(byMonth, "byMonth");
        clusterBy = List.copyOf(clusterBy);
        for (List<String> names : List.of(key, clusterBy, byMonth.stream().toList())) {
            for (String wanted : names) {
                find(name, columns, wanted);
            }
        }
    }

    /**
     * A column by its name.
     *
     * @param columnName the name
     * @return the column
     * @throws IllegalArgumentException if there is none of that name
     */
    public Column column(String columnName) {
        return find(name, columns, columnName);
    }

    /**
     * The columns of the key.
     *
     * @return in the order of the key; empty if the table has none
     */
    public List<Column> keyColumns() {
        return key.stream().map(this::column).toList();
    }

    /**
     * The columns that the key does not name.
     *
     * @return in the order of the table
     */
    public List<Column> otherColumns() {
        return columns.stream().filter(column -> !key.contains(column.name())).toList();
    }

    /**
     * The names of all columns as a statement lists them.
     *
     * @return separated by commas
     */
    public String columnList() {
        return columns.stream().map(Column::sql).collect(Collectors.joining(", "));
    }

    private static Column find(String table, List<Column> columns, String wanted) {
        return columns.stream()
                .filter(column -> column.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "table " + table + " has no column " + wanted + "; name one it has"));
    }
}
