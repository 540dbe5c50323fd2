package io.metrify.validation.bean;

import io.metrify.validation.Finding;
import io.metrify.validation.Subject;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/**
 * Jakarta Validation without an implementation of the Expression Language, and its violations as findings.
 *
 * <pre>{@code
 * try (ValidatorFactory factory = BeanValidation.factory(Locale.ENGLISH)) {
 *     Set<ConstraintViolation<MeterReading>> violations = factory.getValidator().validate(reading);
 *     List<Finding> findings = BeanValidation.findings(violations, Subject.ofMeterReading());
 * }
 * }</pre>
 *
 * <p>Any other factory of Hibernate Validator, such as that of a framework, enforces the same constraints with the same
 * messages. What takes more than one field or the history of a meter to judge is the matter of the rule sets.
 */
public final class BeanValidation {

    private BeanValidation() {}

    /**
     * A factory of validators that speak one language, whatever the default locale is. It is safe for use by several
     * threads and costly to make: make one and close it in the end.
     *
     * @param language the language of the messages: English and German are complete. Of others, Hibernate Validator
     *     has the messages of the standard constraints; those of this library are then German where that is the
     *     default locale's language, and otherwise English
     * @return a new factory of Hibernate Validator. Expressions in a message, {@code ${...}}, stay as they are
     */
    public static ValidatorFactory factory(Locale language) {
        Objects.requireNonNull(language, "language");
        return Validation.byProvider(HibernateValidator.class)
                .configure()
                .messageInterpolator(
                        new ParameterMessageInterpolator(Set.of(language), language, context -> language, false))
                .buildValidatorFactory();
    }

    /**
     * Violations as findings. Of each finding:
     *
     * <ul>
     *   <li>the rule is {@code bean.} and the name of the constraint, such as {@code bean.measured_range} or {@code
     *       bean.not_null};
     *   <li>the severity is the worst of the {@link io.metrify.model.constraint.Severities} in the constraint's payload,
     *       and an error if there is none;
     *   <li>the field is the wire name where the constraint knows it, otherwise the path of the property in the style of
     *       wire names, such as {@code contract.start_date}; null for the bean itself;
     *   <li>expected is the message of the violation, in the language of its factory; observed the value with its unit
     *       where the constraint knows it, shortened if it is long; and the message joins the two.
     * </ul>
     *
     * @param violations what a validator said of one bean or several
     * @param subject what a bean is about and when; it must know an answer for a faulty bean, too
     * @param <T> the kind of bean
     * @return the findings in the order of their messages, which begin with the path; empty if there are no violations
     * @throws IllegalArgumentException if a violation is of no bean, as it is after the validation of a value alone, or
     *     the subject does not know what or when a bean is
     */
    public static <T> List<Finding> findings(
            Collection<? extends ConstraintViolation<T>> violations, Subject<? super T> subject) {
        return BeanFindings.of(violations, subject);
    }
}
