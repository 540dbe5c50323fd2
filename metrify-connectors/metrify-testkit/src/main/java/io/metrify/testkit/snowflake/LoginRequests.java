package io.metrify.testkit.snowflake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import org.duckdb.DuckDBConnection;

/** Opens, renews and closes sessions. */
final class LoginRequests {

    private static final int TOKEN_SECONDS = 3_600;
    private static final int MASTER_TOKEN_SECONDS = 14_400;

    /** What a driver is told unless the session says otherwise; it casts the numbers. */
    private static final Map<String, Object> DEFAULTS = Map.ofEntries(
            Map.entry("CLIENT_RESULT_CHUNK_SIZE", 160),
            Map.entry("CLIENT_PREFETCH_THREADS", 4),
            Map.entry("CLIENT_MEMORY_LIMIT", 1_536),
            Map.entry("CLIENT_TELEMETRY_ENABLED", false),
            Map.entry("CLIENT_STAGE_ARRAY_BINDING_THRESHOLD", 65_280),
            Map.entry("CLIENT_SESSION_KEEP_ALIVE", false),
            Map.entry("JDBC_QUERY_RESULT_FORMAT", "JSON"),
            Map.entry("TIMEZONE", "UTC"),
            Map.entry("TIMESTAMP_OUTPUT_FORMAT", "YYYY-MM-DD HH24:MI:SS.FF3 TZHTZM"),
            Map.entry("TIMESTAMP_NTZ_OUTPUT_FORMAT", "YYYY-MM-DD HH24:MI:SS.FF3"),
            Map.entry("DATE_OUTPUT_FORMAT", "YYYY-MM-DD"),
            Map.entry("TIME_OUTPUT_FORMAT", "HH24:MI:SS"),
            Map.entry("BINARY_OUTPUT_FORMAT", "HEX"));

    private final Accounts accounts;
    private final Sessions sessions;
    private final Databases databases;
    private final TableLocks locks;

    LoginRequests(Accounts accounts, Sessions sessions, Databases databases, TableLocks locks) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.databases = databases;
        this.locks = locks;
    }

    ObjectNode logIn(JsonNode body, Map<String, String> query) {
        JsonNode data = body.path("data");
        String user = accounts.logIn(data);
        try {
            DuckDBConnection connection = databases.connect();
            Session session = new Session(sessions.nextId(), user, connection, locks);
            data.path("SESSION_PARAMETERS")
                    .properties()
                    .forEach(entry -> session.parameters()
                            .put(
                                    entry.getKey().toUpperCase(Locale.ROOT),
                                    entry.getValue().asText()));
            String database = query.getOrDefault("databaseName", "").toUpperCase(Locale.ROOT);
            if (databases.has(database)) {
                String schema = query.getOrDefault("schemaName", "PUBLIC").toUpperCase(Locale.ROOT);
                session.useSchema(database, schema);
            }
            session.useWarehouse(query.getOrDefault("warehouse", "").toUpperCase(Locale.ROOT));
            session.useRole(query.getOrDefault("roleName", "PUBLIC").toUpperCase(Locale.ROOT));
            return Json.success(welcome(session, sessions.add(session)));
        } catch (SQLException failed) {
            throw SnowflakeError.from(failed);
        }
    }

    private static ObjectNode welcome(Session session, Sessions.Tokens tokens) {
        ObjectNode data = Json.object();
        data.put("token", tokens.token());
        data.put("masterToken", tokens.masterToken());
        data.put("validityInSeconds", TOKEN_SECONDS);
        data.put("masterValidityInSeconds", MASTER_TOKEN_SECONDS);
        data.put("displayUserName", session.user());
        data.put("serverVersion", SnowflakeServer.VERSION);
        data.put("firstLogin", false);
        data.put("sessionId", session.id());
        ObjectNode where = data.putObject("sessionInfo");
        where.put("databaseName", session.database());
        where.put("schemaName", session.schema());
        where.put("warehouseName", session.warehouse());
        where.put("roleName", session.role());
        data.set("parameters", parameters(session));
        return data;
    }

    /** AUTOCOMMIT has to be the session's own: a driver told that it is on would not turn it on again. */
    static ArrayNode parameters(Session session) {
        ArrayNode parameters = Json.array();
        DEFAULTS.forEach((name, otherwise) -> {
            String own = session.parameter(name);
            Object value = own.isEmpty() ? otherwise : otherwise instanceof Integer ? Integer.valueOf(own) : own;
            parameters.addObject().put("name", name).putPOJO("value", value);
        });
        parameters.addObject().put("name", "AUTOCOMMIT").put("value", session.autocommits());
        return parameters;
    }

    ObjectNode renew(String masterToken) {
        Sessions.Tokens tokens = sessions.renew(masterToken);
        ObjectNode data = Json.object();
        data.put("sessionToken", tokens.token());
        data.put("masterToken", tokens.masterToken());
        data.put("validityInSecondsST", TOKEN_SECONDS);
        data.put("validityInSecondsMT", MASTER_TOKEN_SECONDS);
        return Json.success(data);
    }

    ObjectNode close(String token) {
        Session session = sessions.find(token);
        sessions.remove(session);
        try {
            session.close();
        } catch (SQLException failed) {
            throw SnowflakeError.from(failed);
        }
        return Json.success(Json.object());
    }
}
