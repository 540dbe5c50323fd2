package io.metrify.connector.api;

import java.util.List;
import java.util.Objects;

/**
 * What became of one stretch of a source: every record of the span is an accepted reading, a dead letter or a
 * duplicate.
 *
 * @param span which stretch
 * @param accepted usable readings, in the order of the source
 * @param deadLetters what was not accepted, in the order of the source
 * @param duplicates how many redeliveries were dropped
 */
public record IngestBatch(
        BatchSpan span, List<AcceptedReading> accepted, List<DeadLetter> deadLetters, long duplicates) {

    /** Copies the lists. */
    public IngestBatch {
        Objects.requireNonNull(span, "span");
        accepted = List.copyOf(accepted);
        deadLetters = List.copyOf(deadLetters);
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
