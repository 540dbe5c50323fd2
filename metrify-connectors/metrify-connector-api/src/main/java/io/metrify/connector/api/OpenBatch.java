package io.metrify.connector.api;

import io.metrify.model.meter.MeterReading;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A batch of one partition that still grows. */
final class OpenBatch {

    private final BatchSpan opened;
    private final long epoch;
    private final boolean keepsRecords;
    private final long openedNanos;
    private final List<AcceptedReading> accepted = new ArrayList<>();
    private final List<DeadLetter> deadLetters = new ArrayList<>();
    private final List<RawRecord> records = new ArrayList<>();
    private long duplicates;
    private long bytes;
    private long end;

    /**
     * Opens a batch.
     *
     * @param opened where it begins, and the first position that cannot be in it any more: the next multiple of the batch
     *     size, so that a rerun cuts the same batches as the run that was killed
     */
    OpenBatch(BatchSpan opened, long epoch, boolean keepsRecords, long openedNanos) {
        this.opened = opened;
        this.epoch = epoch;
        this.keepsRecords = keepsRecords;
        this.openedNanos = openedNanos;
        this.end = opened.first();
    }

    long boundary() {
        return opened.end();
    }

    long openedNanos() {
        return openedNanos;
    }

    /** The size of the records so far. */
    long bytes() {
        return bytes;
    }

    /** The readings so far. */
    Stream<MeterReading> accepted() {
        return accepted.stream().map(AcceptedReading::reading);
    }

    void accept(AcceptedReading reading, RawRecord record) {
        accepted.add(reading);
        advance(record);
    }

    void reject(DeadLetter letter) {
        deadLetters.add(letter);
        advance(letter.record());
    }

    void drop(RawRecord record) {
        duplicates++;
        advance(record);
    }

    private void advance(RawRecord record) {
        end = record.origin().position() + 1;
        byte[] key = record.key();
        byte[] value = record.value();
        bytes += (key == null ? 0 : key.length) + (value == null ? 0 : value.length);
        if (keepsRecords) {
            records.add(record);
        }
    }

    IngestBatch close() {
        BatchSpan span = new BatchSpan(opened.source(), opened.partition(), opened.first(), end);
        return new IngestBatch(span, epoch, accepted, deadLetters, duplicates, records);
    }
}
