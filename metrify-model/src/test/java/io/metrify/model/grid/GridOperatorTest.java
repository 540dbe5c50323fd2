package io.metrify.model.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;

class GridOperatorTest {

    @Test
    void germanyHasFour() {
        assertThat(GridOperator.german())
                .extracting(GridOperator::name)
                .containsExactly("50Hertz", "TenneT", "Amprion", "TransnetBW");
    }

    @Test
    void isFoundByItsName() {
        assertThat(GridOperator.named("Amprion")).contains(GridOperator.AMPRION);
        assertThat(GridOperator.named("amprion")).isEmpty();
    }

    @Test
    void othersAreMade() {
        GridOperator operator = new GridOperator("TenneT NL", EicCode.parse("10YNL----------L"));

        assertThat(operator.controlZone()).hasToString("10YNL----------L");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GridOperator("", operator.controlZone()))
                .withMessageContaining("the operator name is blank");
        assertThatNullPointerException()
                .isThrownBy(() -> new GridOperator("x", null))
                .withMessage("controlZone");
    }
}
