package io.metrify.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.metrify.model.Energy;
import io.metrify.model.meter.MeterType;
import io.metrify.validation.series.SeriesThresholds;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ThresholdsTest {

    @Test
    void holdsBothBoundsOfARange() {
        Range range = Range.of(1, 2);
        assertThat(range.contains(1)).isTrue();
        assertThat(range.contains(2)).isTrue();
        assertThat(range.contains(Math.nextUp(2.0))).isFalse();
        assertThat(range.contains(Double.NaN)).isFalse();
    }

    @Test
    void saysARangeInWords() {
        assertThat(Range.of(207, 253)).hasToString("207.0 to 253.0");
        assertThat(Range.atLeast(0)).hasToString("at least 0.0");
        assertThat(Range.of(Double.NEGATIVE_INFINITY, 5)).hasToString("at most 5.0");
    }

    @Test
    void refusesARangeThatHoldsNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> Range.of(2, 1)).withMessageContaining("holds nothing");
        assertThatIllegalArgumentException().isThrownBy(() -> Range.of(Double.NaN, 1));
    }

    @Test
    void refusesMeterThresholdsThatMakeNoSense() {
        MeterThresholds standard = MeterThresholds.standard();
        assertThatIllegalArgumentException().isThrownBy(() -> standard.withCapacityFactor(0));
        assertThatIllegalArgumentException().isThrownBy(() -> standard.withCapacityFactor(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> standard.withCrosscheck(1.1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> standard.withCrosscheck(0.1, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> standard.withTimeTolerance(Duration.ofSeconds(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> standard.withRasterOffset(Duration.ofSeconds(-1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> standard.withLargestPowerKw(Map.of(MeterType.OTHER, -1.0)));
    }

    @Test
    void refusesNegativeTolerancesOfGridAndWeather() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GridThresholds.standard().withTimeTolerance(Duration.ofSeconds(-1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WeatherThresholds.standard().withTimeTolerance(Duration.ofSeconds(-1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WeatherThresholds.standard().withHighestDewPointCelsius(Double.NaN));
    }

    @Test
    void refusesTimesThatNoInstantCanBeShiftedBy() {
        Duration century = Duration.ofDays(36_525);
        Duration longer = century.plusNanos(1);
        MeterRules.with(MeterThresholds.standard().withTimeTolerance(century).withRasterOffset(century));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> MeterThresholds.standard().withTimeTolerance(longer))
                .withMessageContaining("0 to 100 years");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MeterThresholds.standard().withRasterOffset(longer));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GridThresholds.standard().withTimeTolerance(longer));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WeatherThresholds.standard().withTimeTolerance(longer));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SeriesThresholds.Runs(longer, 6, Duration.ZERO, Energy.ZERO));
    }
}
