package io.metrify.connector.jdbc;

import io.metrify.connector.api.AcceptedReading;
import io.metrify.connector.api.Claim;
import io.metrify.connector.api.DeadLetter;
import io.metrify.connector.api.IngestBatch;
import io.metrify.connector.api.Ledger;
import io.metrify.connector.api.Progress;
import io.metrify.connector.api.SinkException;
import io.metrify.model.Interval;
import io.metrify.model.MarketCalendar;
import io.metrify.model.MetrifyException;
import io.metrify.model.meter.Meter;
import io.metrify.model.meter.MeterReading;
import io.metrify.quality.QualityCounts;
import io.metrify.validation.SeenReadings;
import io.metrify.validation.series.RuleCoverage;
import io.metrify.validation.series.SeriesRules;
import io.metrify.validation.series.SeriesSettings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * A warehouse in a database. As the ledger of a pipeline it stores each batch together with the progress after it in one
 * transaction, and only as long as the pipeline's claim of the partition is the newest; from the readings it builds hourly and
 * daily facts and findings on series.
 *
 * <p>The tables are {@link WarehouseTables}. Several pipelines may share a warehouse, each under its own name; as many
 * processes may use it at a time as the database allows. Safe for use by many threads, as long as none writes while it is
 * closed.
 */
public final class JdbcWarehouse implements Ledger {

    private static final List<Table> COUNTED = List.of(
            WarehouseTables.READINGS,
            WarehouseTables.FINDINGS,
            WarehouseTables.SERIES_FINDINGS,
            WarehouseTables.DEAD_LETTERS,
            WarehouseTables.METERS,
            WarehouseTables.HOURLY_FACTS,
            WarehouseTables.DAILY_FACTS);

    private final Dialect dialect;
    private final WarehouseConnections connections;
    private final String pipeline;
    private final Transactions transactions;
    private final ProgressRows progress;
    private final ReadingQueries readings;

    private JdbcWarehouse(Dialect dialect, WarehouseConnections connections, String pipeline) {
        this.dialect = dialect;
        this.connections = connections;
        this.pipeline = pipeline;
        this.transactions = Transactions.of(dialect, connections);
        this.progress = new ProgressRows(dialect, pipeline);
        this.readings = new ReadingQueries(dialect);
    }

    /**
     * A warehouse whose tables are there.
     *
     * @param dialect what its database writes differently
     * @param connections to the database; closed with the warehouse, also if this fails
     * @param pipeline whose progress is kept
     * @return the warehouse
     * @throws MetrifyException if the tables are not those of this version
     * @throws SinkException if the database cannot be reached, or has no such tables
     */
    public static JdbcWarehouse open(Dialect dialect, WarehouseConnections connections, String pipeline) {
        JdbcWarehouse warehouse = new JdbcWarehouse(
                Objects.requireNonNull(dialect, "dialect"),
                Objects.requireNonNull(connections, "connections"),
                Objects.requireNonNull(pipeline, "pipeline"));
        try {
            warehouse.transactions.read("opening the warehouse " + connections, connection -> {
                SchemaCheck.require(connection, connections.toString());
                return connection;
            });
            return warehouse;
        } catch (RuntimeException failed) {
            try {
                connections.close();
            } catch (SQLException alsoFailed) {
                failed.addSuppressed(alsoFailed);
            }
            throw failed;
        }
    }

    /**
     * What its database writes differently, for queries that every warehouse can answer.
     *
     * @return the dialect
     */
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public Progress load() {
        return transactions.read("reading the progress of " + pipeline, progress::load);
    }

    @Override
    public Map<String, Claim> claim(Set<String> partitions) {
        if (partitions.isEmpty()) {
            return Map.of();
        }
        // In one order, so that two processes that claim the same partitions do not wait for each other.
        Set<String> inOrder = new TreeSet<>(partitions);
        return transactions.run("claiming partitions " + inOrder + " of " + pipeline, connection -> {
            Map<String, Claim> claims = new TreeMap<>();
            for (String partition : inOrder) {
                claims.put(partition, progress.claim(connection, partition));
            }
            return Collections.unmodifiableMap(claims);
        });
    }

    @Override
    public void restore(SeenReadings into) {
        transactions.read("reading the stored readings", connection -> {
            readings.restore(connection, into);
            return into;
        });
    }

    @Override
    public void commit(IngestBatch batch) {
        transactions.execute(
                "storing batch " + batch.span(),
                connection -> {
                    dialect.makeRoom(connection, WarehouseTables.READINGS, times(batch.accepted()));
                    dialect.beginBatch(connection, pipeline, batch);
                },
                connection -> {
                    progress.advance(connection, batch);
                    write(connection, batch);
                });
    }

    /**
     * Replaces readings by corrected ones, and adds those that come late. A reading replaces the one of the same meter, register
     * and start; of several in the list the last counts. Corrections that were stored before change nothing, so replaying them
     * is harmless. Facts and findings on series stay as they are until they are rebuilt.
     *
     * @param corrected the readings, validated and scored
     * @return how many readings were added or changed
     * @throws SinkException if none was
     */
    public long correct(Collection<MeterReading> corrected) {
        return Corrections.store(dialect, transactions, corrected);
    }

