package io.metrify.samples.pipeline;

import io.metrify.avro.AvroFormat;
import io.metrify.connector.api.Origin;
import io.metrify.connector.kafka.KafkaPublisher;
import io.metrify.model.meter.MeterReading;
import java.util.Map;

/** The way of records into the topic: readings in Avro, and what could not be understood as it was. */
final class Publication {

    private final KafkaPublisher publisher;
    private final AvroFormat<MeterReading> format;
    private volatile boolean stopped;
    private volatile long published;

    Publication(KafkaPublisher publisher, AvroFormat<MeterReading> format) {
        this.publisher = publisher;
        this.format = format;
    }

    void publish(MeterReading reading, Origin origin) {
        send(reading.meterId(), format.encode(reading), Map.of(PublishedHeaders.ORIGIN, origin.toString()));
    }

    /** Publishes bytes as they are, an encoded reading or what is left of one that was damaged on its way. */
    void publishBytes(String key, byte[] bytes) {
        send(key, bytes, Map.of());
    }

    void publishMalformed(String key, byte[] line, Origin origin, String path, String reason) {
        send(
                key,
                line,
                Map.of(
                        PublishedHeaders.ORIGIN,
                        origin.toString(),
                        PublishedHeaders.PATH,
                        path,
                        PublishedHeaders.REASON,
                        reason));
    }

    byte[] encode(MeterReading reading) {
        return format.encode(reading);
    }

    boolean isStopped() {
        return stopped;
    }

    void stop() {
        stopped = true;
    }

    long published() {
        return published;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread publishes, others only look
    private void send(String key, byte[] value, Map<String, String> headers) {
        publisher.publish(key, value, headers);
        published++;
    }
}
