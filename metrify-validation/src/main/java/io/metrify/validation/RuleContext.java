package io.metrify.validation;

import java.time.Instant;
import java.util.Objects;

/**
 * What a rule may know apart from the record it judges. Immutable; make one per batch rather than one per record.
 *
 * @param now the present, by which readings from the future are told
 * @param meters what is known of the meters; {@link MeterDirectory#none()} if there is no directory
 */
public record RuleContext(Instant now, MeterDirectory meters) {

    /** Checks that nothing is missing. */
    public RuleContext {
        Objects.requireNonNull(now, "now");
        Objects.requireNonNull(meters, "meters");
    }

    /**
     * A context without a directory of meters: rules that need one skip.
     *
     * @param now the present
     * @return the context
     */
    public static RuleContext at(Instant now) {
        return new RuleContext(now, MeterDirectory.none());
    }

    /**
     * The same context at another time.
     *
     * @param newNow the present
     * @return a copy
     */
    public RuleContext withNow(Instant newNow) {
        return new RuleContext(newNow, meters);
    }
}