    /**
     * Replaces what is known of the meters.
     *
     * @param meters all meters, each once; consumed lazily
     * @throws SinkException if nothing was stored
     */
    public void replaceMeters(Stream<Meter> meters) {
        transactions.execute("storing the meters", connection -> {
            deleteAll(connection, WarehouseTables.METERS);
            try (RowWriter rows = writer(connection, WarehouseTables.METERS)) {
                for (Iterator<Meter> all = meters.iterator(); all.hasNext(); ) {
                    MeterRows.write(rows, all.next());
                }
                rows.flush();
            }
        });
    }

    /**
     * Builds the hourly and daily facts anew from the stored readings. Memory is bounded by the facts of one meter.
     *
     * @param calendar the market whose days and hours are meant
     * @throws SinkException if the facts stayed as they were
     */
    public void rebuildFacts(MarketCalendar calendar) {
        transactions.execute("building facts", connection -> {
            deleteAll(connection, WarehouseTables.HOURLY_FACTS);
            deleteAll(connection, WarehouseTables.DAILY_FACTS);
            try (Connection reader = connections.reader();
                    RowWriter hourly = writer(connection, WarehouseTables.HOURLY_FACTS);
                    RowWriter daily = writer(connection, WarehouseTables.DAILY_FACTS)) {
                FactBuilder facts = new FactBuilder(calendar, hourly, daily);
                readings.forEach(reader, facts::add);
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
        return transactions.run("judging series", connection -> {
            deleteAll(connection, WarehouseTables.SERIES_FINDINGS);
            try (Connection reader = connections.reader();
                    RowWriter findings = writer(connection, WarehouseTables.SERIES_FINDINGS)) {
                SeriesJudge judge = new SeriesJudge(rules, window, settings, now, findings, onProgress);
                readings.forEachInWindow(reader, window, judge);
                judge.finishMeter();
                findings.flush();
                return Collections.unmodifiableMap(judge.coverage());
            }
        });
    }

    /**
     * Hands over every stored reading in order of meter, register and time, one at a time.
     *
     * @param consumer takes the readings
     * @throws SinkException if they cannot be read
     */
    public void forEachReading(Consumer<MeterReading> consumer) {
        transactions.read("reading the stored readings", connection -> {
            readings.forEach(connection, consumer);
            return consumer;
        });
    }

    /**
     * What was counted for the quality of everything stored. Expected slots are not known here; add them with {@link
     * QualityCounts#withExpected}.
     *
     * @return the counts over all batches
     * @throws SinkException if they cannot be read
     */
    public QualityCounts qualityCounts() {
        return transactions.read("adding up quality counts", QualityRows::total);
    }

    /**
     * How many rows each table has.
     *
     * @return rows by table name
     * @throws SinkException if the tables cannot be read
     */
    public Map<String, Long> rowCounts() {
        return transactions.read("counting rows", connection -> {
            Map<String, Long> counts = new TreeMap<>();
            try (Statement statement = connection.createStatement()) {
                for (Table table : COUNTED) {
                    try (ResultSet row = statement.executeQuery("SELECT count(*) FROM " + table.name())) {
                        row.next();
                        counts.put(table.name(), row.getLong(1));
                    }
                }
            }
            return counts;
        });
    }

    /**
     * A connection to the same warehouse, for queries. It sees what is committed, and streams large results.
     *
     * @return a connection that the caller closes
     * @throws SinkException if it cannot be opened
     */
    public Connection connect() {
        try {
            return connections.reader();
        } catch (SQLException failed) {
            throw transactions.failure("connecting to the warehouse " + connections, failed);
        }
    }

    /**
     * Begins to query the warehouse in SQL that every dialect understands.
     *
     * @return queries on a connection of their own, which the caller closes
     * @throws SinkException if it cannot be opened
     */
    public WarehouseQueries queries() {
        return WarehouseQueries.of(dialect, connect());
    }

    @Override
    public void close() {
        try {
            connections.close();
        } catch (SQLException failed) {
            throw transactions.failure("closing the warehouse " + connections, failed);
        }
    }

    private void write(Connection connection, IngestBatch batch) throws SQLException {
        try (RowWriter rows = writer(connection, WarehouseTables.READINGS)) {
            for (AcceptedReading accepted : batch.accepted()) {
                ReadingRows.write(rows, accepted.reading());
            }
            rows.flush();
        }
        try (RowWriter rows = writer(connection, WarehouseTables.FINDINGS)) {
            for (AcceptedReading accepted : batch.accepted()) {
                FindingRows.writeAll(rows, accepted.findings());
            }
            for (DeadLetter letter : batch.deadLetters()) {
                FindingRows.writeAll(rows, letter.findings());
            }
            rows.flush();
        }
        try (RowWriter rows = writer(connection, WarehouseTables.DEAD_LETTERS)) {
            for (DeadLetter letter : batch.deadLetters()) {
                DeadLetterRows.write(rows, letter);
            }
            rows.flush();
        }
        try (RowWriter quality = writer(connection, WarehouseTables.METER_QUALITY);
                RowWriter causes = writer(connection, WarehouseTables.METER_QUALITY_CAUSES)) {
            QualityRows.write(quality, causes, batch);
            quality.flush();
            causes.flush();
        }
    }

    private RowWriter writer(Connection connection, Table table) throws SQLException {
        return dialect.writer(connection, table, table.name());
    }

    private static void deleteAll(Connection connection, Table table) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("DELETE FROM " + table.name());
        }
    }

    private static Iterable<Instant> times(List<AcceptedReading> accepted) {
        return () -> accepted.stream().map(one -> one.reading().timestamp()).iterator();
    }
}
