package io.metrify.samples.chaos;

import io.metrify.connector.api.IngestCounts;
import io.metrify.connector.api.Ledger;
import io.metrify.connector.jdbc.JdbcWarehouse;
import io.metrify.connector.kafka.KafkaTopics;
import io.metrify.connector.kafka.KafkaValues;
import io.metrify.connector.postgres.PostgresSettings;
import io.metrify.connector.postgres.PostgresWarehouse;
import io.metrify.connector.s3.S3Lake;
import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.MetrifyException;
import io.metrify.model.meter.MeterReading;
import io.metrify.samples.chaos.WorkerSettings.Target;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;

/** Counts what a campaign left in every store, reading by reading. */
final class Count {

    private static final String READINGS = """
            SELECT meter_id, CAST(EXTRACT(epoch FROM "timestamp") * 1000 AS BIGINT), interval_seconds,
                   CAST(consumption_kwh * 1000000 AS BIGINT)
            FROM readings
            """;

    private final WorkerSettings settings;
    private final TestRecords records;
    private final Consumer<String> log;
    private int wrong;

    Count(WorkerSettings settings, TestRecords records, Consumer<String> log) {
        this.settings = settings;
        this.records = records;
        this.log = log;
    }

    /** Counts all, and tells whether everything was right. */
    boolean isExact() {
        countLedger();
        if (settings.target() == Target.STORES) {
            countLake();
            countWarehouse();
        } else {
            countTopics();
        }
        return wrong == 0;
    }

    private void countLedger() {
        IngestCounts expected = new IngestCounts(records.readings(), 0, records.deadLetters(), records.duplicates());
        try (Ledger ledger = Pipelines.ledger(settings)) {
            IngestCounts counts = ledger.load().counts();
            judge("ledger", counts.toString(), counts.equals(expected));
        }
    }

    private void countLake() {
        Tally tally = new Tally("lake", records);
        try (S3Client store = Pipelines.store(settings)) {
            S3Lake lake = Pipelines.lake(settings, store);
            lake.objects().forEach(object -> {
                try (Stream<MeterReading> readings = lake.read(object)) {
                    readings.forEach(tally::add);
                }
            });
        }
        judge(tally);
    }

    private void countWarehouse() {
        Tally tally = new Tally("warehouse", records);
        try (JdbcWarehouse warehouse =
                        PostgresWarehouse.open(PostgresSettings.of(settings.databaseUrl()), WorkerSettings.PIPELINE);
                Connection connection = warehouse.connect();
                Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery(READINGS)) {
                while (row.next()) {
                    Interval interval =
                            Interval.of(Instant.ofEpochMilli(row.getLong(2)), Duration.ofSeconds(row.getLong(3)));
                    tally.add(MeterReading.of(row.getString(1), interval, Energy.ofMilliwattHours(row.getLong(4))));
                }
            }
            judge(tally);
            countDeadLetters(statement);
        } catch (SQLException failed) {
            throw new MetrifyException("the warehouse cannot be read: " + failed.getMessage(), failed);
        }
    }

    private void countDeadLetters(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(
                "SELECT count(*), count(DISTINCT \"value\") FROM dead_letters WHERE kind = 'UNDECODABLE'")) {
            row.next();
            judgeDeadLetters(row.getLong(1), row.getLong(2));
        }
    }

    private void countTopics() {
        KafkaTopics topics = Pipelines.topics(settings);
        Tally tally = new Tally("topic", records);
        CommittedTopic.read(
                settings,
                topics.accepted(),
                record -> tally.add(KafkaValues.json().decode(record)));
        DistinctValues letters = new DistinctValues();
        CommittedTopic.read(settings, topics.deadLetters(), letters);
        judge(tally);
        judgeDeadLetters(letters.count(), letters.distinct());
    }

    private void judgeDeadLetters(long letters, long distinct) {
        judge(
                "dead letters",
                String.format(Locale.ROOT, "%,d of %,d, %,d different", letters, records.deadLetters(), distinct),
                letters == records.deadLetters() && distinct == letters);
    }

    private void judge(Tally tally) {
        judge(tally.store(), tally.toString(), tally.isExact());
    }

    private void judge(String store, String found, boolean exact) {
        log.accept(String.format(Locale.ROOT, "%-12s %s: %s", store, found, exact ? "exact" : "WRONG"));
        wrong += exact ? 0 : 1;
    }
}
