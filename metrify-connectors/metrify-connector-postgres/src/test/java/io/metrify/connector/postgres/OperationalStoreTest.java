package io.metrify.connector.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.metrify.connector.api.IngestCounts;
import io.metrify.connector.api.SinkException;
import io.metrify.model.MetrifyException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;

class OperationalStoreTest {

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private TestDatabase database;
    private OperationalStore store;

    @BeforeEach
    void anEmptyStore() throws SQLException {
        database = TestDatabase.migrated();
        store = OperationalStore.open(database.application());
    }

    @AfterEach
    void closed() {
        store.close();
        store.close();
    }

    @Test
    void keepsRunsAndHowTheyEnded() {
        UUID killed = store.startRun("reference", "the scheduler");
        UUID done = store.startRun("reference", "anna");
        store.endRun(done, RunState.FINISHED, new IngestCounts(5, 4, 3, 2), "14 records");

        List<RecordedRun> runs = store.runs("reference", 10);
        assertThat(runs).extracting(RecordedRun::id).containsExactly(done, killed);
        assertThat(runs.get(0).counts()).isEqualTo(new IngestCounts(5, 4, 3, 2));
        assertThat(runs.get(0).endedAt()).isPresent();
        assertThat(runs.get(1).state()).isEqualTo(RunState.RUNNING);
        assertThat(store.runs("reference", 1)).hasSize(1);
        assertThat(store.runs("another", 1)).isEmpty();
        assertThatThrownBy(() -> store.endRun(done, RunState.FAILED, IngestCounts.NONE, ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(done + " is not running");
    }

    @Test
    void keepsEveryVersionOfAConfiguration() {
        assertThat(store.configuration("rules")).isEmpty();
        assertThat(store.configure("rules", "a: 1", "anna")).isEqualTo(1);
        assertThat(store.configure("rules", "a: 2", "ben")).isEqualTo(2);
        assertThat(store.configure("scores", "b: 1", "ben")).isEqualTo(1);

        assertThat(store.configuration("rules").map(ConfigurationVersion::content))
                .contains("a: 2");
        assertThat(store.configuration("rules", 1).map(ConfigurationVersion::author))
                .contains("anna");
        assertThat(store.configuration("rules", 3)).isEqualTo(Optional.empty());
    }

    @Test
    void knowsWhoMayDoWhat() {
        store.addOperator("anna", "Anna A.", "root");
        store.grant("anna", OperatorRole.OPERATOR, "root");
        store.grant("anna", OperatorRole.OPERATOR, "root");
        store.grant("anna", OperatorRole.VIEWER, "root");
        store.revoke("anna", OperatorRole.VIEWER, "root");
        assertThat(store.rolesOf("anna")).isEqualTo(Set.of(OperatorRole.OPERATOR));

        store.deactivateOperator("anna", "root");
        assertThat(store.rolesOf("anna")).isEmpty();
        assertThat(store.rolesOf("nobody")).isEmpty();
        assertThatThrownBy(() -> store.grant("nobody", OperatorRole.VIEWER, "root"))
                .isInstanceOf(MetrifyException.class)
                .hasMessageContaining("trying again would not help");
        assertThatThrownBy(() -> store.deactivateOperator("nobody", "root"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyChangeIsInTheAuditLog() {
        store.addOperator("anna", "Anna A.", "root");
        store.grant("anna", OperatorRole.ADMINISTRATOR, "root");
        store.configure("rules", "a: 1", "anna");
        store.audit("anna", "report.exported", "2026-06", "");

        List<AuditEntry> log = store.auditLog(0, 10);
        assertThat(log)
                .extracting(AuditEntry::actor, AuditEntry::action, AuditEntry::subject, AuditEntry::detail)
                .containsExactly(
                        tuple("root", "operator.added", "anna", "Anna A."),
                        tuple("root", "role.granted", "anna", "ADMINISTRATOR"),
                        tuple("anna", "configuration.written", "rules", ""),
                        tuple("anna", "report.exported", "2026-06", ""));
        assertThat(log).extracting(AuditEntry::databaseUser).containsOnly("postgres");
        assertThat(store.auditLog(log.get(2).id(), 10)).containsExactly(log.get(3));
        assertThat(store.auditLog(0, 1)).containsExactly(log.get(0));
    }

    @Test
    void whoeverReadsOnAfterTheLastEntryTheyKnowMissesNone() throws Exception {
        int writers = 3;
        int each = 60;
        ExecutorService pool = Executors.newFixedThreadPool(writers);
        try (OperationalStore reader = OperationalStore.open(database.application())) {
            List<Future<?>> writing = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                writing.add(pool.submit(() -> {
                    for (int entry = 0; entry < each; entry++) {
                        store.audit("anna", "report.exported", "2026-06", "");
                    }
                }));
            }
            List<Long> seen = new ArrayList<>();
            boolean done = false;
            while (!done) {
                done = writing.stream().allMatch(Future::isDone);
                long last = seen.isEmpty() ? 0 : seen.get(seen.size() - 1);
                reader.auditLog(last, 1000).forEach(entry -> seen.add(entry.id()));
            }
            for (Future<?> written : writing) {
                written.get();
            }
            assertThat(seen).hasSize(writers * each).isSorted();
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void aDatabaseWithoutTheTablesOrTheRightsIsASentence() throws SQLException {
        TestDatabase empty = TestDatabase.empty();
        assertThatThrownBy(() -> OperationalStore.open(empty.settings()))
                .isInstanceOf(MetrifyException.class)
                .isNotInstanceOf(SinkException.class)
                .hasMessageContaining("PostgresWarehouse.migrate");

        database.execute("DROP ROLE IF EXISTS nobody; CREATE ROLE nobody LOGIN");
        PostgresSettings nobody = PostgresSettings.of(database.url().replace("user=postgres", "user=nobody"));
        assertThatThrownBy(() -> OperationalStore.open(nobody))
                .isInstanceOf(MetrifyException.class)
                .isNotInstanceOf(SinkException.class)
                .hasMessageContaining("audit_log");
    }

    @Test
    void aChangeThatFailsIsNotInTheAuditLog() {
        assertThatThrownBy(() -> store.deactivateOperator("nobody", "root"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(store.auditLog(0, 10)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE audit_log SET actor = 'nobody'",
                "DELETE FROM audit_log",
                "TRUNCATE audit_log",
                "ALTER TABLE audit_log DISABLE TRIGGER ALL",
                "DROP TABLE audit_log",
                "DROP TRIGGER audit_log_keeps_rows ON audit_log",
                "DROP FUNCTION metrify_audit_log_is_append_only() CASCADE",
                "INSERT INTO audit_log (recorded_at, actor, action, subject, detail) VALUES (now(), '', '', '', '')",
                "INSERT INTO audit_log (database_user, actor, action, subject, detail) VALUES ('', '', '', '', '')",
                "UPDATE configuration_versions SET content = ''",
                "DELETE FROM configuration_versions",
                "DELETE FROM dead_letters",
                "TRUNCATE readings",
                "CREATE TABLE public.mine (x INTEGER)"
            })
    void theApplicationCannotChangeWhatHappened(String sql) throws SQLException {
        store.audit("anna", "report.exported", "2026-06", "");
        database.execute("DROP ROLE IF EXISTS app_login; CREATE ROLE app_login LOGIN IN ROLE metrify_application");
        try (Connection application = database.connectAs("app_login");
                Statement statement = application.createStatement()) {
            assertThatThrownBy(() -> statement.execute(sql))
                    .isInstanceOfSatisfying(
                            PSQLException.class,
                            refused -> assertThat(refused.getSQLState()).isEqualTo(INSUFFICIENT_PRIVILEGE));
        }
        assertThat(store.auditLog(0, 10)).extracting(AuditEntry::actor).containsExactly("anna");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"UPDATE audit_log SET actor = 'nobody'", "DELETE FROM audit_log", "TRUNCATE audit_log CASCADE"})
    void evenTheOwnerIsStoppedByTheTriggers(String sql) {
        store.audit("anna", "report.exported", "2026-06", "");

        assertThatThrownBy(() -> database.execute(sql)).hasMessageContaining("the audit log is append-only");
        assertThat(store.auditLog(0, 10)).hasSize(1);
    }
}
