package io.metrify.connector.jdbc;

import static io.metrify.connector.jdbc.LogicalType.BIGINT;
import static io.metrify.connector.jdbc.LogicalType.BYTES;
import static io.metrify.connector.jdbc.LogicalType.DATE;
import static io.metrify.connector.jdbc.LogicalType.DOUBLE;
import static io.metrify.connector.jdbc.LogicalType.ENERGY;
import static io.metrify.connector.jdbc.LogicalType.INSTANT;
import static io.metrify.connector.jdbc.LogicalType.INTEGER;
import static io.metrify.connector.jdbc.LogicalType.TEXT;
import static io.metrify.connector.jdbc.LogicalType.TEXT_MAP;

import java.util.List;
import java.util.Optional;

/** The tables of a warehouse, defined once; every dialect makes its own statements of them. */
public final class WarehouseTables {

    /** Accepted readings. */
    public static final Table READINGS = new Table(
            "readings",
            List.of(
                    Column.of("meter_id", TEXT),
                    Column.of("obis_code", TEXT),
                    Column.of("timestamp", INSTANT),
                    Column.of("interval_seconds", INTEGER),
                    Column.optional("consumption_kwh", ENERGY),
                    Column.optional("voltage", DOUBLE),
                    Column.optional("current", DOUBLE),
                    Column.optional("power_factor", DOUBLE),
                    Column.optional("frequency", DOUBLE),
                    Column.optional("temperature", DOUBLE),
                    Column.optional("humidity", DOUBLE),
                    Column.of("quality_code", TEXT),
                    Column.optional("quality_method", TEXT),
                    Column.optional("data_quality_score", DOUBLE)),
            List.of("meter_id", "obis_code", "timestamp"),
            Optional.of("timestamp"),
            List.of("timestamp", "meter_id"));

    /** Findings on single readings, both accepted and rejected. */
    public static final Table FINDINGS = findings("findings");

    /** What the rules on series found in all stored readings. */
    public static final Table SERIES_FINDINGS = findings("series_findings");

    /** Records that were not accepted, with their original bytes. */
    public static final Table DEAD_LETTERS = new Table(
            "dead_letters",
            List.of(
                    Column.of("source", TEXT),
                    Column.of("partition", TEXT),
                    Column.of("position", BIGINT),
                    Column.of("kind", TEXT),
                    Column.of("path", TEXT),
                    Column.of("reason", TEXT),
                    Column.optional("key", BYTES),
                    Column.optional("value", BYTES),
                    Column.of("headers", TEXT_MAP)),
            List.of(),
            Optional.empty(),
            List.of());

    /**
     * What became of records, by meter; one row for each meter and batch, to be added up. The meter is NULL where it is not
     * known. {@code filled} are the accepted readings that lack nothing; {@code timed} are the readings of which it is known
     * whether they came in time.
     */
    public static final Table METER_QUALITY = new Table(
            "meter_quality",
            List.of(
                    Column.optional("meter_id", TEXT),
                    Column.of("accepted", BIGINT),
                    Column.of("rejected", BIGINT),
                    Column.of("undecodable", BIGINT),
                    Column.of("duplicates", BIGINT),
                    Column.of("filled", BIGINT),
                    Column.of("timed", BIGINT)),
            List.of(),
            Optional.empty(),
            List.of());

    /**
     * What each rule cost which dimension of quality, in readings, by meter; one row for each meter, batch, dimension and rule,
     * to be added up. A reading is lost to one rule; {@code alone} are those of them that no other rule would have cost.
     */
    public static final Table METER_QUALITY_CAUSES = new Table(
            "meter_quality_causes",
            List.of(
                    Column.of("meter_id", TEXT),
                    Column.of("dimension", TEXT),
                    Column.of("rule", TEXT),
                    Column.of("lost", BIGINT),
                    Column.of("alone", BIGINT)),
            List.of(),
            Optional.empty(),
            List.of());

    /** The dimension of meters. */
    public static final Table METERS = new Table(
            "dim_meters",
            List.of(
                    Column.of("meter_id", TEXT),
                    Column.of("meter_type", TEXT),
                    Column.of("region", TEXT),
                    Column.optional("city", TEXT),
                    Column.optional("operator_name", TEXT),
                    Column.of("interval_seconds", INTEGER),
                    Column.optional("rated_power_kw", DOUBLE),
                    Column.of("register_digits", INTEGER),
                    Column.optional("installed", INSTANT),
                    Column.optional("removed", INSTANT)),
            List.of("meter_id"),
            Optional.empty(),
            List.of());

    /** Energy and what was measured with it, by hour of the market. */
    public static final Table HOURLY_FACTS = facts("fact_smart_meter_analytics", "hour_start", "hour_end");

    /** Energy and what was measured with it, by day of the market. */
    public static final Table DAILY_FACTS = facts("daily_consumption_metrics", "day_start", "day_end");

    /**
     * How far each pipeline came in each partition, what became of everything before, and the epoch of the claim that may go
     * on.
     */
    public static final Table PROGRESS = new Table(
            "ingest_progress",
            List.of(
                    Column.of("pipeline", TEXT),
                    Column.of("partition", TEXT),
                    Column.of("next_position", BIGINT),
                    Column.of("epoch", BIGINT),
                    Column.of("accepted", BIGINT),
                    Column.of("rejected", BIGINT),
                    Column.of("dead_letters", BIGINT),
                    Column.of("duplicates", BIGINT)),
            List.of("pipeline", "partition"),
            Optional.empty(),
            List.of());

    private static final List<Table> ALL = List.of(
            READINGS,
            FINDINGS,
            SERIES_FINDINGS,
            DEAD_LETTERS,
            METER_QUALITY,
            METER_QUALITY_CAUSES,
            METERS,
            HOURLY_FACTS,
            DAILY_FACTS,
            PROGRESS);

    private WarehouseTables() {}

    /**
     * Every table.
     *
     * @return in an order in which they can be made
     */
    public static List<Table> all() {
        return ALL;
    }

    private static Table findings(String name) {
        return new Table(
                name,
                List.of(
                        Column.of("rule", TEXT),
                        Column.of("severity", TEXT),
                        Column.of("subject", TEXT),
                        Column.of("start_time", INSTANT),
                        Column.optional("end_time", INSTANT),
                        Column.optional("field", TEXT),
                        Column.of("observed", TEXT),
                        Column.of("expected", TEXT),
                        Column.of("message", TEXT)),
                List.of(),
                Optional.empty(),
                List.of());
    }

    private static Table facts(String name, String start, String end) {
        return new Table(
                name,
                List.of(
                        Column.of("meter_id", TEXT),
                        Column.of("obis_code", TEXT),
                        Column.of("market_date", DATE),
                        Column.of(start, INSTANT),
                        Column.of(end, INSTANT),
                        Column.of("consumption_kwh", ENERGY),
                        Column.of("reading_count", INTEGER),
                        Column.of("coverage", DOUBLE),
                        Column.of("peak_power_kw", DOUBLE),
                        Column.of("quality_code", TEXT),
                        Column.optional("data_quality_score", DOUBLE),
                        Column.optional("mean_voltage", DOUBLE),
                        Column.optional("min_voltage", DOUBLE),
                        Column.optional("max_voltage", DOUBLE),
                        Column.optional("mean_temperature", DOUBLE)),
                List.of("meter_id", "obis_code", start),
                Optional.empty(),
                List.of("market_date", "meter_id"));
    }
}
