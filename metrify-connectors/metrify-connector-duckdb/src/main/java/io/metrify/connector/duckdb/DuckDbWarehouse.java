package io.metrify.connector.duckdb;

import io.metrify.connector.api.Claim;
import io.metrify.connector.api.IngestBatch;
import io.metrify.connector.api.Ledger;
import io.metrify.connector.api.Progress;
import io.metrify.connector.api.SinkException;
import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.MarketCalendar;
import io.metrify.model.meter.Meter;
import io.metrify.model.meter.ObisCode;
import io.metrify.quality.QualityCounts;
import io.metrify.validation.SeenReadings;
import io.metrify.validation.series.RuleCoverage;
import io.metrify.validation.series.SeriesRules;
import io.metrify.validation.series.SeriesSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

/**
 * A warehouse in a DuckDB file. As the ledger of a pipeline it stores each batch together with the progress after it in
 * one transaction; from the readings it builds hourly and daily facts and findings on series.
 *
 * <p>The tables and their columns are in the resource {@code schema.sql} beside this class and carry the wire's names.
 * A file is used by one process at a time. Not thread-safe, except that {@link #connect} gives any thread a connection
 * of its own.
 */
public final class DuckDbWarehouse implements Ledger {

    private static final List<String> TABLES = List.of(
            "readings",
            FindingTable.RECORDS,
            FindingTable.SERIES,
            "dead_letters",
            "dim_meters",
            FactTable.HOURLY,
            FactTable.DAILY);

    /** What lies in the filter's window, which ends with each meter's newest reading; nothing else is remembered. */
    private static final String STORED_LATELY = """
            SELECT meter_id, obis_code, epoch_ms("timestamp"),
                   CAST(CAST(consumption_kwh AS DECIMAL(38, 6)) * 1000000 AS BIGINT)
            FROM readings
            JOIN (SELECT meter_id, max("timestamp") AS newest FROM readings GROUP BY meter_id) USING (meter_id)
            WHERE epoch_ms("timestamp") >= epoch_ms(newest) - ?
            """;

    private final Path file;
    private final String pipeline;
    private final DuckDBConnection connection;

    private DuckDbWarehouse(Path file, String pipeline, DuckDBConnection connection) {
        this.file = file;
        this.pipeline = pipeline;
        this.connection = connection;
    }

    /**
     * Opens a warehouse, making the file and its tables if they are not there.
     *
     * @param file the database file; its directory must exist
     * @param pipeline whose progress is kept; several pipelines may share a warehouse
     * @return the warehouse
     * @throws SinkException if the file cannot be opened, or another process uses it
     */
    public static DuckDbWarehouse open(Path file, String pipeline) {
        Objects.requireNonNull(pipeline, "pipeline");
        try {
            DuckDBConnection connection = openConnection(file);
            try {
                execute(connection, schema());
            } catch (SQLException failed) {
                connection.close();
                throw failed;
            }
            return new DuckDbWarehouse(file, pipeline, connection);
        } catch (SQLException failed) {
            throw failed("opening the warehouse " + file, failed);
        }
    }

    @Override
    public Progress load() {
        try {
            return ProgressTable.load(connection, pipeline);
        } catch (SQLException failed) {
            throw failed("reading the progress of " + pipeline, failed);
        }
    }

