package io.metrify.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RatioTest {

    @Test
    void reducesWhatItIsMadeOf() {
        assertThat(Ratio.of(6, 8)).isEqualTo(Ratio.of(3, 4)).hasToString("3/4");
        assertThat(Ratio.of(0, 8)).isEqualTo(Ratio.ZERO);
        assertThat(Ratio.of(-6, 8)).hasToString("-3/4");
    }

    @Test
    void roundsHalvesOfAMillionthUp() {
        assertThat(Ratio.of(1, 2_000_000).toPartsPerMillion()).isEqualTo(1);
        assertThat(Ratio.of(1, 2_000_001).toPartsPerMillion()).isZero();
        assertThat(Ratio.of(-1, 2_000_000).toPartsPerMillion()).isZero();
        assertThat(Ratio.of(-1, 1_999_999).toPartsPerMillion()).isEqualTo(-1);
        assertThat(Ratio.of(2, 3).toPartsPerMillion()).isEqualTo(666_667);
    }

    @Test
    void refusesPartsPerMillionThatDoNotFit() {
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> Ratio.of(3_000, 1).toPartsPerMillion());
    }

    @Test
    void refusesADenominatorThatIsNotPositive() {
        assertThatIllegalArgumentException().isThrownBy(() -> Ratio.of(1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> Ratio.of(1, -2));
    }

    @Test
    void splitsAWholeNumberByTheLargestRemainders() {
        assertThat(Apportionment.of(10, weights(1, 1, 1))).containsExactly(4, 3, 3);
        assertThat(Apportionment.of(7, weights(0, 5, 1))).containsExactly(0, 6, 1);
        assertThat(Apportionment.of(0, weights(0, 0))).containsExactly(0, 0);
        assertThat(Apportionment.of(5, weights(2, 3))).containsExactly(2, 3);
    }

    private static List<BigInteger> weights(long... weights) {
        return Arrays.stream(weights).mapToObj(BigInteger::valueOf).toList();
    }
}
