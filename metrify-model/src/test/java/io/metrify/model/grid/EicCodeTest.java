package io.metrify.model.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EicCodeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10YDE-VE-------2",
                "10YDE-EON------1",
                "10YDE-RWENET---I",
                "10YDE-ENBW-----N",
                "10Y1001A1001A82H",
                "10YNL----------L",
                "10YFR-RTE------C",
                "10YAT-APG------L",
                "22XWATTPLUS----G"
            })
    void readsPublishedCodes(String text) {
        assertThat(EicCode.parse(text)).hasToString(text);
        assertThat(EicCode.parse(text).objectType()).isEqualTo(text.charAt(2));
    }

    @Test
    void refusesAWrongCheckCharacter() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EicCode.parse("22XWATTPLUS----X"))
                .withMessage("the EIC code 22XWATTPLUS----X ends in X but its check character is G;"
                        + " look for a typing error");
    }

    @ParameterizedTest
    @ValueSource(strings = {"23X--130302DLGW-", "23X--130302DLGWA"})
    void refusesACodeWhoseCheckCharacterWouldBeAMinusSign(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EicCode.parse(text))
                .withMessageContaining("would need a minus sign as its check character; no office issues such a code");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10yde-ve-------2", "10YDE_VE-------2", "10YDE VE-------2", "10YDE-VE-----\u0661-2"})
    void refusesOtherCharacters(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EicCode.parse(text))
                .withMessage("\"" + text + "\" is not an EIC code; only A-Z, 0-9 and - are allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0YDE-VE-------2", "1-YDE-VE-------2", "101DE-VE-------2", "10-DE-VE-------2"})
    void refusesAStartWithoutOfficeAndType(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EicCode.parse(text))
                .withMessageContaining("it starts with two letters or digits for the office and a letter for the type");
    }

    @Test
    void refusesOtherLengths() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EicCode.parse("10Y"))
                .withMessage("\"10Y\" is not an EIC code; it has 3 characters instead of 16");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EicCode.parse("1".repeat(1_000)))
                .withMessage("\"1111111111111111...\" is not an EIC code; it has 1000 characters instead of 16");
        assertThatNullPointerException().isThrownBy(() -> EicCode.parse(null)).withMessage("text");
    }

    @Test
    void findsEveryWrongCharacterOfACode() {
        String code = "10YDE-VE-------2";
        String alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-";
        for (int at = 0; at < code.length(); at++) {
            for (int i = 0; i < alphabet.length(); i++) {
                char other = alphabet.charAt(i);
                String wrong = code.substring(0, at) + other + code.substring(at + 1);
                if (other != code.charAt(at)) {
                    assertThatIllegalArgumentException().isThrownBy(() -> EicCode.parse(wrong));
                }
            }
        }
    }

    @Test
    void tellsValidFromInvalidWithoutMakingAnObject() {
        assertThat(EicCode.isValid("10YDE-VE-------2")).isTrue();
        assertThat(EicCode.isValid("10YDE-VE-------3")).isFalse();
        assertThat(EicCode.isValid("10yDE-VE-------2")).isFalse();
        assertThat(EicCode.isValid("-0YDE-VE-------2")).isFalse();
        assertThat(EicCode.isValid("23X--130302DLGW-")).isFalse();
        assertThat(EicCode.isValid("")).isFalse();
    }
}
