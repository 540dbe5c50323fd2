package io.metrify.testkit.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CounterRandomTest {

    @Test
    void isTheSameNumbersForEver() {
        assertThat(CounterRandom.at(0, 1)).isEqualTo(0xe220a8397b1dcdafL);
        assertThat(CounterRandom.key(1, 2)).isEqualTo(CounterRandom.key(1, 2)).isNotEqualTo(CounterRandom.key(2, 1));
        assertThat(CounterRandom.key(1, "wind")).isNotEqualTo(CounterRandom.key(1, "wine"));
    }

    @Test
    void spreadsEvenlyOverTheUnitInterval() {
        double mean = LongStream.range(0, 100_000)
                .mapToDouble(i -> CounterRandom.unit(CounterRandom.at(42, i)))
                .average()
                .orElseThrow();
        long low = LongStream.range(0, 100_000)
                .filter(i -> CounterRandom.below(CounterRandom.at(42, i), 10) == 0)
                .count();
        assertThat(mean).isCloseTo(0.5, within(0.005));
        assertThat(low).isBetween(9_600L, 10_400L);
        assertThat(CounterRandom.unit(-1)).isLessThan(1);
        assertThat(CounterRandom.below(-1, 7)).isEqualTo(6);
    }

    @Test
    void changesSmoothlyAndPassesThroughItsLattice() {
        for (double place = -5; place < 5; place += 0.01) {
            double here = CounterRandom.smooth(3, place);
            assertThat(here).isBetween(-1.0, 1.0);
            assertThat(CounterRandom.smooth(3, place + 0.001)).isCloseTo(here, within(0.004));
        }
        assertThat(CounterRandom.smooth(3, -2)).isEqualTo(2 * CounterRandom.unit(CounterRandom.at(3, -2)) - 1);
    }

    @Test
    void refusesABoundThatLeavesNoNumber() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CounterRandom.below(1, 0))
                .withMessageContaining("positive");
    }
}
