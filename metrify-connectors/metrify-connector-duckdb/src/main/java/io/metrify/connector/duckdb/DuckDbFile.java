package io.metrify.connector.duckdb;

import io.metrify.connector.jdbc.WarehouseConnections;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.duckdb.DuckDBDriver;

/** Connections to a database file, which one of them keeps open. */
final class DuckDbFile implements WarehouseConnections {

    private final Path path;
    private final Connection keepsOpen;

    private DuckDbFile(Path path, Connection keepsOpen) {
        this.path = path;
        this.keepsOpen = keepsOpen;
    }

    /** @throws IllegalArgumentException if the path has a semicolon, after which the driver reads options, SQL files among them */
    static DuckDbFile open(Path path) throws SQLException {
        if (path.toAbsolutePath().toString().indexOf(';') >= 0) {
            throw new IllegalArgumentException("the driver would take what follows the semicolon in \"" + path
                    + "\" for options; name a file and directory without one");
        }
        return new DuckDbFile(path, connect(path));
    }

    @Override
    public Connection writer() throws SQLException {
        return reader();
    }

    @Override
    public Connection reader() throws SQLException {
        if (keepsOpen.isClosed()) {
            throw new SQLException("the file is closed");
        }
        return connect(path);
    }

    @Override
    public String toString() {
        return path.toString();
    }

    @Override
    public void close() throws SQLException {
        keepsOpen.close();
    }

    private static Connection connect(Path path) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
        return DriverManager.getConnection("jdbc:duckdb:" + path.toAbsolutePath(), properties);
    }
}
