package io.metrify.connector.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;

/** Against a server that speaks as much of the KMS protocol as is used, with one key whose wrapping is an exclusive or. */
class KmsKeysTest {

    private static final String ARN = "arn:aws:kms:eu-central-1:111122223333:key/1234";
    private static final byte[] PLAIN = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private KmsClient client;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        client = KmsClient.builder()
                .endpointOverride(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("ak", "sk")))
                .httpClientBuilder(Apache5HttpClient.builder())
                .overrideConfiguration(calls -> calls.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }

    @AfterEach
    void stop() {
        client.close();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String action = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        requests.add(action + " " + body);
        String wrapped = Base64.getEncoder().encodeToString(wrapped());
        String plain = Base64.getEncoder().encodeToString(PLAIN);
        int status = 200;
        String answer;
        if (!body.contains("\"tenant\":\"north\"")) {
            status = 400;
            answer = "{\"__type\":\"AccessDeniedException\",\"message\":\"no\"}";
        } else if (action.endsWith("GenerateDataKey")) {
            answer = "{\"CiphertextBlob\":\"" + wrapped + "\",\"Plaintext\":\"" + plain + "\",\"KeyId\":\"" + ARN
                    + "\"}";
        } else if (body.contains(wrapped)) {
            answer = "{\"Plaintext\":\"" + plain + "\",\"KeyId\":\"" + ARN + "\"}";
        } else {
            status = 400;
            answer = "{\"__type\":\"InvalidCiphertextException\"}";
        }
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static byte[] wrapped() {
        byte[] wrapped = PLAIN.clone();
        for (int i = 0; i < wrapped.length; i++) {
            wrapped[i] ^= 0x55;
        }
        return wrapped;
    }

    @Test
    void letsKmsMakeAndUnwrapKeys() {
        KmsKeys keys = KmsKeys.of(client, "alias/lake").withContext(Map.of("tenant", "north"));
        DataKey made = keys.create();
        assertThat(made.keyId()).isEqualTo(ARN);
        assertThat(made.secret().getEncoded()).isEqualTo(PLAIN);
        assertThat(keys.unwrap(ARN, made.wrapped())).isEqualTo(made.secret());
        assertThat(requests.get(0))
                .startsWith("TrentService.GenerateDataKey")
                .contains("\"KeyId\":\"alias/lake\"", "\"KeySpec\":\"AES_256\"");
        assertThat(requests.get(1)).startsWith("TrentService.Decrypt").contains("\"KeyId\":\"" + ARN + "\"");
        byte[] sealed = new Vault(keys).seal("a", new byte[] {1, 2, 3});
        assertThat(new Vault(keys).open("a", sealed)).containsExactly(1, 2, 3);
    }

    @Test
    void saysWhatKmsRefused() {
        KmsKeys keys = KmsKeys.of(client, "alias/lake");
        assertThatThrownBy(keys::create)
                .isInstanceOf(EncryptionException.class)
                .hasMessageContaining("alias/lake")
                .hasMessageContaining("check the key, its policy");
        KmsKeys allowed = keys.withContext(Map.of("tenant", "north"));
        assertThatThrownBy(() -> allowed.unwrap(ARN, new byte[40]))
                .isInstanceOf(EncryptionException.class)
                .hasMessageContaining(ARN);
        assertThat(allowed.toString()).contains("alias/lake", "tenant").doesNotContain("north");
    }
}
