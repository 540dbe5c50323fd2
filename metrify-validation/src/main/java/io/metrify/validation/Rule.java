package io.metrify.validation;

import java.util.function.Predicate;

/**
 * One thing that a sound record satisfies. A rule is stateless and safe for use by several threads; it judges a single
 * record and what the context knows, nothing before or after it.
 *
 * <p>To the {@link Inspection} it is given, a rule reports what it finds wrong, or that it could not judge and why. A
 * rule that says nothing has judged the record and found it sound. It must not allocate for a sound record if the set
 * it is in shall not.
 *
 * <pre>{@code
 * Rule<MeterReading> registered = Rule.of(
 *         "acme.meter.prefix", Severity.WARNING, "meter ids start with our network number",
 *         reading -> reading.meterId().startsWith("DE00123"));
 * RuleSet<MeterReading> ours = MeterRules.standard().with(registered);
 * }</pre>
 *
 * @param <T> the kind of record it judges
 */
public interface Rule<T> {

    /**
     * The stable name of the rule, by which findings are counted and rules are switched off.
     *
     * @return up to 128 characters in lower case, words joined by dots, such as {@code meter.consumption.negative}
     */
    String id();

    /**
     * How much a violation matters.
     *
     * @return the severity of every finding of this rule
     */
    Severity severity();

    /**
     * What a sound record satisfies, in one sentence, with the thresholds in force.
     *
     * @return a sentence for people
     */
    String description();

    /**
     * Where the rule comes from: a norm, a regulation, the physics, or the one who wrote it.
     *
     * @return {@code own rule} unless overridden
     */
    default String source() {
        return "own rule";
    }

    /**
     * Judges a record.
     *
     * @param subject the record
     * @param context what else is known
     * @param inspection takes violations, or the reason why the rule could not judge
     */
    void check(T subject, RuleContext context, Inspection inspection);

    /**
     * A rule made of a condition on the record alone.
     *
     * @param id the stable name
     * @param severity how much a violation matters
     * @param description what a sound record satisfies; the message of a finding quotes it
     * @param holds whether a record is sound
     * @param <T> the kind of record
     * @return the rule
     * @throws IllegalArgumentException if the id is not of the form that {@link #id()} describes
     */
    static <T> Rule<T> of(String id, Severity severity, String description, Predicate<? super T> holds) {
        return of(id, severity, description, (subject, context, inspection) -> {
            if (!holds.test(subject)) {
                inspection.violation(
                        null, subject.toString(), description, "The record does not satisfy: " + description + ".");
            }
        });
    }

    /**
     * A rule made of a check that knows the context, names fields and values, and can skip.
     *
     * @param id the stable name
     * @param severity how much a violation matters
     * @param description what a sound record satisfies
     * @param check judges a record
     * @param <T> the kind of record
     * @return the rule
     * @throws IllegalArgumentException if the id is not of the form that {@link #id()} describes
     */
    static <T> Rule<T> of(String id, Severity severity, String description, Check<? super T> check) {
        return new CheckedRule<>(id, severity, description, "own rule", check);
    }

    /**
     * The judging part of a rule.
     *
     * @param <T> the kind of record
     */
    @FunctionalInterface
    interface Check<T> {

        /**
         * Judges a record.
         *
         * @param subject the record
         * @param context what else is known
         * @param inspection takes violations, or the reason why the rule could not judge
         */
        void check(T subject, RuleContext context, Inspection inspection);
    }
}
