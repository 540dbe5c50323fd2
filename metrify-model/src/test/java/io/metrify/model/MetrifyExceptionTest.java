package io.metrify.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class MetrifyExceptionTest {

    @Test
    void keepsItsCause() {
        IOException cause = new IOException("connection reset");

        assertThat(new MetrifyException("the lake is unreachable", cause))
                .hasMessage("the lake is unreachable")
                .hasCause(cause);
        assertThat(new MetrifyException("the lake is full")).hasNoCause();
    }
}
