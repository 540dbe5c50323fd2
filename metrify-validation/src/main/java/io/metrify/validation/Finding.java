package io.metrify.validation;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one rule found wrong with one record. It is data, not an exception: a record may have any number of them.
 *
 * @param rule the id of the rule, such as {@code meter.consumption.negative}
 * @param severity how much it matters
 * @param subject what the record is about: the meter id, the grid operator or the city
 * @param start the start of the interval, or the instant of the record
 * @param end the end of the interval, exclusive, or null for a record of an instant
 * @param field the wire name of the field at fault, or null if no single field is
 * @param observed what was there, with its unit
 * @param expected what the rule allows, with its unit
 * @param message a sentence for people, with observed and expected values and their units
 */
public record Finding(
        String rule,
        Severity severity,
        String subject,
        Instant start,
        @Nullable Instant end,
        @Nullable String field,
        String observed,
        String expected,
        String message) {

    /** Checks that nothing is missing. */
    public Finding {
        RuleId.require(rule);
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(observed, "observed");
        Objects.requireNonNull(expected, "expected");
        Objects.requireNonNull(message, "message");
    }

    /**
     * The finding as one line of a log.
     *
     * @return severity, rule, subject, start and message
     */
    @Override
    public String toString() {
        return severity + " " + rule + " " + subject + " " + start + ": " + message;
    }
}
