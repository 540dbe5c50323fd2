package io.metrify.validation.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {

    private static final List<String> KNOWN =
            List.of("capacity_factor", "crosscheck_share", "crosscheck_floor_kw", "voltage_band_v", "HEAT_PUMP", "low");

    @ParameterizedTest
    @CsvSource({
        "capacity_factr, capacity_factor",
        "capacityfactor, capacity_factor",
        "Capacity-Factor, capacity_factor",
        "crosscheck_flor_kw, crosscheck_floor_kw",
        "voltage_band, voltage_band_v",
        "heat_pump, HEAT_PUMP",
        "lows, low"
    })
    void findsTheWordThatWasMeant(String word, String meant) {
        assertThat(Spelling.closest(word, KNOWN)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"colour", "x", "''", "humidity"})
    void saysNothingIfNothingIsClose(String word) {
        assertThat(Spelling.closest(word, KNOWN)).isEmpty();
    }

    @Test
    void aLongWordIsNotComparedAtAll() {
        assertThat(Spelling.closest("x".repeat(1_000_000), KNOWN)).isEmpty();
    }
}
