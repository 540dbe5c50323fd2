package io.metrify.connector.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metrify.connector.api.AcceptedReading;
import io.metrify.connector.api.BatchSpan;
import io.metrify.connector.api.Claim;
import io.metrify.connector.api.CommitStateUnknownException;
import io.metrify.connector.api.FencedException;
import io.metrify.connector.api.IngestBatch;
import io.metrify.connector.api.Secret;
import io.metrify.connector.api.SinkException;
import io.metrify.connector.jdbc.JdbcWarehouse;
import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.MetrifyException;
import io.metrify.model.meter.MeterReading;
import io.metrify.validation.Finding;
import io.metrify.validation.Severity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes wrong between a pipeline and its database, and that the counts are exact after all of it. */
class PostgresFailureTest {

    private static final Instant NOON = Instant.parse("2026-06-01T10:00:00Z");
    private static final Duration QUARTER_HOUR = Duration.ofMinutes(15);
    private static final PostgresTimeouts IMPATIENT =
            new PostgresTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(2), Duration.ofSeconds(8));

    private TestDatabase database;

    @BeforeEach
    void anEmptyWarehouse() throws SQLException {
        database = TestDatabase.migrated();
    }

    @Test
    void ofTwoProcessesThatClaimAPartitionTheFirstIsFencedOff() throws SQLException {
        try (JdbcWarehouse first = database.open();
                JdbcWarehouse second = database.open()) {
            long old = claim(first).epoch();
            first.commit(batch(0, 100, old));
            Claim current = claim(second);
            assertThatThrownBy(() -> first.commit(batch(100, 200, old))).isInstanceOf(FencedException.class);
            second.commit(batch(current.next(), 200, current.epoch()));

            assertStored(200);
        }
    }

    @Test
    void processesThatTakeAPartitionFromEachOtherStoreEachReadingOnce() throws Exception {
        CyclicBarrier allOpen = new CyclicBarrier(4);
        List<CompletableFuture<Void>> processes = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        for (long step = 20; step < 60; step += 10) {
            long records = step;
            processes.add(CompletableFuture.runAsync(() -> storeUntil(1_000, records, allOpen), threads));
        }
        threads.shutdown();
        for (CompletableFuture<Void> process : processes) {
            process.get();
        }
        assertStored(1_000);
    }

    /** Claims the partition whenever it was taken over, as no real process would, and goes on. */
    private void storeUntil(long end, long records, CyclicBarrier allOpen) {
        try (JdbcWarehouse warehouse = database.open()) {
            allOpen.await();
            Claim claim = claim(warehouse);
            long next = claim.next();
            while (next < end) {
                try {
                    warehouse.commit(batch(next, Math.min(end, next + records), claim.epoch()));
                    next = Math.min(end, next + records);
                } catch (FencedException takenOver) {
                    claim = claim(warehouse);
                    next = claim.next();
                }
            }
        } catch (InterruptedException | BrokenBarrierException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    @Test
    void aClaimWaitsForAnotherWhateverIsolationTheDatabaseIsUsedTo() throws Exception {
        database.execute("ALTER DATABASE " + database.query("SELECT current_database()")
                + " SET default_transaction_isolation = 'serializable'");
        try (JdbcWarehouse warehouse = database.open();
                Connection other = database.connect();
                Statement statement = other.createStatement()) {
            warehouse.claim(Set.of("0"));
            other.setAutoCommit(false);
            statement.executeUpdate("UPDATE ingest_progress SET epoch = epoch + 1");
            CompletableFuture<Claim> claim = CompletableFuture.supplyAsync(
                    () -> warehouse.claim(Set.of("0")).get("0"));
            awaitWaiting(1);
            other.commit();

            assertThat(claim.get().epoch()).isEqualTo(3);
        }
    }

    @Test
    void aClaimWaitsForTheCommitThatIsUnderWay() throws Exception {
        try (JdbcWarehouse first = database.open();
                JdbcWarehouse second = database.open();
                Connection blocker = database.connect();
                Statement statement = blocker.createStatement()) {
            long old = claim(first).epoch();
            statement.execute("BEGIN; LOCK TABLE meter_quality IN ACCESS EXCLUSIVE MODE");
            CompletableFuture<Void> commit = CompletableFuture.runAsync(() -> first.commit(batch(0, 100, old)));
            awaitWaiting(1);
            CompletableFuture<Claim> claim = CompletableFuture.supplyAsync(() -> claim(second));
            awaitWaiting(2);
            statement.execute("ROLLBACK");

            commit.get();
            assertThat(claim.get().next()).isEqualTo(100);
            assertStored(100);
        }
    }

    @Test
    void aBackendThatIsKilledDuringACommitLeavesNothing() throws Exception {
        try (JdbcWarehouse warehouse = database.open();
                Connection blocker = database.connect();
                Statement statement = blocker.createStatement()) {
            long epoch = claim(warehouse).epoch();
            // The COPY into readings is done, and the one into meter_quality waits here.
            statement.execute("BEGIN; LOCK TABLE meter_quality IN ACCESS EXCLUSIVE MODE");
            CompletableFuture<Void> commit =
                    CompletableFuture.runAsync(() -> warehouse.commit(batch(0, 20_000, epoch)));
            awaitWaiting(1);
            database.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event_type = 'Lock'");

            assertThatThrownBy(commit::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(SinkException.class);
            statement.execute("ROLLBACK");
            assertStored(0);
            warehouse.commit(batch(0, 20_000, epoch));
            assertStored(20_000);
        }
    }

    @Test
    void aBackendThatIsKilledInTheMiddleOfACopyLeavesNothing() throws Exception {
        try (JdbcWarehouse warehouse = database.open()) {
            long epoch = claim(warehouse).epoch();
            warehouse.commit(batch(0, 1, epoch));
            database.execute("""
                    CREATE FUNCTION die() RETURNS TRIGGER LANGUAGE plpgsql SECURITY DEFINER AS $$
                    BEGIN
                        PERFORM pg_terminate_backend(pg_backend_pid());
                        RETURN NEW;
                    END $$;
                    CREATE TRIGGER dies BEFORE INSERT ON readings_2026_06 FOR EACH ROW
                        WHEN (NEW.consumption_kwh = 15) EXECUTE FUNCTION die()
                    """);
            assertThatThrownBy(() -> warehouse.commit(batch(1, 20_000, epoch))).isInstanceOf(SinkException.class);
            database.execute("DROP TRIGGER dies ON readings_2026_06");
            assertStored(1);

            warehouse.commit(batch(1, 20_000, epoch));
            assertStored(20_000);
        }
    }

    @Test
    void aCommitThatNeverReachedTheServerIsUnknownAndNotThere() throws Exception {
        try (CuttingProxy network = new CuttingProxy(serverPort());
                JdbcWarehouse warehouse = PostgresWarehouse.open(through(network), "test")) {
            long epoch = claim(warehouse).epoch();
            network.cutOnce(CuttingProxy.Cut.BEFORE_COMMIT);
            assertThatThrownBy(() -> warehouse.commit(batch(0, 100, epoch)))
                    .isInstanceOf(CommitStateUnknownException.class)
                    .hasMessageContaining("nobody knows whether storing batch");
            assertThat(warehouse.load().checkpoint().next("0")).isZero();

            warehouse.commit(batch(0, 100, epoch));
            assertStored(100);
        }
    }

    @Test
    void aCommitWhoseAnswerWasLostIsUnknownAndThere() throws Exception {
        try (CuttingProxy network = new CuttingProxy(serverPort());
                JdbcWarehouse warehouse = PostgresWarehouse.open(through(network), "test")) {
            long epoch = claim(warehouse).epoch();
            network.cutOnce(CuttingProxy.Cut.AFTER_COMMIT);
            assertThatThrownBy(() -> warehouse.commit(batch(0, 100, epoch)))
                    .isInstanceOf(CommitStateUnknownException.class);
            assertThat(warehouse.load().checkpoint().next("0")).isEqualTo(100);
            assertThatThrownBy(() -> warehouse.commit(batch(0, 100, epoch))).isInstanceOf(FencedException.class);

            warehouse.commit(batch(100, 200, epoch));
            assertStored(200);
        }
    }

    @Test
    void goesOnAfterTheServerWasRestarted() throws SQLException {
        try (JdbcWarehouse warehouse = database.open()) {
            long epoch = claim(warehouse).epoch();
            warehouse.commit(batch(0, 100, epoch));
            TestDatabase.restartServer();
            boolean stored = false;
            for (int attempt = 1; !stored && attempt < 10; attempt++) {
                try {
                    warehouse.commit(batch(100, 200, epoch));
                    stored = true;
                } catch (SinkException broken) {
                    assertThat(broken).hasMessageContaining("try again");
                }
            }
            assertStored(200);
        }
    }

    @Test
    void whatTakesTooLongFailsAndCanBeTriedAgain() throws SQLException {
        PostgresSettings impatient = database.application().withTimeouts(IMPATIENT);
        try (JdbcWarehouse warehouse = PostgresWarehouse.open(impatient, "test");
                Connection blocker = database.connect();
                Statement statement = blocker.createStatement()) {
            long epoch = claim(warehouse).epoch();
            statement.execute("BEGIN; LOCK TABLE findings IN ACCESS EXCLUSIVE MODE");
            assertThatThrownBy(() -> warehouse.commit(oneFinding(epoch)))
                    .isInstanceOf(SinkException.class)
                    .hasMessageContaining("timeout");
            statement.execute("ROLLBACK");

            warehouse.commit(oneFinding(epoch));
            assertStored(1);
        }
    }

    @Test
    void aReadingThatIsThereIsNotStoredTwiceEvenByAnotherPipeline() throws SQLException {
        try (JdbcWarehouse one = database.open();
                JdbcWarehouse other = PostgresWarehouse.open(database.application(), "other")) {
            one.commit(batch(0, 100, claim(one).epoch()));
            long epoch = claim(other).epoch();
            assertThatThrownBy(() -> other.commit(batch(0, 100, epoch)))
                    .isInstanceOf(MetrifyException.class)
                    .isNotInstanceOf(SinkException.class)
                    .hasMessageContaining("duplicate key")
                    .hasMessageContaining("trying again would not help");
            assertStored(100);
        }
    }

    @Test
    void somethingElseOnThePortIsASentence() throws Exception {
        try (ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> talker = CompletableFuture.runAsync(() -> talk(door));
            PostgresSettings wrong = PostgresSettings.of(
                            "jdbc:postgresql://localhost:" + door.getLocalPort() + "/metrify",
                            "me",
                            Secret.of("sesame"))
                    .withTimeouts(IMPATIENT);
            assertThatThrownBy(() -> PostgresWarehouse.open(wrong, "test"))
                    .isInstanceOf(SinkException.class)
                    .hasMessageStartingWith("connecting to jdbc:postgresql://localhost:")
                    .hasMessageContaining("check that a PostgreSQL server answers there")
                    .hasMessageNotContaining("sesame");
            door.close();
            talker.get();
        }
    }

    @Test
    void aServerThatAcceptsAndNeverAnswersIsASentence() throws IOException {
        try (ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            PostgresSettings silent = PostgresSettings.of(
                            "jdbc:postgresql://localhost:" + door.getLocalPort() + "/metrify")
                    .withTimeouts(
                            new PostgresTimeouts(Duration.ofSeconds(1), Duration.ofMillis(300), Duration.ofSeconds(1)));
            assertThatThrownBy(() -> PostgresWarehouse.open(silent, "test"))
                    .isInstanceOf(SinkException.class)
                    .hasMessageStartingWith("connecting to jdbc:postgresql://localhost:");
        }
    }

    @Test
    void aServerWithoutTlsIsRefusedWhereItIsDemanded() {
        PostgresSettings strict = PostgresSettings.of(database.url() + "&sslmode=verify-full");
        assertThatThrownBy(() -> PostgresWarehouse.open(strict, "test"))
                .isInstanceOf(SinkException.class)
                .hasMessageContaining("SSL")
                .hasMessageContaining("proves who it is by a certificate");
    }

    @Test
    void aUserWhomTheServerDoesNotKnowIsASentence() {
        PostgresSettings stranger = PostgresSettings.of(database.url().replace("user=postgres", "user=stranger"));
        assertThatThrownBy(() -> PostgresWarehouse.open(stranger, "test"))
                .isInstanceOf(MetrifyException.class)
                .isNotInstanceOf(SinkException.class)
                .hasMessageContaining("check user, password");
    }

    @Test
    void aMonthIsMadeWhileOthersReadAndWrite() throws SQLException {
        PostgresSettings impatient = database.application().withTimeouts(IMPATIENT);
        try (JdbcWarehouse warehouse = PostgresWarehouse.open(impatient, "test");
                Connection other = database.connect();
                Statement statement = other.createStatement()) {
            statement.execute("SELECT metrify_make_month('2026-05-01')");
            statement.execute(
                    "BEGIN; SELECT count(*) FROM readings; INSERT INTO readings (meter_id, obis_code, \"timestamp\","
                            + " interval_seconds, quality_code) VALUES ('x', '1-1:1.29.0', '2026-05-01 00:00:00+00', 900, 'VALID')");
            warehouse.commit(batch(0, 100, claim(warehouse).epoch()));
            statement.execute("ROLLBACK");

            assertStored(100);
        }
    }

    @Test
    void aDatabaseWithoutTheTablesIsASentence() throws SQLException {
        TestDatabase empty = TestDatabase.empty();
        assertThatThrownBy(() -> PostgresWarehouse.open(empty.settings(), "test"))
                .isInstanceOf(MetrifyException.class)
                .isNotInstanceOf(SinkException.class)
                .hasMessageContaining("has no tables of a warehouse")
                .hasMessageContaining("readings")
                .hasMessageContaining("PostgresWarehouse.migrate");
    }

    private void assertStored(long readings) throws SQLException {
        assertThat(database.query("SELECT count(*) || ' ' || coalesce(sum(consumption_kwh), 0) FROM readings"))
                .isEqualTo(readings + " " + sum(readings));
        assertThat(database.query("SELECT coalesce(sum(accepted), 0) FROM ingest_progress"))
                .isEqualTo(Long.toString(readings));
        assertThat(database.query("SELECT coalesce(sum(accepted), 0) FROM meter_quality"))
                .isEqualTo(Long.toString(readings));
    }

    private static String sum(long readings) {
        return readings == 0
                ? "0"
                : Energy.ofWattHours(readings * (readings + 1) / 2)
                        .toKilowattHours()
                        .toPlainString();
    }

    /** Waits until so many sessions wait for a lock. */
    private void awaitWaiting(int sessions) throws SQLException, InterruptedException {
        String waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                + " AND datname = current_database()";
        while (Integer.parseInt(database.query(waiting)) < sessions) {
            Thread.sleep(10);
        }
    }

    private int serverPort() {
        return URI.create(database.url().substring("jdbc:".length())).getPort();
    }

    /** A commit is sent as text, by which the network knows it. */
    private PostgresSettings through(CuttingProxy network) {
        return PostgresSettings.of(database.url()
                        .replace(":" + serverPort() + "/", ":" + network.port() + "/")
                        .concat("&sslmode=disable&prepareThreshold=0"))
                .withRole(PostgresSettings.APPLICATION_ROLE);
    }

    private static void talk(ServerSocket door) {
        while (!door.isClosed()) {
            try (Socket guest = door.accept()) {
                guest.getOutputStream()
                        .write("HTTP/1.1 400 Bad Request\r\n\r\n".repeat(50).getBytes(StandardCharsets.US_ASCII));
            } catch (IOException gone) {
                assertThat(gone).isNotNull();
            }
        }
    }

    private static Claim claim(JdbcWarehouse warehouse) {
        return warehouse.claim(Set.of("0")).get("0");
    }

    private static IngestBatch oneFinding(long epoch) {
        IngestBatch batch = batch(0, 1, epoch);
        return new IngestBatch(
                batch.span(),
                epoch,
                List.of(new AcceptedReading(
                        batch.accepted().get(0).reading(),
                        List.of(new Finding(
                                "test.remark", Severity.WARNING, "m", NOON, null, null, "1", "2", "a remark")))),
                List.of(),
                0);
    }

    /** Readings of 1 Wh, 2 Wh and so on. */
    private static IngestBatch batch(long first, long end, long epoch) {
        List<AcceptedReading> accepted = new ArrayList<>();
        for (long position = first; position < end; position++) {
            Instant start = NOON.plus(QUARTER_HOUR.multipliedBy(position / 100));
            accepted.add(new AcceptedReading(
                    MeterReading.of(
                            "m" + position % 100, Interval.of(start, QUARTER_HOUR), Energy.ofWattHours(position + 1)),
                    List.of()));
        }
        return new IngestBatch(new BatchSpan("topic", "0", first, end), epoch, accepted, List.of(), 0);
    }
}
