package io.metrify.connector.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.metrify.connector.api.Secret;
import io.metrify.model.MetrifyException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KafkaSecurityTest {

    private static final String ALLOWED = "org.apache.kafka.sasl.oauthbearer.allowed.urls";
    private static final Secret SECRET = Secret.of("hunter2");
    private static final Path STORE = Path.of("store.p12");

    static List<KafkaSecurity> all() {
        return List.of(
                KafkaSecurity.plain("metrify", SECRET),
                KafkaSecurity.plain("metrify", SECRET).withoutEncryption(),
                KafkaSecurity.scramSha256("metrify", SECRET).withTrustStore(STORE, SECRET),
                KafkaSecurity.scramSha512("metrify", SECRET).withTrustedPem("-----BEGIN CERTIFICATE-----"),
                KafkaSecurity.oauth(URI.create("https://identity.example/token"), "metrify", SECRET)
                        .withScope("kafka"),
                KafkaSecurity.tls().withIdentityStore(STORE, SECRET),
                KafkaSecurity.tls().withIdentityPem("-----BEGIN CERTIFICATE-----", SECRET));
    }

    @ParameterizedTest
    @MethodSource("all")
    void showsNoSecret(KafkaSecurity security) {
        KafkaSettings settings = KafkaSettings.of("broker:9093").with(security);

        assertThat(settings.toProperties(Map.of()).toString()).contains("hunter2");
        assertThat(settings.toString() + security + security.settings()).doesNotContain("hunter2");
    }

    /** What kafka-clients logs when a client is made is the text of these values. */
    @ParameterizedTest
    @MethodSource("all")
    void kafkaClientsLogNoSecretEither(KafkaSecurity security) {
        Properties properties = KafkaSettings.of("broker:9093").with(security).toProperties(Map.of());
        String deserializer = "org.apache.kafka.common.serialization.ByteArrayDeserializer";
        properties.putAll(Map.of(
                "key.deserializer",
                deserializer,
                "value.deserializer",
                deserializer,
                "key.serializer",
                ByteArraySerializer.class.getName(),
                "value.serializer",
                ByteArraySerializer.class.getName()));

        assertThat(new ConsumerConfig(properties).values().toString()).doesNotContain("hunter2");
        assertThat(new ProducerConfig(properties).values().toString()).doesNotContain("hunter2");
    }

    @Test
    void credentialsMeanTls() {
        assertThat(KafkaSecurity.plain("metrify", SECRET)).hasToString("SASL_SSL PLAIN as metrify");
        assertThat(KafkaSecurity.plain("metrify", SECRET).withoutEncryption())
                .hasToString("SASL_PLAINTEXT PLAIN as metrify");
        assertThat(KafkaSecurity.tls()).hasToString("SSL");
        assertThat(KafkaSecurity.none()).hasToString("PLAINTEXT");
    }

    @Test
    void anExceptionOfAClientThatCannotBeMadeShowsNoSecret() {
        KafkaSettings settings = KafkaSettings.of("broker:9093")
                .with(KafkaSecurity.tls().withIdentityPem("no certificate", Secret.of("no key but hunter2")));

        assertThatThrownBy(() -> KafkaSource.builder(settings, "topic", "group").build())
                .isInstanceOf(MetrifyException.class)
                .satisfies(failed -> assertThat(trace(failed)).doesNotContain("hunter2"));
    }

    @Test
    void certificatesNeedTls() {
        assertThatThrownBy(() -> KafkaSecurity.none().withTrustedPem("pem"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("tls()");
        assertThatThrownBy(() -> KafkaSecurity.tls().withTrustedPem("pem").withoutEncryption())
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesWhatItCannotTell() {
        assertThatThrownBy(() -> KafkaSecurity.tls().withTrustStore(Path.of("store.bin"), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(".p12");
        assertThatThrownBy(() -> KafkaSecurity.plain(" ", SECRET)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> KafkaSecurity.plain("metrify", SECRET).withScope("kafka"))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> KafkaSecurity.oauth(URI.create("http://identity.example/token"), "metrify", SECRET))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("https");
    }

    @Test
    void fetchesATokenWithTheClientsCredentialsAndShowsNeither() throws IOException {
        List<String> requests = new CopyOnWriteArrayList<>();
        HttpServer identity = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        identity.createContext("/token", exchange -> {
            requests.add(exchange.getRequestHeaders().getFirst("Authorization"));
            requests.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] answer = ("{\"access_token\":\"" + token() + "\",\"token_type\":\"Bearer\",\"expires_in\":3600}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        identity.start();
        URI endpoint = URI.create("http://127.0.0.1:" + identity.getAddress().getPort() + "/token");
        System.setProperty(ALLOWED, endpoint.toString());
        KafkaSettings settings = KafkaSettings.of("127.0.0.1:1")
                .with(KafkaSecurity.oauth(endpoint, "metrify", SECRET).withScope("readings.write"));
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                settings.toProperties(Map.of()), new ByteArraySerializer(), new ByteArraySerializer())) {
            assertThat(producer.metrics()).isNotEmpty();
        } finally {
            System.clearProperty(ALLOWED);
            identity.stop(0);
        }
        assertThat(requests).first().isEqualTo("Basic " + base64("metrify:hunter2"));
        assertThat(requests.get(1)).contains("grant_type=client_credentials").contains("readings.write");
    }

    @Test
    void saysWhereTokensMayComeFrom() {
        KafkaSettings settings = KafkaSettings.of("127.0.0.1:1")
                .with(KafkaSecurity.oauth(URI.create("https://identity.example/token"), "metrify", SECRET));

        assertThatThrownBy(() -> KafkaSource.builder(settings, "topic", "group").build())
                .isInstanceOf(MetrifyException.class)
                .satisfies(failed -> assertThat(trace(failed)).contains(ALLOWED).doesNotContain("hunter2"));
    }

    private static String token() {
        long now = System.currentTimeMillis() / 1_000;
        return base64("{\"alg\":\"none\"}").replace("=", "") + "."
                + base64("{\"sub\":\"metrify\",\"scope\":\"readings.write\",\"iat\":" + now + ",\"exp\":"
                                + (now + 3_600) + "}")
                        .replace("=", "")
                + "." + base64("signature").replace("=", "");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String trace(Throwable failed) {
        StringWriter text = new StringWriter();
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            causes.add(cause);
        }
        causes.get(0).printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }
}
