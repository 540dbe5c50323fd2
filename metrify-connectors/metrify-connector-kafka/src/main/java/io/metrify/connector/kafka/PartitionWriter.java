package io.metrify.connector.kafka;

import io.metrify.connector.api.CommitStateUnknownException;
import io.metrify.connector.api.FencedException;
import io.metrify.connector.api.SinkException;
import io.metrify.model.MetrifyException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * The one who may write what becomes of a partition. Opening a writer aborts what an earlier one of the same id left
 * unfinished and fences it off, also in another process. Used by one thread at a time.
 */
final class PartitionWriter implements AutoCloseable {

    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("acks", "all"),
            Map.entry("enable.idempotence", "true"),
            Map.entry("compression.type", "zstd"),
            Map.entry("linger.ms", "5"),
            Map.entry("batch.size", "262144"),
            Map.entry("buffer.memory", "67108864"),
            // A dead letter is a little larger than the record it was; what a topic takes is the topic's business.
            Map.entry("max.request.size", "33554432"),
            Map.entry("transaction.timeout.ms", "60000"),
            Map.entry("delivery.timeout.ms", "45000"),
            Map.entry("request.timeout.ms", "15000"),
            Map.entry("max.block.ms", "30000"));
    private static final int COMMIT_ATTEMPTS = 2;
    private static final Duration CLOSING = Duration.ofSeconds(10);

    private final String id;
    private final Producer<byte[], byte[]> producer;
    private boolean pending;
    private boolean broken;
    private boolean overtaken;

    private PartitionWriter(String id, Producer<byte[], byte[]> producer) {
        this.id = id;
        this.producer = producer;
    }

    static PartitionWriter open(KafkaSettings settings, String id) {
        Properties properties = settings.toProperties(DEFAULTS);
        properties.put("transactional.id", id);
        KafkaProducer<byte[], byte[]> producer;
        try {
            producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        } catch (KafkaException failed) {
            throw new MetrifyException(
                    "a producer cannot be made: " + failed.getMessage()
                            + "; check the bootstrap servers and the security settings",
                    failed);
        }
        try {
            producer.initTransactions();
            return new PartitionWriter(id, producer);
        } catch (KafkaException failed) {
            producer.close(Duration.ZERO);
            throw new SinkException(
                    "becoming the writer " + id + " failed: " + failed.getMessage() + "; check the cluster", failed);
        }
    }

    /**
     * Writes records in one transaction.
     *
     * @param content what is sent
     * @param fenced what to throw if another process is the writer now
     * @throws SinkException if nothing was written
     * @throws CommitStateUnknownException if it is not known; {@link #finish} finds out
     */
    void write(Consumer<Producer<byte[], byte[]>> content, Supplier<FencedException> fenced) {
        if (overtaken) {
            throw fenced.get();
        }
        if (broken) {
            throw new MetrifyException(
                    "the writer " + id + " failed in a way that only a new one can mend; start again,"
                            + " it goes on where the last commit stands");
        }
        try {
            producer.beginTransaction();
            content.accept(producer);
        } catch (KafkaException failed) {
            throw abort(failed, fenced);
        } catch (RuntimeException failed) {
            // What is sent could not be made; the next attempt begins from nothing.
            abort(new KafkaException(failed), fenced);
            throw failed;
        }
        commit(fenced);
    }

    /** Whether a transaction was sent to be committed, and nobody has heard yet what became of it. */
    boolean isPending() {
        return pending;
    }

    /** Brings a pending transaction to its end: it is written when this returns. */
    void finish(Supplier<FencedException> fenced) {
        if (pending) {
            commit(fenced);
        }
    }

    private void commit(Supplier<FencedException> fenced) {
        for (int attempt = 1; ; attempt++) {
            try {
                producer.commitTransaction();
                pending = false;
                return;
            } catch (TimeoutException slow) {
                // Asked again, the same producer hears what became of the same transaction.
                pending = true;
                if (attempt == COMMIT_ATTEMPTS) {
                    throw new CommitStateUnknownException(
                            "the cluster did not say in time whether the transaction of " + id + " is committed", slow);
                }
            } catch (KafkaException failed) {
                pending = false;
                throw abort(failed, fenced);
            }
        }
    }

    private MetrifyException abort(KafkaException failed, Supplier<FencedException> fenced) {
        if (hasCause(failed, ProducerFencedException.class) || hasCause(failed, InvalidProducerEpochException.class)) {
            broken = true;
            overtaken = true;
            FencedException taken = fenced.get();
            taken.addSuppressed(failed);
            return taken;
        }
        if (failed instanceof InterruptException) {
            broken = true;
            return new MetrifyException(
                    "writing as " + id + " was interrupted; start again, it goes on where the last commit stands",
                    failed);
        }
        try {
            producer.abortTransaction();
        } catch (KafkaException notAborted) {
            broken = true;
            failed.addSuppressed(notAborted);
        }
        if (hasCause(failed, RecordTooLargeException.class)) {
            return new MetrifyException(
                    "a record is larger than its topic takes: " + failed.getMessage()
                            + "; raise max.message.bytes of the topic, above that of the topic which is read",
                    failed);
        }
        return new SinkException(
                "writing as " + id + " failed: " + failed.getMessage() + "; check the cluster", failed);
    }

    private static boolean hasCause(Throwable failed, Class<? extends Throwable> type) {
        for (@Nullable Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        producer.close(broken || pending ? Duration.ZERO : CLOSING);
    }
}
