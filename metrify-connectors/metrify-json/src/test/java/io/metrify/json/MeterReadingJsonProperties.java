package io.metrify.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.io.NumberOutput;
import io.metrify.model.meter.MeterReading;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Arrays;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class MeterReadingJsonProperties {

    private static final JsonCodec<MeterReading> DATABIND = JsonCodec.of(MeterReading.class);

    @Property
    void writesTheBytesOfDatabind(@ForAll("meterReadings") MeterReading reading) {
        assertThat(new String(MeterReadingJson.write(reading), UTF_8))
                .isEqualTo(new String(DATABIND.write(reading), UTF_8));
    }

    @Property
    void readsAPartOfABuffer(@ForAll("meterReadings") MeterReading reading, @ForAll @IntRange(max = 9) int offset) {
        byte[] buffer = new byte[MeterReadingJson.LONGEST_WRITTEN + 2 * offset];
        Arrays.fill(buffer, (byte) '"');
        int end = MeterReadingJson.write(reading, buffer, offset);
        assertThat(MeterReadingJson.read(buffer, offset, end - offset)).isEqualTo(reading);
    }

    @Property
    void printsEveryDoubleAsShortAsPossible(@ForAll("measurements") double value) {
        if (Double.isNaN(value)) {
            return;
        }
        byte[] buffer = new byte[32];
        int end = JsonPrinter.number(value, buffer, 0);
        assertThat(new String(buffer, 0, end, UTF_8)).isEqualTo(NumberOutput.toString(value, true));
    }

    @Property
    void readsEveryDoubleAsJavaDoes(@ForAll("measurements") double value, @ForAll @IntRange(max = 30) int places) {
        if (Double.isNaN(value)) {
            return;
        }
        String text =
                new BigDecimal(value).setScale(places, RoundingMode.HALF_EVEN).toPlainString();
        byte[] bytes = text.getBytes(UTF_8);
        double read = new JsonScanner(bytes, 0, bytes.length).number();
        if (bytes.length <= 64) {
            assertThat(read).isEqualTo(Double.parseDouble(text));
        } else {
            assertThat(Double.isNaN(read) || read == Double.parseDouble(text)).isTrue();
        }
    }

    @Property
    void printsAndReadsEveryTimeAsJavaDoes(@ForAll("instants") Instant instant) {
        byte[] buffer = new byte[32];
        int end = JsonPrinter.time(instant, buffer, 0);
        assertThat(new String(buffer, 0, end, UTF_8)).isEqualTo("\"" + instant + "\"");
        assertThat(new JsonScanner(buffer, 0, end).time()).isEqualTo(instant);
    }

    @Provide
    Arbitrary<MeterReading> meterReadings() {
        return ModelArbitraries.meterReadings();
    }

    @Provide
    Arbitrary<Double> measurements() {
        return ModelArbitraries.measurements();
    }

    @Provide
    Arbitrary<Instant> instants() {
        return ModelArbitraries.instants();
    }
}
