package io.metrify.testkit.snowflake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** Objects, lists and texts of the protocol. */
final class Json {

    static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    static JsonNode parse(byte[] text) throws IOException {
        JsonNode parsed = MAPPER.readTree(text);
        return parsed == null ? object() : parsed;
    }

    static ObjectNode success(JsonNode data) {
        ObjectNode answer = object();
        answer.set("data", data);
        answer.putNull("code");
        answer.putNull("message");
        answer.put("success", true);
        return answer;
    }

    static ObjectNode failure(SnowflakeError error, String queryId) {
        ObjectNode data = object();
        data.put("errorCode", error.code());
        data.put("sqlState", error.sqlState());
        data.put("queryId", queryId);
        ObjectNode answer = object();
        answer.set("data", data);
        answer.put("code", error.code());
        answer.put("message", error.message());
        answer.put("success", false);
        return answer;
    }
}
