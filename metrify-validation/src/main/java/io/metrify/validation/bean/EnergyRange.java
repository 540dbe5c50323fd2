package io.metrify.validation.bean;

import io.metrify.model.Energy;
import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An amount of energy within bounds. It stands on an {@link Energy}, or on a {@code BigDecimal} or text of
 * kilowatt-hours; of these two, one that is no exact {@link Energy} (not a number, finer than 10<sup>-6</sup> kWh, or
 * beyond {@code DECIMAL(18,6)}) is not valid either. An amount that is {@code null} is valid: it was not measured.
 *
 * <pre>{@code
 * record Invoice(@EnergyRange(min = "0", max = "100000") Energy consumption) {}
 * }</pre>
 */
@Documented
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.ANNOTATION_TYPE, ElementType.TYPE_USE
})
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(EnergyRange.List.class)
@Constraint(
        validatedBy = {
            Validators.EnergyWithin.class,
            Validators.KilowattHoursWithin.class,
            Validators.KilowattHourTextWithin.class
        })
public @interface EnergyRange {

    /**
     * The smallest amount.
     *
     * @return decimal kWh, as {@link Energy#parse} reads them; empty for no bound
     */
    String min() default "";

    /**
     * The largest amount.
     *
     * @return decimal kWh, not below {@link #min()}; empty for no bound
     */
    String max() default "";

    /**
     * What an amount outside is told; that of the default has other words for each kind of range.
     *
     * @return a message or the key of one
     */
    String message() default "{io.metrify.validation.bean.EnergyRange.message}";

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

    /** Several ranges of one amount, of different groups or severities. */
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
        EnergyRange[] value();
    }
}
