package io.metrify.samples.pipeline.report;

import io.metrify.connector.api.Assignment;
import io.metrify.connector.api.Checkpoint;
import io.metrify.connector.api.IngestCounts;
import io.metrify.connector.api.IngestPipeline;
import io.metrify.connector.api.MalformedRecordException;
import io.metrify.connector.api.Origin;
import io.metrify.connector.api.RawRecord;
import io.metrify.connector.api.Source;
import io.metrify.connector.duckdb.DuckDbWarehouse;
import io.metrify.connector.jdbc.JdbcWarehouse;
import io.metrify.connector.jdbc.WarehouseQueries;
import io.metrify.model.Interval;
import io.metrify.model.MarketCalendar;
import io.metrify.model.meter.Meter;
import io.metrify.model.meter.MeterReading;
import io.metrify.quality.FleetScore;
import io.metrify.samples.pipeline.RunSummary;
import io.metrify.validation.MeterDirectory;
import io.metrify.validation.MeterRules;
import io.metrify.validation.RuleSet;
import io.metrify.validation.Subject;
import io.metrify.validation.series.RuleCoverage;
import io.metrify.validation.series.SeriesRules;
import io.metrify.validation.series.SeriesSettings;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** A run through the real pipeline into a real warehouse, with records from a list instead of a broker. */
final class SampleRun {

    private static final String PIPELINE = "sample";

    private final Path file;
    private final MarketCalendar calendar;
    private final Instant now;
    private final RunSummary summary;

    private SampleRun(Path file, MarketCalendar calendar, Instant now, RunSummary summary) {
        this.file = file;
        this.calendar = calendar;
        this.now = now;
        this.summary = summary;
    }

    /** What is sent; a line that is no reading carries the reason. */
    static final class Records {
        private final List<RawRecord> records = new ArrayList<>();
        private final NavigableMap<Long, MeterReading> readings = new TreeMap<>();
        private final String source;

        Records(String source) {
            this.source = source;
        }

        void add(MeterReading reading) {
            readings.put((long) records.size(), reading);
            add(reading.toString(), Map.of("metrify-origin", "sample.csv@" + (records.size() + 1)));
        }

        void addMalformed(String line, String path, String reason) {
            add(
                    line,
                    Map.of(
                            "metrify-origin", "sample.csv@" + (records.size() + 1),
                            "metrify-path", path,
                            "metrify-reason", reason));
        }

        private void add(String value, Map<String, String> headers) {
            Origin origin = new Origin(source, "0", records.size());
            records.add(new RawRecord(origin, null, value.getBytes(StandardCharsets.UTF_8), headers));
        }

        private MeterReading decode(RawRecord record) {
            MeterReading reading = readings.get(record.origin().position());
            if (reading == null) {
                throw new MalformedRecordException(
                        record.headers().getOrDefault("metrify-path", ""),
                        record.headers().getOrDefault("metrify-reason", ""));
            }
            return reading;
        }
    }

    static SampleRun of(
            Path folder, MarketCalendar calendar, Instant now, String input, List<Meter> meters, Records records)
            throws SQLException {
        Path file = folder.resolve("warehouse.duckdb");
        MeterDirectory directory = meters.isEmpty() ? MeterDirectory.none() : MeterDirectory.of(meters);
        try (JdbcWarehouse warehouse = DuckDbWarehouse.open(file, PIPELINE)) {
            warehouse.replaceMeters(meters.stream());
        }
        IngestCounts counts;
        try (IngestPipeline pipeline = IngestPipeline.builder(
                        new ListSource(records.records),
                        records::decode,
                        MeterRules.standard(),
                        DuckDbWarehouse.open(file, PIPELINE))
                .meters(directory)
                .clock(() -> now)
                .build()) {
            counts = pipeline.run().counts();
        }
        try (JdbcWarehouse warehouse = DuckDbWarehouse.open(file, PIPELINE)) {
            warehouse.rebuildFacts(calendar);
            Map<String, RuleCoverage> series =
                    judgeSeries(warehouse, SeriesSettings.of(calendar).withMeters(directory), now);
            return new SampleRun(file, calendar, now, summary(input, calendar, warehouse, counts, series));
        }
    }

    /** The same run, but the lake says that it holds another number of readings. */
    SampleRun withLakeRows(long rows) {
        RunSummary is = summary;
        return new SampleRun(
                file,
                calendar,
                now,
                new RunSummary(
                        is.run(),
                        is.read(),
                        is.accepted(),
                        is.rejected(),
                        is.deadLetters(),
                        is.duplicates(),
                        is.findings(),
                        is.seriesFindings(),
                        is.seriesRules(),
                        is.energyKwh(),
                        is.energyByRegister(),
                        is.quality(),
                        new RunSummary.Lake(is.lake().objects(), rows, is.lake().bytes()),
                        is.warehouse(),
                        is.stages(),
                        is.seconds(),
                        is.readingsPerSecond()));
    }

    RunSummary summary() {
        return summary;
    }

    /** Writes the report and gives its text. */
    String report(Path target) throws IOException, SQLException {
        try (JdbcWarehouse warehouse = DuckDbWarehouse.open(file, PIPELINE);
                WarehouseQueries queries = warehouse.queries()) {
            HtmlReport.write(target, summary, queries, calendar);
        }
        return Files.readString(target);
    }

