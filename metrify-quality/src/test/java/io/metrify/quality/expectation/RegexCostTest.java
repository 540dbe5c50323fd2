package io.metrify.quality.expectation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegexCostTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "^DE-[0-9]{8}$",
                "^(DE|AT|CH)-[0-9]{5,8}$",
                "-0*3$",
                "[*+]{2}\\*\\+",
                "a.+?b",
                "(?i)x?y",
                "[]a*]",
                "\\(a\\)*"
            })
    void whatRepeatsSingleCharactersIsCheap(String regex) {
        assertThat(RegexCost.isHigh(regex)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a+)+b",
                "(a|aa)*b",
                "a*a*b",
                "(.*)(.*)b",
                "(a?){30}a{30}",
                "(x)\\1*",
                "(?P<n>x)(?P=n)",
                "a{1,9}a{1,9}a{1,9}b",
                "(ab){2}",
                "a{2,}b*",
                "a{1,99}b{7,8}*"
            })
    void whatCanBeTriedInVeryManyWaysIsCostly(String regex) {
        assertThat(RegexCost.isHigh(regex)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a*b", "a+c"})
    void aSingleRepetitionOnAVeryLongTextIsGivenUpToo(String regex) {
        PythonRegex pattern = PythonRegex.of(regex);

        assertThatThrownBy(() -> pattern.test("a".repeat(1_000_000)))
                .isInstanceOf(UncheckableException.class)
                .hasMessageContaining("1000000 characters");
    }
}
