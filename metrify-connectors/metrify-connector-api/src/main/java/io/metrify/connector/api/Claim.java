package io.metrify.connector.api;

/**
 * The right to store what comes next in a partition, given by a {@link Ledger}. The latest claim of a partition is the
 * only one that counts: whoever holds an earlier one is fenced off.
 *
 * @param next the next position to store, 0 or more; 0 if nothing of the partition was stored
 * @param epoch tells the claim from earlier ones of the partition, positive; the later the larger
 */
public record Claim(long next, long epoch) {

    /** Checks ranges. */
    public Claim {
        if (next < 0) {
            throw new IllegalArgumentException("the next position " + next + " is negative; positions begin at 0");
        }
        if (epoch < 1) {
            throw new IllegalArgumentException("the epoch " + epoch + " is not positive; epochs begin at 1");
        }
    }
}
