package io.metrify.quality.expectation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metrify.quality.table.Column;
import io.metrify.quality.table.ColumnType;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class KeyRangeTest {

    private static final Column WHOLE = Column.of("n", ColumnType.INTEGER);

    @Test
    void limitsBetweenTheSameTwoWholeNumbersHoldNothing() {
        KeyRange range = KeyRange.of(WHOLE, limits("1.2", "1.7"));

        assertThat(range.holds(1)).isFalse();
        assertThat(range.holds(2)).isFalse();
    }

    @Test
    void limitsThatAreSwappedAreSaidToBeEvenBetweenTheSameTwoWholeNumbers() {
        assertThatThrownBy(() -> KeyRange.of(WHOLE, limits("1.7", "1.2")))
                .hasMessage("the min_value 1.7 is above the max_value 1.2; swap them");
        assertThatThrownBy(() -> KeyRange.of(WHOLE, limits("3", "2"))).hasMessageContaining("swap them");
    }

    private static Limits limits(String low, String high) {
        return new Limits(new BigDecimal(low), false, new BigDecimal(high), false);
    }
}
