package io.metrify.connector.api;

import java.util.List;
import java.util.Objects;

/**
 * What became of one stretch of a source: every record of the span is an accepted reading, a dead letter or a
 * duplicate.
 *
 * @param span which stretch
 * @param epoch the epoch of the {@link Claim} under which it is stored
 * @param accepted usable readings, in the order of the source
 * @param deadLetters what was not accepted, in the order of the source
 * @param duplicates how many redeliveries were dropped
 * @param records all records of the span as they came, in the order of the source; empty unless a sink needs them
 */
public record IngestBatch(
        BatchSpan span,
        long epoch,
        List<AcceptedReading> accepted,
        List<DeadLetter> deadLetters,
        long duplicates,
        List<RawRecord> records) {

    /** Copies the lists. */
    public IngestBatch {
        Objects.requireNonNull(span, "span");
        if (epoch < 1) {
            throw new IllegalArgumentException(
                    "the epoch " + epoch + " is not positive; take it from the claim of the partition");
        }
        accepted = List.copyOf(accepted);
        deadLetters = List.copyOf(deadLetters);
        records = List.copyOf(records);
    }

    /**
     * A batch without the records it was made of.
     *
     * @param span which stretch
     * @param epoch the epoch of the claim under which it is stored
     * @param accepted usable readings
     * @param deadLetters what was not accepted
     * @param duplicates how many redeliveries were dropped
     */
    public IngestBatch(
            BatchSpan span, long epoch, List<AcceptedReading> accepted, List<DeadLetter> deadLetters, long duplicates) {
        this(span, epoch, accepted, deadLetters, duplicates, List.of());
    }

    /**
     * The batch in numbers.
     *
     * @return the counts, which add up to the records of the span
     */
    public IngestCounts counts() {
        long rejected = deadLetters.stream()
                .filter(letter -> letter.kind() == DeadLetter.Kind.REJECTED)
                .count();
        return new IngestCounts(accepted.size(), rejected, deadLetters.size() - rejected, duplicates);
    }
}
