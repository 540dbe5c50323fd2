package io.metrify.model.meter;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ObisCodeProperties {

    @Property
    void parseOfItsTextIsItself(
            @ForAll @IntRange(max = 255) int a,
            @ForAll @IntRange(max = 255) int b,
            @ForAll @IntRange(max = 255) int c,
            @ForAll @IntRange(max = 255) int d,
            @ForAll @IntRange(max = 255) int e,
            @ForAll @IntRange(max = 255) int f) {
        ObisCode code = new ObisCode(a, b, c, d, e, f);

        assertThat(ObisCode.parse(code.toString())).isEqualTo(code);
        assertThat(ObisCode.parse(a + "-" + b + ":" + c + "." + d + "." + e + "*" + f))
                .isEqualTo(code);
    }

    @Property
    void anyTextIsReadOrRefused(@ForAll String text) {
        try {
            assertThat(ObisCode.parse(text)).isNotNull();
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageContaining("is not an OBIS code");
        }
    }
}
