package io.metrify.connector.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metrify.connector.api.RetrySchedule;
import io.metrify.connector.api.Secret;
import io.metrify.model.MetrifyException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Requests to a schema registry: each bounded in time and size, tried again when the registry or the network failed, and
 * ending in an answer of the registry's own or in a {@link MetrifyException}.
 */
final class RegistryConnection {

    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final int LONGEST_ANSWER = 4 << 20;
    private static final int LONGEST_QUOTE = 200;
    private static final double JITTER = 0.2;
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http;
    private final String base;
    private final Duration timeout;
    private final RetrySchedule retries;
    private final @Nullable Supplier<Secret> authorization;

    RegistryConnection(
            HttpClient http,
            URI base,
            Duration timeout,
            RetrySchedule retries,
            @Nullable Supplier<Secret> authorization) {
        this.http = http;
        this.base = base.toString().replaceAll("/+$", "");
        this.timeout = timeout;
        this.retries = retries;
        this.authorization = authorization;
    }

    /**
     * What the registry said.
     *
     * @param status 200 or a refusal
     * @param body an object; of a refusal, with the registry's own {@code error_code}
     */
    record Answer(int status, JsonNode body) {

        boolean isOk() {
            return status == 200;
        }

        /** The registry's own number, such as 40403; 0 if it gave none, as any other server would. */
        int errorCode() {
            return isOk() ? 0 : body.path("error_code").asInt(0);
        }

        String message() {
            return quoted(body.path("message").asText("no reason given"));
        }
    }

    Answer get(String path) {
        return ask("GET", path, null);
    }

    Answer send(String method, String path, ObjectNode body) {
        return ask(method, path, body);
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private Answer ask(String method, String path, @Nullable ObjectNode body) {
        String address = base + path;
        Duration pause = retries.firstPause();
        for (int attempt = 1; ; attempt++) {
            try {
                return once(method, address, body);
            } catch (IOException failed) {
                if (attempt >= retries.attempts()) {
                    throw new MetrifyException(
                            "the schema registry could not be asked for " + address + " (" + attempt + " attempts): "
                                    + failed.getMessage() + "; check that it runs, and start again",
                            failed);
                }
            }
            sleep(pause, address);
            Duration doubled = pause.multipliedBy(2);
            pause = doubled.compareTo(retries.longestPause()) < 0 ? doubled : retries.longestPause();
        }
    }

    private static void sleep(Duration pause, String address) {
        try {
            double share = 1 + JITTER * (2 * ThreadLocalRandom.current().nextDouble() - 1);
            TimeUnit.NANOSECONDS.sleep((long) (pause.toNanos() * share));
        } catch (InterruptedException interrupted) {
            throw interrupted(address, interrupted);
        }
    }

    private static MetrifyException interrupted(String address, InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return new MetrifyException("asking the schema registry for " + address + " was interrupted", interrupted);
    }

    /** An answer, or an exception if it is worth trying again. */
    private Answer once(String method, String address, @Nullable ObjectNode body) throws IOException {
        HttpResponse<byte[]> response = exchange(request(method, address, body), address);
        int status = response.statusCode();
        if (status == 429 || status >= 500) {
            throw new IOException("status " + status);
        }
        if (status == 401 || status == 403) {
            throw new MetrifyException("the schema registry refuses " + method + " " + address + " with status "
                    + status + "; check the credentials and what they are allowed to do");
        }
        JsonNode answer = parsed(response.body());
        if (status == 200 && answer != null && answer.isObject()) {
            return new Answer(status, answer);
        }
        if (status == 200) {
            throw new IOException("the answer is not a JSON object");
        }
        // A registry's own codes have five digits, or are the status of a refusal; any server says 404 to a wrong path.
        if (answer != null && (status != 404 || answer.path("error_code").asInt(0) >= 40_400)) {
            return new Answer(status, answer);
        }
        throw new MetrifyException("what answers at " + address + " with status " + status
                + " is no schema registry; check the address, which may need a path such as /apis/ccompat/v7");
    }

    private HttpRequest request(String method, String address, @Nullable ObjectNode body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address))
                .timeout(timeout)
                .header("Accept", MEDIA_TYPE + ", application/json");
        if (authorization != null) {
            request.header("Authorization", authorization.get().reveal());
        }
        if (body == null) {
            return request.GET().build();
        }
        return request.header("Content-Type", MEDIA_TYPE)
                .method(method, HttpRequest.BodyPublishers.ofString(body.toString(), StandardCharsets.UTF_8))
                .build();
    }

    /** The client's own timeout ends with the headers; this one with the body. */
    private HttpResponse<byte[]> exchange(HttpRequest request, String address) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> exchange =
                http.sendAsync(request, response -> new BoundedBody(LONGEST_ANSWER));
        try {
            return exchange.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            exchange.cancel(true);
            throw new IOException("no complete answer within " + timeout, late);
        } catch (ExecutionException failed) {
            throw new IOException(quoted(String.valueOf(failed.getCause())), failed);
        } catch (InterruptedException interrupted) {
            exchange.cancel(true);
            throw interrupted(address, interrupted);
        }
    }

    private static @Nullable JsonNode parsed(byte[] body) {
        try {
            return JSON.readTree(new String(body, StandardCharsets.UTF_8));
        } catch (JsonProcessingException garbage) {
            return null;
        }
    }

    /** What a message quotes of somebody else's text neither breaks a line of a log nor floods it. */
    static String quoted(String text) {
        String line = text.replaceAll("\\p{C}", " ");
        return line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "...";
    }
}
