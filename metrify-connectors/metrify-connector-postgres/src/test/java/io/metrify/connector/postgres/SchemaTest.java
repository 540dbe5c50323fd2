package io.metrify.connector.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.metrify.connector.api.Claim;
import io.metrify.connector.jdbc.JdbcWarehouse;
import io.metrify.connector.jdbc.Table;
import io.metrify.connector.jdbc.WarehouseTables;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** The migrations are written by hand, the tables defined elsewhere; these are the same. */
class SchemaTest {

    /** Everything of a table that its definition says: columns, types, NOT NULL, key, partitions and their bounds. */
    private static final String DESCRIPTION = """
            SELECT string_agg(line, E'\\n' ORDER BY line) FROM (
                SELECT attnum || ' ' || attname || ' ' || format_type(atttypid, atttypmod) || ' ' || attnotnull AS line
                FROM pg_attribute WHERE attrelid = '%1$s'::regclass AND attnum > 0 AND NOT attisdropped
                UNION ALL
                SELECT conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
                WHERE conrelid = '%1$s'::regclass AND contype <> 'n'
                UNION ALL
                SELECT 'partitioned ' || pg_get_partkeydef('%1$s'::regclass)
                UNION ALL
                SELECT c.relname || ' ' || pg_get_expr(c.relpartbound, c.oid)
                FROM pg_inherits JOIN pg_class c ON c.oid = inhrelid WHERE inhparent = '%1$s'::regclass) AS lines
            """;

    @Test
    void theMigrationsMakeTheTablesThatAreDefined() throws SQLException {
        TestDatabase migrated = TestDatabase.migrated();
        TestDatabase defined = TestDatabase.empty();
        PostgresDialect dialect = new PostgresDialect();
        for (Table table : WarehouseTables.all()) {
            for (String sql : dialect.createTable(table)) {
                defined.execute(sql);
                defined.execute(sql);
            }
            assertThat(migrated.query(DESCRIPTION.formatted(table.name())))
                    .contains("1 " + table.columns().get(0).name() + " text")
                    .isEqualTo(defined.query(DESCRIPTION.formatted(table.name())));
        }
    }

    @Test
    void migratingAgainChangesNothing() throws SQLException {
        TestDatabase database = TestDatabase.migrated();
        database.open().close();
        PostgresWarehouse.migrate(database.application());

        assertThat(database.query("SELECT count(*) FROM metrify_schema_history WHERE success"))
                .isEqualTo("2");
    }

    @Test
    void otherTablesInTheSchemaAreLeftAlone() throws SQLException {
        TestDatabase database = TestDatabase.empty();
        database.execute("CREATE TABLE theirs (x INTEGER)");
        PostgresWarehouse.migrate(database.settings());
        database.open().close();

        assertThat(database.query("SELECT count(*) FROM theirs")).isEqualTo("0");
    }

    @Test
    void tablesOfAnOlderVersionAreBroughtToThisOneWithTheirRows() throws SQLException {
        TestDatabase database = TestDatabase.empty();
        Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(database.url(), null, null)
                .locations(Migrations.LOCATION)
                .table("metrify_schema_history")
                .target("1")
                .load()
                .migrate();
        database.execute("INSERT INTO ingest_progress VALUES ('test', '0', 7, 3, 7, 0, 0, 0)");
        PostgresWarehouse.migrate(database.settings());

        try (JdbcWarehouse warehouse = database.open();
                OperationalStore store = OperationalStore.open(database.application())) {
            assertThat(warehouse.claim(Set.of("0"))).containsEntry("0", new Claim(7, 4));
            assertThat(store.auditLog(0, 1)).isEmpty();
        }
    }

    @RepeatedTest(5)
    void processesThatMigrateAtTheSameTimeWaitForEachOther() throws Exception {
        TestDatabase database = TestDatabase.empty();
        CompletableFuture<?>[] all = Stream.generate(() -> CompletableFuture.runAsync(
                        () -> PostgresWarehouse.migrate(database.settings()), task -> new Thread(task).start()))
                .limit(3)
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(all).get();

        assertThat(database.query("SELECT count(*) FROM metrify_schema_history WHERE success AND version > '0'"))
                .isEqualTo("2");
    }
}
