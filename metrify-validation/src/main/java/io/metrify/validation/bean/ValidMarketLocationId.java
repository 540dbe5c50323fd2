package io.metrify.validation.bean;

import io.metrify.model.meter.MarketLocationId;
import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A text that {@link MarketLocationId#parse} reads: the eleven digits of a German market location (MaLo-ID), the last of
 * which checks the rest. A text that is {@code null} is valid.
 */
@Documented
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.ANNOTATION_TYPE, ElementType.TYPE_USE
})
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(ValidMarketLocationId.List.class)
@Constraint(validatedBy = Validators.OfMarketLocationId.class)
public @interface ValidMarketLocationId {

    /**
     * What a value that is none is told.
     *
     * @return a message or the key of one
     */
    String message() default "{io.metrify.validation.bean.ValidMarketLocationId.message}";

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

    /** Several of them, of different groups or severities. */
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
         * The constraints.
         *
         * @return all of them apply
         */
        ValidMarketLocationId[] value();
    }
}
