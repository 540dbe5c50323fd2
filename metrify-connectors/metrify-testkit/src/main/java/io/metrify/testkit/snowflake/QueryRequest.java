package io.metrify.testkit.snowflake;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a driver asks for in one query.
 *
 * @param requestId the same for every attempt at one query
 * @param sql as written
 * @param statements the single statements of it
 * @param bindStage where the values of a large batch are, or empty
 * @param parameters of this query alone
 */
record QueryRequest(
        String requestId,
        String sql,
        List<List<SqlToken>> statements,
        JsonNode bindings,
        String bindStage,
        boolean describeOnly,
        boolean async,
        Map<String, String> parameters) {

    static QueryRequest parse(String requestId, JsonNode body) {
        Map<String, String> parameters = new TreeMap<>();
        body.path("parameters")
                .properties()
                .forEach(
                        entry -> parameters.put(entry.getKey(), entry.getValue().asText()));
        String sql = body.path("sqlText").asText();
        return new QueryRequest(
                requestId,
                sql,
                SqlTokens.statements(sql),
                body.path("bindings"),
                body.path("bindStage").asText("").replace("null", ""),
                body.path("describeOnly").asBoolean(),
                body.path("asyncExec").asBoolean(),
                parameters);
    }

    /** How the text begins behind comments and spaces: what faults for certain statements go by. */
    String beginning() {
        return statements.isEmpty() ? "" : SqlTokens.text(statements.get(0));
    }

    String queryTag(Session session) {
        return parameters.getOrDefault("QUERY_TAG", session.parameter("QUERY_TAG"));
    }

    boolean isSeveral() {
        if (statements.size() <= 1) {
            return false;
        }
        String count = parameters.getOrDefault("MULTI_STATEMENT_COUNT", "1");
        if (count.equals("0") || count.equals(Integer.toString(statements.size()))) {
            return true;
        }
        throw new SnowflakeError(
                "000008",
                "0A000",
                "Actual statement count " + statements.size() + " did not match the desired statement count " + count
                        + ".");
    }
}
