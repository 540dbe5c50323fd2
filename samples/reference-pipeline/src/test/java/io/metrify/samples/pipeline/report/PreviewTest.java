package io.metrify.samples.pipeline.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PreviewTest {

    @Test
    void valuesThatAreNoTextAreShownInHexadecimalDigits() {
        assertThat(Preview.of(new byte[] {(byte) 0xC3, 0x01, (byte) 0xFF}, 3)).isEqualTo("hex c3 01 ff, 3 bytes");
        assertThat(Preview.of("Zähler;1".getBytes(StandardCharsets.UTF_8), 8 + 1))
                .isEqualTo("Zähler;1");
        assertThat(Preview.of(new byte[0], 0)).isEqualTo("an empty value");
        assertThat(Preview.of(null, 0)).isEqualTo("no value");
    }

    @Test
    void aCharacterThatWasCutInTwoIsLeftOut() {
        byte[] cut = {'k', 'W', (byte) 0xC3};

        assertThat(Preview.of(cut, 400)).isEqualTo("kW…");
    }
}
