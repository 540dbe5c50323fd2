package io.metrify.validation.bean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.metrify.model.constraint.MeasuredRange;
import io.metrify.model.meter.Electrical;
import io.metrify.model.meter.MeterReading;
import io.metrify.validation.Finding;
import io.metrify.validation.Subject;
import io.metrify.validation.ValidationReport;
import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import jakarta.validation.groups.ConvertGroup;
import jakarta.validation.groups.Default;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BeanValidatorTest {

    private static final BeanValidator<MeterReading> READINGS =
            BeanValidator.of(Judge.ENGLISH, MeterReading.class, Subject.ofMeterReading());

    interface Strict {}

    /** Two standard constraints, each of which speaks for itself. */
    @Min(0)
    @Max(9)
    @Constraint(validatedBy = {})
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.FIELD)
    @interface Digit {
        String message() default "";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};
    }

    /** A standard constraint behind another name. */
    @NotBlank
    @ReportAsSingleViolation
    @Constraint(validatedBy = {})
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.FIELD)
    @interface Named {
        String message() default "has no name";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};
    }

    record Part(
            @Digit int digit,
            @Positive(groups = Strict.class) int count,
            @Valid Part next) {}

    record Machine(
            @Named String name,
            @Size(min = 1, groups = Strict.class) List<@NotNull @Valid Part> parts,

            @Valid @ConvertGroup(from = Default.class, to = Strict.class)
            Part spare) {}

    interface Accessory {}

    record Special(@MeasuredRange(min = 0) double extra) implements Accessory {}

    record Holder(@Valid Accessory accessory) {}

    @Test
    void reportsEveryConstraintOnAReading() {
        ValidationReport report = READINGS.validate(Measured.SOUND_READING);
        assertThat(report.findings()).isEmpty();
        assertThat(report.evaluated())
                .containsExactly("bean.measured_range", "bean.not_blank", "bean.not_null", "bean.size");
        assertThat(report.skipped()).isEmpty();
        assertThat(report.isAcceptable()).isTrue();
    }

    @Test
    void reportsWhatItFound() {
        ValidationReport report = READINGS.validate(Measured.READING.withElectrical(new Electrical(300, 1, 1, 50)));
        assertThat(report.findings()).extracting(Finding::field).containsExactly("voltage");
        assertThat(report.evaluated())
                .isEqualTo(READINGS.validate(Measured.READING).evaluated());
        assertThat(report.isAcceptable()).isTrue();
    }

    @Test
    void followsContainersAndConvertedGroups() {
        assertThat(machines().validate(machine()).evaluated())
                .containsExactly("bean.max", "bean.min", "bean.named", "bean.not_null", "bean.positive");
        assertThat(machines(Strict.class).validate(machine()).evaluated())
                .containsExactly("bean.positive", "bean.size");
    }

    @Test
    void findsByTheConstraintsThatItReports() {
        Machine faulty = new Machine(" ", List.of(new Part(10, 0, new Part(-1, 0, null))), new Part(0, 0, null));
        assertThat(machines().validate(faulty).findings())
                .extracting(Finding::rule, Finding::field)
                .containsExactly(
                        tuple("bean.named", "name"),
                        tuple("bean.max", "parts[0].digit"),
                        tuple("bean.min", "parts[0].next.digit"),
                        tuple("bean.positive", "spare.count"));
    }

    @Test
    void addsAConstraintThatOnlyTheBeanItselfRevealed() {
        BeanValidator<Holder> holders = BeanValidator.of(Judge.ENGLISH, Holder.class, anywhere());
        assertThat(holders.validate(new Holder(new Special(1))).evaluated()).isEmpty();
        ValidationReport report = holders.validate(new Holder(new Special(-1)));
        assertThat(report.evaluated()).containsExactly("bean.measured_range");
        assertThat(report.isAcceptable()).isFalse();
    }

    private static Machine machine() {
        return new Machine("M", List.of(new Part(1, 1, null)), null);
    }

    private static BeanValidator<Machine> machines(Class<?>... groups) {
        return BeanValidator.of(Judge.ENGLISH, Machine.class, anywhere(), groups);
    }

    private static Subject<Object> anywhere() {
        return new Subject<>() {
            @Override
            public String name(Object bean) {
                return "anywhere";
            }

            @Override
            public Instant start(Object bean) {
                return Measured.NOON;
            }
        };
    }
}
