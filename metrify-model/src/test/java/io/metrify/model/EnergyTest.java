package io.metrify.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnergyTest {

    private static final Energy LARGEST = Energy.ofMilliwattHours(Energy.MAX_MILLIWATT_HOURS);
    private static final Energy SMALLEST = Energy.ofMilliwattHours(Energy.MIN_MILLIWATT_HOURS);

    @Test
    void addsExactly() {
        assertThat(Energy.parse("12.345678").plus(Energy.ofWattHours(250))).isEqualTo(Energy.parse("12.595678"));
    }

    @ParameterizedTest
    @CsvSource({
        "12.5, 12500000",
        "-0.000001, -1",
        "0, 0",
        "-0, 0",
        "1E+3, 1000000000",
        "1e-6, 1",
        "999999999999.999999, 999999999999999999",
        "-999999999999.999999, -999999999999999999",
        "0E-1000000000, 0",
        "0E+1000000000, 0",
        "12.3000000000, 12300000"
    })
    void readsKilowattHours(String text, long milliwattHours) {
        assertThat(Energy.parse(text).milliwattHours()).isEqualTo(milliwattHours);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " 1", "1,5", "1.5 kWh", "NaN", "Infinity", "0x10", "1_000"})
    void refusesTextThatIsNoNumber(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Energy.parse(text))
                .withMessage("\"" + text + "\" is not a number of kilowatt-hours; write it like 12.345678");
    }

    @Test
    void refusesMoreDecimalsThanAreKept() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Energy.parse("0.0000001"))
                .withMessage("1E-7 kWh is finer than 0.000001 kWh; round it before, or pass a rounding mode");
    }

    @Test
    void refusesLongText() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Energy.parse("0".repeat(65)))
                .withMessage("a text of 65 characters is no amount of energy; at most 64 are read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1000000000000", "-1000000000000", "1E+1000000000", "-1E+2147483647"})
    void refusesWhatIsOutOfRange(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Energy.parse(text))
                .withMessageContaining(
                        "is outside the range of DECIMAL(18,6) kWh; the largest amount is 999999999999.999999");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E-1000000000", "-1E-2147483647", "9E-2147483640"})
    @Timeout(5)
    void refusesHugeNegativeExponentsWithoutBuildingTheNumber(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Energy.parse(text))
                .withMessageContaining("is finer than 0.000001 kWh");
    }

    @ParameterizedTest
    @CsvSource({"UP, 1", "DOWN, 0", "CEILING, 1", "FLOOR, 0", "HALF_UP, 0", "HALF_DOWN, 0", "HALF_EVEN, 0"})
    @Timeout(5)
    void roundsHugeNegativeExponentsWithoutBuildingTheNumber(RoundingMode rounding, long milliwattHours) {
        BigDecimal speck = new BigDecimal("9.99E-1000000000");

        assertThat(Energy.ofKilowattHours(speck, rounding).milliwattHours()).isEqualTo(milliwattHours);
    }

    @ParameterizedTest
    @CsvSource({"UP, 1", "DOWN, 0", "HALF_UP, 0", "HALF_EVEN, 0", "CEILING, 1"})
    void roundsJustBelowATenthOfAMilliwattHourLikeAnyOther(RoundingMode rounding, long milliwattHours) {
        assertThat(Energy.ofKilowattHours(new BigDecimal("0.0000000999"), rounding)
                        .milliwattHours())
                .isEqualTo(milliwattHours);
    }

    @Test
    void roundsHalfUpWhenAsked() {
        assertThat(Energy.ofKilowattHours(new BigDecimal("1.0000005"), RoundingMode.HALF_UP))
                .isEqualTo(Energy.parse("1.000001"));
    }

    @Test
    void refusesWhatRoundingTakesOutOfRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Energy.ofKilowattHours(new BigDecimal("999999999999.9999999"), RoundingMode.UP))
                .withMessageContaining("outside the range");
    }

    @Test
    void refusesAnAmountBeyondTheRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Energy.ofMilliwattHours(Energy.MAX_MILLIWATT_HOURS + 1))
                .withMessageContaining("1000000000000000000 mWh is outside the range");
        assertThatIllegalArgumentException().isThrownBy(() -> new Energy(Long.MIN_VALUE));
    }

    @Test
    void neverWrapsAround() {
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> LARGEST.plus(Energy.ofMilliwattHours(1)))
                .withMessage("the result 1000000000000000000 mWh is outside the range of DECIMAL(18,6) kWh");
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> SMALLEST.minus(LARGEST));
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> LARGEST.times(Long.MAX_VALUE));
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> Energy.ofWattHours(Long.MAX_VALUE));
    }

    @Test
    void sumsOfManyMayPassTheRangeOnTheWay() {
        List<Energy> amounts = List.of(
                LARGEST, LARGEST, LARGEST, LARGEST, LARGEST, LARGEST, LARGEST, LARGEST, LARGEST, LARGEST, LARGEST,
                SMALLEST, SMALLEST, SMALLEST, SMALLEST, SMALLEST, SMALLEST, SMALLEST, SMALLEST, SMALLEST, SMALLEST);

        assertThat(Energy.sum(amounts)).isEqualTo(LARGEST);
    }

    @Test
    void refusesASumOutOfRange() {
        List<Energy> amounts = List.of(
                LARGEST, LARGEST, LARGEST, LARGEST, LARGEST, LARGEST, LARGEST, LARGEST, LARGEST, LARGEST, LARGEST);

        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> Energy.sum(amounts));
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> Energy.sum(List.of(SMALLEST, Energy.ofMilliwattHours(-1))));
    }

    @Test
    void sumOfNothingIsZero() {
        assertThat(Energy.sum(List.of())).isEqualTo(Energy.ZERO);
    }

    @Test
    void powerTimesTimeIsEnergy() {
        assertThat(Energy.ofPower(new BigDecimal("2.5"), Duration.ofMinutes(15)))
                .isEqualTo(Energy.parse("0.625"));
        assertThat(Energy.ofPower(new BigDecimal("1"), Duration.ofSeconds(1))).isEqualTo(Energy.parse("0.000278"));
        assertThat(Energy.ofPower(new BigDecimal("-3"), Duration.ofHours(2))).isEqualTo(Energy.parse("-6"));
    }

    @Test
    @Timeout(5)
    void powerOfAHugeExponentIsSettledWithoutBuildingTheNumber() {
        assertThat(Energy.ofPower(new BigDecimal("1E-1000000000"), Duration.ofHours(1)))
                .isEqualTo(Energy.ZERO);
        assertThat(Energy.ofPower(new BigDecimal("1E+1000000000"), Duration.ZERO))
                .isEqualTo(Energy.ZERO);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Energy.ofPower(new BigDecimal("1E+1000000000"), Duration.ofNanos(1)))
                .withMessageContaining("outside the range");
    }

    @Test
    void refusesPowerThatLastsBackwards() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Energy.ofPower(BigDecimal.ONE, Duration.ofSeconds(-1)))
                .withMessage("the duration PT-1S is negative; power lasts forward in time");
    }

    @Test
    void knowsItsSign() {
        assertThat(Energy.parse("-1").isNegative()).isTrue();
        assertThat(Energy.ZERO.isNegative()).isFalse();
        assertThat(Energy.ZERO.isZero()).isTrue();
        assertThat(Energy.parse("-1").abs()).isEqualTo(Energy.parse("1"));
        assertThat(Energy.parse("1").negate()).isEqualTo(Energy.parse("-1"));
    }

    @Test
    void writesItselfInFull() {
        assertThat(Energy.ofMilliwattHours(1)).hasToString("0.000001 kWh");
        assertThat(Energy.parse("12.5")).hasToString("12.500000 kWh");
        assertThat(Energy.parse("12.5").toKilowattHours()).isEqualTo(new BigDecimal("12.500000"));
        assertThat(Energy.parse("12.5").toApproximateKilowattHours()).isEqualTo(12.5);
    }

    @Test
    void ordersByAmount() {
        assertThat(Energy.parse("-1")).isLessThan(Energy.ZERO);
        assertThat(Energy.parse("2")).isGreaterThan(Energy.parse("1"));
    }

    @Test
    void asksForAnArgument() {
        assertThatNullPointerException().isThrownBy(() -> Energy.parse(null)).withMessage("kilowattHours");
        assertThatNullPointerException().isThrownBy(() -> Energy.ofKilowattHours(null));
    }
}
