package io.metrify.validation.bean;

import io.metrify.model.Energy;
import io.metrify.model.constraint.Severities;
import io.metrify.validation.Finding;
import io.metrify.validation.Severity;
import io.metrify.validation.Subject;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.metadata.ConstraintDescriptor;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a violation reads as a finding. */
final class BeanFindings {

    private static final int LONGEST_OBSERVED = 128;

    private static final Comparator<Finding> ORDER = Comparator.comparing(Finding::message)
            .thenComparing(Finding::rule)
            .thenComparing(Finding::subject)
            .thenComparing(Finding::start)
            .thenComparing(Finding::severity);

    private BeanFindings() {}

    static <T> List<Finding> of(Collection<? extends ConstraintViolation<T>> violations, Subject<? super T> subject) {
        return violations.stream()
                .map(violation -> finding(violation, subject))
                .sorted(ORDER)
                .toList();
    }

    /** The id of the rule that a constraint is. */
    static String rule(ConstraintDescriptor<?> constraint) {
        return "bean."
                + WireNames.of(constraint.getAnnotation().annotationType().getSimpleName());
    }

    private static <T> Finding finding(ConstraintViolation<T> violation, Subject<? super T> subject) {
        T bean = violation.getRootBean();
        if (bean == null) {
            throw new IllegalArgumentException("the violation \"" + violation.getMessage() + "\" of "
                    + violation.getRootBeanClass().getName() + "." + violation.getPropertyPath()
                    + " is of no bean; validate a bean rather than a value or the parameters of a constructor");
        }
        String path = violation.getPropertyPath().toString();
        String observed = observed(violation);
        String expected = violation.getMessage();
        return new Finding(
                rule(violation.getConstraintDescriptor()),
                severity(violation.getConstraintDescriptor()),
                known(subject.name(bean), "name", bean),
                known(subject.start(bean), "start", bean),
                subject.end(bean),
                field(violation.getConstraintDescriptor(), path),
                observed,
                expected,
                (path.isEmpty() ? "" : path + " = ") + observed + ": " + expected);
    }

    private static <V> V known(@Nullable V answer, String question, Object bean) {
        if (answer == null) {
            throw new IllegalArgumentException("the subject has no " + question + " for a faulty "
                    + bean.getClass().getName() + "; let it answer for every bean, whatever is missing in it");
        }
        return answer;
    }

    private static Severity severity(ConstraintDescriptor<?> constraint) {
        boolean warning = constraint.getPayload().contains(Severities.Warning.class);
        boolean info = constraint.getPayload().contains(Severities.Info.class);
        return warning ? Severity.WARNING : info ? Severity.INFO : Severity.ERROR;
    }

    private static @Nullable String field(ConstraintDescriptor<?> constraint, String path) {
        String wireName = attribute(constraint, "wireName");
        if (!wireName.isEmpty()) {
            return wireName;
        }
        return path.isEmpty() ? null : WireNames.of(path);
    }

    private static String observed(ConstraintViolation<?> violation) {
        ConstraintDescriptor<?> constraint = violation.getConstraintDescriptor();
        Object value = violation.getInvalidValue();
        if (value == null) {
            return "absent";
        }
        if (constraint.getAnnotation() instanceof HalfOpenInterval interval) {
            return SpanOfBean.of(value.getClass(), interval.start(), interval.end())
                    .text(value);
        }
        String unit = constraint.getAnnotation() instanceof EnergyRange && !(value instanceof Energy)
                ? "kWh"
                : attribute(constraint, "unit");
        String text = value.toString();
        String shown = text.length() > LONGEST_OBSERVED ? text.substring(0, LONGEST_OBSERVED) + "..." : text;
        return unit.isEmpty() ? shown : shown + " " + unit;
    }

    private static String attribute(ConstraintDescriptor<?> constraint, String name) {
        return constraint.getAttributes().get(name) instanceof String text ? text : "";
    }
}
