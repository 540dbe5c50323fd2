package io.metrify.connector.duckdb;

import io.metrify.connector.api.Ledger;
import io.metrify.testkit.contract.LedgerContract;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.io.TempDir;

/** The warehouse by {@link DuckDbDialect}. */
class DuckDbLedgerTest extends LedgerContract {

    @TempDir
    private Path directory;

    @Override
    protected Ledger open(String pipeline) {
        return DuckDbWarehouse.open(file(), pipeline);
    }

    @Override
    protected AutoCloseable outage() throws SQLException {
        execute("ALTER TABLE dead_letters RENAME TO away");
        return () -> execute("ALTER TABLE away RENAME TO dead_letters");
    }

    private void execute(String sql) throws SQLException {
        try (DuckDbFile file = DuckDbFile.open(file());
                Connection connection = file.writer();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Path file() {
        return directory.resolve("warehouse.duckdb");
    }
}
