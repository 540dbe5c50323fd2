package io.metrify.validation.bean;

import io.metrify.validation.Finding;
import io.metrify.validation.Subject;
import io.metrify.validation.ValidationReport;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import jakarta.validation.groups.Default;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * A Jakarta validator that reports like a rule set: what was found, and by which constraints the bean was judged.
 * Immutable and safe for use by several threads.
 *
 * <p>Nothing is ever skipped: to a constraint, a value that is missing is valid.
 *
 * <pre>{@code
 * BeanValidator<MeterReading> readings =
 *         BeanValidator.of(factory.getValidator(), MeterReading.class, Subject.ofMeterReading());
 * ValidationReport report = readings.validate(reading);
 * }</pre>
 *
 * @param <T> the kind of bean
 */
public final class BeanValidator<T> {

    private final Validator validator;
    private final Subject<? super T> subject;
    private final Class<?>[] groups;
    private final List<String> constraints;

    private BeanValidator(
            Validator validator, Subject<? super T> subject, Class<?>[] groups, List<String> constraints) {
        this.validator = validator;
        this.subject = subject;
        this.groups = groups;
        this.constraints = constraints;
    }

    /**
     * A validator of the beans of a class.
     *
     * @param validator judges the beans, in the language of its factory
     * @param type the class of the beans
     * @param subject what a bean is about and when; it must know an answer for a faulty bean, too
     * @param groups the groups of constraints that apply; the default group if there are none
     * @param <T> the kind of bean
     * @return a validator; make it once and share it
     */
    public static <T> BeanValidator<T> of(
            Validator validator, Class<T> type, Subject<? super T> subject, Class<?>... groups) {
        Objects.requireNonNull(subject, "subject");
        Class<?>[] applied = groups.length == 0 ? new Class<?>[] {Default.class} : groups.clone();
        return new BeanValidator<>(
                validator, subject, applied, AppliedConstraints.to(type, validator, Set.of(applied)));
    }

    /**
     * Judges a bean by all constraints on it and, where they are {@code @Valid}, on the beans in it.
     *
     * @param bean the bean
     * @return the findings of {@link BeanValidation#findings}; and as evaluated, in order of the alphabet, every
     *     constraint on the declared types, and every one on another type that found something
     */
    public ValidationReport validate(T bean) {
        Objects.requireNonNull(bean, "bean");
        Set<ConstraintViolation<T>> violations = validator.validate(bean, groups);
        if (violations.isEmpty()) {
            return ValidationReport.of(List.of(), constraints, Map.of());
        }
        List<Finding> findings = BeanValidation.findings(violations, subject);
        Set<String> evaluated = new TreeSet<>(constraints);
        findings.forEach(finding -> evaluated.add(finding.rule()));
        return ValidationReport.of(findings, new ArrayList<>(evaluated), Map.of());
    }
}