    /** Writes the quality report for people and for programs, and gives the text of the page. */
    String qualityReport(Path folder) throws IOException, SQLException {
        try (JdbcWarehouse warehouse = DuckDbWarehouse.open(file, PIPELINE);
                WarehouseQueries queries = warehouse.queries()) {
            new QualityReportFiles(queries, summary, calendar, this::coverage)
                    .write(folder, score(queries.connection(), warehouse), now);
        }
        return Files.readString(folder.resolve(QualityReportFiles.HTML));
    }

    private Map<String, RuleCoverage> coverage(List<MeterReading> readings) {
        Interval window = new Interval(
                Instant.parse(summary.run().from()), Instant.parse(summary.run().to()));
        return SeriesRules.standard()
                .withRecordRules(RuleSet.of(Subject.ofMeterReading(), List.of()))
                .validate(window, readings, List.of(), SeriesSettings.of(calendar), now)
                .coverage();
    }

    /** The first column of the first row of a query on the warehouse, as text. */
    String query(String sql) throws SQLException {
        try (JdbcWarehouse warehouse = DuckDbWarehouse.open(file, PIPELINE);
                Connection connection = warehouse.connect()) {
            return query(connection, sql);
        }
    }

    private static String query(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }

    private static Map<String, RuleCoverage> judgeSeries(JdbcWarehouse warehouse, SeriesSettings settings, Instant now)
            throws SQLException {
        Interval window;
        try (Connection connection = warehouse.connect()) {
            if (query(connection, "SELECT count(*) FROM readings").equals("0")) {
                return Map.of();
            }
            window = new Interval(
                    Instant.parse(instant(connection, "min(\"timestamp\")")),
                    Instant.parse(instant(connection, "max(\"timestamp\" + to_seconds(interval_seconds))")));
        }
        return warehouse.rebuildSeriesFindings(SeriesRules.standard(), window, settings, now, judged -> {});
    }

    private static RunSummary summary(
            String input,
            MarketCalendar calendar,
            JdbcWarehouse warehouse,
            IngestCounts counts,
            Map<String, RuleCoverage> series)
            throws SQLException {
        try (Connection connection = warehouse.connect()) {
            Map<String, String> energy = new LinkedHashMap<>();
            BigDecimal total = BigDecimal.ZERO.setScale(6);
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(
                            "SELECT obis_code, sum(consumption_kwh) FROM readings GROUP BY obis_code ORDER BY obis_code")) {
                while (row.next()) {
                    energy.put(row.getString(1), row.getBigDecimal(2).toPlainString());
                    total = total.add(row.getBigDecimal(2));
                }
            }
            boolean empty = counts.accepted() == 0;
            return new RunSummary(
                    new RunSummary.Run(
                            "sample-run",
                            input,
                            calendar.zone().getId(),
                            Long.parseLong(query(connection, "SELECT count(DISTINCT meter_id) FROM readings")),
                            empty ? "" : instant(connection, "min(\"timestamp\")"),
                            empty ? "" : instant(connection, "max(\"timestamp\" + to_seconds(interval_seconds))"),
                            false),
                    counts.read(),
                    counts.accepted(),
                    counts.rejected(),
                    counts.deadLetters(),
                    counts.duplicates(),
                    Map.of(),
                    Map.of(),
                    series,
                    total.toPlainString(),
                    energy,
                    quality(connection, warehouse),
                    new RunSummary.Lake(empty ? 0 : 7, counts.accepted(), counts.accepted() * 11),
                    warehouse.rowCounts(),
                    Map.of("ingest", 3.25, "facts", 0.75),
                    4.5,
                    counts.read() * 4 / 13);
        }
    }

    private static FleetScore score(Connection connection, JdbcWarehouse warehouse) throws SQLException {
        long expected = Long.parseLong(query(connection, """
                SELECT coalesce(CAST(sum(slots) AS BIGINT), 0) FROM (
                    SELECT (epoch_ms(max("timestamp")) - epoch_ms(min("timestamp"))) // 1000 // min(interval_seconds) + 1
                        AS slots
                    FROM readings GROUP BY meter_id, obis_code)
                """));
        return FleetScore.of(warehouse.qualityCounts().withExpected(expected));
    }

    private static RunSummary.Quality quality(Connection connection, JdbcWarehouse warehouse) throws SQLException {
        FleetScore score = score(connection, warehouse);
        return new RunSummary.Quality(
                score.value(),
                score.tier().map(Enum::name).orElse("NOT_SCORED"),
                score.dimensions().stream()
                        .map(dimension -> new RunSummary.Loss(
                                dimension.dimension().name(),
                                dimension.lost().toDouble(),
                                dimension.lost().toString(),
                                dimension.basis()))
                        .toList());
    }

    private static String instant(Connection connection, String expression) throws SQLException {
        String millis = query(connection, "SELECT epoch_ms(" + expression + ") FROM readings");
        return Instant.ofEpochMilli(Long.parseLong(millis)).toString();
    }

    private static final class ListSource implements Source {
        private static final int AT_ONCE = 10_000;
        private final List<RawRecord> records;
        private int next;

        ListSource(List<RawRecord> records) {
            this.records = records;
        }

        @Override
        public void open(Assignment assignment) {
            next = (int) assignment.taken(Set.of("0")).next("0");
        }

        @Override
        public List<RawRecord> poll(Duration atMost) {
            int end = Math.min(records.size(), next + AT_ONCE);
            List<RawRecord> polled = records.subList(next, end);
            next = end;
            return polled;
        }

        @Override
        public void commit(Checkpoint upTo) {
            // The list stays where it is.
        }

        @Override
        public boolean isExhausted() {
            return next == records.size();
        }

        @Override
        public void close() {
            next = records.size();
        }
    }
}
