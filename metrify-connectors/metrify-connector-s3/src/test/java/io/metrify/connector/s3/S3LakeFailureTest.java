package io.metrify.connector.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.metrify.connector.api.Claim;
import io.metrify.connector.api.CommitStateUnknownException;
import io.metrify.connector.api.SinkException;
import io.metrify.model.MetrifyException;
import io.metrify.testkit.server.EmbeddedS3;
import io.metrify.testkit.server.FaultyProxy;
import io.metrify.testkit.server.FaultyProxy.Fault;
import io.metrify.testkit.server.FaultyProxy.Faults;
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
        assertSurvives(Fault.status(503, "SlowDown"), 2);
    }

    @Test
    void triesAgainAfterAnInternalError() throws IOException {
        assertSurvives(Fault.status(500, "InternalError"), 2);
    }

    @Test
    void triesAgainAfterAReset() throws IOException {
        assertSurvives(Fault.RESET, 2);
    }

    @Test
    void triesAgainWhenTheAnswerWasLost() throws IOException {
        assertSurvives(Fault.LOSE_ANSWER, 2);
    }

    @Test
    void triesAgainAfterGarbage() throws IOException {
        assertSurvives(Fault.answer("\u0000\u0001 this is not HTTP\r\n\r\n"), 2);
    }

    @Test
    void triesAgainAfterSilence() throws IOException {
        AtomicInteger requests = new AtomicInteger();
        try (FaultyProxy store = FaultyProxy.start(
                        server.endpoint(),
                        request -> requests.incrementAndGet() == 2 ? Fault.delay(Duration.ofMinutes(1)) : Fault.NONE);
                S3Client client = S3Clients.create(
                        test.settings(store.endpoint()).withTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(1)))) {
            test.lake(client).build().sink().write(TestLake.batch(0, 50));
        }
        assertThat(test.lake().statistics().rows()).isEqualTo(50);
    }

    @Test
    void doesNotTakeAProxysGreetingForAStoredObject() throws IOException {
        assertSurvives(Fault.answer("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello"), 2);
    }

    @Test
    void saysThatABatchIsNotWrittenWhenTheStoreStaysBusy() throws IOException {
        Throwable failure = writeThrough(request ->
                request.startsWith("PUT") && request.contains(".parquet") ? Fault.status(503, "SlowDown") : Fault.NONE);
        assertThat(failure)
                .isInstanceOf(SinkException.class)
                .hasMessageContaining("meter-readings/3@[0, 50)")
                .hasMessageContaining("503 SlowDown");
    }

    @Test
    void saysThatABatchIsNotWrittenWhenTheAnswersOfItsObjectsStayLost() throws IOException {
        Throwable failure = writeThrough(
                request -> request.startsWith("PUT") && request.contains(".parquet") ? Fault.LOSE_ANSWER : Fault.NONE);
        assertThat(failure).isInstanceOf(SinkException.class);
        assertThat(test.parquetKeys()).isNotEmpty();
        assertThat(test.lake().statistics()).isEqualTo(LakeStatistics.NONE);
    }

    @Test
    void looksWhoseStepIsThereWhenTheAnswersOfTheLogStayLost() throws IOException {
        Throwable failure = writeThrough(
                request -> request.startsWith("PUT") && request.contains("_log") ? Fault.LOSE_ANSWER : Fault.NONE);
        assertThat(failure).isNull();
        assertThat(test.lake().statistics().rows()).isEqualTo(50);
        assertThat(test.version()).isEqualTo(1);
    }

    @Test
    void saysThatNobodyKnowsWhenTheLogCannotBeLookedAtEither() throws IOException {
        Throwable failure = writeThrough(request -> {
            if (!request.contains("_log/steps/0")) {
                return Fault.NONE;
            }
            return request.startsWith("PUT") ? Fault.LOSE_ANSWER : Fault.RESET;
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
        try (FaultyProxy store = FaultyProxy.start(
                        server.endpoint(),
                        request -> request.startsWith("PUT") && request.contains("_log") && steps.getAndIncrement() < 2
                                ? Fault.LOSE_ANSWER
                                : Fault.NONE);
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
        Fault stored = Fault.answer("HTTP/1.1 200 OK\r\nETag: \"x\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        Throwable failure =
                writeThrough(request -> request.startsWith("PUT") && request.contains("_log") ? stored : Fault.NONE);
        assertThat(failure).isInstanceOf(SinkException.class).hasMessageContaining("If-None-Match");
    }

    @Test
    void saysThatABatchIsNotWrittenWhenTheLogRefusesIt() throws IOException {
        Throwable failure = writeThrough(request ->
                request.startsWith("PUT") && request.contains("_log") ? Fault.status(503, "SlowDown") : Fault.NONE);
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
        try (FaultyProxy store = FaultyProxy.start(server.endpoint(), request -> Fault.status(403, "AccessDenied"));
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
        try (FaultyProxy store = FaultyProxy.start(
                        server.endpoint(),
                        request -> Fault.answer("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: "
                                + page.length() + "\r\nConnection: close\r\n\r\n" + page));
                S3Client client = test.clientFor(store.endpoint())) {
            S3Lake lake = test.lake(client).build();
            assertThatThrownBy(lake::statistics).isInstanceOf(MetrifyException.class);
        }
    }

    /** Every object's first requests fail. */
    private void assertSurvives(Fault answer, int times) throws IOException {
        AtomicInteger failed = new AtomicInteger();
        Throwable failure = writeThrough(
                request -> request.startsWith("PUT") && failed.getAndIncrement() < times ? answer : Fault.NONE);
        assertThat(failure).isNull();
        assertThat(failed.get()).isGreaterThan(times);
        assertThat(test.lake().statistics().rows()).isEqualTo(50);
    }

    private Throwable writeThrough(Faults faults) throws IOException {
        try (FaultyProxy store = FaultyProxy.start(server.endpoint(), faults);
                S3Client client = test.clientFor(store.endpoint())) {
            S3LakeSink sink = test.lake(client).build().sink();
            return catchThrowable(() -> sink.write(TestLake.batch(0, 50)));
        }
    }
}
