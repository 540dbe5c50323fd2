package io.metrify.samples.pipeline.browser;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The DevTools protocol over a web socket: commands with answers, and events. */
final class DevTools implements AutoCloseable {

    static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Something that happened in a page.
     *
     * @param session the page
     * @param method the event's name
     * @param content what the protocol says of it
     */
    record Event(String session, String method, JsonNode content) {}

    private final AtomicInteger commands = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final Duration patience;
    private final WebSocket socket;

    private DevTools(URI address, Duration patience) {
        this.patience = patience;
        this.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(address, new Reader())
                .orTimeout(patience.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    static DevTools connect(URI address, Duration patience) {
        return new DevTools(address, patience);
    }

    /** Sends a command and waits for its answer; {@code session} is empty for the browser itself. */
    JsonNode call(String session, String method, Map<String, ?> parameters) {
        int id = commands.incrementAndGet();
        ObjectNode command = JSON.createObjectNode().put("id", id).put("method", method);
        command.set("params", JSON.valueToTree(parameters));
        if (!session.isEmpty()) {
            command.put("sessionId", session);
        }
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        socket.sendText(command.toString(), true).join();
        JsonNode answered =
                answer.orTimeout(patience.toSeconds(), TimeUnit.SECONDS).join();
        if (answered.has("error")) {
            throw new IllegalStateException(method + " failed: " + answered.get("error"));
        }
        return answered.path("result");
    }

    /** What happened in a page so far. */
    List<Event> events(String session) {
        return events.stream().filter(event -> event.session().equals(session)).toList();
    }

    @Override
    public void close() {
        socket.abort();
    }

    private final class Reader implements WebSocket.Listener {
        private final StringBuilder message = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            message.append(part);
            if (last) {
                take(message.toString());
                message.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void onError(WebSocket from, Throwable failure) {
            answers.values().forEach(answer -> answer.completeExceptionally(failure));
        }

        private void take(String text) {
            try {
                JsonNode content = JSON.readTree(text);
                CompletableFuture<JsonNode> answer =
                        answers.remove(content.path("id").asInt());
                if (answer != null) {
                    answer.complete(content);
                } else {
                    events.add(new Event(
                            content.path("sessionId").asText(),
                            content.path("method").asText(),
                            content.path("params")));
                }
            } catch (JsonProcessingException malformed) {
                answers.values().forEach(answer -> answer.completeExceptionally(malformed));
            }
        }
    }
}
