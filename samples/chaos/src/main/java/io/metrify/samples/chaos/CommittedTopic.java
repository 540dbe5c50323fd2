package io.metrify.samples.chaos;

import io.metrify.connector.api.Assignment;
import io.metrify.connector.api.Checkpoint;
import io.metrify.connector.api.RawRecord;
import io.metrify.connector.kafka.KafkaSource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Reads what was committed to a topic, from its beginning to its end. */
final class CommittedTopic {

    private static final Duration POLL = Duration.ofSeconds(1);

    private CommittedTopic() {}

    static void read(WorkerSettings settings, String topic, Consumer<RawRecord> consumer) {
        try (KafkaSource source = KafkaSource.builder(Pipelines.kafka(settings), topic, "count")
                .allPartitions()
                .build()) {
            source.open(new FromTheBeginning());
            List<RawRecord> polled = source.poll(POLL);
            while (!polled.isEmpty() || source.lag().values().stream().anyMatch(records -> records > 0)) {
                polled.forEach(consumer);
                polled = source.poll(POLL);
            }
        }
    }

    private static final class FromTheBeginning implements Assignment {

        @Override
        public Checkpoint taken(Set<String> partitions) {
            return new Checkpoint(Map.of());
        }

        @Override
        public void given(Set<String> partitions) {
            throw new IllegalStateException("nobody else reads partitions " + partitions);
        }

        @Override
        public void lost(Set<String> partitions) {
            throw new IllegalStateException("nobody else reads partitions " + partitions);
        }
    }
}
