package io.metrify.model.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObisCodeTest {

    @ParameterizedTest
    @CsvSource({
        "1-0:1.8.0, 1-0:1.8.0",
        "1-0:1.8.0*255, 1-0:1.8.0",
        "1-0:1.8.0.255, 1-0:1.8.0",
        "1-0:1.8.0*1, 1-0:1.8.0*1",
        "255-255:255.255.255*254, 255-255:255.255.255*254",
        "7-1:99.33.17, 7-1:99.33.17",
        "001-000:001.008.000, 1-0:1.8.0"
    })
    void readsAndWrites(String text, String written) {
        assertThat(ObisCode.parse(text)).hasToString(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1-0",
                "1-0:1.8",
                "1-0:1.8.",
                "1-0:1.8.0*",
                "1-0:1.8.0.",
                "1-0:1.8.256",
                "1-0:1.8.0*256",
                "1-0:1.8.0000",
                "-0:1.8.0",
                "1-0:1.8.0*1*1",
                "1-0:1.8.0 ",
                "1.0:1.8.0",
                "1-0:1.8.-1",
                "1-0:1.8.\u0661"
            })
    void refusesOtherForms(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ObisCode.parse(text))
                .withMessage("\"" + text + "\" is not an OBIS code; write it like 1-0:1.8.0 or 1-0:1.8.0*255");
    }

    @Test
    void refusesLongTextWithoutRepeatingIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ObisCode.parse("1".repeat(10_000)))
                .satisfies(refused -> assertThat(refused.getMessage()).hasSizeLessThan(200));
    }

    @Test
    void refusesGroupsThatAreNoByte() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ObisCode.of(1, 0, 256, 8, 0))
                .withMessage("group C of an OBIS code is 256; every group is 0 to 255");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ObisCode.of(-1, 0, 1, 8, 0))
                .withMessage("group A of an OBIS code is -1; every group is 0 to 255");
    }

    @Test
    void knowsDirectionAndKind() {
        assertThat(ObisCode.EXPORT_PROFILE.isExport()).isTrue();
        assertThat(ObisCode.IMPORT_PROFILE.isExport()).isFalse();
        assertThat(ObisCode.of(7, 0, 2, 8, 0).isExport()).isFalse();
        assertThat(ObisCode.IMPORT_REGISTER.isCumulative()).isTrue();
        assertThat(ObisCode.IMPORT_PROFILE.isCumulative()).isFalse();
    }

    @Test
    void theNamedCodesAreThoseOfTheStandard() {
        assertThat(ObisCode.IMPORT_PROFILE).hasToString("1-0:1.29.0");
        assertThat(ObisCode.IMPORT_REGISTER_HIGH_TARIFF).hasToString("1-0:1.8.1");
        assertThat(ObisCode.IMPORT_REGISTER_LOW_TARIFF).hasToString("1-0:1.8.2");
        assertThat(ObisCode.EXPORT_REGISTER).hasToString("1-0:2.8.0");
    }

    @Test
    void asksForText() {
        assertThatNullPointerException().isThrownBy(() -> ObisCode.parse(null)).withMessage("text");
    }
}
