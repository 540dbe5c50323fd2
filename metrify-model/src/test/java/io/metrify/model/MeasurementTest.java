package io.metrify.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class MeasurementTest {

    @Test
    void isANumberOrNotTaken() {
        assertThat(Measurement.require(Double.NaN, "voltage")).isNaN();
        assertThat(Measurement.require(-0.0, "voltage")).isEqualTo(-0.0);
        assertThat(Measurement.isTaken(Double.NaN)).isFalse();
        assertThat(Measurement.isTaken(0)).isTrue();
    }

    @Test
    void isNeverInfinite() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Measurement.require(Double.NEGATIVE_INFINITY, "voltage"))
                .withMessage("voltage is -Infinity, which is no measurement; use NaN for one that was not taken");
    }
}
