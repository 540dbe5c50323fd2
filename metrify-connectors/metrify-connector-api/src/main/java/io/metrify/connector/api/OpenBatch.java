package io.metrify.connector.api;

import java.util.ArrayList;
import java.util.List;

/** A batch of one partition that still grows. */
final class OpenBatch {

    private final String source;
    private final String partition;
    private final long first;
    private final long boundary;
    private final long openedNanos;
    private final List<AcceptedReading> accepted = new ArrayList<>();
    private final List<DeadLetter> deadLetters = new ArrayList<>();
    private long duplicates;
    private long end;

    /**
     * Opens a batch. Its last possible record is the one before the next multiple of {@code size}, so that a rerun cuts
     * the same batches as the run that was killed.
     */
    OpenBatch(String source, String partition, long first, int size, long openedNanos) {
        this.source = source;
        this.partition = partition;
        this.first = first;
        this.boundary = (first / size + 1) * size;
        this.openedNanos = openedNanos;
        this.end = first;
    }

    long boundary() {
        return boundary;
    }

    long openedNanos() {
        return openedNanos;
    }

    void accept(AcceptedReading reading, long position) {
        accepted.add(reading);
        end = position + 1;
    }

    void reject(DeadLetter letter, long position) {
        deadLetters.add(letter);
        end = position + 1;
    }

    void drop(long position) {
        duplicates++;
        end = position + 1;
    }

    IngestBatch close() {
        return new IngestBatch(new BatchSpan(source, partition, first, end), accepted, deadLetters, duplicates);
    }
}
