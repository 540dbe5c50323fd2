package io.metrify.validation.bean;

import io.metrify.model.Energy;
import io.metrify.model.constraint.MeasuredRange;
import io.metrify.model.grid.EicCode;
import io.metrify.model.meter.MarketLocationId;
import io.metrify.model.meter.MeteringLocationId;
import io.metrify.model.meter.ObisCode;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.lang.annotation.Annotation;
import java.math.BigDecimal;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What decides whether a value keeps to a constraint. A Jakarta validator makes them by reflection, which is why they are
 * public in here. They use nothing that is Hibernate's own.
 */
final class Validators {

    private Validators() {}

    /** Replaces the default violation by one with another message. */
    private static void say(ConstraintValidatorContext context, String template) {
        context.disableDefaultConstraintViolation();
        context.buildConstraintViolationWithTemplate(template).addConstraintViolation();
    }

    /** The key of a message that belongs to an annotation. */
    private static String key(Class<? extends Annotation> annotation, String name) {
        return "{" + annotation.getName() + "." + name + "}";
    }

    /** Whether an annotation says what it says by default, and not what its user wants it to say. */
    private static boolean saysDefault(ConstraintValidatorContext context, Class<? extends Annotation> annotation) {
        return context.getDefaultConstraintMessageTemplate().equals(key(annotation, "message"));
    }

    /** A measurement in its range, or not taken. Registered as a service, as the model knows no validator. */
    public static final class MeasuredWithin implements ConstraintValidator<MeasuredRange, Double> {

        private double low;
        private double high;
        private boolean lowInside;
        private boolean highInside;
        private String template = "";

        /** For the Jakarta validator. */
        public MeasuredWithin() {}

        @Override
        public void initialize(MeasuredRange range) {
            low = range.min();
            high = range.max();
            lowInside = range.minInclusive();
            highInside = range.maxInclusive();
            if (!(low < high || (low == high && lowInside && highInside))) {
                throw new IllegalArgumentException("the measured range " + low + " to " + high
                        + " holds nothing; the smallest value comes first and neither is NaN");
            }
            // The number comes last in every language, so that the unit can follow it or be left out.
            template = key(MeasuredRange.class, form() + ".message")
                    + (range.unit().isEmpty() ? "" : " {unit}");
        }

        @Override
        public boolean isValid(@Nullable Double value, ConstraintValidatorContext context) {
            if (value == null || Double.isNaN(value) || contains(value)) {
                return true;
            }
            if (saysDefault(context, MeasuredRange.class)) {
                say(context, Double.isInfinite(value) ? key(MeasuredRange.class, "finite.message") : template);
            }
            return false;
        }

        private boolean contains(double value) {
            return !Double.isInfinite(value)
                    && (lowInside ? value >= low : value > low)
                    && (highInside ? value <= high : value < high);
        }

        private String form() {
            if (high == Double.POSITIVE_INFINITY) {
                return lowInside ? "atLeast" : "above";
            }
            if (low == Double.NEGATIVE_INFINITY) {
                return highInside ? "atMost" : "below";
            }
            if (lowInside) {
                return highInside ? "closed" : "halfOpen";
            }
            return highInside ? "openBelow" : "open";
        }
    }

    /** A text of a certain form, or none. */
    private abstract static class Formed<A extends Annotation> implements ConstraintValidator<A, CharSequence> {

        private final Predicate<String> form;

        Formed(Predicate<String> form) {
            this.form = form;
        }

        @Override
        public final boolean isValid(@Nullable CharSequence text, ConstraintValidatorContext context) {
            return text == null || form.test(text.toString());
        }
    }

    /** An OBIS code. */
    public static final class OfObisCode extends Formed<ValidObisCode> {

        /** For the Jakarta validator. */
        public OfObisCode() {
            super(OfObisCode::isObisCode);
        }

        private static boolean isObisCode(String text) {
            try {
                ObisCode.parse(text);
                return true;
            } catch (IllegalArgumentException malformed) {
                return false;
            }
        }
    }

