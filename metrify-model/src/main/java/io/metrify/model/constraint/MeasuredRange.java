package io.metrify.model.constraint;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The values that a measurement may plausibly have. A measurement that was not taken, {@link Double#NaN} or {@code null},
 * is valid; that is what sets this constraint apart from {@code DecimalMin} and {@code DecimalMax}, to which NaN is
 * outside of every range. An infinity is never valid: it is no measurement.
 *
 * <p>It stands on a {@code double} or {@code Double}, and on whatever holds one, such as a list or an optional. The
 * validator comes with {@code metrify-validation}, where every Jakarta validator finds it by itself.
 *
 * <pre>{@code
 * record Feeder(@MeasuredRange(min = 0, max = 630, unit = "A") double current) {}
 * }</pre>
 */
@Documented
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.ANNOTATION_TYPE, ElementType.TYPE_USE
})
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(MeasuredRange.List.class)
@Constraint(validatedBy = {})
public @interface MeasuredRange {

    /**
     * The smallest plausible value.
     *
     * @return the bound in the unit; negative infinity for none
     */
    double min() default Double.NEGATIVE_INFINITY;

    /**
     * Whether {@link #min()} itself is plausible.
     *
     * @return true unless said otherwise
     */
    boolean minInclusive() default true;

    /**
     * The largest plausible value.
     *
     * @return the bound in the unit, not below {@link #min()}; infinity for none
     */
    double max() default Double.POSITIVE_INFINITY;

    /**
     * Whether {@link #max()} itself is plausible.
     *
     * @return true unless said otherwise
     */
    boolean maxInclusive() default true;

    /**
     * The unit of value and bounds.
     *
     * @return a symbol that every language reads, such as {@code V} or {@code °C}; empty for a number without unit
     */
    String unit() default "";

    /**
     * The name of the value on the wire, by which a finding names it.
     *
     * @return for example {@code total_capacity_mw}; empty if it is the path of the property
     */
    String wireName() default "";

    /**
     * What a value outside is told.
     *
     * @return a message or the key of one; that of the default has other words for each kind of range
     */
    String message() default "{io.metrify.model.constraint.MeasuredRange.message}";

    /**
     * The groups that the constraint belongs to.
     *
     * @return the default group if empty
     */
    Class<?>[] groups() default {};

    /**
     * What else is to be known of a violation.
     *
     * @return for example one of the {@link Severities}
     */
    Class<? extends Payload>[] payload() default {};

    /** Several ranges of one measurement, of different groups or severities. */
    @Documented
    @Target({
        ElementType.FIELD,
        ElementType.METHOD,
        ElementType.PARAMETER,
        ElementType.ANNOTATION_TYPE,
        ElementType.TYPE_USE
    })
    @Retention(RetentionPolicy.RUNTIME)
    @interface List {

        /**
         * The ranges.
         *
         * @return all of them apply
         */
        MeasuredRange[] value();
    }
}
