package io.metrify.validation.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.metrify.model.Energy;
import io.metrify.validation.series.SeriesThresholds.Completeness;
import io.metrify.validation.series.SeriesThresholds.DailyUse;
import io.metrify.validation.series.SeriesThresholds.Registers;
import io.metrify.validation.series.SeriesThresholds.Runs;
import io.metrify.validation.series.SeriesThresholds.Spikes;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SeriesThresholdsTest {

    private static final SeriesThresholds STANDARD = SeriesThresholds.standard();
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Energy BELOW = Energy.ofMilliwattHours(-1);

    @Test
    void startsWithTheFiguresOfTheTrade() {
        assertThat(STANDARD.runs().zeroRun()).isEqualTo(DAY);
        assertThat(STANDARD.runs().stuckValues()).isEqualTo(6);
        assertThat(STANDARD.spikes().dayRatio()).isEqualTo(1.8);
        assertThat(STANDARD.spikes().hampelFactor()).isEqualTo(6);
        assertThat(STANDARD.spikes().hampelHalfWindow()).isEqualTo(12);
        assertThat(STANDARD.spikes().hampelFloor()).isEqualTo(Energy.parse("0.01"));
        assertThat(STANDARD.dailyUse().highSigmas()).isEqualTo(5);
        assertThat(STANDARD.dailyUse().lowShare()).isEqualTo(0.05);
        assertThat(STANDARD.registers()).isEqualTo(new Registers(Energy.parse("1"), 0.002, 0.001));
        assertThat(STANDARD.completeness()).isEqualTo(new Completeness(Duration.ofHours(36), 0.95, 7));
    }

    @Test
    void letsWeatherWidenOnlyTheDailyUse() {
        SeriesThresholds weather = SeriesThresholds.weatherDriven();
        assertThat(weather.withDailyUse(STANDARD.dailyUse())).isEqualTo(STANDARD);
        assertThat(weather.dailyUse().spreadFloor())
                .isGreaterThan(STANDARD.dailyUse().spreadFloor());
    }

    @Test
    void changesOneGroupAtATime() {
        Runs runs = new Runs(HOUR, 3, Duration.ZERO, Energy.ZERO);
        Spikes spikes = new Spikes(1, Energy.ZERO, 3, 5, Energy.ZERO);
        DailyUse dailyUse = new DailyUse(3, 0.1, 0, 1, 3, 3);
        Registers registers = new Registers(Energy.ZERO, 0, 0);
        Completeness completeness = new Completeness(HOUR, 1, 1);
        assertThat(STANDARD.withRuns(runs)
                        .withSpikes(spikes)
                        .withDailyUse(dailyUse)
                        .withRegisters(registers)
                        .withCompleteness(completeness))
                .isEqualTo(new SeriesThresholds(runs, spikes, dailyUse, registers, completeness));
    }

    @Test
    void refusesRunsThatAreNoRuns() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Runs(Duration.ZERO, 6, HOUR, Energy.ZERO))
                .withMessageStartingWith("the longest run of zeros, PT0S, is ")
                .withMessageContaining("; give ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Runs(DAY, 1, HOUR, Energy.ZERO))
                .withMessage("the number of equal values, 1, is out of range; give 2 to 1000");
        assertThatIllegalArgumentException().isThrownBy(() -> new Runs(DAY, 1_001, HOUR, Energy.ZERO));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Runs(DAY, 6, HOUR.negated(), Energy.ZERO))
                .withMessage("the least time of equal values, PT-1H, is out of range; give 0 to 100 years, such as"
                        + " PT1H");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Runs(DAY, 6, HOUR, BELOW))
                .withMessage("the floor of equal values, -0.000001 kWh, is negative; give 0 or more");
    }

    @Test
    void refusesSpikesThatAreNoSpikes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Spikes(0, Energy.ZERO, 6, 12, Energy.ZERO))
                .withMessageStartingWith("the ratio of a spike, 0.0, is ");
        assertThatIllegalArgumentException().isThrownBy(() -> new Spikes(Double.NaN, Energy.ZERO, 6, 12, Energy.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> new Spikes(1.8, BELOW, 6, 12, Energy.ZERO));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Spikes(1.8, Energy.ZERO, Double.POSITIVE_INFINITY, 12, Energy.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> new Spikes(1.8, Energy.ZERO, 6, 0, Energy.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> new Spikes(1.8, Energy.ZERO, 6, 49, Energy.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> new Spikes(1.8, Energy.ZERO, 6, 12, BELOW));
    }

    @Test
    void refusesDaysThatCannotBeCompared() {
        assertThatIllegalArgumentException().isThrownBy(() -> new DailyUse(-5, 0.05, 0.4, 2, 8, 3));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DailyUse(5, 1.1, 0.4, 2, 8, 3))
                .withMessage("the share of a low day, 1.1, is no share; give 0 to 1, such as 0.95 for 95 %");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DailyUse(5, 0.05, -0.1, 2, 8, 3))
                .withMessageStartingWith("the floor of the spread");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DailyUse(5, 0.05, 0.4, 0.9, 8, 3))
                .withMessageStartingWith("the jump of a high day");
        assertThatIllegalArgumentException().isThrownBy(() -> new DailyUse(5, 0.05, 0.4, 2, 17, 3));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DailyUse(5, 0.05, 0.4, 2, 8, 9))
                .withMessage("the fewest comparable days, 9, is out of range; give 3 to 8");
    }

    @Test
    void refusesRegistersThatNeverAddUp() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Registers(BELOW, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Registers(Energy.ZERO, Double.NaN, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Registers(Energy.ZERO, 0, -0.1));
    }

    @Test
    void refusesACompletenessBeyondComplete() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Completeness(Duration.ZERO, 0.95, 7));
        assertThatIllegalArgumentException().isThrownBy(() -> new Completeness(HOUR, 1.01, 7));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Completeness(HOUR, 0.95, 32))
                .withMessage("the days of the coverage, 32, is out of range; give 1 to 31");
    }
}
