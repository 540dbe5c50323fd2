package io.metrify.connector.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.metrify.connector.s3.LakeLifecycle.Ageing;
import io.metrify.connector.s3.LakeLifecycle.Archive;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

/** Against a server that keeps what is put on a bucket and gives it back, as a store with rules does. */
class LakeLifecycleTest {

    private static final String OTHERS =
            "<Rule><ID>somebody-else</ID><Filter><Prefix>x/</Prefix></Filter><Status>Enabled</Status>"
                    + "<Expiration><Days>3</Days></Expiration></Rule>";

    private final AtomicReference<String> lifecycle = new AtomicReference<>("");
    private final AtomicReference<String> versioning = new AtomicReference<>("");
    private HttpServer server;
    private S3Client client;
    private LakeMaintenance maintenance;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        client = S3Clients.create(S3Settings.of(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort()), "us-east-1")
                .withCredentials(S3Credentials.of("ak", "sk")));
        maintenance = S3Lake.builder(client, "bucket").build().maintenance();
    }

    @AfterEach
    void stop() {
        client.close();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        boolean ofLifecycle = "lifecycle".equals(exchange.getRequestURI().getQuery());
        AtomicReference<String> kept = ofLifecycle ? lifecycle : versioning;
        String answer = "";
        int status = 200;
        if (exchange.getRequestMethod().equals("PUT")) {
            kept.set(body);
        } else if (kept.get().isEmpty()) {
            status = 404;
            answer = "<Error><Code>NoSuchLifecycleConfiguration</Code></Error>";
        } else {
            answer = kept.get();
        }
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/xml");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Test
    void archivesAndExpiresByZone() {
        maintenance.put(LakeLifecycle.STANDARD
                .withReadings(Ageing.NONE.withArchive(90, Archive.STANDARD_IA))
                .withRaw(Ageing.NONE.withArchive(30, Archive.DEEP_ARCHIVE).withExpiry(3_650)));
        assertThat(lifecycle.get())
                .contains("<Filter><Prefix>readings/date=</Prefix></Filter>")
                .contains("<Transition><Days>90</Days><StorageClass>STANDARD_IA</StorageClass></Transition>")
                .contains("<Filter><Prefix>readings/_raw/</Prefix></Filter>")
                .contains("<Transition><Days>30</Days><StorageClass>DEEP_ARCHIVE</StorageClass></Transition>")
                .contains("<Expiration><Days>3650</Days></Expiration>")
                .contains("<NoncurrentDays>30</NoncurrentDays>")
                .contains("<DaysAfterInitiation>7</DaysAfterInitiation>");
    }

    @Test
    void keepsTheRulesOfOthersAndReplacesItsOwn() {
        lifecycle.set("<LifecycleConfiguration>" + OTHERS + "</LifecycleConfiguration>");
        maintenance.put(LakeLifecycle.STANDARD.withRaw(Ageing.NONE.withExpiry(10)));
        assertThat(lifecycle.get()).contains("somebody-else").contains("<Days>10</Days>");
        maintenance.put(LakeLifecycle.STANDARD.withRaw(Ageing.NONE.withExpiry(20)));
        assertThat(lifecycle.get())
                .contains("somebody-else")
                .contains("<Days>20</Days>")
                .doesNotContain("<Days>10</Days>")
                .containsOnlyOnce("<NoncurrentDays>");
    }

    @Test
    void switchesVersionsOn() {
        maintenance.keepVersions();
        assertThat(versioning.get()).contains("<Status>Enabled</Status>");
    }

    @Test
    void refusesRulesThatMakeNoSense() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ageing.NONE.withArchive(10, Archive.GLACIER).withExpiry(10))
                .withMessageContaining("expiry must come later");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LakeLifecycle.STANDARD.withReadings(Ageing.NONE.withArchive(10, Archive.GLACIER)))
                .withMessageContaining("before they are restored");
        assertThatIllegalArgumentException().isThrownBy(() -> Ageing.NONE.withExpiry(0));
    }
}
