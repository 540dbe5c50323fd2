package io.metrify.connector.api;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import io.metrify.model.MetrifyException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Writes a batch to every sink and then to the ledger, trying again what failed. */
final class BatchDelivery {

    private static final double JITTER = 0.2;

    private final List<BatchSink> sinks;
    private final Ledger ledger;
    private final FailsafeExecutor<Object> retrying;
    private final IngestMetrics metrics;

    BatchDelivery(List<BatchSink> sinks, Ledger ledger, RetrySchedule schedule, IngestMetrics metrics) {
        this.sinks = sinks;
        this.ledger = ledger;
        this.metrics = metrics;
        this.retrying = Failsafe.with(RetryPolicy.builder()
                .handle(SinkException.class, CommitStateUnknownException.class)
                .withMaxAttempts(schedule.attempts())
                .withBackoff(schedule.firstPause(), schedule.longestPause())
                .withJitter(JITTER)
                .onRetry(event -> metrics.retried())
                .build());
    }

    void deliver(IngestBatch batch, Progress after) {
        try {
            for (BatchSink sink : sinks) {
                metrics.time(sink.name(), () -> retrying.run(() -> sink.write(batch)));
            }
            AtomicReference<@Nullable CommitStateUnknownException> unknown = new AtomicReference<>();
            metrics.time("ledger", () -> retrying.run(() -> commit(batch, after, unknown)));
        } catch (FailsafeException interrupted) {
            throw new MetrifyException(
                    "storing batch " + batch.span()
                            + " was interrupted while it waited to try again; start again, it is" + " stored then",
                    interrupted);
        }
        metrics.counted(batch);
    }

    /**
     * A commit whose answer was lost may have happened; the ledger knows. As long as it cannot be asked, nothing is
     * committed again.
     */
    private void commit(
            IngestBatch batch, Progress after, AtomicReference<@Nullable CommitStateUnknownException> unknown) {
        CommitStateUnknownException lost = unknown.get();
        if (lost != null && isStored(after, lost)) {
            return;
        }
        try {
            ledger.commit(batch, after);
        } catch (CommitStateUnknownException failed) {
            unknown.set(failed);
            if (!isStored(after, failed)) {
                throw failed;
            }
        }
    }

    private boolean isStored(Progress after, CommitStateUnknownException lost) {
        try {
            return ledger.load().equals(after);
        } catch (SinkException unreadable) {
            lost.addSuppressed(unreadable);
            throw lost;
        }
    }
}
