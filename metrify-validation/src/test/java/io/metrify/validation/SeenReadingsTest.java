package io.metrify.validation;

import static io.metrify.validation.Readings.SOUND;
import static io.metrify.validation.Readings.START;
import static io.metrify.validation.Readings.consuming;
import static io.metrify.validation.SeenReadings.Verdict.CONFLICT;
import static io.metrify.validation.SeenReadings.Verdict.NEW;
import static io.metrify.validation.SeenReadings.Verdict.REDELIVERY;
import static io.metrify.validation.SeenReadings.Verdict.TOO_LATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.ObisCode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SeenReadingsTest {

    private final SeenReadings seen = SeenReadings.standard();

    @Test
    void tellsARedeliveryFromAConflict() {
        assertThat(seen.see(SOUND)).isEqualTo(NEW);
        assertThat(seen.see(SOUND)).isEqualTo(REDELIVERY);
        assertThat(seen.see(consuming("0.575001"))).isEqualTo(CONFLICT);
    }

    @Test
    void keepsTheFirstAmount() {
        seen.see(SOUND);
        seen.see(consuming("9"));
        seen.remember(consuming("9"));
        assertThat(seen.judge(SOUND)).isEqualTo(REDELIVERY);
        assertThat(seen.judge(consuming("9"))).isEqualTo(CONFLICT);
    }

    @Test
    void remembersNothingWhileItJudges() {
        assertThat(seen.judge(SOUND)).isEqualTo(NEW);
        assertThat(seen.judge(SOUND)).isEqualTo(NEW);
        assertThat(seen.meters()).isZero();
        assertThat(seen.tableBytes()).isZero();
    }

    @Test
    void tellsAMissingAmountFromZero() {
        seen.see(consuming(null));
        assertThat(seen.judge(consuming(null))).isEqualTo(REDELIVERY);
        assertThat(seen.judge(consuming("0"))).isEqualTo(CONFLICT);
    }

    @Test
    void keepsMetersRegistersAndStartsApart() {
        seen.see(SOUND);
        assertThat(seen.see(SOUND.withRegister(ObisCode.EXPORT_PROFILE))).isEqualTo(NEW);
        assertThat(seen.see(SOUND.withRegister(ObisCode.IMPORT_REGISTER))).isEqualTo(NEW);
        assertThat(seen.see(later(Duration.ofMinutes(15)))).isEqualTo(NEW);
        assertThat(seen.see(MeterReading.of("M-2", SOUND.interval(), Energy.ZERO)))
                .isEqualTo(NEW);
        assertThat(seen.see(SOUND)).isEqualTo(REDELIVERY);
        assertThat(seen.meters()).isEqualTo(2);
    }

    @Test
    void saysWhatIsTooLateToKnow() {
        seen.see(later(Duration.ofDays(35)));
        assertThat(seen.see(SOUND)).isEqualTo(NEW);
        assertThat(seen.see(later(Duration.ofMillis(-1)))).isEqualTo(TOO_LATE);
        seen.see(later(Duration.ofDays(35).plusMillis(1)));
        assertThat(seen.see(SOUND)).isEqualTo(TOO_LATE);
    }

    @Test
    void slidesTheWindowOfAMeterForAllItsRegisters() {
        seen.see(SOUND.withRegister(ObisCode.EXPORT_PROFILE));
        seen.see(later(Duration.ofDays(36)));
        assertThat(seen.see(SOUND.withRegister(ObisCode.EXPORT_PROFILE))).isEqualTo(TOO_LATE);
        assertThat(seen.see(MeterReading.of("M-2", SOUND.interval(), Energy.ZERO)))
                .isEqualTo(NEW);
    }

    @Test
    void remembersAllOfAMonthOfQuarterHours() {
        for (int slot = 0; slot < 3_361; slot++) {
            assertThat(seen.see(later(Duration.ofMinutes(15L * slot)))).isEqualTo(NEW);
        }
        for (int slot = 0; slot < 3_361; slot++) {
            assertThat(seen.see(later(Duration.ofMinutes(15L * slot)))).isEqualTo(REDELIVERY);
        }
    }

    @Test
    void staysWithinItsBoundHoweverLongItRuns() {
        SeenReadings twoDays = SeenReadings.of(Duration.ofDays(2));
        for (int slot = 0; slot < 100_000; slot++) {
            seen.see(later(Duration.ofMinutes(15L * slot)));
            twoDays.see(later(Duration.ofMinutes(15L * slot)));
        }
        assertThat(seen.tableBytes()).isEqualTo(128 * 1024);
        assertThat(twoDays.tableBytes()).isEqualTo(8 * 1024);
        assertThat(twoDays.judge(later(Duration.ofMinutes(15L * 99_999).minusDays(2))))
                .isEqualTo(REDELIVERY);
    }

    @Test
    void restoresWhatWasRemembered() {
        seen.remember("M-1", ObisCode.IMPORT_PROFILE, START.toEpochMilli(), SOUND.consumption());
        assertThat(seen.judge(SOUND)).isEqualTo(REDELIVERY);
        seen.remember("M-2", ObisCode.IMPORT_PROFILE, START.toEpochMilli(), null);
        assertThat(seen.judge(MeterReading.of("M-2", SOUND.interval(), Energy.ZERO)))
                .isEqualTo(CONFLICT);
    }

    @Test
    void forgetsARestoredReadingThatIsTooOld() {
        seen.remember(later(Duration.ofDays(40)));
        seen.remember(SOUND);
        assertThat(seen.judge(SOUND)).isEqualTo(TOO_LATE);
    }

    @Test
    void refusesStartsThatNoWireCarries() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> seen.remember("M-1", ObisCode.IMPORT_PROFILE, Long.MIN_VALUE, null))
                .withMessageContaining("milliseconds");
    }

    @Test
    void refusesAWindowThatRemembersNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> SeenReadings.of(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> SeenReadings.of(Duration.ofDays(-1)));
    }

    @Test
    void takesAWindowWithoutEnd() {
        SeenReadings forever = SeenReadings.of(Duration.ofMillis(Long.MAX_VALUE));
        forever.see(SOUND);
        assertThat(forever.see(later(Duration.ofDays(-365_000)))).isEqualTo(NEW);
        assertThat(forever.see(SOUND)).isEqualTo(REDELIVERY);
    }

    private static MeterReading later(Duration time) {
        return SOUND.withInterval(Interval.of(START.plus(time), Readings.QUARTER_HOUR));
    }
}
