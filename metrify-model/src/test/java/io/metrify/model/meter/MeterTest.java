package io.metrify.model.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MeterTest {

    private static final Instant NOON = Instant.parse("2026-03-29T12:00:00Z");
    private static final Site SITE = new Site("Bayern", "München", "TenneT");
    private static final Duration QUARTER = Duration.ofMinutes(15);

    private static Meter meter(
            Duration resolution, double ratedPowerKw, int digits, Instant installed, Instant removed) {
        return new Meter("m-1", MeterType.HOUSEHOLD, SITE, resolution, ratedPowerKw, digits, installed, removed);
    }

    @Test
    void littleNeedsToBeKnown() {
        Meter meter = Meter.of("m-1", MeterType.PROSUMER, new Site("Bayern", null, null), QUARTER);

        assertThat(meter.ratedPowerKw()).isNaN();
        assertThat(meter.registerDigits()).isEqualTo(6);
        assertThat(meter.installed()).isNull();
        assertThat(meter.removed()).isNull();
    }

    @Test
    void mayBeRemovedWhenItWasInstalled() {
        assertThat(meter(QUARTER, 14.5, 1, NOON, NOON).removed()).isEqualTo(NOON);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> meter(QUARTER, 14.5, 6, NOON, NOON.minusSeconds(1)))
                .withMessage("meter m-1 was removed at 2026-03-29T11:59:59Z, before it was installed at"
                        + " 2026-03-29T12:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT0.5S", "PT2147483648S"})
    void refusesAResolutionThatIsNoNumberOfSeconds(Duration resolution) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> meter(resolution, 14.5, 6, null, null))
                .withMessageContaining("of meter m-1 is not a positive whole number of seconds");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.POSITIVE_INFINITY})
    void refusesAPowerThatIsNotPositive(double ratedPowerKw) {
        assertThatIllegalArgumentException().isThrownBy(() -> meter(QUARTER, ratedPowerKw, 6, null, null));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 13, -1})
    void refusesOddRegisters(int digits) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> meter(QUARTER, 14.5, digits, null, null))
                .withMessage("meter m-1 has " + digits + " register digits; 1 to 12 are possible");
    }

    @Test
    void aSiteHasARegion() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Site(" ", null, null))
                .withMessageContaining("the region is blank");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Site("Bayern", "", null))
                .withMessageContaining("the city is blank");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Site("Bayern", null, ""))
                .withMessageContaining("the operator name is blank");
    }
}
