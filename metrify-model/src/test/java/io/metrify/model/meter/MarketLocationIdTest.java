package io.metrify.model.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarketLocationIdTest {

    /** The example of the BDEW guideline and numbers published elsewhere. */
    @ParameterizedTest
    @ValueSource(strings = {"41373559241", "48662918097", "49637777476"})
    void readsPublishedNumbers(String text) {
        assertThat(MarketLocationId.parse(text)).hasToString(text);
    }

    @Test
    void completesTenDigits() {
        assertThat(MarketLocationId.ofFirstTen("4137355924")).isEqualTo(MarketLocationId.parse("41373559241"));
    }

    @Test
    void aSumThatIsAMultipleOfTenHasTheCheckDigitZero() {
        assertThat(MarketLocationId.ofFirstTen("8100000000")).hasToString("81000000000");
    }

    @Test
    void refusesAWrongCheckDigit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MarketLocationId.parse("41373559240"))
                .withMessage("the market location number 41373559240 ends in 0 but its check digit is 1;"
                        + " look for a typing error");
    }

    @Test
    void refusesALeadingZero() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MarketLocationId.parse("01373559241"))
                .withMessage("\"01373559241\" is not a market location number; the first digit is 1 to 9");
    }

    @Test
    void refusesOtherLengths() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MarketLocationId.parse("4137355924"))
                .withMessage("\"4137355924\" is not a market location number; it has 10 characters instead of 11");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MarketLocationId.parse("4".repeat(500)))
                .withMessage("\"44444444444...\" is not a market location number; it has 500 characters instead of 11");
    }

    @ParameterizedTest
    @ValueSource(strings = {"4137355924A", "41373 59241", "4137355924\u0661"})
    void refusesWhatIsNoDigit(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MarketLocationId.parse(text))
                .withMessage("\"" + text + "\" is not a market location number; only the digits 0 to 9 are allowed");
    }

    @Test
    void findsEveryWrongDigitInAnOddPlace() {
        String number = "41373559241";
        for (int at = 0; at < number.length(); at += 2) {
            for (char digit = '1'; digit <= '9'; digit++) {
                String wrong = number.substring(0, at) + digit + number.substring(at + 1);
                if (digit != number.charAt(at)) {
                    assertThatIllegalArgumentException().isThrownBy(() -> MarketLocationId.parse(wrong));
                }
            }
        }
    }

    @Test
    void asksForText() {
        assertThatNullPointerException()
                .isThrownBy(() -> MarketLocationId.parse(null))
                .withMessage("text");
    }

    @Test
    void tellsValidFromInvalidWithoutMakingAnObject() {
        assertThat(MarketLocationId.isValid("41373559241")).isTrue();
        assertThat(MarketLocationId.isValid("41373559240")).isFalse();
        assertThat(MarketLocationId.isValid("01373559241")).isFalse();
        assertThat(MarketLocationId.isValid("4137355924")).isFalse();
        assertThat(MarketLocationId.isValid("4137355924X")).isFalse();
        assertThat(MarketLocationId.isValid("")).isFalse();
    }
}
