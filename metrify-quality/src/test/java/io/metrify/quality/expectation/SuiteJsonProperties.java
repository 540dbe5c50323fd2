package io.metrify.quality.expectation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

class SuiteJsonProperties {

    @Property(tries = 200)
    void aSuiteIsReadAsItWasWritten(@ForAll("suites") ExpectationSuite suite) {
        String written = SuiteJson.write(suite);

        assertThat(SuiteJson.read(written)).isEqualTo(suite);
        assertThat(SuiteJson.write(SuiteJson.read(written))).isEqualTo(written);
        assertThat(SuiteJson.read(SuiteJson.writeBeforeVersion1(suite))).isEqualTo(suite);
    }

    @Property(tries = 200)
    void whatIsDamagedIsReadOrRefusedWithASentence(
            @ForAll("suites") ExpectationSuite suite, @ForAll int place, @ForAll char noise) {
        String written = SuiteJson.write(suite);
        int at = Math.floorMod(place, written.length());
        String damaged = written.substring(0, at) + noise + written.substring(at + 1);
        try {
            assertThat(SuiteJson.read(damaged).name()).isNotEmpty();
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageStartingWith("the suite cannot be read at ");
        }
    }

    @Provide
    Arbitrary<ExpectationSuite> suites() {
        return Combinators.combine(names(), expectation().list().ofMaxSize(2), objects(), objects())
                .as(ExpectationSuite::new);
    }

    private static Arbitrary<Expectation> expectation() {
        return Combinators.combine(names(), objects(), objects(), objects()).as(Expectation::new);
    }

    private static Arbitrary<String> names() {
        return Arbitraries.strings().ofMinLength(1).ofMaxLength(10).filter(name -> !name.isBlank());
    }

    private static Arbitrary<Map<String, @Nullable Object>> objects() {
        return Arbitraries.maps(names().map(name -> "_" + name), values(1)).ofMaxSize(3);
    }

    private static Arbitrary<@Nullable Object> values(int depth) {
        Arbitrary<@Nullable Object> plain = Arbitraries.oneOf(
                Arbitraries.just(null),
                Arbitraries.of(true, false),
                Arbitraries.longs(),
                Arbitraries.bigIntegers()
                        .between(BigInteger.valueOf(Long.MAX_VALUE).add(BigInteger.ONE), BigInteger.TEN.pow(40)),
                Combinators.combine(Arbitraries.longs(), Arbitraries.integers().between(1, 300))
                        .as(BigDecimal::valueOf),
                Arbitraries.strings().ofMaxLength(8));
        if (depth == 0) {
            return plain;
        }
        Arbitrary<List<@Nullable Object>> lists = values(depth - 1).list().ofMaxSize(3);
        return Arbitraries.oneOf(
                plain, lists, Arbitraries.maps(names(), values(depth - 1)).ofMaxSize(3));
    }
}
