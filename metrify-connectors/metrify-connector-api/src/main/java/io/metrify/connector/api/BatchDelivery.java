package io.metrify.connector.api;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import java.util.List;

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
        for (BatchSink sink : sinks) {
            metrics.time(sink.name(), () -> retrying.run(() -> sink.write(batch)));
        }
        metrics.time("ledger", () -> retrying.run(() -> commit(batch, after)));
        metrics.counted(batch.counts());
    }

    /** A commit whose answer was lost may have happened; the ledger knows. */
    private void commit(IngestBatch batch, Progress after) {
        try {
            ledger.commit(batch, after);
        } catch (CommitStateUnknownException unknown) {
            if (!ledger.load().equals(after)) {
                throw unknown;
            }
        }
    }
}
