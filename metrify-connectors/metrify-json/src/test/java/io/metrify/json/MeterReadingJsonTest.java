package io.metrify.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.metrify.connector.api.MalformedRecordException;
import io.metrify.connector.api.Origin;
import io.metrify.connector.api.RawRecord;
import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.QualityCode;
import io.metrify.model.SubstitutionMethod;
import io.metrify.model.meter.Ambient;
import io.metrify.model.meter.Electrical;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.ObisCode;
import io.metrify.model.meter.ReadingQuality;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MeterReadingJsonTest {

    private static final Interval QUARTER = Interval.of(Instant.parse("2026-03-29T00:15:00Z"), Duration.ofMinutes(15));

    private static final MeterReading FULL = new MeterReading(
            "DE-0001",
            ObisCode.EXPORT_PROFILE,
            QUARTER,
            Energy.parse("0.25"),
            new Electrical(230.1, 1.087, 0.98, 50),
            new Ambient(-3.5, 71),
            new ReadingQuality(QualityCode.ESTIMATED, SubstitutionMethod.HOLD, 0.987));

    private static final String FULL_DOCUMENT = "{\"meter_id\":\"DE-0001\",\"obis_code\":\"1-0:2.29.0\","
            + "\"timestamp\":\"2026-03-29T00:15:00Z\",\"interval_seconds\":900,\"consumption_kwh\":0.25,"
            + "\"voltage\":230.1,\"current\":1.087,\"power_factor\":0.98,\"frequency\":50.0,\"temperature\":-3.5,"
            + "\"humidity\":71.0,\"quality_code\":\"ESTIMATED\",\"quality_method\":\"HOLD\","
            + "\"data_quality_score\":0.987}";

    @Test
    void writesTheWireNamesInOrder() {
        assertThat(new String(MeterReadingJson.write(FULL), UTF_8)).isEqualTo(FULL_DOCUMENT);
    }

    @Test
    void leavesOutWhatAbsenceStandsFor() {
        MeterReading plain = MeterReading.of("DE-0001", QUARTER, Energy.ZERO);
        assertThat(new String(MeterReadingJson.write(plain), UTF_8))
                .isEqualTo("{\"meter_id\":\"DE-0001\",\"timestamp\":\"2026-03-29T00:15:00Z\","
                        + "\"interval_seconds\":900,\"consumption_kwh\":0}");
    }

    @Test
    void readsTheUsualFormWithoutDatabind() {
        byte[] document = FULL_DOCUMENT.getBytes(UTF_8);
        assertThat(MeterReadingJson.readUsual(document, 0, document.length)).isEqualTo(FULL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"interval_seconds\":900 , \"timestamp\": \"2026-03-29T00:15:00Z\",\n\"meter_id\":\"m\" }",
                "{\"meter_id\":\"m\",\"timestamp\":\"2026-03-29T00:15:00.000Z\",\"interval_seconds\":900,"
                        + "\"voltage\":null,\"firmware\":\"1.2\",\"ok\":true,\"count\":-17.5}"
            })
    void neitherOrderNorSimpleUnknownFieldsAreUnusual(String text) {
        byte[] document = text.getBytes(UTF_8);
        assertThat(MeterReadingJson.readUsual(document, 0, document.length))
                .isEqualTo(MeterReading.of("m", QUARTER, Energy.ZERO).withConsumption(null));
    }

    @Test
    void everyDayOfFourHundredYearsIsTheSameDateAsInJava() {
        byte[] buffer = new byte[32];
        for (Instant day = Instant.parse("1799-12-31T12:34:56Z");
                day.isBefore(Instant.parse("2200-01-02T00:00:00Z"));
                day = day.plus(Duration.ofDays(1))) {
            int end = JsonPrinter.time(day, buffer, 0);
            assertThat(new String(buffer, 1, end - 2, UTF_8)).isEqualTo(day.toString());
            assertThat(new JsonScanner(buffer, 0, end).time()).isEqualTo(day);
        }
    }

    @Test
    void theLongestDocumentFits() {
        MeterReading longest = new MeterReading(
                "漢".repeat(128),
                new ObisCode(255, 255, 255, 255, 255, 254),
                Interval.of(Instant.parse("9999-12-31T23:59:59.999Z"), Duration.ofSeconds(Integer.MAX_VALUE)),
                Energy.parse("-999999999999.999999"),
                new Electrical(
                        -2.2250738585072014E-308,
                        -2.2250738585072014E-308,
                        -2.2250738585072014E-308,
                        -2.2250738585072014E-308),
                new Ambient(-2.2250738585072014E-308, -2.2250738585072014E-308),
                new ReadingQuality(
                        QualityCode.QUESTIONABLE, SubstitutionMethod.REGISTER_SCALING, 2.2250738585072014E-308));
        byte[] document = MeterReadingJson.write(longest);
        assertThat(document).hasSizeLessThanOrEqualTo(MeterReadingJson.LONGEST_WRITTEN);
        assertThat(MeterReadingJson.read(document)).isEqualTo(longest);
    }

    @Test
    void aBufferWithTooLittleRoomIsABadCall() {
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> MeterReadingJson.write(FULL, new byte[MeterReadingJson.LONGEST_WRITTEN], 1));
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> MeterReadingJson.read(new byte[10], 5, 6));
    }

    @Test
    void bytesOutsideTheRangeAreNeitherReadNorWritten() {
        byte[] buffer = new byte[2048];
        int end = MeterReadingJson.write(FULL, buffer, 100);
        assertThat(buffer[99]).isZero();
        assertThat(buffer[end]).isZero();
        buffer[99] = '{';
        buffer[end] = '}';
        assertThat(MeterReadingJson.read(buffer, 100, end - 100)).isEqualTo(FULL);
    }

    @Test
    void theDecoderReadsTheValueOfARecord() {
        byte[] document = MeterReadingJson.write(FULL);
        Origin origin = new Origin("topic", "0", 7);
        assertThat(MeterReadingJson.decoder().decode(new RawRecord(origin, null, document, Map.of())))
                .isEqualTo(FULL);
        assertThatExceptionOfType(MalformedRecordException.class)
                .isThrownBy(() -> MeterReadingJson.decoder().decode(new RawRecord(origin, null, null, Map.of())));
    }
}
