package io.metrify.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"m", "Köln", "a b", "İstanbul", "電力", "\uD83D\uDD0C meter", "~"})
    void carriesPrintableText(String text) {
        assertThat(WireText.require(text, "the name")).isSameAs(text);
    }

    @Test
    void carriesTheLongestText() {
        String longest = "x".repeat(WireText.LONGEST);

        assertThat(WireText.require(longest, "the name")).isSameAs(longest);
    }

    @Test
    void refusesLongerText() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WireText.require("x".repeat(129), "the name"))
                .withMessage("the name \"" + "x".repeat(32) + "...\" has 129 characters; at most 128 are carried");
    }

    @Test
    void sentencesMayBeLonger() {
        String sentence = "x".repeat(1_000);

        assertThat(WireText.require(sentence, "the reason", 1_000)).isSameAs(sentence);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WireText.require("abcd", "the reason", 3))
                .withMessage("the reason \"abc...\" has 4 characters; at most 3 are carried");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u2003"})
    void refusesBlankText(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WireText.require(text, "the name"))
                .withMessage("the name is blank; it must say what the value belongs to");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\u0000b", "a\u007Fb", "a\u0085b"})
    void refusesControlCharacters(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WireText.require(text, "the name"))
                .withMessageMatching(
                        "the name has the control character U\\+00[0-9a-f]{2} at position 1; only printable characters are carried");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\uD83D", "\uDD0Ca", "\uD83Da"})
    void refusesHalfAPair(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WireText.require(text, "the name"))
                .withMessageContaining("has half a surrogate pair at position");
    }

    @Test
    void asksForText() {
        assertThatNullPointerException()
                .isThrownBy(() -> WireText.require(null, "the name"))
                .withMessage("the name");
    }
}
