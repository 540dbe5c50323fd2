package io.metrify.connector.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.metrify.connector.jdbc.WarehouseConnections;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A pool of connections to one database. */
final class PostgresConnections implements WarehouseConnections {

    private final HikariDataSource pool;
    private final String address;

    private PostgresConnections(HikariDataSource pool, String address) {
        this.pool = pool;
        this.address = address;
    }

    /** Opens a pool, whose first connection is made here, so that a wrong address or password is told at once. */
    static PostgresConnections open(PostgresSettings settings) throws SQLException {
        DriverManager.getConnection(settings.url(), settings.driverProperties()).close();
        HikariConfig config = new HikariConfig();
        config.setPoolName("metrify-postgres");
        config.setJdbcUrl(settings.url());
        config.setDataSourceProperties(settings.driverProperties());
        config.setConnectionInitSql(settings.sessionSettings());
        config.setMaximumPoolSize(settings.connections());
        config.setMinimumIdle(0);
        config.setConnectionTimeout(settings.timeouts().connect().toMillis());
        config.setInitializationFailTimeout(-1);
        return new PostgresConnections(new HikariDataSource(config), settings.toString());
    }

    @Override
    public Connection writer() throws SQLException {
        return pool.getConnection();
    }

    /** Without auto-commit, as the driver fetches all rows at once otherwise. */
    @Override
    public Connection reader() throws SQLException {
        Connection connection = pool.getConnection();
        try {
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException failed) {
            connection.close();
            throw failed;
        }
    }

    HikariDataSource pool() {
        return pool;
    }

    @Override
    public String toString() {
        return address;
    }

    @Override
    public void close() {
        pool.close();
    }
}
