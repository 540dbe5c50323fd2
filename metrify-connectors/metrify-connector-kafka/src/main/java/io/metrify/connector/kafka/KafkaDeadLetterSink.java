package io.metrify.connector.kafka;

import io.metrify.connector.api.BatchSink;
import io.metrify.connector.api.BatchSpan;
import io.metrify.connector.api.Claim;
import io.metrify.connector.api.DeadLetter;
import io.metrify.connector.api.FencedException;
import io.metrify.connector.api.IngestBatch;
import io.metrify.model.MetrifyException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * A topic of what was not accepted: each dead letter as the record that it was, with key, bytes and headers, and with where
 * it came from, how far it got, the reason and all findings in headers that begin with {@code metrify-dead-letter-}.
 *
 * <p>A letter is in the topic once, whatever was killed when: letters of a partition are written in transactions of one
 * writer, and whoever takes the partition over reads which letters are there beyond the ledger's progress, and leaves them
 * out. As Kafka takes nothing back, they stay even if the record is judged otherwise when it is read again, which only a
 * rule about the present time can do.
 *
 * <p>The topic must exist, and should have as many partitions as what is read: letters of partition 3 are in partition 3. Its
 * {@code max.message.bytes} should be 64 KiB above that of the topic that is read, as headers are added.
 *
 * <p>Safe for use by the threads of one pipeline.
 */
public final class KafkaDeadLetterSink implements BatchSink {

    private final KafkaSettings settings;
    private final String pipeline;
    private final String topic;
    private final Admin admin;
    private final CommittedRecords committed;
    private final DeadLetterRecords letters;
    private final Map<String, Held> held = new HashMap<>();
    private boolean closed;

    /**
     * A sink into a topic.
     *
     * @param settings how to reach the cluster
     * @param pipeline what the pipeline is called, the same in all its processes and different from other pipelines that
     *     write to the topic
     * @param topic the topic; it must exist
     * @throws MetrifyException if the cluster cannot be reached or the topic does not exist
     */
    public KafkaDeadLetterSink(KafkaSettings settings, String pipeline, String topic) {
        this.settings = Objects.requireNonNull(settings, "settings");
        this.pipeline = Objects.requireNonNull(pipeline, "pipeline");
        this.topic = Objects.requireNonNull(topic, "topic");
        try {
            this.admin = Admin.create(settings.toProperties(Map.of()));
        } catch (KafkaException failed) {
            throw TopicLookup.notFound(topic, failed);
        }
        try {
            this.committed = new CommittedRecords(settings, admin, null);
        } catch (RuntimeException failed) {
            admin.close();
            throw failed;
        }
        try {
            this.letters = new DeadLetterRecords(
                    pipeline, topic, committed.partitionsOf(topic).size());
        } catch (RuntimeException failed) {
            committed.close();
            admin.close();
            throw failed;
        }
    }

    private static final class Held {
        private final PartitionWriter writer;
        private final long epoch;

        /** Positions whose letters are in the topic, as far as they may come again. */
        private final NavigableSet<Long> written = new TreeSet<>();

        private List<Long> pending = List.of();

        Held(PartitionWriter writer, long epoch) {
            this.writer = writer;
            this.epoch = epoch;
        }

        void finish(Supplier<FencedException> fenced) {
            if (writer.isPending()) {
                writer.finish(fenced);
                written.addAll(pending);
            }
        }
    }

    @Override
    public String name() {
        return "dead_letters";
    }

    @Override
    public synchronized void recover(Map<String, Claim> claimed) {
        claimed.forEach(this::take);
    }

    private void take(String partition, Claim claim) {
        Held before = held.remove(partition);
        if (before != null) {
            before.writer.close();
        }
        PartitionWriter writer = PartitionWriter.open(settings, pipeline + "." + topic + "." + partition);
        try {
            Held taken = new Held(writer, claim.epoch());
            TopicPartition where = new TopicPartition(topic, letters.partitionFor(partition));
            committed.backwards(
                    where,
                    letter -> {
                        if (letters.isOf(letter, partition) && DeadLetterRecords.position(letter) >= claim.next()) {
                            requireNotLater(DeadLetterRecords.epoch(letter), partition, claim);
                            taken.written.add(DeadLetterRecords.position(letter));
                        }
                    },
                    letter -> letters.isOf(letter, partition) && DeadLetterRecords.position(letter) < claim.next());
            held.put(partition, taken);
        } catch (RuntimeException failed) {
            writer.close();
            throw failed;
        }
    }

    private void requireNotLater(long epoch, String partition, Claim claim) {
        if (epoch > claim.epoch()) {
            throw new FencedException(
                    new BatchSpan(pipeline, partition, claim.next(), claim.next() + 1), claim.epoch(), where());
        }
    }

    @Override
    public synchronized void write(IngestBatch batch) {
        BatchSpan span = batch.span();
        Supplier<FencedException> fenced = () -> new FencedException(span, batch.epoch(), where());
        Held mine = held.get(span.partition());
        if (mine == null || mine.epoch != batch.epoch()) {
            throw fenced.get();
        }
        mine.finish(fenced);
        mine.written.headSet(span.first()).clear();
        List<DeadLetter> missing = batch.deadLetters().stream()
                .filter(letter ->
                        !mine.written.contains(letter.record().origin().position()))
                .toList();
        if (missing.isEmpty()) {
            return;
        }
        mine.pending = missing.stream()
                .map(letter -> letter.record().origin().position())
                .toList();
        mine.writer.write(producer -> send(producer, missing, batch.epoch()), fenced);
        mine.written.addAll(mine.pending);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the commit of the transaction fails if a letter did
    private void send(Producer<byte[], byte[]> producer, List<DeadLetter> missing, long epoch) {
        missing.forEach(letter -> producer.send(letters.of(letter, epoch)));
    }

    private String where() {
        return "the dead-letter topic " + topic;
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        held.values().forEach(each -> each.writer.close());
        committed.close();
        admin.close();
    }
}
