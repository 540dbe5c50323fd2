package io.metrify.connector.postgres;

import io.metrify.connector.api.Ledger;
import io.metrify.testkit.contract.LedgerContract;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;

/** The warehouse by {@link PostgresDialect}. */
class PostgresLedgerTest extends LedgerContract {

    private TestDatabase database;

    @BeforeEach
    void anEmptyWarehouse() throws SQLException {
        database = TestDatabase.migrated();
    }

    @Override
    protected Ledger open(String pipeline) {
        return PostgresWarehouse.open(database.application(), pipeline);
    }

    @Override
    protected AutoCloseable outage() throws SQLException {
        database.execute("ALTER TABLE dead_letters RENAME TO away");
        return () -> database.execute("ALTER TABLE away RENAME TO dead_letters");
    }
}
