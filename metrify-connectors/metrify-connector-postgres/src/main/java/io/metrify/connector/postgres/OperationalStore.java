package io.metrify.connector.postgres;

import io.metrify.connector.api.IngestCounts;
import io.metrify.connector.api.SinkException;
import io.metrify.connector.jdbc.Transactions;
import io.metrify.model.MetrifyException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What operating pipelines needs besides their data, in the database of the warehouse: runs, versions of configuration, who may
 * do what, and an audit log. Every change is written to the audit log in the same transaction. Checkpoints are the warehouse's
 * own.
 *
 * <p>Entries of the audit log can be added, by nobody changed or removed: the role of the application has no right to, and
 * triggers refuse it to everybody else. The owner of the tables could remove the triggers, so applications should not connect as
 * the owner.
 *
 * <p>Safe for use by many threads. Every method throws {@link io.metrify.connector.api.SinkException} if the database cannot be
 * reached and nothing was changed.
 */
public final class OperationalStore implements AutoCloseable {

    private static final String RUN =
            "SELECT run_id, pipeline, state, started_by, started_at, ended_at, accepted, rejected,"
                    + " dead_letters, duplicates, message FROM pipeline_runs ";

    private static final String VERSION =
            "SELECT name, version, content, author, created_at FROM configuration_versions WHERE name = ? ";

    private final PostgresConnections connections;
    private final Transactions transactions;

    private OperationalStore(PostgresConnections connections) {
        this.connections = connections;
        this.transactions = Transactions.of(new PostgresDialect(), connections);
    }

    /**
     * Opens the store, whose tables {@link PostgresWarehouse#migrate} has made.
     *
     * @param settings the database
     * @return the store
     * @throws SinkException if the database cannot be reached
     * @throws MetrifyException if it refuses the user, or has no such tables
     */
    public static OperationalStore open(PostgresSettings settings) {
        OperationalStore store = new OperationalStore(PostgresWarehouse.connect(settings));
        try {
            store.auditLog(Long.MAX_VALUE, 1);
            return store;
        } catch (SinkException failed) {
            store.close();
            throw PostgresWarehouse.explained(settings, failed);
        } catch (RuntimeException failed) {
            store.close();
            throw failed;
        }
    }

    /**
     * Records that a run began.
     *
     * @param pipeline the pipeline
     * @param startedBy who or what started it
     * @return tells the run from all others
     */
    public UUID startRun(String pipeline, String startedBy) {
        Objects.requireNonNull(pipeline, "pipeline");
        return changed("recording a run of " + pipeline, startedBy, "run.started", pipeline, "", connection -> {
            UUID id = UUID.randomUUID();
            Statements.update(
                    connection,
                    "INSERT INTO pipeline_runs (run_id, pipeline, started_by) VALUES (?, ?, ?)",
                    id,
                    pipeline,
                    startedBy);
            return id;
        });
    }

    /**
     * Records that a run ended.
     *
     * @param id the run
     * @param state how; not {@link RunState#RUNNING}
     * @param counts what became of the records it read
     * @param message what is to be said of it; empty if nothing
     * @throws IllegalArgumentException if the run is not running
     */
    public void endRun(UUID id, RunState state, IngestCounts counts, String message) {
        if (state == RunState.RUNNING) {
            throw new IllegalArgumentException("run " + id + " cannot end as RUNNING; say how it ended");
        }
        changed("ending run " + id, "metrify", "run.ended", id.toString(), state.name(), connection -> {
            int rows = Statements.update(
                    connection,
                    "UPDATE pipeline_runs SET state = ?, ended_at = clock_timestamp(), accepted = ?, rejected = ?,"
                            + " dead_letters = ?, duplicates = ?, message = ? WHERE run_id = ? AND state = 'RUNNING'",
                    state.name(),
                    counts.accepted(),
                    counts.rejected(),
                    counts.deadLetters(),
                    counts.duplicates(),
                    message,
                    id);
            return require(rows, "run " + id + " is not running; end only what was started and has not ended");
        });
    }

