package io.metrify.validation.bean;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Two properties of a bean that are a half-open span of time, [start, end): the end comes after the start, so that the
 * span is not empty. A property that is {@code null} is valid: it leaves the span open. The violation is that of the end.
 *
 * <p>The properties have one type, be it {@code Instant}, {@code LocalDate} or anything else that is {@code
 * Comparable}; times with a zone or an offset are compared as instants. A property is read by its getter, its field or
 * its record accessor.
 *
 * <pre>{@code
 * @HalfOpenInterval(start = "from", end = "to")
 * record Contract(Instant from, Instant to) {}
 * }</pre>
 */
@Documented
@Target({ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(HalfOpenInterval.List.class)
@Constraint(validatedBy = Validators.OfHalfOpenInterval.class)
public @interface HalfOpenInterval {

    /**
     * The property that holds the start.
     *
     * @return its name
     */
    String start() default "start";

    /**
     * The property that holds the end, the first instant or date no longer inside.
     *
     * @return its name
     */
    String end() default "end";

    /**
     * What an end that is not after its start is told.
     *
     * @return a message or the key of one
     */
    String message() default "{io.metrify.validation.bean.HalfOpenInterval.message}";

    /**
     * The groups that the constraint belongs to.
     *
     * @return the default group if empty
     */
    Class<?>[] groups() default {};

    /**
     * What else is to be known of a violation.
     *
     * @return for example one of the {@link io.metrify.model.constraint.Severities}
     */
    Class<? extends Payload>[] payload() default {};

    /** Several spans of one bean, or of different groups or severities. */
    @Documented
    @Target({ElementType.TYPE, ElementType.ANNOTATION_TYPE})
    @Retention(RetentionPolicy.RUNTIME)
    @interface List {

        /**
         * The spans.
         *
         * @return all of them apply
         */
        HalfOpenInterval[] value();
    }
}
