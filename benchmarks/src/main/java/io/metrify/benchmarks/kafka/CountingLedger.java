package io.metrify.benchmarks.kafka;

import io.metrify.connector.api.Checkpoint;
import io.metrify.connector.api.Claim;
import io.metrify.connector.api.IngestBatch;
import io.metrify.connector.api.Ledger;
import io.metrify.connector.api.Progress;
import io.metrify.validation.SeenReadings;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** A ledger that stores nothing and counts, so that a pipeline costs what it costs itself. */
final class CountingLedger implements Ledger {

    private Progress progress = Progress.NONE;

    @Override
    public synchronized Progress load() {
        return progress;
    }

    @Override
    public synchronized Map<String, Claim> claim(Set<String> partitions) {
        Map<String, Claim> claims = new HashMap<>();
        for (String partition : partitions) {
            claims.put(partition, new Claim(progress.checkpoint().next(partition), 1));
        }
        return claims;
    }

    @Override
    public void restore(SeenReadings into) {
        // Nothing is stored.
    }

    @Override
    public synchronized void commit(IngestBatch batch) {
        Checkpoint next = progress.checkpoint()
                .with(batch.span().partition(), batch.span().end());
        progress = new Progress(next, progress.counts().plus(batch.counts()));
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
