package io.metrify.formats;

import static io.metrify.formats.Fixtures.bytes;
import static io.metrify.formats.Fixtures.gzip;
import static io.metrify.formats.Fixtures.indexes;
import static io.metrify.formats.Fixtures.malformed;
import static io.metrify.formats.Fixtures.noReadings;
import static io.metrify.formats.Fixtures.parsed;
import static io.metrify.formats.Fixtures.read;
import static io.metrify.formats.Fixtures.readings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metrify.connector.api.Origin;
import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.QualityCode;
import io.metrify.model.SubstitutionMethod;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.ObisCode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MsconsTest {

    private static final ReadingFormat FORMAT = ReadingFormat.named("mscons");
    private static final String UNA = "UNA:+.? '";
    private static final String UNB = "UNB+UNOC:3+9900000000001:500+9900000000002:500+260101:0430+R1++TL'";
    private static final String HEAD =
            "UNH+M1+MSCONS:D:04B:UN:2.4c'BGM+7+D1+9'DTM+137:202601010430?+00:303'RFF+Z13:13008'"
                    + "NAD+MS+9900000000001::293'NAD+MR+9900000000002::293'UNS+D'";
    private static final String PLACE = "NAD+DP'LOC+172+DE00012345678901234567890123456789'";
    private static final String ITEM = "LIN+1'PIA+5+1-0?:1.29.0:SRW'";
    private static final String VALUE = "QTY+220:36.3:KWH'DTM+163:202601010000?+01:303'DTM+164:202601010015?+01:303'";

    /** An interchange of one message with these segments behind the head, and counts that are right. */
    private static String interchange(String... segments) {
        return UNA + UNB + message("M1", HEAD + String.join("", segments)) + "UNZ+1+R1'";
    }

    private static String message(String reference, String segments) {
        long count = segments.chars().filter(c -> c == '\'').count() + 1;
        return segments + "UNT+" + count + "+" + reference + "'";
    }

    private static List<FileRecord> message(String... segments) {
        return read(FORMAT, bytes(interchange(segments)));
    }

    private static List<FileRecord> values(String... segments) {
        return message(PLACE, ITEM, String.join("", segments));
    }

    private static MeterReading reading(String... segments) {
        List<FileRecord> records = values(segments);
        assertThat(records).hasSize(1);
        return parsed(records.get(0)).reading();
    }

    private static String quarter(String quantity) {
        return quantity + "'DTM+163:202601010000?+01:303'DTM+164:202601010015?+01:303'";
    }

    @Test
    void readsAValueWithItsTimes() {
        FileRecord record = values(VALUE).get(0);

        MeterReading reading = parsed(record).reading();
        assertThat(reading.meterId()).isEqualTo("DE00012345678901234567890123456789");
        assertThat(reading.register()).isEqualTo(ObisCode.IMPORT_PROFILE);
        assertThat(reading.interval())
                .isEqualTo(Interval.of(Instant.parse("2025-12-31T23:00:00Z"), Duration.ofMinutes(15)));
        assertThat(reading.consumption()).isEqualTo(Energy.parse("36.3"));
        assertThat(reading.quality().code()).isEqualTo(QualityCode.VALIDATED);
        assertThat(record.origin()).isEqualTo(new Origin(Fixtures.NAME, "", 13));
        assertThat(record.bytes()).isEqualTo(bytes(VALUE));
    }

    @Test
    void readsWithOtherServiceCharacters() {
        String file = interchange(PLACE, ITEM, VALUE.replace("36.3", "36,3"));
        String translated = "UNA;*,! ~"
                + file.substring(UNA.length())
                        .replace(';', '_')
                        .replace(':', ';')
                        .replace("?+01", "+01")
                        .replace("?+00", "+00")
                        .replace("?;", ":")
                        .replace("+01;", "\u0001;")
                        .replace("+00;", "\u0002;")
                        .replace('+', '*')
                        .replace("\u0001;", "+01;")
                        .replace("\u0002;", "+00;")
                        .replace('\'', '~');

        assertThat(parsed(read(FORMAT, bytes(translated)).get(0)).reading()).isEqualTo(reading(VALUE));
    }

    @Test
    void readsWithoutServiceCharacters() {
        assertThat(read(FORMAT, bytes(interchange(PLACE, ITEM, VALUE).substring(UNA.length()))))
                .isEqualTo(values(VALUE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UNA:::? '", "UNA:+.?  ", "UNAab.? '", "UNA:+.: '", "UNA:+.a '"})
    void reportsServiceCharactersThatCannotBeToldApart(String advice) {
        List<FileRecord> records = read(FORMAT, bytes(advice + UNB));

        assertThat(malformed(records).get(0).reason()).contains("UNA cannot be told apart");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'\n", "'\r\n", "'\r\n  "})
    void passesWhiteSpaceBetweenSegments(String end) {
        List<FileRecord> records = read(
                FORMAT,
                bytes(UNA
                        + interchange(PLACE, ITEM, VALUE)
                                .substring(UNA.length())
                                .replace("'", end)));

        assertThat(parsed(records.get(0)).reading()).isEqualTo(reading(VALUE));
        assertThat(records).hasSize(1);
    }

    @Test
    void takesAReleasedCharacterForAnOrdinaryOne() {
        List<FileRecord> records = message("NAD+DP'LOC+172+A?'B?+C??D?:E'", ITEM, VALUE);

        assertThat(readings(records))
                .extracting(record -> record.reading().meterId())
                .containsExactly("A'B+C?D:E");
    }

    @ParameterizedTest
    @CsvSource({
        "LOC+172+DE0001, DE0001",
        "LOC+172+::87:CH1022201234500000000000000022079, CH1022201234500000000000000022079",
        "LOC+172+51238696781::9, 51238696781",
        "LOC+107+11XBALANCE-----1, 11XBALANCE-----1",
        "LOC+172+DE0001'LOC+107+11XBALANCE-----1, DE0001",
        "LOC+107+11XBALANCE-----1'LOC+172+DE0001, DE0001",
    })
    void readsTheLocationInEveryForm(String location, String meterId) {
        List<FileRecord> records = message("NAD+DP'" + location.replace("\\'", "'") + "'", ITEM, VALUE);

        assertThat(readings(records))
                .extracting(record -> record.reading().meterId())
                .containsExactly(meterId);
    }

    @ParameterizedTest
    @CsvSource({
        "1-0?:1.29.0:SRW, 1-0:1.29.0",
        "1-0?:1.29.0, 1-0:1.29.0",
        "1-1?:2.29.0*255:SRW, 1-1:2.29.0",
        "1-1:1.29.0:SRW, 1-1:1.29.0",
        "1-1?:1.10.0:SRW, 1-1:1.10.0",
        "1-1?:1.9.1:SRW, 1-1:1.9.1",
    })
    void readsTheObisCodeReleasedOrNot(String code, String register) {
        List<FileRecord> records = message(PLACE, "LIN+1'PIA+5+" + code + "'", VALUE);

        assertThat(parsed(records.get(0)).reading().register()).isEqualTo(ObisCode.parse(register));
    }

    @ParameterizedTest
    @CsvSource({
        "202601010000?+01:303, 202601010015?+01:303, 2025-12-31T23:00:00Z",
        "202512312300?+00:303, 202512312315?+00:303, 2025-12-31T23:00:00Z",
        "202512312300UTC:303, 202512312315UTC:303, 2025-12-31T23:00:00Z",
        "202601010000CET:303, 202601010015MEZ:303, 2025-12-31T23:00:00Z",
        "202601010430?+0530:303, 202601010445?+0530:303, 2025-12-31T23:00:00Z",
        "202512311800-05:303, 202512311815-05:303, 2025-12-31T23:00:00Z",
        "20260101000000?+01:304, 20260101001500?+01:304, 2025-12-31T23:00:00Z",
        "202601010000:203, 202601010015:203, 2025-12-31T23:00:00Z",
        "20260101000000:204, 20260101001500:204, 2025-12-31T23:00:00Z",
        "202607010000:203, 202607010015:203, 2026-06-30T22:00:00Z",
        "202512312400?+01:303, 202601010015?+01:303, 2025-12-31T23:00:00Z",
    })
    void readsTimesInEveryFormat(String begin, String end, String start) {
        assertThat(reading("QTY+220:1'DTM+163:" + begin + "'DTM+164:" + end + "'")
                        .interval())
                .isEqualTo(Interval.of(Instant.parse(start), Duration.ofMinutes(15)));
    }

    @Test
    void takesTimesWithoutOffsetByTheClockOfTheOptions() {
        ReadingFormat utc = ReadingFormat.mscons(MsconsOptions.DEFAULT.withZone(ZoneOffset.UTC));
        byte[] file = bytes(interchange(PLACE, ITEM, "QTY+220:1'DTM+163:202601010000:203'DTM+164:202601010015:203'"));

        assertThat(parsed(read(utc, file).get(0)).reading().timestamp())
                .isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
    }

    @Test
    void tellsTheTwoPassesOfTheRepeatedHourByTheValueBefore() {
        String[] local = {"0145", "0200", "0230", "0200", "0230", "0300", "0315"};
        StringBuilder values = new StringBuilder();
        for (int i = 0; i < local.length - 1; i++) {
            values.append("QTY+220:1'DTM+163:20261025").append(local[i]);
            values.append(":203'DTM+164:20261025").append(local[i + 1]).append(":203'");
        }

        assertThat(readings(values(values.toString())))
                .extracting(record -> record.reading().timestamp())
                .containsExactly(
                        Instant.parse("2026-10-24T23:45:00Z"),
                        Instant.parse("2026-10-25T00:00:00Z"),
                        Instant.parse("2026-10-25T00:30:00Z"),
                        Instant.parse("2026-10-25T01:00:00Z"),
                        Instant.parse("2026-10-25T01:30:00Z"),
                        Instant.parse("2026-10-25T02:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "202601010000?+99:303, 202601010015?+01:303, timestamp",
        "202601010000XYZ:303, 202601010015?+01:303, timestamp",
        "202601010000:303, 202601010015?+01:303, timestamp",
        "2026010100:303, 202601010015?+01:303, timestamp",
        "202613010000?+01:303, 202601010015?+01:303, timestamp",
        "202601012500?+01:303, 202601010015?+01:303, timestamp",
        "202601010000?+01:719, 202601010015?+01:303, timestamp",
        "202601010000?+01, 202601010015?+01:303, timestamp",
        "202603290230:203, 202603290330:203, timestamp",
        "202601010015?+01:303, 202601010015?+01:303, interval_seconds",
        "202601010030?+01:303, 202601010015?+01:303, interval_seconds",
        "192601010000?+01:303, 202601010015?+01:303, interval_seconds",
    })
    void reportsTimesThatAreNoInterval(String begin, String end, String path) {
        List<FileRecord> records = values("QTY+220:1'DTM+163:" + begin + "'DTM+164:" + end + "'", VALUE);

        assertThat(malformed(records.get(0)).path()).isEqualTo(path);
        assertThat(malformed(records.get(0)).reason()).startsWith("segment 13: ");
        assertThat(readings(records)).hasSize(1);
    }

    @Test
    void reportsAValueWithOneTimeOnly() {
        assertThat(malformed(values("QTY+220:1'DTM+163:202601010000?+01:303'").get(0))
                        .reason())
                .contains("no end (DTM+164)");
        assertThat(malformed(values("QTY+220:1'DTM+164:202601010000?+01:303'").get(0))
                        .reason())
                .contains("no begin (DTM+163)");
        assertThat(malformed(values("QTY+220:1'").get(0)).path()).isEqualTo("timestamp");
    }

    @Test
    void letsValuesFollowEachOtherByTheStepOfTheirSeries() {
        List<FileRecord> records = message(
                "NAD+DP'LOC+172+CH1'DTM+163:202601010000?+01:303'DTM+672:15:806'",
                ITEM,
                "QTY+46:1:KWH'QTY+79:x:KWH'QTY+46:3:KWH'",
                "LIN+2'PIA+5+1-1?:2.29.0*255:SRW'QTY+46:4:KWH'");

        assertThat(malformed(records)).hasSize(1);
        assertThat(readings(records))
                .extracting(record -> record.reading().timestamp())
                .containsExactly(
                        Instant.parse("2025-12-31T23:00:00Z"),
                        Instant.parse("2025-12-31T23:30:00Z"),
                        Instant.parse("2025-12-31T23:00:00Z"));
        assertThat(parsed(records.get(0)).reading().quality().code()).isEqualTo(QualityCode.AS_PROVIDED);
    }

    @Test
    void knowsNoTimesBehindASegmentThatWasLost() {
        List<FileRecord> records = message(
                "NAD+DP'LOC+172+CH1'DTM+163:202601010000?+01:303'DTM+672:1:805'",
                ITEM,
                "QTY+46:1'QTX+46:2'QTY+46:3'",
                "LIN+2'PIA+5+1-1?:2.29.0'QTY+46:4'");

        assertThat(readings(records)).hasSize(2);
        assertThat(malformed(records))
                .extracting(FileRecord.Malformed::reason)
                .anySatisfy(reason -> assertThat(reason).contains("\"QTX\" is no segment"))
                .anySatisfy(reason -> assertThat(reason).contains("its time is unknown"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"DTM+672:15:802", "DTM+672:0:806", "DTM+672:x:806", "DTM+672:99999:806"})
    void reportsAStepThatIsNoLengthOfTime(String step) {
        List<FileRecord> records =
                message("NAD+DP'LOC+172+CH1'DTM+163:202601010000?+01:303'" + step + "'", ITEM, "QTY+46:1'");

        assertThat(malformed(records.get(0)).path()).isEqualTo("interval_seconds");
    }

    @Test
    void givesASingleValueTheTimeOfItsSeries() {
        String times = "DTM+163:202601010000?+01:303'DTM+164:202602010000?+01:303'";
        List<FileRecord> records = message(PLACE, times, ITEM, "QTY+220:1'QTY+220:2'");

        assertThat(parsed(records.get(0)).reading().interval())
                .isEqualTo(
                        Interval.between(Instant.parse("2025-12-31T23:00:00Z"), Instant.parse("2026-01-31T23:00:00Z")));
        assertThat(malformed(records.get(1)).reason()).contains("second value");
    }

    @ParameterizedTest
    @CsvSource({
        "QTY+220:36.3, 36.3",
        "'QTY+220:36,3', 36.3",
        "'QTY+220:,3', 0.3",
        "QTY+220:36.3:KWH, 36.3",
        "QTY+220:36.3:kwh, 36.3",
        "QTY+220:36.3:MWH, 36300",
        "QTY+220:36.3:WHR, 0.0363",
        "QTY+220:-36.3:KWH, -36.3",
        "QTY+220:36.3:KWT, 9.075",
        "QTY+220:36.3:KW, 9.075",
        "QTY+220:36.3:MAW, 9075",
        "QTY+220:0.0000005, 0",
        "QTY+220:0.0000015, 0.000002",
    })
    void readsQuantitiesByTheirUnit(String quantity, String kilowattHours) {
        assertThat(reading(quarter(quantity)).consumption()).isEqualTo(Energy.parse(kilowattHours));
    }

    @ParameterizedTest
    @ValueSource(strings = {"QTY+220:", "QTY+220", "QTY+Z30:0", "QTY+Z30:0:KWH"})
    void takesAMissingQuantityForAReadingWithoutEnergy(String quantity) {
        assertThat(reading(quarter(quantity)).consumption()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1.", "1.2.3", "1e3", "1 2", "99999999999999999999"})
    void reportsAQuantityThatIsNoEnergy(String quantity) {
        FileRecord.Malformed record =
                malformed(values(quarter("QTY+220:" + quantity)).get(0));

        assertThat(record.path()).isEqualTo("consumption_kwh");
        assertThat(record.reason()).contains(quantity);
    }

    @ParameterizedTest
    @CsvSource({
        "1-1?:5.29.0, QTY+220:1, reactive",
        "1-1?:3.29.0, QTY+220:1:KWH, reactive",
        "1-1?:1.29.0, QTY+220:1:KVR, reactive",
        "1-1?:1.29.0, QTY+220:1:K3, reactive",
        "1-1?:32.7.0, QTY+220:1, not active energy",
        "1-1?:1.29.0, QTY+220:1:P1, \"P1\"",
        "1-1?:1.6.0, QTY+220:1:KWT, a maximum",
        "1-1?:1.6.0, QTY+220:1, no unit",
        "7-20?:13.27.0, QTY+220:1, no unit",
        "7-20?:3.0.0, QTY+220:1:MTQ, \"MTQ\"",
    })
    void saysWhatIsNotActiveEnergy(String code, String quantity, String reason) {
        List<FileRecord> records = message(PLACE, "LIN+1'PIA+5+" + code + ":SRW'", quarter(quantity));

        assertThat(records).hasSize(1);
        assertThat(noReadings(records).get(0).reason())
                .startsWith("segment 13: ")
                .contains(reason);
    }

    @Test
    void readsTheEnergyOfAnotherMedium() {
        assertThat(readings(message(PLACE, "LIN+1'PIA+5+7-20?:99.33.17:SRW'", quarter("QTY+220:5:KWH"))))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "220, '', VALIDATED, NONE",
        "67, '', ESTIMATED, UNSPECIFIED",
        "67, STS+Z32++Z92', ESTIMATED, INTERPOLATION",
        "67, STS+Z40++Z75'STS+Z32++Z95', ESTIMATED, COMPARABLE_DAYS",
        "Z18, '', PRELIMINARY, NONE",
        "201, '', PRELIMINARY, UNSPECIFIED",
        "20, '', UNUSABLE, NONE",
        "187, '', PRELIMINARY, UNSPECIFIED",
        "79, '', CALCULATED, NONE",
        "46, '', AS_PROVIDED, NONE",
        "999, '', QUESTIONABLE, NONE",
    })
    void takesTheQualityFromQualifierAndStatus(
            String qualifier, String status, QualityCode code, SubstitutionMethod method) {
        MeterReading reading = reading(quarter("QTY+" + qualifier + ":1") + status.replace("\\'", "'"));

        assertThat(reading.quality().code()).isEqualTo(code);
        assertThat(reading.quality().method()).isEqualTo(method);
    }

    @Test
    void takesACumulativeRegisterForAnIndex() {
        List<FileRecord> records = message(
                PLACE,
                "LIN+1'PIA+5+1-0?:1.8.0:SRW'",
                "QTY+220:12345.6:KWH'DTM+9:202601010000?+01:303'",
                "QTY+220:12346'DTM+9:20260102:102'",
                "QTY+220:12347'DTM+163:202601010000?+01:303'DTM+164:202601010015?+01:303'",
                "QTY+Z30:'DTM+9:20260102:102'");

        assertThat(indexes(records)).hasSize(2);
        assertThat(indexes(records).get(0).reading().index()).isEqualTo(Energy.parse("12345.6"));
        assertThat(indexes(records).get(0).reading().timestamp()).isEqualTo(Instant.parse("2025-12-31T23:00:00Z"));
        assertThat(indexes(records).get(1).reading().timestamp()).isEqualTo(Instant.parse("2026-01-01T23:00:00Z"));
        assertThat(malformed(records).get(0).reason()).contains("DTM+9");
        assertThat(noReadings(records).get(0).reason()).contains("is missing");
    }

    @Test
    void reportsValuesWithoutLocationOrCode() {
        assertThat(malformed(message("NAD+DP'", ITEM, VALUE).get(0)).path()).isEqualTo("meter_id");
        assertThat(malformed(message(PLACE, "NAD+DP'", ITEM, VALUE).get(0)).path())
                .as("the location ends with its party")
                .isEqualTo("meter_id");
        assertThat(malformed(message(PLACE, "LIN+1'", VALUE).get(0)).path()).isEqualTo("obis_code");
        assertThat(malformed(message(PLACE, "LIN+1'PIA+5+AUA:Z08'", VALUE).get(0))
                        .reason())
                .contains("\"AUA\" is not an OBIS code");
        assertThat(malformed(message("NAD+DP'LOC+172'", ITEM, VALUE))).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RFF+Z13:13006'", "BGM+7+D1+1'"})
    void takesACancellationForNoReading(String sign) {
        List<FileRecord> records = message(sign, "RFF+ACW:D0'", PLACE, ITEM, VALUE, VALUE);

        assertThat(readings(records)).isEmpty();
        assertThat(noReadings(records)).hasSize(3);
        assertThat(noReadings(records).get(0).reason()).contains("cancellation \"M1\"", "withdrawn");
        assertThat(noReadings(records).get(2).reason()).contains("cancellation (Storno) of \"D0\"");
    }

    @Test
    void notesCancellationsWithoutValues() {
        assertThat(noReadings(message("RFF+Z13:13006'"))).hasSize(1);
    }

    @Test
    void notesCountsAndReferencesThatAreWrong() {
        String file = UNA + UNB + HEAD + PLACE + ITEM + VALUE + "UNT+99+M2'UNZ+3+R1'";
        List<FileRecord> records = read(FORMAT, bytes(file));

        assertThat(readings(records)).hasSize(1);
        assertThat(noReadings(records))
                .extracting(FileRecord.NoReading::reason)
                .satisfiesExactly(
                        count -> assertThat(count).contains("UNT counts \"99\" segments", "but there are 15"),
                        reference -> assertThat(reference).contains("UNT ends the message \"M2\""),
                        messages -> assertThat(messages).contains("UNZ counts \"3\" messages, but there are 1"));
    }

    @Test
    void notesWhatIsMissingAtTheEnd() {
        List<FileRecord> records = read(FORMAT, bytes(UNA + UNB + HEAD + PLACE + ITEM + VALUE));

        assertThat(readings(records)).hasSize(1);
        assertThat(noReadings(records))
                .extracting(FileRecord.NoReading::reason)
                .satisfiesExactly(
                        message -> assertThat(message).contains("not ended by UNT"),
                        interchange -> assertThat(interchange).contains("without UNZ"));
    }

    @Test
    void readsSeveralMessagesAndInterchanges() {
        String one = interchange(PLACE, ITEM, VALUE);
        String two = "UNB+UNOC:3+A+B+260101:0430+R2'" + message("M1", HEAD + PLACE + ITEM + VALUE)
                + message("M2", HEAD.replace("M1", "M2") + PLACE + ITEM + VALUE) + "UNZ+2+R2'";
        List<FileRecord> records = read(FORMAT, bytes(one + "\r\n" + two + UNB));

        assertThat(readings(records)).hasSize(3);
        assertThat(noReadings(records))
                .as("the last interchange is empty and not ended")
                .hasSize(1);
    }

    @Test
    void notesAMessageOfAnotherTypeAndPassesIt() {
        String other = message("A1", "UNH+A1+APERAK:D:07B:UN:2.1'BGM+313+X'ERC+Z10'QTY+220:1'XYZ+1'");
        List<FileRecord> records =
                read(FORMAT, bytes(UNA + UNB + other + message("M1", HEAD + PLACE + ITEM + VALUE) + "UNZ+2+R1'"));

        assertThat(records).hasSize(2);
        assertThat(noReadings(records).get(0).reason()).contains("\"APERAK\", not MSCONS");
        assertThat(readings(records)).hasSize(1);
    }

    @Test
    void reportsSegmentsOutsideAMessage() {
        List<FileRecord> records = read(FORMAT, bytes(UNA + UNB + VALUE + "UNT+1+M1'UNZ+0+R1'"));

        assertThat(malformed(records)).hasSize(4);
        assertThat(malformed(records.get(0)).reason()).contains("QTY stands outside a message");
    }

    @Test
    void reportsASegmentThatIsCutOff() {
        List<FileRecord> records = read(FORMAT, bytes(UNA + UNB + HEAD + PLACE + ITEM + VALUE + "QTY+220:3"));

        assertThat(readings(records)).hasSize(1);
        assertThat(malformed(records).get(0).reason()).contains("\"QTY+220:3\" has no terminator", "cut off");
    }

    @Test
    void saysThatAGzipFileIsCutOff() {
        byte[] whole = gzip(bytes(interchange(PLACE, ITEM, VALUE)));

        assertThat(readings(read(FORMAT, whole))).hasSize(1);
        assertThat(malformed(read(FORMAT, Arrays.copyOf(whole, whole.length - 20))))
                .extracting(FileRecord.Malformed::reason)
                .anySatisfy(reason -> assertThat(reason).contains("fetch the file again"));
    }

    @Test
    void keepsASegmentThatIsTooLongOutOfMemory() {
        List<FileRecord> records = values("FTX+" + "x".repeat(100_000) + "'", VALUE);

        assertThat(malformed(records)).hasSize(1);
        assertThat(malformed(records.get(0)).reason()).contains("100005 bytes", "65536");
        assertThat(malformed(records.get(0)).bytes()).hasSize(65_536);
        assertThat(readings(records)).hasSize(1);
    }

    @Test
    void keepsAValueWithTooManySegmentsOutOfMemory() {
        List<FileRecord> records = values(VALUE + "STS+Z32++Z92'".repeat(10_000), VALUE);

        assertThat(malformed(records)).isNotEmpty();
        assertThat(readings(records)).hasSize(2);
        assertThat(records)
                .allSatisfy(record -> assertThat(record.bytes().length).isLessThanOrEqualTo(SegmentReader.LONGEST));
    }

    @Test
    void readsAnotherCharacterSet() {
        String place = "NAD+DP'LOC+172+Z\u00e4hler'";
        byte[] latin = interchange(place, ITEM, VALUE).getBytes(StandardCharsets.ISO_8859_1);
        byte[] utf8 = bytes(interchange(place, ITEM, VALUE).replace("UNOC", "UNOY"));

        assertThat(parsed(read(FORMAT, latin).get(0)).reading().meterId()).isEqualTo("Z\u00e4hler");
        assertThat(parsed(read(FORMAT, utf8).get(0)).reading().meterId()).isEqualTo("Z\u00e4hler");
        assertThat(malformed(read(FORMAT, bytes(interchange("NAD+DP'LOC+172+\u0085'", ITEM, VALUE)))))
                .as("a control character of the declared set")
                .hasSize(2);
    }

    @Test
    void streamsAFileOfOneLine(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("huge.txt");
        int count = 300_000;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            out.write(bytes(UNA + UNB + HEAD + PLACE + ITEM));
            byte[] value = bytes(VALUE);
            for (int i = 0; i < count; i++) {
                out.write(value);
            }
        }

        try (FileRecords records = FORMAT.read(file)) {
            assertThat(records.stream()
                            .filter(FileRecord.Parsed.class::isInstance)
                            .count())
                    .isEqualTo(count);
        }
    }

    @Test
    void hasNoRecordsInAnEmptyFile() {
        assertThat(read(FORMAT, bytes(""))).isEmpty();
        assertThat(read(FORMAT, bytes("\r\n "))).isEmpty();
    }

    @Test
    void passesAByteOrderMarkAndWhiteSpaceAtTheStart() {
        assertThat(readings(read(FORMAT, bytes("\ufeff\r\n" + interchange(PLACE, ITEM, VALUE)))))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"start,value", "U", "<xml/>", "100,NEM12"})
    void refusesAFileOfAnotherFormat(String file) {
        assertThatThrownBy(() -> read(FORMAT, bytes(file)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("UNA or UNB")
                .hasMessageContaining(file);
    }
}