    /**
     * The latest runs of a pipeline.
     *
     * @param pipeline the pipeline
     * @param atMost how many
     * @return the runs, the latest first; those that say RUNNING and are older than the latest were killed
     */
    public List<RecordedRun> runs(String pipeline, int atMost) {
        return transactions.read(
                "reading the runs of " + pipeline,
                connection -> Statements.query(
                        connection,
                        OperationalStore::run,
                        RUN + "WHERE pipeline = ? ORDER BY started_at DESC LIMIT ?",
                        pipeline,
                        atMost));
    }

    /**
     * Adds a version of a configuration.
     *
     * @param name what is configured
     * @param content the configuration; never a secret
     * @param author who wrote it
     * @return the number of the version, the first being 1
     */
    public long configure(String name, String content, String author) {
        return changed("storing the configuration " + name, author, "configuration.written", name, "", connection -> {
            Statements.query(connection, row -> name, "SELECT pg_advisory_xact_lock(hashtext('metrify ' || ?))", name);
            return Statements.query(
                            connection,
                            row -> row.getLong(1),
                            "INSERT INTO configuration_versions (name, version, content, author)"
                                    + " SELECT ?, coalesce(max(version), 0) + 1, ?, ? FROM configuration_versions"
                                    + " WHERE name = ? RETURNING version",
                            name,
                            content,
                            author,
                            name)
                    .get(0);
        });
    }

    /**
     * The latest version of a configuration.
     *
     * @param name what is configured
     * @return the version, or empty if there is none
     */
    public Optional<ConfigurationVersion> configuration(String name) {
        return version(name, "ORDER BY version DESC LIMIT 1");
    }

    /**
     * A version of a configuration.
     *
     * @param name what is configured
     * @param number the number of the version
     * @return the version, or empty if there is none of that number
     */
    public Optional<ConfigurationVersion> configuration(String name, long number) {
        return version(name, "AND version = ?", number);
    }

    /**
     * Makes somebody known, or active again, or known by another display name.
     *
     * @param operatorName the name by which they are told from others
     * @param displayName the name by which they are called
     * @param by who says so
     */
    public void addOperator(String operatorName, String displayName, String by) {
        changed(
                "adding operator " + operatorName,
                by,
                "operator.added",
                operatorName,
                displayName,
                connection -> Statements.update(
                        connection,
                        "INSERT INTO operators (operator_name, display_name) VALUES (?, ?) ON CONFLICT (operator_name)"
                                + " DO UPDATE SET display_name = excluded.display_name, active = TRUE",
                        operatorName,
                        displayName));
    }

    /**
     * Takes all rights from somebody, who stays known for the sake of what they did.
     *
     * @param operatorName whom
     * @param by who says so
     * @throws IllegalArgumentException if nobody has that name
     */
    public void deactivateOperator(String operatorName, String by) {
        changed("deactivating " + operatorName, by, "operator.deactivated", operatorName, "", connection -> {
            int rows = Statements.update(
                    connection, "UPDATE operators SET active = FALSE WHERE operator_name = ?", operatorName);
            return require(rows, "there is no operator " + operatorName + "; check the name");
        });
    }

    /**
     * Gives somebody a role; giving it again changes nothing.
     *
     * @param operatorName whom; they must have been added
     * @param role the role
     * @param by who says so
     * @throws MetrifyException if nobody has that name
     */
    public void grant(String operatorName, OperatorRole role, String by) {
        changed(
                "granting " + role + " to " + operatorName,
                by,
                "role.granted",
                operatorName,
                role.name(),
                connection -> Statements.update(
                        connection,
                        "INSERT INTO operator_roles (operator_name, role_name, granted_by) VALUES (?, ?, ?)"
                                + " ON CONFLICT DO NOTHING",
                        operatorName,
                        role.name(),
                        by));
    }

    /**
     * Takes a role from somebody; taking it again changes nothing.
     *
     * @param operatorName from whom
     * @param role the role
     * @param by who says so
     */
    public void revoke(String operatorName, OperatorRole role, String by) {
        changed(
                "revoking " + role + " from " + operatorName,
                by,
                "role.revoked",
                operatorName,
                role.name(),
                connection -> Statements.update(
                        connection,
                        "DELETE FROM operator_roles WHERE operator_name = ? AND role_name = ?",
                        operatorName,
                        role.name()));
    }

