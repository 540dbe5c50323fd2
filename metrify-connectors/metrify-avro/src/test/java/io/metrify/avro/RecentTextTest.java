package io.metrify.avro;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.metrify.model.meter.MeterReading;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecentTextTest {

    private final RecentText recent = new RecentText();

    @Test
    void givesTheLastTextWhereItsBytesAre() {
        recent.keep("DE-0042");

        assertThat(find("DE-0042")).isEqualTo("DE-0042");
        assertThat(find("DE-0043")).isNull();
        assertThat(find("XE-0042")).isNull();
        assertThat(find("DE-004")).isNull();
        assertThat(find("")).isNull();
        recent.keep("DE-0043");
        assertThat(find("DE-0042")).isNull();
        assertThat(find("DE-0043")).isEqualTo("DE-0043");
    }

    @Test
    void takesNothingBeyondAsciiForTheSame() {
        recent.keep("Zähler");

        assertThat(find("Zähler")).isNull();
        byte[] latin = "Zähler".getBytes(ISO_8859_1);
        assertThat(recent.find(latin, 0, latin.length)).isNull();
    }

    @Test
    void readingsOfAMeterShareItsIdAndNobodyElses() {
        MeterReadingCodec codec = AvroCodec.meterReading();
        for (String id : List.of("M-1", "M-1", "M-2", "Zähler", "Zähler", "M-2", "M-1")) {
            MeterReading reading = MeterReading.of(id, Readings.HOUSEHOLD.interval(), Readings.HOUSEHOLD.consumption());
            byte[] bytes = codec.encode(reading);
            assertThat(codec.decode(bytes)).isEqualTo(reading);
        }
        byte[] bytes = codec.encode(Readings.HOUSEHOLD);
        assertThat(codec.decode(bytes).meterId())
                .isSameAs(codec.decode(bytes.clone()).meterId());
    }

    private @Nullable String find(String text) {
        byte[] bytes = ("<" + text + ">").getBytes(UTF_8);
        return recent.find(bytes, 1, bytes.length - 2);
    }
}
