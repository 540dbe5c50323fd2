package io.metrify.connector.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.metrify.connector.api.Progress;
import io.metrify.connector.api.Secret;
import io.metrify.connector.jdbc.JdbcWarehouse;
import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.MarketCalendar;
import io.metrify.model.meter.MeterReading;
import io.metrify.validation.series.SeriesRules;
import io.metrify.validation.series.SeriesSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What {@code docs/guide/warehouses.md} shows: each of its listings but that of DuckDB stands here, is compiled and run. */
class WarehousesGuideTest {

    private static final Path GUIDE = Path.of("../../docs/guide/warehouses.md");
    private static final Path SOURCE = Path.of("src/test/java/io/metrify/connector/postgres/WarehousesGuideTest.java");
    private static final MarketCalendar BERLIN = MarketCalendar.of(ZoneId.of("Europe/Berlin"));
    private static final Instant NOON = Instant.parse("2026-06-01T10:00:00Z");

    @Test
    void everyListingOfTheGuideStandsInThisClass() throws IOException {
        String source = unindented(Files.readString(SOURCE));
        List<String> listings = fenced("java");
        listings.removeIf(listing -> listing.contains("DuckDbWarehouse"));

        assertThat(listings).hasSize(3);
        assertThat(listings).allSatisfy(listing -> assertThat(source).contains(unindented(listing)));
    }

    @Test
    void aUserWithTheRoleOfTheApplicationNeedsNothingElse() throws Exception {
        TestDatabase database = TestDatabase.migrated();
        database.execute("DROP ROLE IF EXISTS metrify_loader");
        database.execute(fenced("sql").get(0));
        onPostgres(database.url().replace("user=postgres", ""), database.settings(), Secret.of("..."));
        database.execute("DROP ROLE metrify_loader");
    }

    private static void onPostgres(String url, PostgresSettings owner, Secret password) {
        PostgresSettings settings = PostgresSettings.of(url, "metrify_loader", password);
        PostgresWarehouse.migrate(owner); // once for each version, as the owner of the tables
        JdbcWarehouse warehouse = PostgresWarehouse.open(settings, "meter-readings");
        try (warehouse) {
            afterwards(warehouse);
            operate(settings, warehouse.load(), "rules: []");
        }
        try (OperationalStore store = OperationalStore.open(settings)) {
            assertThat(store.auditLog(0, 100))
                    .extracting(AuditEntry::action)
                    .containsExactly(
                            "run.started", "run.ended", "configuration.written", "operator.added", "role.granted");
            assertThat(store.rolesOf("anna")).containsExactly(OperatorRole.OPERATOR);
        }
    }

    private static void afterwards(JdbcWarehouse warehouse) {
        MarketCalendar calendar = BERLIN;
        SeriesRules rules = SeriesRules.standard();
        Interval window = BERLIN.dayOf(NOON);
        SeriesSettings series = SeriesSettings.of(BERLIN);
        Instant now = NOON;
        List<MeterReading> corrected =
                List.of(MeterReading.of("m", Interval.of(NOON, Duration.ofMinutes(15)), Energy.ofWattHours(5)));

        warehouse.rebuildFacts(calendar); // hourly and daily facts, exact sums
        warehouse.rebuildSeriesFindings(rules, window, series, now, judged -> {});
        warehouse.correct(corrected); // late and corrected readings, by key

        assertThat(warehouse.rowCounts()).containsEntry("readings", 1L);
    }

    private static void operate(PostgresSettings settings, Progress progress, String yaml) {
        try (OperationalStore store = OperationalStore.open(settings)) {
            UUID run = store.startRun("meter-readings", "the scheduler");
            store.endRun(run, RunState.FINISHED, progress.counts(), "");
            store.configure("rules", yaml, "anna");
            store.addOperator("anna", "Anna Berg", "root");
            store.grant("anna", OperatorRole.OPERATOR, "root");
            store.auditLog(0, 100); // then after the last id: none is missed
        }
    }

    private static List<String> fenced(String language) throws IOException {
        List<String> blocks = new ArrayList<>();
        String opening = "```" + language + "\n";
        String guide = Files.readString(GUIDE).replace("\r\n", "\n");
        for (int at = guide.indexOf(opening); at >= 0; at = guide.indexOf(opening, at)) {
            int start = at + opening.length();
            at = guide.indexOf("```", start);
            blocks.add(guide.substring(start, at));
        }
        return blocks;
    }

    private static String unindented(String text) {
        return text.lines().map(String::strip).reduce("", (all, line) -> all + line + "\n");
    }
}
