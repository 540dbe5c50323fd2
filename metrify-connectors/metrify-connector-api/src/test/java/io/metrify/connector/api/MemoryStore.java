package io.metrify.connector.api;

import io.metrify.model.MetrifyException;
import io.metrify.model.meter.MeterReading;
import io.metrify.validation.SeenReadings;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A sink and a ledger in memory that outlive a pipeline, and fail when told to. */
final class MemoryStore {

    final Map<String, IngestBatch> sunk = new TreeMap<>();
    final List<IngestBatch> committed = new ArrayList<>();
    final Deque<MetrifyException> sinkFailures = new ArrayDeque<>();
    final Deque<MetrifyException> ledgerFailures = new ArrayDeque<>();
    final Deque<MetrifyException> claimFailures = new ArrayDeque<>();
    final Deque<MetrifyException> loadFailures = new ArrayDeque<>();
    final Map<String, Long> epochs = new HashMap<>();
    boolean failAfterStoring;
    int closed;
    private Progress progress = Progress.NONE;

    Progress progress() {
        return progress;
    }

    List<MeterReading> readings() {
        return committed.stream()
                .flatMap(batch -> batch.accepted().stream())
                .map(AcceptedReading::reading)
                .toList();
    }

    BatchSink sink() {
        return new BatchSink() {
            @Override
            public String name() {
                return "memory";
            }

            @Override
            public void recover(Map<String, Claim> claimed) {
                sunk.values().removeIf(batch -> {
                    Claim claim = claimed.get(batch.span().partition());
                    return claim != null && batch.span().first() >= claim.next();
                });
            }

            @Override
            public void write(IngestBatch batch) {
                sunk.put(batch.span().partition() + "-" + batch.span().first(), batch);
                if (!sinkFailures.isEmpty()) {
                    throw sinkFailures.pop();
                }
            }

            @Override
            public void close() {
                closed++;
            }
        };
    }

    Ledger ledger() {
        return new Ledger() {
            @Override
            public Progress load() {
                if (!progress.equals(Progress.NONE) && !loadFailures.isEmpty()) {
                    throw loadFailures.pop();
                }
                return progress;
            }

            @Override
            public Map<String, Claim> claim(Set<String> partitions) {
                if (!claimFailures.isEmpty()) {
                    throw claimFailures.pop();
                }
                Map<String, Claim> claims = new HashMap<>();
                for (String partition : partitions) {
                    long epoch = epochs.merge(partition, 1L, Long::sum);
                    claims.put(partition, new Claim(progress.checkpoint().next(partition), epoch));
                }
                return claims;
            }

            @Override
            public void restore(SeenReadings into) {
                readings().forEach(into::remember);
            }

            @Override
            public void commit(IngestBatch batch) {
                if (epochs.get(batch.span().partition()) != batch.epoch()) {
                    throw new FencedException(batch.span(), batch.epoch(), "the memory");
                }
                boolean fails = !ledgerFailures.isEmpty();
                if (!fails || failAfterStoring) {
                    committed.add(batch);
                    progress = progress.after(batch);
                }
                if (fails) {
                    throw ledgerFailures.pop();
                }
            }

            @Override
            public void close() {
                closed++;
            }
        };
    }
}