    /** The number of a market location. */
    public static final class OfMarketLocationId extends Formed<ValidMarketLocationId> {

        /** For the Jakarta validator. */
        public OfMarketLocationId() {
            super(MarketLocationId::isValid);
        }
    }

    /** The number of a metering location. */
    public static final class OfMeteringLocationId extends Formed<ValidMeteringLocationId> {

        /** For the Jakarta validator. */
        public OfMeteringLocationId() {
            super(MeteringLocationId::isValid);
        }
    }

    /** An Energy Identification Code. */
    public static final class OfEicCode extends Formed<ValidEicCode> {

        /** For the Jakarta validator. */
        public OfEicCode() {
            super(EicCode::isValid);
        }
    }

    /** An amount of energy within its bounds, whatever it is written as. */
    private abstract static class Within<T> implements ConstraintValidator<EnergyRange, T> {

        private @Nullable Energy low;
        private @Nullable Energy high;

        /** The amount that a value means; refused with an {@link IllegalArgumentException} if it means none. */
        abstract Energy amount(T value);

        @Override
        public final void initialize(EnergyRange range) {
            low = range.min().isEmpty() ? null : Energy.parse(range.min());
            high = range.max().isEmpty() ? null : Energy.parse(range.max());
            if (low != null && high != null && low.compareTo(high) > 0) {
                throw new IllegalArgumentException(
                        "the energy range " + low + " to " + high + " holds nothing; the smallest amount comes first");
            }
        }

        @Override
        public final boolean isValid(@Nullable T value, ConstraintValidatorContext context) {
            if (value == null) {
                return true;
            }
            String form;
            try {
                Energy amount = amount(value);
                if ((low == null || amount.compareTo(low) >= 0) && (high == null || amount.compareTo(high) <= 0)) {
                    return true;
                }
                form = high == null ? "atLeast" : low == null ? "atMost" : "closed";
            } catch (IllegalArgumentException noAmount) {
                form = "amount";
            }
            if (saysDefault(context, EnergyRange.class)) {
                say(context, key(EnergyRange.class, form + ".message"));
            }
            return false;
        }
    }

    /** Energy. */
    public static final class EnergyWithin extends Within<Energy> {

        /** For the Jakarta validator. */
        public EnergyWithin() {}

        @Override
        Energy amount(Energy value) {
            return value;
        }
    }

    /** A number of kilowatt-hours. */
    public static final class KilowattHoursWithin extends Within<BigDecimal> {

        /** For the Jakarta validator. */
        public KilowattHoursWithin() {}

        @Override
        Energy amount(BigDecimal value) {
            return Energy.ofKilowattHours(value);
        }
    }

    /** A text of kilowatt-hours. */
    public static final class KilowattHourTextWithin extends Within<CharSequence> {

        /** For the Jakarta validator. */
        public KilowattHourTextWithin() {}

        @Override
        Energy amount(CharSequence value) {
            return Energy.parse(value.toString());
        }
    }

    /** A bean whose span of time is not empty. */
    public static final class OfHalfOpenInterval implements ConstraintValidator<HalfOpenInterval, Object> {

        private String end = "";
        private @Nullable ClassValue<SpanOfBean> spans;

        /** For the Jakarta validator. */
        public OfHalfOpenInterval() {}

        @Override
        public void initialize(HalfOpenInterval interval) {
            end = interval.end();
            // Looked up once per class of bean, and forgotten with it.
            spans = new ClassValue<>() {
                @Override
                protected SpanOfBean computeValue(Class<?> type) {
                    return SpanOfBean.of(type, interval.start(), interval.end());
                }
            };
        }

        @Override
        public boolean isValid(@Nullable Object bean, ConstraintValidatorContext context) {
            if (bean == null || spans == null || spans.get(bean.getClass()).isSound(bean)) {
                return true;
            }
            context.disableDefaultConstraintViolation();
            context.buildConstraintViolationWithTemplate(context.getDefaultConstraintMessageTemplate())
                    .addPropertyNode(end)
                    .addConstraintViolation();
            return false;
        }
    }
}
