package io.metrify.connector.kafka;

import io.metrify.model.MetrifyException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * The topic that keeps how far each partition was stored: the progress of partition 3 is the last record of partition 3. It
 * is compacted, so that it neither grows nor forgets, which a group's committed offsets do after a week.
 */
final class ProgressTopic {

    private final String topic;
    private final Admin admin;
    private final CommittedRecords committed;

    ProgressTopic(String topic, Admin admin, CommittedRecords committed) {
        this.topic = topic;
        this.admin = admin;
        this.committed = committed;
    }

    /** Makes sure that the topic is there, keeps what it is told, and has enough partitions. */
    void require(int partitions) {
        try {
            TopicDescription found = describe();
            if (found == null) {
                create(partitions);
                return;
            }
            requireCompacted();
            if (found.partitions().size() < partitions) {
                admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions)))
                        .all()
                        .get();
            }
        } catch (ExecutionException failed) {
            throw new MetrifyException(
                    "the progress topic " + topic + " cannot be prepared: " + failed.getCause()
                            + "; check the cluster and what the user may do, or create it by hand, compacted",
                    failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new MetrifyException("preparing the progress topic " + topic + " was interrupted", interrupted);
        }
    }

    private @Nullable TopicDescription describe() throws ExecutionException, InterruptedException {
        try {
            return admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof UnknownTopicOrPartitionException) {
                return null;
            }
            throw failed;
        }
    }

    private void create(int partitions) throws ExecutionException, InterruptedException {
        NewTopic compacted = new NewTopic(topic, Optional.of(partitions), Optional.empty())
                .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
        try {
            admin.createTopics(List.of(compacted)).all().get();
        } catch (ExecutionException failed) {
            // Another process of the pipeline was quicker.
            if (!(failed.getCause() instanceof TopicExistsException)) {
                throw failed;
            }
        }
    }

    private void requireCompacted() throws ExecutionException, InterruptedException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Config config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
        ConfigEntry entry = config == null ? null : config.get(TopicConfig.CLEANUP_POLICY_CONFIG);
        String policy = entry == null ? "" : String.valueOf(entry.value());
        if (!policy.equals(TopicConfig.CLEANUP_POLICY_COMPACT)) {
            throw new MetrifyException("the progress topic " + topic + " has the cleanup.policy " + policy
                    + ", by which it would forget; set it to compact, or name another topic");
        }
    }

    /** The last progress of a partition. */
    PartitionProgress last(int partition) {
        TopicPartition where = new TopicPartition(topic, partition);
        PartitionProgress[] last = {PartitionProgress.NONE};
        committed.backwards(
                where,
                found -> {
                    byte[] value = found.value();
                    if (value != null) {
                        last[0] = PartitionProgress.parse(value, where.toString());
                    }
                },
                found -> found.value() != null);
        return last[0];
    }

    ProducerRecord<byte[], byte[]> record(int partition, PartitionProgress progress) {
        byte[] key = Integer.toString(partition).getBytes(StandardCharsets.UTF_8);
        return new ProducerRecord<>(topic, partition, key, progress.toJson());
    }
}
