package io.metrify.model.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.QualityCode;
import io.metrify.model.QualityMark;
import io.metrify.model.SubstitutionMethod;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MeterReadingTest {

    private static final Instant NOON = Instant.parse("2026-03-29T12:00:00Z");
    private static final Interval QUARTER = Interval.of(NOON, Duration.ofMinutes(15));
    private static final MeterReading READING = MeterReading.of("m-1", QUARTER, Energy.parse("0.25"));

    @Test
    void aPlainReadingHasNothingElse() {
        assertThat(READING.register()).isEqualTo(ObisCode.IMPORT_PROFILE);
        assertThat(READING.electrical()).isEqualTo(Electrical.NOT_MEASURED);
        assertThat(READING.ambient()).isEqualTo(Ambient.NOT_MEASURED);
        assertThat(READING.quality()).isEqualTo(ReadingQuality.AS_PROVIDED);
        assertThat(READING.timestamp()).isEqualTo(NOON);
        assertThat(READING.intervalSeconds()).isEqualTo(900);
    }

    @Test
    void copiesDifferInOneComponent() {
        Electrical electrical = new Electrical(230, 1.2, 0.98, 50);
        Ambient ambient = new Ambient(21, 40);
        ReadingQuality quality = ReadingQuality.of(QualityCode.VALIDATED);
        Interval hour = Interval.of(NOON, Duration.ofHours(1));

        assertThat(READING.withConsumption(null).consumption()).isNull();
        assertThat(READING.withInterval(hour).interval()).isEqualTo(hour);
        assertThat(READING.withRegister(ObisCode.EXPORT_PROFILE).register()).isEqualTo(ObisCode.EXPORT_PROFILE);
        assertThat(READING.withElectrical(electrical).electrical()).isEqualTo(electrical);
        assertThat(READING.withAmbient(ambient).ambient()).isEqualTo(ambient);
        assertThat(READING.withQuality(quality).quality()).isEqualTo(quality);
        assertThat(READING.withQuality(quality).withQuality(READING.quality())).isEqualTo(READING);
    }

    @Test
    void refusesWhatNoWireCarries() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MeterReading.of("", QUARTER, Energy.ZERO))
                .withMessageContaining("the meter id is blank");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> READING.withInterval(Interval.of(NOON.plusNanos(1), Duration.ofMinutes(15))))
                .withMessageContaining("the start of the interval 2026-03-29T12:00:00.000000001Z is finer");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> READING.withInterval(Interval.of(NOON, Duration.ofMillis(1_500))))
                .withMessage("an interval of PT1.5S cannot be carried by any wire; its length must be a whole number of"
                        + " seconds up to 2147483647");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> READING.withInterval(Interval.of(NOON, Duration.ofSeconds(1L << 31))));
    }

    @Test
    void carriesTheLongestInterval() {
        Interval longest = Interval.of(NOON, Duration.ofSeconds(Integer.MAX_VALUE));

        assertThat(READING.withInterval(longest).intervalSeconds()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void asksForEveryPart() {
        assertThatNullPointerException()
                .isThrownBy(() -> READING.withRegister(null))
                .withMessage("register");
        assertThatNullPointerException()
                .isThrownBy(() -> READING.withQuality(null))
                .withMessage("quality");
        assertThatNullPointerException()
                .isThrownBy(() -> READING.withAmbient(null))
                .withMessage("ambient");
        assertThatNullPointerException()
                .isThrownBy(() -> READING.withElectrical(null))
                .withMessage("electrical");
    }

    @Test
    void measurementsAreNeverInfinite() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Electrical(Double.POSITIVE_INFINITY, 1, 1, 50))
                .withMessageContaining("voltage is Infinity");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Ambient(1, Double.NEGATIVE_INFINITY))
                .withMessageContaining("humidity is -Infinity");
    }

    @Test
    void aScoreIsBetweenZeroAndOne() {
        ReadingQuality quality = ReadingQuality.AS_PROVIDED;

        assertThat(quality.score()).isNaN();
        assertThat(quality.withScore(0).score()).isZero();
        assertThat(quality.withScore(1).score()).isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> quality.withScore(1.0000001))
                .withMessage("the data-quality score 1.0000001 is outside [0, 1];"
                        + " use NaN for a reading that was not scored");
        assertThatIllegalArgumentException().isThrownBy(() -> quality.withScore(-0.1));
    }

    @Test
    void aQualityIsAMarkAndAScore() {
        QualityMark mark = new QualityMark(QualityCode.ESTIMATED, SubstitutionMethod.HOLD);

        assertThat(ReadingQuality.of(mark).mark()).isEqualTo(mark);
        assertThat(ReadingQuality.of(mark).withCode(QualityCode.EDITED).method())
                .isEqualTo(SubstitutionMethod.HOLD);
    }

    @Test
    void aRegisterReadingIsAnIndexAtAnInstant() {
        RegisterReading index = RegisterReading.of("m-1", ObisCode.IMPORT_REGISTER, NOON, Energy.parse("12345.6"));

        assertThat(index.quality()).isEqualTo(ReadingQuality.AS_PROVIDED);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RegisterReading.of("m-1", ObisCode.IMPORT_REGISTER, NOON.plusNanos(1), Energy.ZERO))
                .withMessageContaining("finer than a millisecond");
        assertThatNullPointerException()
                .isThrownBy(() -> RegisterReading.of("m-1", ObisCode.IMPORT_REGISTER, NOON, null))
                .withMessage("index");
    }
}
