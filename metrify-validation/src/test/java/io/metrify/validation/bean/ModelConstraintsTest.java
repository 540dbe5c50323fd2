package io.metrify.validation.bean;

import static org.assertj.core.api.Assertions.assertThat;

import io.metrify.model.Energy;
import io.metrify.model.QualityCode;
import io.metrify.model.SubstitutionMethod;
import io.metrify.model.meter.Meter;
import io.metrify.model.meter.MeterType;
import io.metrify.model.meter.ObisCode;
import io.metrify.model.meter.ReadingQuality;
import io.metrify.model.meter.RegisterReading;
import io.metrify.model.meter.Site;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.lang.reflect.Constructor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ModelConstraintsTest {

    static Stream<Object> flawless() {
        Site site = new Site("Berlin", "Berlin", null);
        return Stream.of(
                Measured.SOUND_READING,
                Measured.SOUND_STATUS,
                Measured.SOUND_OBSERVATION,
                RegisterReading.of("M-1", ObisCode.IMPORT_REGISTER, Measured.NOON, Energy.parse("4711")),
                new Meter("M-1", MeterType.HOUSEHOLD, site, Duration.ofMinutes(15), 30, 6, Instant.EPOCH, null));
    }

    static Stream<Object> notMeasured() {
        return Stream.of(
                Measured.READING.withConsumption(null),
                Measured.STATUS,
                Measured.OBSERVATION,
                Meter.of("M-1", MeterType.OTHER, new Site("Berlin", null, null), Duration.ofMinutes(15)));
    }

    static List<Measured> measured() {
        return Measured.all();
    }

    @ParameterizedTest
    @MethodSource({"flawless", "notMeasured"})
    void findsNothingInASoundRecord(Object sound) {
        assertThat(Judge.ENGLISH.validate(sound)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("measured")
    void findsAValueOutOfItsRangeOnceAtItsPlace(Measured measured) {
        double outside = measured.range().min() - 1;
        assertThat(Judge.english(measured.measuring(outside))).containsOnlyKeys(measured.path());
        assertThat(Judge.english(measured.measuring(measured.range().min()))).isEmpty();
        assertThat(Judge.english(measured.measuring(Double.NaN))).isEmpty();
    }

    @Test
    void saysWhatIsAllowedInBothLanguages() {
        Measured voltage = measured("electrical.voltage");
        assertThat(Judge.english(voltage.measuring(300)))
                .containsEntry("electrical.voltage", "must be 195.5 to 253.0 V");
        assertThat(Judge.german(voltage.measuring(300)))
                .containsEntry("electrical.voltage", "erlaubt sind Werte von 195.5 bis 253.0 V");
        Measured direction = measured("wind.directionDegrees");
        assertThat(Judge.german(direction.measuring(360)))
                .containsEntry("wind.directionDegrees", "erlaubt sind Werte von 0.0 bis unter 360.0 °");
    }

    /** A framework builds its own factory and knows nothing of this library. */
    @Test
    void isEnforcedByAFactoryThatWasNotToldOfIt() {
        try (ValidatorFactory factory = Validation.byDefaultProvider()
                .configure()
                .messageInterpolator(new ParameterMessageInterpolator())
                .buildValidatorFactory()) {
            assertThat(factory.getValidator()
                            .validate(measured("air.pressureHpa").measuring(700)))
                    .singleElement()
                    .satisfies(violation -> assertThat(violation.getMessage()).endsWith("1100.0 hPa"));
        }
    }

    @Test
    void judgesWhatARecordWouldRefuseBeforeItIsMade() throws Exception {
        Constructor<ReadingQuality> quality =
                ReadingQuality.class.getConstructor(QualityCode.class, SubstitutionMethod.class, double.class);
        assertThat(refused(quality, QualityCode.VALIDATED, SubstitutionMethod.NONE, 1.0))
                .isEmpty();
        assertThat(refused(quality, QualityCode.VALIDATED, SubstitutionMethod.NONE, Double.NaN))
                .isEmpty();
        assertThat(refused(quality, QualityCode.VALIDATED, SubstitutionMethod.NONE, 1.001))
                .containsExactly("ReadingQuality.score");
        assertThat(refused(quality, null, null, 0.0))
                .containsExactlyInAnyOrder("ReadingQuality.code", "ReadingQuality.method");

        Constructor<Site> site = Site.class.getConstructor(String.class, String.class, String.class);
        assertThat(refused(site, "x".repeat(128), null, null)).isEmpty();
        assertThat(refused(site, " ", "x".repeat(129), "x".repeat(129)))
                .containsExactlyInAnyOrder("Site.region", "Site.city", "Site.operatorName");
    }

    @Test
    void judgesTheRatedPowerAndTheDigitsOfAMeterBeforeItIsMade() throws Exception {
        Constructor<Meter> meter = Meter.class.getConstructor(
                String.class,
                MeterType.class,
                Site.class,
                Duration.class,
                double.class,
                int.class,
                Instant.class,
                Instant.class);
        Site site = new Site("Berlin", null, null);
        Duration hour = Duration.ofHours(1);
        assertThat(refused(meter, "M-1", MeterType.OTHER, site, hour, Double.MIN_VALUE, 12, null, null))
                .isEmpty();
        assertThat(refused(meter, "M-1", MeterType.OTHER, site, hour, 0.0, 13, null, null))
                .containsExactlyInAnyOrder("Meter.ratedPowerKw", "Meter.registerDigits");
        assertThat(refused(meter, null, null, null, null, Double.NaN, 1, null, null))
                .containsExactlyInAnyOrder("Meter.id", "Meter.type", "Meter.site", "Meter.resolution");
    }

    @Test
    void coversEveryMeasurement() {
        assertThat(Measured.all())
                .hasSize(21)
                .allSatisfy(measured -> assertThat(measured.range()).isNotNull());
    }

    private static Measured measured(String path) {
        return Measured.all().stream()
                .filter(measured -> measured.path().equals(path))
                .findFirst()
                .orElseThrow();
    }

    private static <T> Set<String> refused(Constructor<T> constructor, Object... components) {
        return Judge.ENGLISH.forExecutables().validateConstructorParameters(constructor, components).stream()
                .map(ConstraintViolation::getPropertyPath)
                .map(Object::toString)
                .collect(Collectors.toSet());
    }
}
