package io.metrify.connector.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.metrify.connector.api.Claim;
import io.metrify.connector.api.CommitStateUnknownException;
import io.metrify.connector.api.SinkException;
import io.metrify.model.MetrifyException;
import io.metrify.testkit.server.EmbeddedS3;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

class S3LakeFailureTest {

    private static EmbeddedS3 server;

    private TestLake test;

    @BeforeAll
    static void startServer() {
        server = EmbeddedS3.start();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void freshBucket() {
        test = new TestLake(server);
    }

    @AfterEach
    void closeClient() {
        test.close();
    }

    @Test
    void triesAgainWhatTheStoreWasTooBusyFor() throws IOException {
        assertSurvives(FaultyStore.status(503, "SlowDown"), 2);
    }

    @Test
    void triesAgainAfterAnInternalError() throws IOException {
        assertSurvives(FaultyStore.status(500, "InternalError"), 2);
    }

    @Test
    void triesAgainAfterAReset() throws IOException {
        assertSurvives(FaultyStore.RESET, 2);
    }

    @Test
    void triesAgainWhenTheAnswerWasLost() throws IOException {
        assertSurvives(FaultyStore.LOSE_ANSWER, 2);
    }

    @Test
    void triesAgainAfterGarbage() throws IOException {
        assertSurvives("\u0000\u0001 this is not HTTP\r\n\r\n", 2);
    }

    @Test
    void triesAgainAfterSilence() throws IOException {
        AtomicInteger requests = new AtomicInteger();
        try (FaultyStore store = new FaultyStore(
                        server.endpoint(), request -> requests.incrementAndGet() == 2 ? FaultyStore.SILENCE : null);
                S3Client client = S3Clients.create(
                        test.settings(store.endpoint()).withTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(1)))) {
            test.lake(client).build().sink().write(TestLake.batch(0, 50));
        }
        assertThat(test.lake().statistics().rows()).isEqualTo(50);
    }

    @Test
    void doesNotTakeAProxysGreetingForAStoredObject() throws IOException {
        assertSurvives("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello", 2);
    }

    @Test
    void saysThatABatchIsNotWrittenWhenTheStoreStaysBusy() throws IOException {
        Throwable failure = writeThrough(request ->
                request.startsWith("PUT") && request.contains(".parquet") ? FaultyStore.status(503, "SlowDown") : null);
        assertThat(failure)
                .isInstanceOf(SinkException.class)
                .hasMessageContaining("meter-readings/3@[0, 50)")
                .hasMessageContaining("503 SlowDown");
    }

    @Test
    void saysThatABatchIsNotWrittenWhenTheAnswersOfItsObjectsStayLost() throws IOException {
        Throwable failure = writeThrough(
                request -> request.startsWith("PUT") && request.contains(".parquet") ? FaultyStore.LOSE_ANSWER : null);
        assertThat(failure).isInstanceOf(SinkException.class);
        assertThat(test.parquetKeys()).isNotEmpty();
        assertThat(test.lake().statistics()).isEqualTo(LakeStatistics.NONE);
    }

    @Test
    void looksWhoseStepIsThereWhenTheAnswersOfTheLogStayLost() throws IOException {
        Throwable failure = writeThrough(
                request -> request.startsWith("PUT") && request.contains("_log") ? FaultyStore.LOSE_ANSWER : null);
        assertThat(failure).isNull();
        assertThat(test.lake().statistics().rows()).isEqualTo(50);
        assertThat(test.version()).isEqualTo(1);
    }

    @Test
    void saysThatNobodyKnowsWhenTheLogCannotBeLookedAtEither() throws IOException {
        Throwable failure = writeThrough(request -> {
            if (!request.contains("_log/steps/0")) {
                return null;
            }
            return request.startsWith("PUT") ? FaultyStore.LOSE_ANSWER : FaultyStore.RESET;
        });
        assertThat(failure).isInstanceOf(CommitStateUnknownException.class).hasMessageContaining("nobody knows");
        // It was; and writing it again changes nothing.
        assertThat(test.lake().statistics().rows()).isEqualTo(50);
        test.lake().sink().write(TestLake.batch(0, 50));
        assertThat(test.version()).isEqualTo(1);
    }

    @Test
    void goesOnAfterStepsThatOthersTookWhileAnswersWereLost() throws IOException {
        test.lake().sink().write(TestLake.batch(50, 60));
        AtomicInteger steps = new AtomicInteger();
        try (FaultyStore store = new FaultyStore(
                        server.endpoint(),
                        request -> request.startsWith("PUT") && request.contains("_log") && steps.getAndIncrement() < 2
                                ? FaultyStore.LOSE_ANSWER
                                : null);
                S3Client client = test.clientFor(store.endpoint())) {
            S3LakeSink sink = test.lake(client).build().sink();
            sink.write(TestLake.batch(0, 50));
            test.lake().sink().write(TestLake.batch(60, 70));
            sink.write(TestLake.batch(70, 80));
        }
        assertThat(test.lake().statistics().rows()).isEqualTo(80);
        assertThat(test.version()).isEqualTo(4);
    }

