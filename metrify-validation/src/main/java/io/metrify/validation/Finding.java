package io.metrify.validation;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one rule found wrong with one record. It is data, not an exception: a record may have any number of them.
 *
 * <p>Immutable and safe for use by several threads; equal if all parts are equal. The words of a stock rule's finding are
 * made when they are first read, so that a million findings that are only counted cost no text; until then the finding
 * keeps the record it is about.
 */
public final class Finding {

    private final String rule;
    private final Severity severity;
    private final String subject;
    private final Instant start;
    private final @Nullable Instant end;
    private final Evidence evidence;

    // Several threads may make the words at once; they are equal and immutable, so it does not matter whose stay.
    private @Nullable Words words;

    /**
     * A finding in given words.
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
     * @throws IllegalArgumentException if the rule's id is not of the form that {@link Rule#id()} describes
     */
    public Finding(
            String rule,
            Severity severity,
            String subject,
            Instant start,
            @Nullable Instant end,
            @Nullable String field,
            String observed,
            String expected,
            String message) {
        this(
                RuleId.require(rule),
                severity,
                subject,
                start,
                end,
                new Evidence.Stated(field, new Words(observed, expected, message)));
    }

    /** A finding of a rule in a set, whose id is sound. */
    Finding(String rule, Severity severity, String subject, Instant start, @Nullable Instant end, Evidence evidence) {
        this.rule = rule;
        this.severity = Objects.requireNonNull(severity, "severity");
        this.subject = Objects.requireNonNull(subject, "subject");
        this.start = Objects.requireNonNull(start, "start");
        this.end = end;
        this.evidence = evidence;
    }

    /**
     * The rule that found it.
     *
     * @return its id, such as {@code meter.consumption.negative}
     */
    public String rule() {
        return rule;
    }

    /**
     * How much it matters.
     *
     * @return the severity of the rule
     */
    public Severity severity() {
        return severity;
    }

    /**
     * What the record is about.
     *
     * @return the meter id, the grid operator or the city
     */
    public String subject() {
        return subject;
    }

    /**
     * When the record begins.
     *
     * @return the start of the interval, or the instant of the record
     */
    public Instant start() {
        return start;
    }

    /**
     * When the record ends.
     *
     * @return the end of the interval, exclusive, or null for a record of an instant
     */
    public @Nullable Instant end() {
        return end;
    }

    /**
     * The field at fault.
     *
     * @return its wire name, or null if no single field is
     */
    public @Nullable String field() {
        return evidence.field();
    }

    /**
     * What was there.
     *
     * @return the value with its unit
     */
    public String observed() {
        return words().observed();
    }

    /**
     * What the rule allows.
     *
     * @return the values with their unit
     */
    public String expected() {
        return words().expected();
    }

    /**
     * What is wrong.
     *
     * @return a sentence for people, with observed and expected values and their units
     */
    public String message() {
        return words().message();
    }

    private Words words() {
        Words made = words;
        if (made == null) {
            made = evidence.words();
            words = made;
        }
        return made;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof Finding that
                        && rule.equals(that.rule)
                        && severity == that.severity
                        && subject.equals(that.subject)
                        && start.equals(that.start)
                        && Objects.equals(end, that.end)
                        && Objects.equals(field(), that.field())
                        && words().equals(that.words()));
    }

    @Override
    public int hashCode() {
        return Objects.hash(rule, severity, subject, start, end, field(), words());
    }

    /**
     * The finding as one line of a log.
     *
     * @return severity, rule, subject, start and message
     */
    @Override
    public String toString() {
        return severity + " " + rule + " " + subject + " " + start + ": " + message();
    }
}
