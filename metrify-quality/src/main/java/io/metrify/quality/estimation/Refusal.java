package io.metrify.quality.estimation;

import io.metrify.model.Interval;
import java.util.Objects;

/**
 * Time that was not filled, and why.
 *
 * @param interval consecutive slots without a usable value
 * @param cause what kept them from being filled
 * @param reason the same in a sentence, with what was tried
 */
public record Refusal(Interval interval, Cause cause, String reason) {

    /** What kept slots from being filled. */
    public enum Cause {
        /** The gap has more whole days than the policy allows. */
        GAP_TOO_LONG,
        /** There is a value that cannot be used, and the policy does not allow to replace it. */
        NOT_REPLACEABLE,
        /** No method is allowed that has what it needs. */
        NO_METHOD,
        /** A register says otherwise: what is given is more than it advanced, or less than it can have. A person must look. */
        REGISTER_CONTRADICTS
    }

    /** Checks that nothing is missing. */
    public Refusal {
        Objects.requireNonNull(interval, "interval");
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(reason, "reason");
    }
}
