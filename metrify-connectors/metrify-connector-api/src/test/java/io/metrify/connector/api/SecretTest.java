package io.metrify.connector.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class SecretTest {

    @Test
    void aSecretShowsNothingOfItself() {
        assertThat(Secret.of("sesame")).hasToString("[secret]").isEqualTo(Secret.of("sesame"));
        assertThat(Secret.of("sesame").reveal()).isEqualTo("sesame");
        assertThat(Secret.of("sesame")).isNotEqualTo(Secret.of("Sesame"));
    }

    @Test
    void noSecretIsSaidToBeNone() {
        assertThat(Secret.orNone("")).isSameAs(Secret.NONE);
        assertThat(Secret.NONE.isNone()).isTrue();
        assertThat(Secret.orNone("x").isNone()).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> Secret.of("")).withMessageContaining("leave it out");
    }
}
