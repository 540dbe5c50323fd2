package io.metrify.model.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;

class MeteringLocationIdTest {

    /** The example of the BDEW guideline. */
    private static final String EXAMPLE = "DE00056266802AO6G56M11SN51G21M24S";

    @Test
    void readsThePublishedExample() {
        MeteringLocationId id = MeteringLocationId.parse(EXAMPLE);

        assertThat(id).hasToString(EXAMPLE);
        assertThat(id.country()).isEqualTo("DE");
        assertThat(id.networkOperator()).isEqualTo("000562");
        assertThat(id.postalCode()).isEqualTo("66802");
        assertThat(id.meteringPoint()).isEqualTo("AO6G56M11SN51G21M24S");
    }

    @Test
    void refusesOtherLengths() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MeteringLocationId.parse("DE000562"))
                .withMessage("\"DE000562\" is not a metering location number; it has 8 characters instead of 33");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MeteringLocationId.parse(EXAMPLE + EXAMPLE))
                .withMessageContaining("M24S...\" is not a metering location number; it has 66 characters");
    }

    @Test
    void refusesACountryOfDigits() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MeteringLocationId.parse("D1" + EXAMPLE.substring(2)))
                .withMessageContaining("character 2 is '1', but the first two are the capital letters of the country");
    }

    @Test
    void refusesLettersInThePostalCode() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MeteringLocationId.parse("DE0005626680X" + EXAMPLE.substring(13)))
                .withMessageContaining("character 13 is 'X', but the third to the thirteenth are digits");
    }

    @Test
    void refusesLowerCase() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MeteringLocationId.parse(EXAMPLE.substring(0, 32) + "s"))
                .withMessageContaining("character 33 is 's', but only capital letters and digits are allowed");
    }

    @Test
    void asksForText() {
        assertThatNullPointerException()
                .isThrownBy(() -> MeteringLocationId.parse(null))
                .withMessage("text");
    }

    @Test
    void tellsValidFromInvalidWithoutMakingAnObject() {
        assertThat(MeteringLocationId.isValid(EXAMPLE)).isTrue();
        assertThat(MeteringLocationId.isValid(EXAMPLE + "S")).isFalse();
        assertThat(MeteringLocationId.isValid(EXAMPLE.replace("DE", "D1"))).isFalse();
        assertThat(MeteringLocationId.isValid(EXAMPLE.replace("66802", "6680A")))
                .isFalse();
        assertThat(MeteringLocationId.isValid(EXAMPLE.replace("24S", "24s"))).isFalse();
        assertThat(MeteringLocationId.isValid("")).isFalse();
    }
}