    @Test
    void refusesAStoreThatIgnoresConditions() throws IOException {
        String stored = "HTTP/1.1 200 OK\r\nETag: \"x\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        Throwable failure =
                writeThrough(request -> request.startsWith("PUT") && request.contains("_log") ? stored : null);
        assertThat(failure).isInstanceOf(SinkException.class).hasMessageContaining("If-None-Match");
    }

    @Test
    void saysThatABatchIsNotWrittenWhenTheLogRefusesIt() throws IOException {
        Throwable failure = writeThrough(request ->
                request.startsWith("PUT") && request.contains("_log") ? FaultyStore.status(503, "SlowDown") : null);
        assertThat(failure).isInstanceOf(SinkException.class).hasMessageContaining("503 SlowDown");
        assertThat(test.lake().statistics()).isEqualTo(LakeStatistics.NONE);
    }

    @Test
    void namesTheRefusalOfAWrongSecretAndKeepsTheSecret() {
        String secret = "a-very-wrong-secret";
        S3Settings wrong =
                test.settings(server.endpoint()).withCredentials(S3Credentials.of(server.accessKey(), secret));
        try (S3Client client = S3Clients.create(wrong)) {
            S3LakeSink sink = test.lake(client).build().sink();
            Throwable failure = catchThrowable(() -> sink.recover(Map.of("3", new Claim(0, 2))));
            assertThat(failure)
                    .isInstanceOf(SinkException.class)
                    .hasMessageContaining("403 SignatureDoesNotMatch")
                    .hasMessageContaining("check the credentials");
            StringWriter everything = new StringWriter();
            failure.printStackTrace(new PrintWriter(everything));
            assertThat(everything.toString()).doesNotContain(secret);
        }
        assertThat(wrong.toString()).doesNotContain(secret);
    }

    @Test
    void refusesAtOnceWhatWillNotGetBetter() throws IOException {
        try (FaultyStore store =
                        new FaultyStore(server.endpoint(), request -> FaultyStore.status(403, "AccessDenied"));
                S3Client client = test.clientFor(store.endpoint())) {
            S3LakeSink sink = test.lake(client).build().sink();
            assertThatThrownBy(() -> sink.recover(Map.of("3", new Claim(0, 2))))
                    .hasMessageContaining("403 AccessDenied");
            assertThat(store.requests()).isEqualTo(1);
        }
    }

    @Test
    void saysThatTheBucketDoesNotExist() {
        S3LakeSink sink = S3Lake.builder(test.client, "no-such-bucket").build().sink();
        assertThatThrownBy(() -> sink.write(TestLake.batch(0, 5)))
                .isInstanceOf(SinkException.class)
                .hasMessageContaining("404 NoSuchBucket");
    }

    @Test
    void saysThatNothingAnswers() {
        try (S3Client client = test.clientFor(URI.create("http://127.0.0.1:1"))) {
            S3LakeSink sink = test.lake(client).build().sink();
            assertThatThrownBy(() -> sink.write(TestLake.batch(0, 5)))
                    .isInstanceOf(SinkException.class)
                    .hasMessageContaining("check the endpoint");
        }
    }

    @Test
    void doesNotReadAListingOfSomethingElse() throws IOException {
        String page = "<html><body>Please log in</body></html>";
        try (FaultyStore store = new FaultyStore(
                        server.endpoint(),
                        request -> "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: " + page.length()
                                + "\r\nConnection: close\r\n\r\n" + page);
                S3Client client = test.clientFor(store.endpoint())) {
            S3Lake lake = test.lake(client).build();
            assertThatThrownBy(lake::statistics).isInstanceOf(MetrifyException.class);
        }
    }

    /** Every object's first requests fail. */
    private void assertSurvives(String answer, int times) throws IOException {
        AtomicInteger failed = new AtomicInteger();
        Throwable failure =
                writeThrough(request -> request.startsWith("PUT") && failed.getAndIncrement() < times ? answer : null);
        assertThat(failure).isNull();
        assertThat(failed.get()).isGreaterThan(times);
        assertThat(test.lake().statistics().rows()).isEqualTo(50);
    }

    private Throwable writeThrough(FaultyStore.Faults faults) throws IOException {
        try (FaultyStore store = new FaultyStore(server.endpoint(), faults);
                S3Client client = test.clientFor(store.endpoint())) {
            S3LakeSink sink = test.lake(client).build().sink();
            return catchThrowable(() -> sink.write(TestLake.batch(0, 50)));
        }
    }
}
