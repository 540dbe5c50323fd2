package io.metrify.testkit.snowflake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Runs what drivers ask for and remembers the answers: by the id of the request, so that an attempt made twice runs once,
 * and by the id of the query, for those who come back for the result.
 */
final class QueryRuns {

    private static final int REMEMBERED = 512;

    private final Databases databases;
    private final Stages stages;
    private final Results results;
    private final StatementLog log;
    private final UsageViews usage;
    private final Executor background;
    private final Map<String, CompletableFuture<ObjectNode>> byRequest = remembering();
    private final Map<String, CompletableFuture<ObjectNode>> byQuery = remembering();
    private final Map<String, Session> running = new LinkedHashMap<>();

    QueryRuns(
            Databases databases,
            Stages stages,
            Results results,
            StatementLog log,
            UsageViews usage,
            Executor background) {
        this.databases = databases;
        this.stages = stages;
        this.results = results;
        this.log = log;
        this.usage = usage;
        this.background = background;
    }

    private static Map<String, CompletableFuture<ObjectNode>> remembering() {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, CompletableFuture<ObjectNode>> eldest) {
                return size() > REMEMBERED;
            }
        };
    }

    ObjectNode run(Session session, QueryRequest request) {
        CompletableFuture<ObjectNode> mine = new CompletableFuture<>();
        CompletableFuture<ObjectNode> earlier;
        synchronized (this) {
            earlier = byRequest.putIfAbsent(request.requestId(), mine);
            if (earlier == null) {
                running.put(request.requestId(), session);
            }
        }
        if (earlier != null) {
            return await(earlier);
        }
        try {
            mine.complete(request.async() ? submit(session, request) : answer(session, request, newId()));
        } finally {
            // Nothing that waits for this answer may wait for ever.
            mine.completeExceptionally(new IllegalStateException("the query ended without an answer"));
            synchronized (this) {
                running.remove(request.requestId());
            }
        }
        return await(mine);
    }

    /** Stops the query of a request, if it still runs. */
    void abort(String requestId) {
        Session session;
        synchronized (this) {
            session = running.get(requestId);
        }
        if (session != null) {
            try {
                session.cancel();
            } catch (SQLException failed) {
                throw SnowflakeError.from(failed);
            }
        }
    }

    /** The answer of a query that ran before or still runs. */
    ObjectNode result(String queryId) {
        CompletableFuture<ObjectNode> answer = find(queryId);
        if (answer == null) {
            throw new SnowflakeError("000709", "02000", "Statement " + queryId + " not found");
        }
        return await(answer);
    }

    ObjectNode status(String queryId) {
        CompletableFuture<ObjectNode> answer = find(queryId);
        ObjectNode data = Json.object();
        if (answer == null) {
            data.putArray("queries");
            return Json.success(data);
        }
        ObjectNode query = data.putArray("queries").addObject();
        query.put("id", queryId);
        if (!answer.isDone()) {
            query.put("status", "RUNNING").put("state", "EXECUTING");
        } else {
            ObjectNode result = await(answer);
            boolean succeeded = result.path("success").asBoolean();
            query.put("status", succeeded ? "SUCCESS" : "FAILED_WITH_ERROR").put("state", "FINISHED");
            if (!succeeded) {
                query.put("errorCode", result.path("code").asText());
                query.put("errorMessage", result.path("message").asText());
            }
        }
        return Json.success(data);
    }

    private synchronized @Nullable CompletableFuture<ObjectNode> find(String queryId) {
        return byQuery.get(queryId);
    }

    private synchronized void remember(String queryId, CompletableFuture<ObjectNode> answer) {
        byQuery.put(queryId, answer);
    }

    private static ObjectNode await(CompletableFuture<ObjectNode> answer) {
        try {
            return answer.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new SnowflakeError("000604", "57014", "SQL execution canceled");
        } catch (ExecutionException failed) {
            throw new IllegalStateException("a query ended without an answer", failed);
        }
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }

    private ObjectNode submit(Session session, QueryRequest request) {
        String queryId = newId();
        remember(queryId, CompletableFuture.supplyAsync(() -> answer(session, request, queryId), background));
        ObjectNode data = Json.object();
        data.put("queryId", queryId);
        data.put("getResultUrl", "/queries/" + queryId + "/result");
        data.put("queryAbortsAfterSecs", 300);
        data.putNull("progressDesc");
        ObjectNode answer = Json.success(data);
        answer.put("code", "333334");
        answer.put("message", "Asynchronous execution in progress. Use provided query id to perform query monitoring.");
        return answer;
    }

    private ObjectNode answer(Session session, QueryRequest request, String queryId) {
        ObjectNode answer;
        try {
            answer = request.isSeveral() ? several(session, request, queryId) : one(session, request, queryId);
        } catch (SnowflakeError failed) {
            answer = Json.failure(failed, queryId);
        }
        if (!request.describeOnly()) {
            remember(queryId, CompletableFuture.completedFuture(answer));
        }
        return answer;
    }

    private ObjectNode one(Session session, QueryRequest request, String queryId) {
        if (request.statements().isEmpty()) {
            throw new SnowflakeError("000900", "42601", "SQL compilation error: Empty SQL statement.");
        }
        List<SqlToken> statement = request.statements().get(0);
        String scanned = scannedResult(statement);
        if (!scanned.isEmpty() && !request.describeOnly()) {
            return result(scanned);
        }
        if (request.describeOnly()) {
            session.busy.lock();
            try {
                return finish(
                        session, queries(session).describe(statement, binds(session, request, statement)), queryId);
            } finally {
                session.busy.unlock();
            }
        }
        return execute(session, request, statement, request.sql(), queryId);
    }

    private ObjectNode several(Session session, QueryRequest request, String queryId) {
        StringJoiner ids = new StringJoiner(",");
        StringJoiner types = new StringJoiner(",");
        for (List<SqlToken> statement : request.statements()) {
            String id = newId();
            ObjectNode answer = execute(session, request, statement, SqlTokens.text(statement), id);
            remember(id, CompletableFuture.completedFuture(answer));
            ids.add(id);
            types.add(answer.path("data").path("statementTypeId").asText());
        }
        Answer parent = Answer.done(Answer.SEVERAL, "Multiple statements executed successfully.");
        parent.data().put("resultIds", ids.toString());
        parent.data().put("resultTypes", types.toString());
        return finish(session, parent, queryId);
    }

    private ObjectNode execute(
            Session session, QueryRequest request, List<SqlToken> statement, String sql, String queryId) {
        Instant start = Instant.now();
        String kind = statement.stream()
                .filter(token -> token.kind() == SqlToken.Kind.WORD)
                .map(SqlToken::name)
                .findFirst()
                .orElse("");
        session.busy.lock();
        try {
            if (UsageViews.areMeantBy(statement)) {
                usage.refresh();
            }
            Answer answer = queries(session).run(statement, binds(session, request, statement));
            write(session, request, sql, kind, queryId, start, answer, "");
            return finish(session, answer, queryId);
        } catch (SnowflakeError failed) {
            write(session, request, sql, kind, queryId, start, null, failed.message());
            throw failed;
        } finally {
            session.statementEnded();
            session.busy.unlock();
        }
    }

    private void write(
            Session session,
            QueryRequest request,
            String sql,
            String kind,
            String queryId,
            Instant start,
            @Nullable Answer answer,
            String error) {
        ExecutedStatement.Outcome outcome = answer == null
                ? ExecutedStatement.Outcome.FAILED
                : answer.carriedOut() ? ExecutedStatement.Outcome.CARRIED_OUT : ExecutedStatement.Outcome.RECORDED;
        ExecutedStatement statement = new ExecutedStatement(
                session.id(),
                session.user(),
                queryId,
                StatementLog.withoutPasswords(sql),
                request.queryTag(session),
                outcome,
                answer == null ? List.of() : answer.recordedOnly(),
                error);
        log.add(new StatementLog.Entry(
                statement,
                kind.toUpperCase(Locale.ROOT),
                session.warehouse(),
                session.role(),
                start,
                Duration.between(start, Instant.now())));
    }

    private Queries queries(Session session) {
        return new Queries(session, databases, stages, results);
    }

    private Binds binds(Session session, QueryRequest request, List<SqlToken> statement) {
        if (request.bindStage().isEmpty()) {
            return Binds.parse(request.bindings());
        }
        String stage = request.bindStage().startsWith("@") ? request.bindStage().substring(1) : request.bindStage();
        return Binds.fromStage(Stages.files(stages.locate(stage, session)), Binds.count(statement));
    }

    private static ObjectNode finish(Session session, Answer answer, String queryId) {
        ObjectNode data = answer.data();
        data.put("queryId", queryId);
        data.put("version", 1);
        data.put("queryResultFormat", "json");
        data.put("finalDatabaseName", session.database());
        data.put("finalSchemaName", session.schema());
        data.put("finalWarehouseName", session.warehouse());
        data.put("finalRoleName", session.role());
        if (!data.has("numberOfBinds")) {
            data.put("numberOfBinds", 0);
            data.put("arrayBindSupported", false);
        }
        data.set("parameters", LoginRequests.parameters(session));
        return Json.success(data);
    }

    /** The id in {@code SELECT * FROM TABLE(RESULT_SCAN('id'))}, or nothing. */
    private static String scannedResult(List<SqlToken> statement) {
        List<SqlToken> words = new ArrayList<>(statement);
        words.removeIf(token -> token.kind() == SqlToken.Kind.SPACE);
        List<String> form = List.of("SELECT", "*", "FROM", "TABLE", "(", "RESULT_SCAN", "(");
        if (words.size() != form.size() + 3) {
            return "";
        }
        for (int i = 0; i < form.size(); i++) {
            if (!words.get(i).is(form.get(i))) {
                return "";
            }
        }
        return words.get(form.size()).text();
    }
}
