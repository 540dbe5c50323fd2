package io.metrify.connector.api;

/**
 * What became of the records that were read. The parts always add up: read = accepted + rejected + dead letters +
 * duplicates.
 *
 * @param accepted usable readings
 * @param rejected readings that validation found an error in
 * @param deadLetters records that could not be decoded
 * @param duplicates redeliveries of a reading that was accepted before, with an equal value
 */
public record IngestCounts(long accepted, long rejected, long deadLetters, long duplicates) {

    /** Nothing was read. */
    public static final IngestCounts NONE = new IngestCounts(0, 0, 0, 0);

    /**
     * All records together.
     *
     * @return the sum of the parts
     */
    public long read() {
        return accepted + rejected + deadLetters + duplicates;
    }

    /**
     * These counts and others together.
     *
     * @param other the others
     * @return the sums
     */
    public IngestCounts plus(IngestCounts other) {
        return new IngestCounts(
                accepted + other.accepted,
                rejected + other.rejected,
                deadLetters + other.deadLetters,
                duplicates + other.duplicates);
    }
}
