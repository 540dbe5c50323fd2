package io.metrify.connector.kafka;

import io.metrify.connector.api.Assignment;
import io.metrify.connector.api.Checkpoint;
import io.metrify.connector.api.RawRecord;
import io.metrify.connector.api.Source;
import io.metrify.model.MetrifyException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.clients.consumer.StickyAssignor;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * The records of a Kafka topic, in the order of each partition. Where to begin is the ledger's business; the group's
 * offsets are committed after it, so that the cluster's monitoring sees the lag.
 *
 * <p>Without further ado a source shares the topic with all others of its group, in this process and elsewhere: partitions
 * are taken, given away and lost as members come and go. A source with an {@linkplain Builder#endAt end}, or one that is
 * told to take {@linkplain Builder#allPartitions all partitions}, shares with nobody.
 *
 * <p>Only committed transactions are read. Records that the topic lost before they were read, because its retention is
 * shorter than the pause since the last run, are an error and never skipped in silence.
 *
 * <p>Used by one thread at a time, {@link #close} included.
 */
public final class KafkaSource implements Source {

    private static final Map<String, String> DEFAULTS = Map.of(
            "enable.auto.commit", "false",
            // A position that is not there any more must not be replaced by another in silence.
            "auto.offset.reset", "none",
            "isolation.level", "read_committed",
            "fetch.min.bytes", "65536",
            "fetch.max.wait.ms", "100",
            "max.partition.fetch.bytes", "4194304",
            "fetch.max.bytes", "33554432",
            // The system's own size, which grows: the next answer comes in while the last one is worked on.
            "receive.buffer.bytes", "-1",
            "max.poll.records", "20000");

    private static final String INSTANCE_ID = "group.instance.id";

    private final String topic;
    private final String groupId;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Supplier<Optional<Checkpoint>> end;
    private final @Nullable Instant from;
    private final boolean shared;
    private final List<TopicPartition> partitions;
    private final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
    private @Nullable OwnedPartitions owned;
    private boolean closed;

    private KafkaSource(Builder builder) {
        this.topic = builder.topic;
        this.groupId = builder.groupId;
        this.end = builder.end;
        this.from = builder.from;
        this.shared = !builder.allPartitions;
        try {
            this.consumer = new KafkaConsumer<>(
                    builder.settings.toProperties(builder.defaults()),
                    new ByteArrayDeserializer(),
                    new ByteArrayDeserializer());
        } catch (KafkaException failed) {
            throw TopicLookup.notFound(topic, failed);
        }
        try {
            this.partitions = TopicLookup.partitionsOf(consumer, topic);
        } catch (RuntimeException failed) {
            consumer.close();
            throw failed;
        }
    }

    /**
     * A source with its required settings.
     *
     * @param settings how to reach the cluster
     * @param topic the topic to read; it must exist
     * @param groupId the consumer group that shares the topic, and whose offsets show the lag
     * @return a builder with defaults for everything else
     */
    public static Builder builder(KafkaSettings settings, String topic, String groupId) {
        return new Builder(settings, topic, groupId);
    }

    @Override
    public void open(Assignment assignment) {
        if (owned != null) {
            throw new IllegalStateException("the source of topic " + topic + " is open already; make another one");
        }
        OwnedPartitions opened = new OwnedPartitions(consumer, assignment, from);
        owned = opened;
        asking(() -> {
            if (shared) {
                consumer.subscribe(List.of(topic), opened);
            } else {
                consumer.assign(partitions);
                opened.onPartitionsAssigned(partitions);
            }
            return opened;
        });
        opened.requireHealthy();
    }

    @Override
    public List<RawRecord> poll(Duration atMost) {
        OwnedPartitions of = opened();
        return of.take(asking(() -> consumer.poll(atMost)), topic);
    }

    @Override
    public void idle() {
        OwnedPartitions of = opened();
        asking(() -> {
            of.idle(topic);
            return of;
        });
    }

    @Override
    public void commit(Checkpoint upTo) {
        Map<TopicPartition, OffsetAndMetadata> moved = new HashMap<>();
        Set<TopicPartition> mine = consumer.assignment();
        for (Map.Entry<String, Long> next : upTo.positions().entrySet()) {
            TopicPartition partition = new TopicPartition(topic, Integer.parseInt(next.getKey()));
            OffsetAndMetadata offset = new OffsetAndMetadata(next.getValue());
            if (mine.contains(partition) && next.getValue() > 0 && !offset.equals(committed.get(partition))) {
                moved.put(partition, offset);
            }
        }
        if (moved.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(moved);
            committed.putAll(moved);
        } catch (CommitFailedException | RebalanceInProgressException movedOn) {
            // The group is sharing anew. Nothing depends on these offsets, and the next ones tell the cluster as much.
            committed.keySet().removeAll(moved.keySet());
        } catch (FencedInstanceIdException fenced) {
            throw instanceTaken(fenced);
        } catch (KafkaException failed) {
            throw new MetrifyException(
                    "telling the cluster how far topic " + topic + " was read failed: " + failed.getMessage()
                            + "; check the cluster and start again, progress is kept",
                    failed);
        }
    }

    @Override
    public boolean isExhausted() {
        Optional<Checkpoint> last = end.get();
        if (last.isEmpty()) {
            return false;
        }
        return asking(() -> partitions.stream()
                .allMatch(
                        partition -> consumer.position(partition) >= last.get().next(OwnedPartitions.name(partition))));
    }

    @Override
    public Map<String, Long> lag() {
        Map<String, Long> lag = new TreeMap<>();
        for (TopicPartition partition : consumer.assignment()) {
            consumer.currentLag(partition).ifPresent(records -> lag.put(OwnedPartitions.name(partition), records));
        }
        return lag;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            if (owned != null) {
                owned.close();
            }
            consumer.close();
        }
    }

    private OwnedPartitions opened() {
        if (owned == null) {
            throw new IllegalStateException("the source of topic " + topic + " is not open; call open() first");
        }
        return owned;
    }

    private <T> T asking(Supplier<T> question) {
        try {
            return question.get();
        } catch (KafkaException failed) {
            if (owned != null) {
                // Where the reader could not say where to begin, Kafka complains of that.
                owned.requireHealthy();
            }
            throw explained(failed);
        }
    }

    private MetrifyException explained(KafkaException failed) {
        if (failed instanceof OffsetOutOfRangeException lost) {
            return new MetrifyException(
                    "topic " + topic + " has no records any more, or none yet, at the positions "
                            + lost.offsetOutOfRangePartitions()
                            + " where reading should go on; if they may be left out,"
                            + " set auto.offset.reset to earliest, and if the topic was made anew, start from an empty"
                            + " ledger",
                    lost);
        }
        if (failed instanceof FencedInstanceIdException fenced) {
            return instanceTaken(fenced);
        }
        return new MetrifyException(
                "reading topic " + topic + " failed: " + failed.getMessage()
                        + "; check the cluster and start again, progress is kept",
                failed);
    }

    private MetrifyException instanceTaken(FencedInstanceIdException fenced) {
        return new MetrifyException(
                "another process joined group " + groupId + " with the same instance id; give each process one of its"
                        + " own",
                fenced);
    }

    /** Collects the settings of a source. */
    public static final class Builder {
        private final KafkaSettings settings;
        private final String topic;
        private final String groupId;
        private final Map<String, String> more = new HashMap<>();
        private Supplier<Optional<Checkpoint>> end = Optional::empty;
        private KafkaGroupProtocol protocol = KafkaGroupProtocol.CLASSIC;
        private boolean allPartitions;
        private @Nullable Instant from;

        private Builder(KafkaSettings settings, String topic, String groupId) {
            this.settings = Objects.requireNonNull(settings, "settings");
            this.topic = Objects.requireNonNull(topic, "topic");
            this.groupId = Objects.requireNonNull(groupId, "groupId");
        }

        /**
         * Ends the source where a supplier says, as soon as it says so; without, the source never ends. A source with an
         * end takes {@linkplain #allPartitions all partitions}.
         *
         * @param newEnd empty as long as the end is not known, then the positions up to which to read
         * @return this
         */
        public Builder endAt(Supplier<Optional<Checkpoint>> newEnd) {
            end = Objects.requireNonNull(newEnd, "end");
            return allPartitions();
        }

        /**
         * Reads all partitions of the topic and shares them with nobody; two such sources fence each other off.
         *
         * @return this
         */
        public Builder allPartitions() {
            allPartitions = true;
            return this;
        }

        /**
         * Begins at a time instead of the beginning, in partitions of which the ledger has stored nothing yet: at the first
         * record whose timestamp is not before it. To replay what was stored already, use a new pipeline, that is another
         * ledger, with a start.
         *
         * @param start the time, not before 1970; only whole milliseconds count
         * @return this
         */
        public Builder from(Instant start) {
            if (start.isBefore(Instant.EPOCH)) {
                throw new IllegalArgumentException("no record is as old as " + start
                        + ", as Kafka's timestamps begin at " + Instant.EPOCH
                        + "; leave the start out to read everything");
            }
            from = start;
            return this;
        }

        /**
         * How the members of the group share; {@link KafkaGroupProtocol#CLASSIC} unless set. All members of a group that
         * are up at the same time should use the same.
         *
         * @param newProtocol the protocol
         * @return this
         */
        public Builder protocol(KafkaGroupProtocol newProtocol) {
            protocol = Objects.requireNonNull(newProtocol, "protocol");
            return this;
        }

        /**
         * Makes this process a static member: when it is restarted within the session timeout it gets its partitions back,
         * and no other process has to take them over meanwhile. With {@link KafkaGroupProtocol#CLASSIC} a killed one gets them
         * back at once; with {@link KafkaGroupProtocol#CONSUMER} the broker refuses its name until the session timeout is over.
         *
         * @param instanceId what this process is called in the group, the same after a restart and different from all
         *     others'
         * @return this
         */
        public Builder instanceId(String instanceId) {
            if (instanceId.isBlank()) {
                throw new IllegalArgumentException("the instance id is blank; use the name of the host or the pod");
            }
            more.put(INSTANCE_ID, instanceId);
            return this;
        }

        /**
         * Bounds the memory for records that were fetched and not polled yet: 4 MiB for a partition and 32 MiB for a
         * broker's answer unless set. A single record that is larger is fetched all the same, alone.
         *
         * @param partitionBytes the most for one partition, positive
         * @param answerBytes the most for one answer of a broker, not less
         * @return this
         */
        public Builder fetchAtMost(int partitionBytes, int answerBytes) {
            if (partitionBytes < 1 || answerBytes < partitionBytes) {
                throw new IllegalArgumentException("fetching " + partitionBytes + " bytes for a partition and "
                        + answerBytes + " in all is not possible; the first must be positive and the second not less");
            }
            more.put("max.partition.fetch.bytes", Integer.toString(partitionBytes));
            more.put("fetch.max.bytes", Integer.toString(answerBytes));
            return this;
        }

        /**
         * The source of these settings.
         *
         * @return a source that has not been read yet
         * @throws MetrifyException if the cluster cannot be reached or the topic does not exist
         */
        public KafkaSource build() {
            return new KafkaSource(this);
        }

        private Map<String, String> defaults() {
            Map<String, String> all = new HashMap<>(DEFAULTS);
            all.put("group.id", groupId);
            if (!allPartitions) {
                all.put("group.protocol", protocol.setting());
                if (protocol == KafkaGroupProtocol.CLASSIC) {
                    // Sharing step by step is for members that come and go. A static member that is killed between the
                    // steps is given what it had in the first, without a second, and the rest would be nobody's.
                    all.put(
                            "partition.assignment.strategy",
                            more.containsKey(INSTANCE_ID)
                                    ? StickyAssignor.class.getName()
                                    : CooperativeStickyAssignor.class.getName());
                }
            }
            all.putAll(more);
            return all;
        }
    }
}