    @Override
    public void restore(SeenReadings into) {
        Map<String, ObisCode> registers = new HashMap<>();
        try (Connection reader = connect();
                PreparedStatement select = reader.prepareStatement(STORED_LATELY)) {
            select.setLong(1, into.window().toMillis());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    long milliwattHours = row.getLong(4);
                    Energy consumption = row.wasNull() ? null : Energy.ofMilliwattHours(milliwattHours);
                    into.remember(
                            row.getString(1),
                            registers.computeIfAbsent(row.getString(2), ObisCode::parse),
                            row.getLong(3),
                            consumption);
                }
            }
        } catch (SQLException failed) {
            throw failed("reading the stored readings", failed);
        }
    }

    @Override
    public Map<String, Claim> claim(Set<String> partitions) {
        Map<String, Claim> claims = new HashMap<>();
        inTransaction(
                "claiming partitions " + partitions,
                () -> claims.putAll(ProgressTable.claim(connection, pipeline, partitions)));
        return claims;
    }

    @Override
    public void commit(IngestBatch batch) {
        inTransaction("storing batch " + batch.span(), () -> {
            ProgressTable.advance(connection, pipeline, batch);
            ReadingTable.append(connection, batch.accepted());
            FindingTable.append(connection, batch);
            DeadLetterTable.append(connection, batch.deadLetters());
            MeterQualityTable.append(connection, batch);
        });
    }

    /**
     * Replaces what is known of the meters.
     *
     * @param meters all meters; consumed lazily
     * @throws SinkException if nothing was stored
     */
    public void replaceMeters(Stream<Meter> meters) {
        inTransaction("storing the meters", () -> {
            execute(connection, "DELETE FROM dim_meters");
            MeterTable.append(connection, meters.iterator());
        });
    }

    /**
     * Builds the hourly and daily facts anew from the stored readings. Memory is bounded by the facts of one meter.
     *
     * @param calendar the market whose days and hours are meant
     * @throws SinkException if the facts stayed as they were
     */
    public void rebuildFacts(MarketCalendar calendar) {
        inTransaction("building facts", () -> {
            execute(connection, "DELETE FROM " + FactTable.HOURLY);
            execute(connection, "DELETE FROM " + FactTable.DAILY);
            try (Connection reader = connect();
                    DuckDBAppender hourly = connection.createAppender(FactTable.HOURLY);
                    DuckDBAppender daily = connection.createAppender(FactTable.DAILY)) {
                FactBuilder facts = new FactBuilder(calendar, hourly, daily);
                ReadingTable.forEach(reader, facts::add);
                facts.finishMeter();
                hourly.flush();
                daily.flush();
            }
        });
    }

    /**
     * Judges the stored readings as series and replaces what was found on series before, so that judging again ends with the
     * same rows. Memory is bounded by what the rules remember of one meter. The rules for single readings are not applied:
     * what is stored was judged by them before. A reading that was rejected is not stored, so its slot is a gap.
     *
     * @param rules the rules on series
     * @param window the time that is judged, usually whole market days; of every meter that delivered anything in it,
     *     readings are expected for all of it. So they are, of the import profile, of every meter that {@link #replaceMeters}
     *     has made known and that was installed then, if it has none at all
     * @param settings the calendar and what is known of the meters; its begin and its lateness do not matter. Of a meter that
     *     is not in its directory, the most frequent length of its intervals is assumed
     * @param now the present, by which readings from the future are told
     * @param onProgress told now and then how many readings were judged so far
     * @return how often each rule judged and was skipped and why, in the order of the rules
     * @throws SinkException if the findings stayed as they were
     */
    public Map<String, RuleCoverage> rebuildSeriesFindings(
            SeriesRules rules, Interval window, SeriesSettings settings, Instant now, LongConsumer onProgress) {
        Map<String, RuleCoverage> coverage = new LinkedHashMap<>();
        inTransaction("judging series", () -> {
            execute(connection, "DELETE FROM " + FindingTable.SERIES);
            try (Connection reader = connect();
                    DuckDBAppender findings = connection.createAppender(FindingTable.SERIES)) {
                SeriesJudge judge = new SeriesJudge(rules, window, settings, now, findings, onProgress);
                ReadingTable.forEachInWindow(reader, window, judge);
                judge.finishMeter();
                findings.flush();
                coverage.putAll(judge.coverage());
            }
        });
        return Collections.unmodifiableMap(coverage);
    }

    /**
     * What was counted for the quality of everything stored. Expected slots are not known here; add them with {@link
     * QualityCounts#withExpected}.
     *
     * @return the counts over all batches
     * @throws SinkException if they cannot be read
     */
    public QualityCounts qualityCounts() {
        try {
            return MeterQualityTable.total(connection);
        } catch (SQLException failed) {
            throw failed("adding up quality counts", failed);
        }
    }

    /**
     * How many rows each table has.
     *
     * @return rows by table name
     * @throws SinkException if the tables cannot be read
     */
    public Map<String, Long> rowCounts() {
        Map<String, Long> counts = new TreeMap<>();
        try (Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                try (ResultSet row = statement.executeQuery("SELECT count(*) FROM " + table)) {
                    row.next();
                    counts.put(table, row.getLong(1));
                }
            }
        } catch (SQLException failed) {
            throw failed("counting rows", failed);
        }
        return counts;
    }

    /**
     * Another connection to the same warehouse, for queries. It sees what is committed, and streams large results.
     *
     * @return a connection that the caller closes
     * @throws SinkException if it cannot be opened
     */
    public Connection connect() {
        try {
            return openConnection(file);
        } catch (SQLException failed) {
            throw failed("opening the warehouse " + file, failed);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException failed) {
            throw failed("closing the warehouse " + file, failed);
        }
    }

    static SinkException failed(String what, SQLException failed) {
        return new SinkException(
                what + " failed: " + failed.getMessage() + "; what was stored before is kept, try again", failed);
    }

    private void inTransaction(String what, Work work) {
        try {
            // An appender takes part only in a transaction that was begun by a statement; setAutoCommit(false) begins
            // none, and its rows would be stored at once.
            execute(connection, "BEGIN TRANSACTION");
            try {
                work.run();
            } catch (SQLException | RuntimeException failed) {
                rollBack(failed);
                throw failed;
            }
            execute(connection, "COMMIT");
        } catch (SQLException failed) {
            throw failed(what, failed);
        }
    }

    private void rollBack(Exception failed) {
        try {
            execute(connection, "ROLLBACK");
        } catch (SQLException alsoFailed) {
            failed.addSuppressed(alsoFailed);
        }
    }

    private static DuckDBConnection openConnection(Path file) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
        return DriverManager.getConnection("jdbc:duckdb:" + file.toAbsolutePath(), properties)
                .unwrap(DuckDBConnection.class);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String schema() {
        try (InputStream resource = DuckDbWarehouse.class.getResourceAsStream("schema.sql")) {
            return new String(Objects.requireNonNull(resource, "schema.sql").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("schema.sql cannot be read from the jar", unreadable);
        }
    }

    @FunctionalInterface
    private interface Work {
        void run() throws SQLException;
    }
}
