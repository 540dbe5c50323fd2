package io.metrify.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.metrify.connector.api.MalformedRecordException;
import io.metrify.connector.api.Origin;
import io.metrify.connector.api.RawRecord;
import io.metrify.model.Energy;
import io.metrify.model.grid.GridOperator;
import io.metrify.model.meter.Meter;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.ReadingVersion;
import io.metrify.model.meter.RegisterReading;
import io.metrify.model.weather.City;
import io.metrify.model.weather.WeatherObservation;
import java.util.Map;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonCodecTest {

    private static final JsonCodec<WeatherObservation> WEATHER = JsonCodec.of(WeatherObservation.class);
    private static final JsonCodec<MeterReading> READINGS = JsonCodec.of(MeterReading.class);

    private static final String MINIMAL =
            "{\"meter_id\":\"m1\",\"timestamp\":\"2026-03-29T00:00:00Z\",\"interval_seconds\":900";

    @Test
    void absentMeasurementsAreNaNAndNotWritten() {
        String document = "{\"city\":\"Köln\",\"timestamp\":\"2026-03-29T00:00:00Z\",\"humidity_percent\":null}";
        WeatherObservation weather = WEATHER.read(document.getBytes(UTF_8));
        assertThat(weather.air()).isEqualTo(WeatherObservation.Air.NOT_OBSERVED);
        assertThat(new String(WEATHER.write(weather), UTF_8))
                .isEqualTo("{\"city\":\"Köln\",\"timestamp\":\"2026-03-29T00:00:00Z\"}");
    }

    @Test
    void aByteOrderMarkInFrontIsTolerated() {
        assertThat(READINGS.read(("\ufeff" + MINIMAL + "}").getBytes(UTF_8)).meterId())
                .isEqualTo("m1");
    }

    @Test
    void unknownFieldsAreSkippedWhateverTheyHold() {
        String document = MINIMAL + ",\"future\":{\"a\":[1,2,{\"meter_id\":\"other\"}],\"b\":1e999},\"x\":\"\\u0000\"}";
        assertThat(read(document).meterId()).isEqualTo("m1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.25|250000",
                "-0|0",
                "1e-3|1000",
                "1.5E2|150000000",
                "0.1234560|123456",
                "\"12.345678\"|12345678",
                "\"-1e-6\"|-1",
                "999999999999.999999|999999999999999999"
            })
    void consumptionIsTakenExactly(String number, long milliwattHours) {
        assertThat(read(MINIMAL + ",\"consumption_kwh\":" + number + "}").consumption())
                .isEqualTo(Energy.ofMilliwattHours(milliwattHours));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0000001",
                "1e-7",
                "1e12",
                "1e999999999",
                "\"\"",
                "\" 1\"",
                "\"1.\"",
                "\"+1\"",
                "\"0x1p3\"",
                "\"\u0661\"",
                "true",
                "[1]",
                "{}"
            })
    void otherConsumptionIsRefused(String value) {
        assertRefused(MINIMAL + ",\"consumption_kwh\":" + value + "}")
                .satisfies(refused -> assertThat(refused.path()).isEqualTo("consumption_kwh"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"230.1\"", "1e999", "-1e999", "true", "[]", "\"NaN\""})
    void aMeasurementIsAFiniteJsonNumber(String value) {
        assertRefused(MINIMAL + ",\"voltage\":" + value + "}")
                .satisfies(refused -> assertThat(refused.path()).isEqualTo("voltage"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "-Infinity", "01", "+1", ".5", "1.", "0x10"})
    void whatJsonHasNoWordForIsNotJson(String value) {
        assertRefused(MINIMAL + ",\"voltage\":" + value + "}")
                .satisfies(refused -> assertThat(refused.path()).isEmpty())
                .withMessageContaining("not JSON");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-29T02:00:00+02:00,2026-03-29T00:00:00Z",
        "2026-03-28T18:30:00-05:30,2026-03-29T00:00:00Z",
        "2026-03-29T00:00Z,2026-03-29T00:00:00Z",
        "2026-03-29T00:00:00.120000Z,2026-03-29T00:00:00.120Z"
    })
    void timesAreReadWithAnyOffset(String text, String instant) {
        assertThat(read(MINIMAL.replace("2026-03-29T00:00:00Z", text) + "}").timestamp())
                .isEqualTo(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-29T00:00:00",
                "2026-03-29",
                "2026-02-29T00:00:00Z",
                "2026-03-29T24:00:00Z",
                "2026-03-29T00:00:60Z",
                "2026-03-29T00:00:00.0001Z",
                "0000-12-31T00:00:00Z",
                "+10000-01-01T00:00:00Z",
                "1774742400"
            })
    void otherTimesAreRefused(String text) {
        assertRefused(MINIMAL.replace("2026-03-29T00:00:00Z", text) + "}")
                .satisfies(refused -> assertThat(refused.path()).isEqualTo("timestamp"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-900", "900.0", "9e2", "2147483648", "99999999999999999999", "\"900\""})
    void theLengthOfAnIntervalIsAPositiveInteger(String value) {
        assertRefused(MINIMAL.replace("900", value) + "}")
                .satisfies(refused -> assertThat(refused.path()).isEqualTo("interval_seconds"));
    }

    @Test
    void aKnownFieldThatComesTwiceIsRefused() {
        assertRefused(MINIMAL + ",\"voltage\":null,\"voltage\":230}")
                .satisfies(refused -> assertThat(refused.path()).isEqualTo("voltage"))
                .withMessageContaining("twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"meter_id", "timestamp", "interval_seconds"})
    void aMissingFieldIsNamed(String field) {
        assertRefused((MINIMAL + "}").replace("\"" + field + "\"", "\"x\""))
                .satisfies(refused -> assertThat(refused.path()).isEqualTo(field))
                .withMessageContaining("missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "null", "[]", "1", "\"x\"", "{} {}", "{}"})
    void whatIsNotOneObjectIsRefused(String document) {
        assertRefused(document);
    }

    @Test
    void nothingMayFollowTheObject() {
        assertRefused(MINIMAL + "} ,")
                .satisfies(refused -> assertThat(refused.path()).isEmpty());
        assertRefused(MINIMAL + "} null").withMessageContaining("goes on");
        assertThat(read(MINIMAL + "} \r\n\t").meterId()).isEqualTo("m1");
    }

    @Test
    void nestingIsBounded() {
        assertRefused(MINIMAL + ",\"x\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}")
                .withMessageContaining("nesting");
        assertRefused(MINIMAL + ",\"x\":" + "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000) + "}")
                .withMessageContaining("nesting");
    }

    @Test
    void aLongNumberIsRefusedAndNotQuoted() {
        assertRefused(MINIMAL + ",\"voltage\":1" + "0".repeat(500_000) + "}");
        assertRefused(MINIMAL + ",\"consumption_kwh\":0." + "0".repeat(500_000) + "}");
        assertRefused(MINIMAL + ",\"interval_seconds\":" + "9".repeat(500_000) + "}");
    }

    @Test
    void aTinyAmountIsRefusedWithoutComputingIt() {
        assertRefused(MINIMAL + ",\"consumption_kwh\":1e-999999999}")
                .satisfies(refused -> assertThat(refused.path()).isEqualTo("consumption_kwh"));
    }

    @Test
    void aLongTextIsRefusedAndNotQuoted() {
        assertRefused(MINIMAL.replace("m1", "m".repeat(500_000)) + "}")
                .satisfies(refused -> assertThat(refused.path()).isEqualTo("meter_id"));
    }

    @Test
    void aLongDocumentIsRefused() {
        String filled = MINIMAL + "}" + " ".repeat(JsonCodec.LONGEST_DOCUMENT - MINIMAL.length() - 1);
        assertThat(read(filled).meterId()).isEqualTo("m1");
        assertRefused(filled + " ").withMessageContaining("at most 1048576");
    }

    @Test
    void malformedUtf8IsRefusedEvenWhereNobodyLooks() {
        byte[] document = (MINIMAL + ",\"x\":\"?\"}").getBytes(UTF_8);
        document[document.length - 3] = (byte) 0xff;
        assertThatExceptionOfType(MalformedRecordException.class)
                .isThrownBy(() -> READINGS.read(document))
                .withMessage("the document is not UTF-8 at byte " + (document.length - 3));
    }

    @Test
    void aReasonNeverBreaksALogLine() {
        assertRefused(MINIMAL + ",\"obis_code\":\"1\\n\\r\\u2028\"}")
                .satisfies(refused -> assertThat(refused.reason()).doesNotContain("\n", "\r", "\u2028"));
    }

    @Test
    void halfASurrogatePairIsRefused() {
        assertRefused(MINIMAL.replace("m1", "m\\ud83d") + "}")
                .satisfies(refused -> assertThat(refused.path()).isEqualTo("meter_id"));
    }

    @Test
    void aContradictionBetweenFieldsIsRefusedAsAWhole() {
        String meter = "{\"meter_id\":\"m\",\"meter_type\":\"GRID\",\"region\":\"r\",\"interval_seconds\":900,"
                + "\"installed\":\"2026-01-01T00:00:00Z\",\"removed\":\"2025-01-01T00:00:00Z\"}";
        assertThatExceptionOfType(MalformedRecordException.class)
                .isThrownBy(() -> JsonCodec.of(Meter.class).read(meter.getBytes(UTF_8)))
                .satisfies(refused -> assertThat(refused.path()).isEmpty())
                .withMessageContaining("removed");
    }

    @Test
    void rangesOfOtherTypesAreCheckedAtTheField() {
        assertRefused(JsonCodec.of(City.class), "{\"latitude\":91}", "latitude");
        assertRefused(JsonCodec.of(Meter.class), "{\"register_digits\":13}", "register_digits");
        assertRefused(JsonCodec.of(Meter.class), "{\"rated_power_kw\":0}", "rated_power_kw");
        assertRefused(JsonCodec.of(Meter.class), "{\"meter_type\":\"household\"}", "meter_type");
        assertRefused(JsonCodec.of(City.class), "{\"zone\":\"Europe/Atlantis\"}", "zone");
        assertRefused(JsonCodec.of(GridOperator.class), "{\"control_zone\":\"10YDE-VE-------3\"}", "control_zone");
        assertRefused(JsonCodec.of(RegisterReading.class), "{\"index_kwh\":null}", "meter_id");
        assertRefused(JsonCodec.of(RegisterReading.class), "{\"data_quality_score\":1.01}", "data_quality_score");
    }

    @Test
    void anErrorInANestedReadingIsNamedFromTheOutside() {
        String version = "{\"kind\":\"DELIVERY\",\"reading\":" + MINIMAL + ",\"voltage\":\"230\"}}";
        assertRefused(JsonCodec.of(ReadingVersion.class), version, "reading/voltage");
        assertRefused(JsonCodec.of(ReadingVersion.class), "{\"reading\":[]}", "reading");
        assertRefused(JsonCodec.of(ReadingVersion.class), "{\"reading\":{}}", "reading/meter_id");
    }

    @Test
    void aRecordWithoutValueIsMalformed() {
        RawRecord tombstone = new RawRecord(new Origin("topic", "0", 7), null, null, Map.of());
        assertThatExceptionOfType(MalformedRecordException.class).isThrownBy(() -> READINGS.decode(tombstone));
    }

    @Test
    void aTypeThatIsNoObjectHasNoCodec() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonCodec.of(Energy.class))
                .withMessageContaining("MeterReading");
    }

    private static MeterReading read(String document) {
        return READINGS.read(document.getBytes(UTF_8));
    }

    private static ThrowableAssertAlternative<MalformedRecordException> assertRefused(String document) {
        return assertThatExceptionOfType(MalformedRecordException.class)
                .isThrownBy(() -> read(document))
                .withNoCause()
                .satisfies(refused -> assertThat(refused.getMessage()).hasSizeLessThan(512));
    }

    private static void assertRefused(JsonCodec<?> codec, String document, String path) {
        assertThatExceptionOfType(MalformedRecordException.class)
                .isThrownBy(() -> codec.read(document.getBytes(UTF_8)))
                .satisfies(refused -> assertThat(refused.path()).isEqualTo(path));
    }
}
