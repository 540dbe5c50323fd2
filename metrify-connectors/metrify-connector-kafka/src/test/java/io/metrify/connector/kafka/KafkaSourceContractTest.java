package io.metrify.connector.kafka;

import io.metrify.connector.api.Checkpoint;
import io.metrify.connector.api.Source;
import io.metrify.testkit.contract.SourceContract;
import io.metrify.testkit.server.EmbeddedKafka;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class KafkaSourceContractTest extends SourceContract {

    private static final int PARTITIONS = 3;

    private static EmbeddedKafka broker;
    private static final Map<List<String>, Checkpoint> PUBLISHED = new HashMap<>();

    @BeforeAll
    static void start() {
        broker = EmbeddedKafka.start();
    }

    @AfterAll
    static void stop() {
        PUBLISHED.clear();
        broker.close();
    }

    @Override
    protected Source sourceOf(List<byte[]> values) {
        List<String> name = values.stream().map(Arrays::toString).toList();
        String topic = "values-" + Integer.toHexString(name.hashCode());
        Checkpoint end = PUBLISHED.computeIfAbsent(name, unpublished -> publish(topic, values));
        return KafkaSource.builder(settings(), topic, topic)
                .endAt(() -> Optional.of(end))
                .build();
    }

    private static Checkpoint publish(String topic, List<byte[]> values) {
        broker.createTopic(topic, PARTITIONS);
        try (KafkaPublisher publisher = new KafkaPublisher(settings(), topic)) {
            int number = 0;
            for (byte[] value : values) {
                publisher.publish("meter-" + number++, value, Map.of());
            }
            return publisher.finish();
        }
    }

    private static KafkaSettings settings() {
        return KafkaSettings.of(broker.bootstrapServers());
    }
}
