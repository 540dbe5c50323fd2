package io.metrify.connector.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.metrify.avro.AvroCodec;
import io.metrify.connector.api.MalformedRecordException;
import io.metrify.connector.api.RetrySchedule;
import io.metrify.connector.api.Secret;
import io.metrify.model.MetrifyException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class ConfluentRegistryTest {

    private static final Schema SCHEMA = AvroCodec.meterReading().schema();
    private static final RetrySchedule QUICK = new RetrySchedule(3, Duration.ofMillis(1), Duration.ofMillis(2));
    private static final String UNKNOWN = "{\"error_code\":40403,\"message\":\"Schema 7 not found\"}";

    @Test
    void asksForASchemaOnce() throws IOException {
        try (RegistryStub stub = new RegistryStub((exchange, number) -> RegistryStub.say(exchange, 200, found()))) {
            ConfluentRegistry registry = client(stub).build();

            assertThat(registry.schema(7)).isEqualTo(SCHEMA);
            assertThat(registry.schema(7)).isEqualTo(SCHEMA);
            assertThat(stub.lines()).containsExactly("GET /schemas/ids/7 null");
        }
    }

    @Test
    void aNumberTheRegistryDoesNotKnowIsAskedForOnceInAWhile() throws IOException {
        try (RegistryStub stub = new RegistryStub((exchange, number) -> RegistryStub.say(exchange, 404, UNKNOWN))) {
            ConfluentRegistry registry = client(stub).build();

            assertThat(registry.schema(7)).isNull();
            assertThat(registry.schema(7)).isNull();
            assertThat(stub.asked()).isEqualTo(1);
        }
    }

    @Test
    void anyOther404IsAWrongAddressAndNotAnUnknownNumber() throws IOException {
        try (RegistryStub stub =
                new RegistryStub((exchange, number) -> RegistryStub.say(exchange, 404, "<html>Not here</html>"))) {
            assertThatThrownBy(() -> client(stub).build().schema(7))
                    .isInstanceOf(MetrifyException.class)
                    .hasMessageContaining("/apis/ccompat/v7");
        }
    }

    @Test
    void triesAgainWhatFailedForAMoment() throws IOException {
        try (RegistryStub stub = new RegistryStub((exchange, number) ->
                RegistryStub.say(exchange, number < 3 ? 503 : 200, number < 3 ? "busy" : found()))) {
            assertThat(client(stub).build().schema(7)).isEqualTo(SCHEMA);
            assertThat(stub.asked()).isEqualTo(3);
        }
    }

    @Test
    void garbageIsTheRegistrysFaultAndNotTheRecords() throws IOException {
        try (RegistryStub stub =
                new RegistryStub((exchange, number) -> RegistryStub.say(exchange, 200, "\u0000garbage\n"))) {
            assertThatThrownBy(() -> client(stub).build().schema(7))
                    .isInstanceOf(MetrifyException.class)
                    .hasMessageContaining("3 attempts")
                    .hasMessageContaining("not a JSON object");
        }
    }

    @Test
    void givesUpAnAnswerThatIsTooLong() throws IOException {
        byte[] mebibyte = new byte[1 << 20];
        try (RegistryStub stub = new RegistryStub((exchange, number) -> {
            exchange.sendResponseHeaders(200, 0);
            for (int i = 0; i < 64; i++) {
                exchange.getResponseBody().write(mebibyte);
            }
        })) {
            assertThatThrownBy(() -> client(stub).build().schema(7))
                    .isInstanceOf(MetrifyException.class)
                    .hasMessageContaining("longer than");
        }
    }

    @Test
    void givesUpAnAnswerThatNeverEnds() throws IOException {
        CountDownLatch over = new CountDownLatch(1);
        try (RegistryStub stub = new RegistryStub((exchange, number) -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            await(over);
        })) {
            assertThatThrownBy(() ->
                            client(stub).timeout(Duration.ofMillis(300)).build().schema(7))
                    .isInstanceOf(MetrifyException.class)
                    .hasMessageContaining("no complete answer within PT0.3S");
            over.countDown();
        }
    }

    @Test
    void givesUpAnAnswerThatIsCutOff() throws IOException {
        try (RegistryStub stub = new RegistryStub((exchange, number) -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write("{\"schema\":".getBytes(StandardCharsets.UTF_8));
        })) {
            assertThatThrownBy(() -> client(stub).build().schema(7))
                    .isInstanceOf(MetrifyException.class)
                    .hasMessageContaining("check that it runs");
            assertThat(stub.asked()).isEqualTo(3);
        }
    }

    @Test
    void aRegistryThatIsDownIsInfrastructure() throws IOException {
        RegistryStub stub = new RegistryStub((exchange, number) -> RegistryStub.say(exchange, 200, found()));
        stub.close();

        assertThatThrownBy(() -> client(stub).build().schema(7))
                .isInstanceOf(MetrifyException.class)
                .hasMessageContaining("3 attempts");
    }

    @Test
    void doesNotTryRefusedCredentialsAgain() throws IOException {
        try (RegistryStub stub = new RegistryStub((exchange, number) -> RegistryStub.say(exchange, 401, "{}"))) {
            assertThatThrownBy(() -> client(stub)
                            .basic("metrify", Secret.of("hunter2"))
                            .build()
                            .schema(7))
                    .isInstanceOf(MetrifyException.class)
                    .hasMessageContaining("credentials")
                    .hasMessageNotContaining("hunter2");
            assertThat(stub.asked()).isEqualTo(1);
        }
    }

    @Test
    void logsInByPasswordOrToken() throws IOException {
        try (RegistryStub stub = new RegistryStub((exchange, number) -> RegistryStub.say(exchange, 200, found()))) {
            client(stub).basic("metrify", Secret.of("pässword")).build().schema(7);
            client(stub).bearer(() -> Secret.of("token")).build().schema(8);

            assertThat(stub.lines())
                    .containsExactly(
                            "GET /schemas/ids/7 Basic "
                                    + Base64.getEncoder()
                                            .encodeToString("metrify:pässword".getBytes(StandardCharsets.UTF_8)),
                            "GET /schemas/ids/8 Bearer token");
        }
    }

    @Test
    void doesNotFollowARedirectWithItsCredentials() throws IOException {
        try (RegistryStub elsewhere = new RegistryStub((exchange, number) -> RegistryStub.say(exchange, 200, found()));
                RegistryStub stub = new RegistryStub((exchange, number) -> {
                    exchange.getResponseHeaders()
                            .add("Location", elsewhere.address().toString());
                    exchange.sendResponseHeaders(302, -1);
                })) {
            assertThatThrownBy(() -> client(stub)
                            .basic("metrify", Secret.of("hunter2"))
                            .build()
                            .schema(7))
                    .isInstanceOf(MetrifyException.class);
            assertThat(elsewhere.asked()).isZero();
        }
    }

    @Test
    void whatIsNotAvroIsTheRecordsFaultAndAskedForOnce() throws IOException {
        try (RegistryStub stub = new RegistryStub((exchange, number) ->
                RegistryStub.say(exchange, 200, "{\"schemaType\":\"PROTOBUF\",\"schema\":\"syntax\"}"))) {
            ConfluentRegistry registry = client(stub).build();

            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> registry.schema(7))
                        .isInstanceOf(MalformedRecordException.class)
                        .hasMessageContaining("PROTOBUF");
            }
            assertThat(stub.asked()).isEqualTo(1);
        }
    }

    @Test
    void aSchemaThatCannotBeParsedIsTheRecordsFault() throws IOException {
        String deep = "{\\\"type\\\":\\\"array\\\",\\\"items\\\":".repeat(5_000);
        for (String schema : new String[] {"no schema", "{\\\"type\\\":\\\"record\\\"}", deep, ""}) {
            try (RegistryStub stub = new RegistryStub(
                    (exchange, number) -> RegistryStub.say(exchange, 200, "{\"schema\":\"" + schema + "\"}"))) {
                assertThatThrownBy(() -> client(stub).build().schema(7))
                        .isInstanceOf(MalformedRecordException.class)
                        .hasMessageContaining("schema of id 7 cannot be understood");
            }
        }
    }

    @Test
    void takesNamedTypesFromOtherSchemas() throws IOException {
        String code = "{\"type\":\"enum\",\"name\":\"Code\",\"symbols\":[\"A\"]}";
        String record = "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"code\",\"type\":\"Code\"}]}";
        try (RegistryStub stub = new RegistryStub((exchange, number) -> RegistryStub.say(
                exchange,
                200,
                exchange.getRequestURI().getPath().startsWith("/schemas")
                        ? "{\"schema\":" + json(record)
                                + ",\"references\":[{\"name\":\"Code\",\"subject\":\"a code\",\"version\":2}]}"
                        : "{\"schema\":" + json(code) + "}"))) {
            assertThat(client(stub).build().schema(7))
                    .hasToString(new Schema.Parser()
                            .parse(record.replace("\"Code\"", code))
                            .toString());
            assertThat(stub.lines().get(1)).startsWith("GET /subjects/a%20code/versions/2 ");
        }
    }

    @Test
    void registersOnlyWhenAsked() throws IOException {
        try (RegistryStub stub = new RegistryStub((exchange, number) -> RegistryStub.say(
                exchange,
                exchange.getRequestURI().getPath().endsWith("versions") ? 200 : 404,
                exchange.getRequestURI().getPath().endsWith("versions")
                        ? "{\"id\":12}"
                        : "{\"error_code\":40401,\"message\":\"Subject not found\"}"))) {
            assertThatThrownBy(() -> client(stub).build().id("readings-value", SCHEMA))
                    .isInstanceOf(MetrifyException.class)
                    .hasMessageContaining("registering()");
            ConfluentRegistry registering = client(stub).registering().build();
            assertThat(registering.id("readings-value", SCHEMA)).isEqualTo(12);
            assertThat(registering.id("readings-value", SCHEMA)).isEqualTo(12);
            assertThat(stub.asked()).isEqualTo(3);
        }
    }

    @Test
    void sendsCredentialsToOtherMachinesOnlyEncrypted() {
        URI plain = URI.create("http://registry.example");

        assertThatThrownBy(() -> ConfluentRegistry.builder(plain)
                        .basic("metrify", Secret.of("hunter2"))
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("https")
                .hasMessageNotContaining("hunter2");
        assertThatCode(() -> ConfluentRegistry.builder(plain).build()).doesNotThrowAnyException();
        assertThatThrownBy(() -> ConfluentRegistry.builder(URI.create("https://user:hunter2@registry.example")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("hunter2");
    }

    private static ConfluentRegistry.Builder client(RegistryStub stub) {
        return ConfluentRegistry.builder(stub.address()).retries(QUICK);
    }

    private static String found() {
        return "{\"schema\":" + json(SCHEMA.toString()) + "}";
    }

    private static String json(String text) {
        return new JsonMapper().valueToTree(Map.of("text", text)).get("text").toString();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
