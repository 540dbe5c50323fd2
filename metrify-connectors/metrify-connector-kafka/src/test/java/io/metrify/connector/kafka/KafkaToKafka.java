package io.metrify.connector.kafka;

import io.metrify.connector.api.Checkpoint;
import io.metrify.connector.api.IngestPipeline;
import io.metrify.connector.api.RetrySchedule;
import io.metrify.json.MeterReadingJson;
import io.metrify.model.meter.MeterReading;
import io.metrify.validation.MeterRules;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A pipeline from a topic of JSON readings to the other topics; as a program, one that kills itself in a transaction. */
final class KafkaToKafka {

    static final String PIPELINE = "check";
    static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-04-01T00:00:00Z"));

    private KafkaToKafka() {}

    static KafkaLedger.Builder ledger(KafkaSettings settings, KafkaTopics topics) {
        return KafkaLedger.builder(settings, PIPELINE, topics).group(group(topics));
    }

    static String group(KafkaTopics topics) {
        return topics.input() + "-group";
    }

    static IngestPipeline pipeline(
            KafkaSettings settings, KafkaTopics topics, KafkaLedger ledger, @Nullable Checkpoint end) {
        KafkaSource.Builder source =
                KafkaSource.builder(settings.with("heartbeat.interval.ms", "150"), topics.input(), group(topics));
        if (end != null) {
            source.endAt(() -> Optional.of(end));
        }
        return IngestPipeline.builder(source.build(), KafkaValues.json(), MeterRules.standard(), ledger)
                .batchSize(100)
                .linger(Duration.ofMillis(200))
                .clock(CLOCK)
                .retries(new RetrySchedule(20, Duration.ofMillis(50), Duration.ofMillis(500)))
                .build();
    }

    /** Stops the JVM without any farewell when it has encoded a number of readings. */
    public static void main(String[] arguments) {
        KafkaSettings settings = KafkaSettings.of(arguments[0]);
        String name = arguments[1];
        int until = Integer.parseInt(arguments[2]);
        KafkaTopics topics = new KafkaTopics(name, name + "-checked", name + "-dead", name + "-progress");
        AtomicInteger encoded = new AtomicInteger();
        Function<MeterReading, byte[]> deadly = reading -> {
            if (encoded.incrementAndGet() == until) {
                Runtime.getRuntime().halt(137);
            }
            return MeterReadingJson.write(reading);
        };
        // Every record is sent at once, so that the broker holds a part of the transaction that is never committed.
        KafkaSettings hasty = settings.with("batch.size", "0").with("linger.ms", "0");
        KafkaLedger ledger =
                ledger(hasty, topics).values(deadly, KafkaValues.json()).build();
        try (IngestPipeline pipeline =
                pipeline(settings, topics, ledger, new Checkpoint(Map.of("0", Long.MAX_VALUE)))) {
            pipeline.run();
        }
    }
}
