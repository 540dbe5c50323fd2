package io.metrify.connector.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metrify.connector.api.IngestBatch;
import io.metrify.connector.api.IngestCounts;
import io.metrify.model.MetrifyException;
import java.nio.charset.StandardCharsets;

/**
 * How far a partition was stored, and by whom.
 *
 * @param epoch of the latest claim; 0 if there was none
 * @param next the next position to store
 * @param counts what became of everything before it
 */
record PartitionProgress(long epoch, long next, IngestCounts counts) {

    static final PartitionProgress NONE = new PartitionProgress(0, 0, IngestCounts.NONE);

    private static final JsonMapper JSON = new JsonMapper();

    PartitionProgress claimed() {
        return new PartitionProgress(epoch + 1, next, counts);
    }

    PartitionProgress after(IngestBatch batch) {
        return new PartitionProgress(epoch, batch.span().end(), counts.plus(batch.counts()));
    }

    byte[] toJson() {
        ObjectNode object = JsonNodeFactory.instance
                .objectNode()
                .put("epoch", epoch)
                .put("next", next)
                .put("accepted", counts.accepted())
                .put("rejected", counts.rejected())
                .put("dead_letters", counts.deadLetters())
                .put("duplicates", counts.duplicates());
        return object.toString().getBytes(StandardCharsets.UTF_8);
    }

    static PartitionProgress parse(byte[] json, String where) {
        try {
            JsonNode object = JSON.readTree(new String(json, StandardCharsets.UTF_8));
            return new PartitionProgress(
                    number(object, "epoch", where),
                    number(object, "next", where),
                    new IngestCounts(
                            number(object, "accepted", where),
                            number(object, "rejected", where),
                            number(object, "dead_letters", where),
                            number(object, "duplicates", where)));
        } catch (JsonProcessingException notJson) {
            throw notOurs(where);
        }
    }

    private static long number(JsonNode object, String name, String where) {
        JsonNode number = object == null ? null : object.get(name);
        if (number == null || !number.canConvertToLong() || number.asLong() < 0) {
            throw notOurs(where);
        }
        return number.asLong();
    }

    private static MetrifyException notOurs(String where) {
        return new MetrifyException("a record of " + where
                + " says nothing about progress; give each pipeline a progress topic that nobody else writes to");
    }
}
