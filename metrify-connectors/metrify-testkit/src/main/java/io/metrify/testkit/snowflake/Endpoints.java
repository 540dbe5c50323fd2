package io.metrify.testkit.snowflake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** The addresses a driver knows, and the faults on the way to them. */
final class Endpoints implements HttpHandler {

    private static final String QUERIES = "/queries/";
    private static final String CHUNKS = "/chunks/";
    private static final String MONITORING = "/monitoring/queries/";

    private final LoginRequests logins;
    private final Sessions sessions;
    private final QueryRuns runs;
    private final Results results;
    private final Faults faults;

    Endpoints(LoginRequests logins, Sessions sessions, QueryRuns runs, Results results, Faults faults) {
        this.logins = logins;
        this.sessions = sessions;
        this.runs = runs;
        this.results = results;
        this.faults = faults;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            answer(exchange, exchange.getRequestURI().getPath());
        }
    }

    private void answer(HttpExchange exchange, String path) throws IOException {
        JsonNode body = Json.parse(body(exchange));
        Map<String, String> query = query(exchange.getRequestURI());
        if (path.startsWith(CHUNKS)) {
            if (!happens(exchange, faults.take(SnowflakeFault.Place.CHUNK, ""))) {
                send(exchange, results.chunk(path.substring(CHUNKS.length())));
            }
        } else if (path.equals("/session/v1/login-request")) {
            if (!happens(exchange, faults.take(SnowflakeFault.Place.LOGIN, ""))) {
                send(exchange, guarded(() -> logins.logIn(body, query)));
            }
        } else if (path.equals("/session/token-request")) {
            if (!happens(exchange, faults.take(SnowflakeFault.Place.TOKEN, ""))) {
                send(exchange, guarded(() -> logins.renew(token(exchange))));
            }
        } else if (path.equals("/queries/v1/query-request")) {
            query(exchange, query.getOrDefault("requestId", ""), body);
        } else {
            send(exchange, guarded(() -> other(exchange, path, body)));
        }
    }

    private ObjectNode other(HttpExchange exchange, String path, JsonNode body) {
        if (path.equals("/session")) {
            return logins.close(token(exchange));
        }
        Session session = sessions.find(token(exchange));
        if (path.equals("/queries/v1/abort-request")) {
            runs.abort(body.path("requestId").asText());
        } else if (path.startsWith(MONITORING)) {
            return runs.status(path.substring(MONITORING.length()));
        } else if (path.startsWith(QUERIES) && path.endsWith("/result")) {
            return runs.result(path.substring(QUERIES.length(), path.length() - "/result".length()));
        } else if (!path.equals("/session/heartbeat") && !path.startsWith("/telemetry/")) {
            throw SnowflakeError.notEmulated("requests to " + path + " by session " + session.id());
        }
        return Json.success(Json.object());
    }

    private void query(HttpExchange exchange, String requestId, JsonNode body) throws IOException {
        QueryRequest request;
        Session session;
        try {
            request = QueryRequest.parse(requestId, body);
        } catch (SnowflakeError failed) {
            send(exchange, Json.failure(failed, ""));
            return;
        }
        Optional<SnowflakeFault> fault = faults.take(SnowflakeFault.Place.QUERY, request.beginning());
        if (happens(exchange, fault)) {
            return;
        }
        try {
            session = sessions.find(token(exchange));
        } catch (SnowflakeError failed) {
            send(exchange, Json.failure(failed, ""));
            return;
        }
        ObjectNode answer = guarded(() -> runs.run(session, request));
        if (fault.isEmpty() || fault.get().kind() != SnowflakeFault.Kind.LOST_ANSWER) {
            send(exchange, answer);
        }
    }

    /** Whether a fault has taken the place of the answer. */
    private static boolean happens(HttpExchange exchange, Optional<SnowflakeFault> injected) throws IOException {
        if (injected.isEmpty()) {
            return false;
        }
        SnowflakeFault fault = injected.get();
        switch (fault.kind()) {
            case UNAVAILABLE -> exchange.sendResponseHeaders(HttpURLConnection.HTTP_UNAVAILABLE, -1);
            case GARBAGE -> send(exchange, "<html>".getBytes(StandardCharsets.UTF_8));
            case EXPIRED_TOKEN ->
                send(exchange, Json.failure(new SnowflakeError("390112", "08001", "Your session has expired."), ""));
            case ERROR ->
                send(exchange, Json.failure(new SnowflakeError(fault.code(), fault.sqlState(), fault.message()), ""));
            case SLOW -> {
                pause(fault);
                return false;
            }
            case LOST_ANSWER -> {
                return false;
            }
            // Closing an exchange without an answer closes the connection.
            case RESET -> {
                return true;
            }
        }
        return true;
    }

    private static void pause(SnowflakeFault fault) {
        try {
            Thread.sleep(fault.delay().toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static ObjectNode guarded(Work work) {
        try {
            return work.run();
        } catch (SnowflakeError failed) {
            return Json.failure(failed, "");
        } catch (RuntimeException failed) {
            return Json.failure(new SnowflakeError("000603", "XX000", "The local server failed: " + failed), "");
        }
    }

    private static String token(HttpExchange exchange) {
        String header = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                .orElse("");
        int start = header.indexOf('"');
        int end = header.lastIndexOf('"');
        return start < end ? header.substring(start + 1, end) : "";
    }

    private static byte[] body(HttpExchange exchange) throws IOException {
        boolean zipped = "gzip".equalsIgnoreCase(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        try (InputStream in = exchange.getRequestBody();
                InputStream plain = zipped ? new GZIPInputStream(in) : in) {
            return plain.readAllBytes();
        }
    }

    private static Map<String, String> query(URI address) {
        Map<String, String> query = new TreeMap<>();
        String text = address.getRawQuery();
        for (String pair : text == null ? new String[0] : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                query.put(
                        pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return query;
    }

    private static void send(HttpExchange exchange, JsonNode answer) throws IOException {
        send(exchange, Json.MAPPER.writeValueAsBytes(answer));
    }

    private static void send(HttpExchange exchange, byte[] answer) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(HttpURLConnection.HTTP_OK, answer.length);
        exchange.getResponseBody().write(answer);
    }

    private static void send(HttpExchange exchange, Path chunk) throws IOException {
        exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        exchange.sendResponseHeaders(HttpURLConnection.HTTP_OK, Files.size(chunk));
        Files.copy(chunk, exchange.getResponseBody());
    }

    private interface Work {
        ObjectNode run();
    }
}