    /**
     * What somebody may do.
     *
     * @param operatorName who
     * @return their roles; empty if they are unknown or not active
     */
    public Set<OperatorRole> rolesOf(String operatorName) {
        List<OperatorRole> roles = transactions.read(
                "reading the roles of " + operatorName,
                connection -> Statements.query(
                        connection,
                        row -> OperatorRole.valueOf(row.getString(1)),
                        "SELECT role_name FROM operator_roles JOIN operators USING (operator_name)"
                                + " WHERE active AND operator_name = ?",
                        operatorName));
        return roles.isEmpty() ? Set.of() : EnumSet.copyOf(roles);
    }

    /**
     * Adds an entry to the audit log.
     *
     * @param actor who did it
     * @param action what was done, such as {@code report.exported}
     * @param subject to what or whom
     * @param detail what else is to be said; never a secret; empty if nothing
     */
    public void audit(String actor, String action, String subject, String detail) {
        transactions.execute(
                "writing to the audit log", connection -> append(connection, actor, action, subject, detail));
    }

    /**
     * Reads the audit log.
     *
     * @param after the id of the last entry that is known, 0 to begin at the first
     * @param atMost how many
     * @return the entries that follow, the oldest first
     */
    public List<AuditEntry> auditLog(long after, int atMost) {
        return transactions.read(
                "reading the audit log",
                connection -> Statements.query(
                        connection,
                        OperationalStore::entry,
                        "SELECT entry_id, recorded_at, database_user, actor, action, subject, detail FROM audit_log"
                                + " WHERE entry_id > ? ORDER BY entry_id LIMIT ?",
                        after,
                        atMost));
    }

    /** Closes all connections. Closing twice is harmless. */
    @Override
    public void close() {
        connections.close();
    }

    private <T> T changed(
            String what, String actor, String action, String subject, String detail, Transactions.Work<T> change) {
        return transactions.run(what, connection -> {
            T result = change.run(connection);
            append(connection, actor, action, subject, detail);
            return result;
        });
    }

    /**
     * The last in its transaction, and one transaction at a time: ids are in the order in which entries can be read, so that
     * whoever reads on after the last id they know misses none.
     */
    private static void append(Connection connection, String actor, String action, String subject, String detail)
            throws SQLException {
        Statements.query(connection, row -> action, "SELECT pg_advisory_xact_lock(hashtext('metrify audit_log'))");
        Statements.update(
                connection,
                "INSERT INTO audit_log (actor, action, subject, detail) VALUES (?, ?, ?, ?)",
                actor,
                action,
                subject,
                detail);
    }

    private Optional<ConfigurationVersion> version(String name, String which, Object... parameters) {
        Object[] all = new Object[parameters.length + 1];
        all[0] = name;
        System.arraycopy(parameters, 0, all, 1, parameters.length);
        return transactions
                .read(
                        "reading the configuration " + name,
                        connection -> Statements.query(
                                connection,
                                row -> new ConfigurationVersion(
                                        row.getString(1),
                                        row.getLong(2),
                                        row.getString(3),
                                        row.getString(4),
                                        Statements.instant(row, 5)),
                                VERSION + which,
                                all))
                .stream()
                .findFirst();
    }

    private static int require(int rows, String otherwise) {
        if (rows == 0) {
            throw new IllegalArgumentException(otherwise);
        }
        return rows;
    }

    private static RecordedRun run(ResultSet row) throws SQLException {
        return new RecordedRun(
                row.getObject(1, UUID.class),
                row.getString(2),
                RunState.valueOf(row.getString(3)),
                row.getString(4),
                Statements.instant(row, 5),
                Statements.instantIfAny(row, 6),
                new IngestCounts(row.getLong(7), row.getLong(8), row.getLong(9), row.getLong(10)),
                row.getString(11));
    }

    private static AuditEntry entry(ResultSet row) throws SQLException {
        return new AuditEntry(
                row.getLong(1),
                Statements.instant(row, 2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7));
    }
}
