package io.metrify.connector.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.metrify.connector.api.AcceptedReading;
import io.metrify.connector.api.BatchSpan;
import io.metrify.connector.api.IngestBatch;
import io.metrify.connector.api.IngestCounts;
import io.metrify.connector.jdbc.JdbcWarehouse;
import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.MarketCalendar;
import io.metrify.model.meter.Meter;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.MeterType;
import io.metrify.model.meter.Site;
import io.metrify.validation.series.SeriesRules;
import io.metrify.validation.series.SeriesSettings;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nobody needs to be a superuser: one user owns the tables, another one has the role of the application and no more. */
class PostgresRightsTest {

    private static final Duration QUARTER_HOUR = Duration.ofMinutes(15);
    private static final Instant NOON = Instant.parse("2026-06-01T10:00:00Z");
    private static final MarketCalendar BERLIN = MarketCalendar.of(ZoneId.of("Europe/Berlin"));

    @Test
    void aPipelineNeedsNothingButTheRoleOfTheApplication() throws SQLException {
        TestDatabase database = TestDatabase.empty();
        database.execute("DROP ROLE IF EXISTS tables_owner, loader");
        database.execute("CREATE ROLE tables_owner LOGIN CREATEROLE");
        database.execute("GRANT CREATE ON SCHEMA public TO tables_owner");
        PostgresWarehouse.migrate(as(database, "tables_owner"));
        database.execute("CREATE ROLE loader LOGIN IN ROLE metrify_application");

        try (JdbcWarehouse warehouse = PostgresWarehouse.open(as(database, "loader"), "test")) {
            everything(warehouse);
        }
        try (OperationalStore store = OperationalStore.open(as(database, "loader"))) {
            UUID run = store.startRun("test", "loader");
            store.endRun(run, RunState.FINISHED, IngestCounts.NONE, "");
            assertThat(store.auditLog(0, 10))
                    .extracting(AuditEntry::databaseUser)
                    .containsOnly("loader");
        }
        database.execute("DROP OWNED BY loader, tables_owner; DROP ROLE loader, tables_owner");
    }

    private static void everything(JdbcWarehouse warehouse) {
        MeterReading reading = MeterReading.of("m", Interval.of(NOON, QUARTER_HOUR), Energy.ofWattHours(5));
        long epoch = warehouse.claim(Set.of("0")).get("0").epoch();
        warehouse.commit(new IngestBatch(
                new BatchSpan("topic", "0", 0, 1),
                epoch,
                List.of(new AcceptedReading(reading, List.of())),
                List.of(),
                0));
        assertThat(warehouse.correct(List.of(reading.withConsumption(Energy.ZERO))))
                .isEqualTo(1);
        warehouse.replaceMeters(
                Stream.of(Meter.of("m", MeterType.HOUSEHOLD, new Site("Bayern", null, null), QUARTER_HOUR)));
        warehouse.rebuildFacts(BERLIN);
        warehouse.rebuildSeriesFindings(
                SeriesRules.standard(), BERLIN.dayOf(NOON), SeriesSettings.of(BERLIN), NOON, judged -> {});
        assertThat(warehouse.rowCounts())
                .containsEntry("readings", 1L)
                .containsEntry("daily_consumption_metrics", 1L)
                .containsEntry("dim_meters", 1L);
    }

    private static PostgresSettings as(TestDatabase database, String user) {
        return PostgresSettings.of(database.url().replace("user=postgres", "user=" + user));
    }
}
