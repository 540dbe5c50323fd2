package io.metrify.connector.duckdb;

import io.metrify.connector.api.SinkException;
import io.metrify.connector.jdbc.JdbcWarehouse;
import io.metrify.connector.jdbc.Table;
import io.metrify.connector.jdbc.WarehouseTables;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;

/**
 * Opens a warehouse in a DuckDB file. A file is used by one process at a time; several warehouses within a process may share
 * it.
 */
public final class DuckDbWarehouse {

    private DuckDbWarehouse() {}

    /**
     * Opens a warehouse, making the file and its tables if they are not there.
     *
     * @param file the database file, without a semicolon in its path; its directory must exist
     * @param pipeline whose progress is kept; several pipelines may share a warehouse
     * @return the warehouse
     * @throws IllegalArgumentException if the path has a semicolon
     * @throws SinkException if the file cannot be opened, or another process uses it
     * @throws io.metrify.model.MetrifyException if the file has the tables of another version
     */
    public static JdbcWarehouse open(Path file, String pipeline) {
        Objects.requireNonNull(pipeline, "pipeline");
        DuckDbDialect dialect = new DuckDbDialect();
        try {
            DuckDbFile connections = DuckDbFile.open(file);
            try (Connection connection = connections.writer();
                    Statement statement = connection.createStatement()) {
                for (Table table : WarehouseTables.all()) {
                    for (String sql : dialect.createTable(table)) {
                        statement.execute(sql);
                    }
                }
            } catch (SQLException failed) {
                connections.close();
                throw failed;
            }
            return JdbcWarehouse.open(dialect, connections, pipeline);
        } catch (SQLException failed) {
            throw new SinkException(
                    "opening the warehouse " + file + " failed: " + failed.getMessage()
                            + "; close what else uses the file, or name another one",
                    failed);
        }
    }
}
