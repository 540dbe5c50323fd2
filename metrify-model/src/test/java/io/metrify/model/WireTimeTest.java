package io.metrify.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireTimeTest {

    @ParameterizedTest
    @ValueSource(longs = {WireTime.MIN_EPOCH_MILLI, -1, 0, 1, WireTime.MAX_EPOCH_MILLI})
    void carriesMilliseconds(long epochMilli) {
        Instant instant = Instant.ofEpochMilli(epochMilli);

        assertThat(WireTime.require(instant, "the timestamp")).isSameAs(instant);
    }

    @Test
    void theBoundsAreTheYears1To9999() {
        assertThat(Instant.ofEpochMilli(WireTime.MIN_EPOCH_MILLI)).isEqualTo(Instant.parse("0001-01-01T00:00:00Z"));
        assertThat(Instant.ofEpochMilli(WireTime.MAX_EPOCH_MILLI)).isEqualTo(Instant.parse("9999-12-31T23:59:59.999Z"));
    }

    @ParameterizedTest
    @ValueSource(longs = {WireTime.MIN_EPOCH_MILLI - 1, WireTime.MAX_EPOCH_MILLI + 1})
    void refusesOtherYears(long epochMilli) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WireTime.require(Instant.ofEpochMilli(epochMilli), "the timestamp"))
                .withMessageContaining("is outside the years 0001 to 9999 that wire formats carry");
    }

    @Test
    void refusesFinerThanAMillisecond() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WireTime.require(Instant.ofEpochSecond(0, 1), "the timestamp"))
                .withMessage("the timestamp 1970-01-01T00:00:00.000000001Z is finer than a millisecond,"
                        + " which no wire format carries; truncate it to milliseconds");
    }

    @Test
    void asksForAnInstant() {
        assertThatNullPointerException().isThrownBy(() -> WireTime.require(null, "the timestamp"));
    }
}
