package io.metrify.connector.kafka;

import io.metrify.connector.api.Origin;
import io.metrify.connector.api.RawRecord;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Kafka's records as a pipeline's, and their headers back as bytes. The value of a header that is not UTF-8, or that looks
 * like what follows, is a data URL in Base64 (RFC 2397), so that the bytes can be had again. Of several headers of one name
 * the last counts, as everywhere in Kafka.
 */
final class KafkaRecords {

    private static final String BINARY = "data:;base64,";

    private KafkaRecords() {}

    static RawRecord raw(ConsumerRecord<byte[], byte[]> kafkaRecord, String topic, String partition) {
        return new RawRecord(
                new Origin(topic, partition, kafkaRecord.offset()),
                kafkaRecord.key(),
                kafkaRecord.value(),
                headersOf(kafkaRecord));
    }

    static byte[] headerBytes(String value) {
        if (value.startsWith(BINARY)) {
            try {
                return Base64.getDecoder().decode(value.substring(BINARY.length()));
            } catch (IllegalArgumentException notOurs) {
                // A header of another source than Kafka, which only looks like one of these.
                return value.getBytes(StandardCharsets.UTF_8);
            }
        }
        return value.getBytes(StandardCharsets.UTF_8);
    }

    static String headerText(byte @Nullable [] value) {
        if (value == null) {
            return "";
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value))
                    .toString();
            return text.startsWith(BINARY) ? binary(value) : text;
        } catch (CharacterCodingException notText) {
            return binary(value);
        }
    }

    private static String binary(byte[] value) {
        return BINARY + Base64.getEncoder().encodeToString(value);
    }

    private static Map<String, String> headersOf(ConsumerRecord<byte[], byte[]> kafkaRecord) {
        Map<String, String> headers = Map.of();
        for (Header header : kafkaRecord.headers()) {
            if (headers.isEmpty()) {
                headers = new LinkedHashMap<>();
            }
            headers.put(header.key(), headerText(header.value()));
        }
        return headers;
    }
}
