package io.metrify.connector.api;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import dev.failsafe.function.CheckedSupplier;
import io.metrify.model.MetrifyException;
import io.metrify.validation.SeenReadings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Claims partitions, and writes a batch to every sink and then to the ledger, trying again what failed. */
final class BatchDelivery {

    private static final double JITTER = 0.2;

    private final List<BatchSink> sinks;
    private final Ledger ledger;
    private final FailsafeExecutor<Object> retrying;
    private final IngestMetrics metrics;
    private final Vitals vitals;

    BatchDelivery(List<BatchSink> sinks, Ledger ledger, RetrySchedule schedule, IngestMetrics metrics, Vitals vitals) {
        this.sinks = sinks;
        this.ledger = ledger;
        this.metrics = metrics;
        this.vitals = vitals;
        this.retrying = Failsafe.with(RetryPolicy.builder()
                .handle(SinkException.class, CommitStateUnknownException.class)
                .withMaxAttempts(schedule.attempts())
                .withBackoff(schedule.firstPause(), schedule.longestPause())
                .withJitter(JITTER)
                .onRetry(event -> {
                    metrics.retried();
                    vitals.retrying();
                })
                .build());
    }

    Progress load() {
        return retry("reading the progress", ledger::load);
    }

    /** Makes partitions this process's, undoes what their earlier owners left half done, and learns what they stored. */
    Map<String, Claim> claim(Set<String> partitions, SeenReadings seen) {
        Map<String, Claim> claims =
                retry("claiming partitions " + partitions, () -> Map.copyOf(ledger.claim(partitions)));
        for (BatchSink sink : sinks) {
            retry("recovering " + sink.name(), () -> {
                sink.recover(claims);
                return sink;
            });
        }
        retry("reading what was stored", () -> {
            ledger.restore(seen);
            return seen;
        });
        return claims;
    }

    void deliver(IngestBatch batch, long openedNanos) {
        String what = "storing batch " + batch.span();
        for (BatchSink sink : sinks) {
            metrics.time(
                    sink.name(),
                    () -> retry(what, () -> {
                        sink.write(batch);
                        return sink;
                    }));
        }
        AtomicReference<@Nullable CommitStateUnknownException> unknown = new AtomicReference<>();
        metrics.time(
                "ledger",
                () -> retry(what, () -> {
                    commit(batch, unknown);
                    return ledger;
                }));
        metrics.counted(batch, Duration.ofNanos(System.nanoTime() - openedNanos));
        vitals.stored();
    }

    /**
     * A commit whose answer was lost may have happened; the ledger knows. As long as it cannot be asked, nothing is
     * committed again.
     */
    private void commit(IngestBatch batch, AtomicReference<@Nullable CommitStateUnknownException> unknown) {
        CommitStateUnknownException lost = unknown.get();
        if (lost != null && isStored(batch, lost)) {
            return;
        }
        try {
            ledger.commit(batch);
        } catch (CommitStateUnknownException failed) {
            unknown.set(failed);
            if (!isStored(batch, failed)) {
                throw failed;
            }
        }
    }

    private boolean isStored(IngestBatch batch, CommitStateUnknownException lost) {
        try {
            return ledger.load().checkpoint().next(batch.span().partition())
                    >= batch.span().end();
        } catch (SinkException unreadable) {
            lost.addSuppressed(unreadable);
            throw lost;
        }
    }

    private <T> T retry(String what, CheckedSupplier<T> work) {
        try {
            T done = retrying.get(work);
            vitals.recovered();
            return done;
        } catch (FailsafeException interrupted) {
            throw new MetrifyException(
                    what + " was interrupted while it waited to try again; start again, it is done then", interrupted);
        }
    }
}
