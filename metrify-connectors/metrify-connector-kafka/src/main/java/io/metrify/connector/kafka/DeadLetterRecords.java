package io.metrify.connector.kafka;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metrify.connector.api.DeadLetter;
import io.metrify.connector.api.Origin;
import io.metrify.validation.Finding;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Dead letters as records of a topic: key, value and headers as they came, and what became of them in headers whose names
 * begin with {@code metrify-dead-letter-}.
 */
final class DeadLetterRecords {

    private static final String PREFIX = "metrify-dead-letter-";
    private static final int LONGEST_TEXT = 2_000;
    private static final int MOST_FINDINGS = 100;

    private final String pipeline;
    private final String topic;
    private final int partitions;

    DeadLetterRecords(String pipeline, String topic, int partitions) {
        this.pipeline = pipeline;
        this.topic = topic;
        this.partitions = partitions;
    }

    /** The partition of the topic that letters of a partition go to: that of the same number, as long as there is one. */
    int partitionFor(String partition) {
        try {
            return Math.floorMod(Integer.parseInt(partition), partitions);
        } catch (NumberFormatException named) {
            return Math.floorMod(partition.hashCode(), partitions);
        }
    }

    ProducerRecord<byte[], byte[]> of(DeadLetter letter, long epoch) {
        Origin origin = letter.record().origin();
        ProducerRecord<byte[], byte[]> produced = new ProducerRecord<>(
                topic,
                partitionFor(origin.partition()),
                letter.record().key(),
                letter.record().value());
        Headers headers = produced.headers();
        letter.record().headers().forEach((name, value) -> {
            // A letter that was sent again and came back has those of its first time.
            if (!name.startsWith(PREFIX)) {
                headers.add(name, KafkaRecords.headerBytes(value));
            }
        });
        add(headers, "pipeline", pipeline);
        add(headers, "source", origin.source());
        add(headers, "partition", origin.partition());
        add(headers, "position", Long.toString(origin.position()));
        add(headers, "epoch", Long.toString(epoch));
        add(headers, "kind", letter.kind().name().toLowerCase(Locale.ROOT));
        add(headers, "path", bounded(letter.path()));
        add(headers, "reason", bounded(letter.reason()));
        add(headers, "findings", json(letter.findings()));
        return produced;
    }

    /** Whether a record is a letter of this pipeline about a partition. */
    boolean isOf(ConsumerRecord<byte[], byte[]> letter, String partition) {
        return pipeline.equals(text(letter, "pipeline")) && partition.equals(text(letter, "partition"));
    }

    static long position(ConsumerRecord<byte[], byte[]> letter) {
        return number(letter, "position").orElse(-1);
    }

    static long epoch(ConsumerRecord<byte[], byte[]> letter) {
        return number(letter, "epoch").orElse(0);
    }

    private static OptionalLong number(ConsumerRecord<byte[], byte[]> letter, String name) {
        try {
            return OptionalLong.of(Long.parseLong(text(letter, name)));
        } catch (NumberFormatException notOurs) {
            return OptionalLong.empty();
        }
    }

    private static String text(ConsumerRecord<byte[], byte[]> letter, String name) {
        Header header = letter.headers().lastHeader(PREFIX + name);
        byte @Nullable [] value = header == null ? null : header.value();
        return value == null ? "" : new String(value, StandardCharsets.UTF_8);
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(PREFIX + name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static String json(List<Finding> findings) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (Finding finding : findings.subList(0, Math.min(MOST_FINDINGS, findings.size()))) {
            ObjectNode object = array.addObject();
            object.put("rule", finding.rule());
            object.put("severity", finding.severity().name());
            object.put("subject", bounded(finding.subject()));
            object.put("start", finding.start().toString());
            object.put("end", Objects.toString(finding.end(), null));
            object.put("field", finding.field());
            object.put("observed", bounded(finding.observed()));
            object.put("expected", bounded(finding.expected()));
            object.put("message", bounded(finding.message()));
        }
        return array.toString();
    }

    private static String bounded(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "...";
    }
}
