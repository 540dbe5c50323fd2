package io.metrify.connector.api;

import io.metrify.model.MetrifyException;
import io.metrify.model.meter.MeterReading;
import io.metrify.validation.SeenReadings;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A sink and a ledger in memory that outlive a pipeline, and fail when told to. */
final class MemoryStore {

    final Map<String, IngestBatch> sunk = new TreeMap<>();
    final List<IngestBatch> committed = new ArrayList<>();
    final Deque<MetrifyException> sinkFailures = new ArrayDeque<>();
    final Deque<MetrifyException> ledgerFailures = new ArrayDeque<>();
    final Deque<MetrifyException> loadFailures = new ArrayDeque<>();
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
            public void recover(Checkpoint checkpoint) {
                sunk.values()
                        .removeIf(batch -> batch.span().first()
                                >= checkpoint.next(batch.span().partition()));
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
            public void restore(SeenReadings into) {
                readings().forEach(into::remember);
            }

            @Override
            public void commit(IngestBatch batch, Progress after) {
                boolean fails = !ledgerFailures.isEmpty();
                if (!fails || failAfterStoring) {
                    committed.add(batch);
                    progress = after;
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
