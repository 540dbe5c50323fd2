package io.metrify.formats;

import static io.metrify.formats.Fixtures.bytes;
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
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.ObisCode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntervalCsvTest {

    private static final ReadingFormat FORMAT = ReadingFormat.named("interval-csv");
    private static final IntervalCsvOptions QUARTERS =
            IntervalCsvOptions.DEFAULT.withResolution(Duration.ofMinutes(15));
    private static final String HEADER = "start,value";

    private static FileRecord record(IntervalCsvOptions options, String header, String line) {
        return read(ReadingFormat.intervalCsv(options), header, line).get(0);
    }

    private static MeterReading reading(IntervalCsvOptions options, String header, String line) {
        return parsed(record(options, header, line)).reading();
    }

    @Test
    void readsALineAsTheIntervalThatStartsAtItsTimestamp() {
        List<FileRecord> records =
                read(FORMAT, HEADER, "2015-11-22T00:00:00-06:00,0.29", "2015-11-22T01:00:00-06:00,1.47");

        MeterReading reading = parsed(records.get(0)).reading();
        assertThat(reading.meterId()).isEqualTo("interval-csv");
        assertThat(reading.register()).isEqualTo(ObisCode.IMPORT_PROFILE);
        assertThat(reading.interval())
                .isEqualTo(Interval.of(Instant.parse("2015-11-22T06:00:00Z"), Duration.ofHours(1)));
        assertThat(reading.consumption()).isEqualTo(Energy.parse("0.29"));
        assertThat(records.get(1).origin()).isEqualTo(new Origin(Fixtures.NAME, "", 3));
        assertThat(records).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-01T00:00:00+01:00",
                "2026-01-01 00:00:00+01:00",
                "2026-01-01T00:00+01:00",
                "2026-01-01T00:00:00+0100",
                "2026-01-01T00:00:00+01",
                "2026-01-01T00:00:00.000+01:00",
                "2025-12-31T23:00:00Z",
                "2025-12-31t23:00:00z",
                "2025-12-31T23:00:00.000000Z",
                "2025-12-31 23:00:00 +00:00",
                "2025-12-31T24:00:00+01:00",
            })
    void readsTimestampsInEveryForm(String start) {
        assertThat(reading(QUARTERS, HEADER, start + ",1").timestamp())
                .isEqualTo(Instant.parse("2025-12-31T23:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-02-30T00:00:00Z",
                "2026-01-01T25:00:00Z",
                "2026-01-01T00:00:00+19:00",
                "2026-01-01T00:00:00.0001Z",
                "01.01.2026 00:00+01:00",
                "2026-01-01T00:00:00X",
                "",
            })
    void reportsATimestampThatIsNone(String start) {
        List<FileRecord> records =
                read(ReadingFormat.intervalCsv(QUARTERS), HEADER, "2026-01-01T00:00Z,1", start + ",1");

        assertThat(malformed(records.get(1)).path()).isEqualTo("timestamp");
        assertThat(malformed(records.get(1)).reason()).startsWith("line 3: start \"" + start + "\"");
    }

    @Test
    void readsTimestampsWithoutOffsetByTheClockOfTheOptions() {
        IntervalCsvOptions berlin = QUARTERS.withZone(ZoneId.of("Europe/Berlin"));

        assertThat(reading(berlin, HEADER, "2026-07-01 00:15:00,1").timestamp())
                .isEqualTo(Instant.parse("2026-06-30T22:15:00Z"));
        assertThat(reading(berlin, HEADER, "2026-07-01,1").timestamp())
                .isEqualTo(Instant.parse("2026-06-30T22:00:00Z"));
        assertThat(reading(berlin, HEADER, "2026-07-01T00:00Z,1").timestamp())
                .as("an offset counts")
                .isEqualTo(Instant.parse("2026-07-01T00:00:00Z"));
    }

    @Test
    void givesTheRepeatedHourDistinctInstants() {
        ReadingFormat berlin = ReadingFormat.intervalCsv(QUARTERS.withZone(ZoneId.of("Europe/Berlin")));
        List<FileRecord> records = read(
                berlin,
                HEADER,
                "2026-10-25 02:30,1",
                "2026-10-25 02:45,1",
                "2026-10-25 02:00,1",
                "2026-10-25 02:15,1",
                "2026-10-25 03:00,1");

        assertThat(readings(records))
                .extracting(record -> record.reading().timestamp())
                .containsExactly(
                        Instant.parse("2026-10-25T00:30:00Z"),
                        Instant.parse("2026-10-25T00:45:00Z"),
                        Instant.parse("2026-10-25T01:00:00Z"),
                        Instant.parse("2026-10-25T01:15:00Z"),
                        Instant.parse("2026-10-25T02:00:00Z"));
        assertThat(malformed(read(berlin, HEADER, "2026-03-29 02:30,1").get(0)).reason())
                .contains("does not exist in Europe/Berlin");
    }

    @Test
    void asksForAClockIfThereAreNoOffsets() {
        assertThatThrownBy(() -> read(FORMAT, HEADER, "2026-01-01 00:00,1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a-file.csv")
                .hasMessageContaining("2026-01-01T00:00")
                .hasMessageContaining("option zone");
    }

    @Test
    void reportsALineUnlikeTheOthers() {
        List<FileRecord> records =
                read(ReadingFormat.intervalCsv(QUARTERS), HEADER, "2026-01-01T00:00Z,1", "2026-01-01T00:15,1");
        assertThat(malformed(records.get(1)).reason()).contains("has no offset");

        List<FileRecord> local = read(
                ReadingFormat.intervalCsv(QUARTERS.withZone(ZoneId.of("UTC"))),
                HEADER,
                "2026-01-01T00:00,1",
                "2026-01-01T00:15Z,1");
        assertThat(malformed(local.get(1)).reason()).contains("has an offset");
    }

    @ParameterizedTest
    @CsvSource({
        "WATT_HOURS, 1500, 1.5",
        "KILOWATT_HOURS, 1.5, 1.5",
        "MEGAWATT_HOURS, 1.5, 1500",
        "KILOWATT_HOURS, 1.5e-3, 0.0015",
        "KILOWATT_HOURS, 2E+2, 200",
        "KILOWATT_HOURS, -1.5, -1.5",
        "KILOWATT_HOURS, .5, 0.5",
        "KILOWATT_HOURS, -.5, -0.5",
        "KILOWATT_HOURS, 0.028999999999999998, 0.029",
        "KILOWATT_HOURS, 0.0000005, 0",
        "KILOWATT_HOURS, 0.0000015, 0.000002",
        "KILOWATT_HOURS, 1e-999, 0",
    })
    void readsValuesByTheirUnit(IntervalCsvOptions.Unit unit, String value, String kilowattHours) {
        assertThat(reading(QUARTERS.withUnit(unit), HEADER, "2026-01-01T00:00Z," + value)
                        .consumption())
                .isEqualTo(Energy.parse(kilowattHours));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nan", "NaN", "NA", "N/A", "null", "None", "-"})
    void takesAMissingValueForAReadingWithoutEnergy(String value) {
        assertThat(reading(QUARTERS, HEADER, "2026-01-01T00:00Z," + value).consumption())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1.", ".", "+", "1e9999", "1e999", "0x10", "\"1,5\"", "Infinity", "9999999999999"})
    void reportsAValueThatIsNoEnergy(String value) {
        FileRecord.Malformed record = malformed(record(QUARTERS, HEADER, "2026-01-01T00:00Z," + value));

        assertThat(record.path()).isEqualTo("consumption_kwh");
        assertThat(record.reason()).startsWith("line 2: value");
    }

    @Test
    void readsADecimalCommaWhereFieldsAreNotSeparatedByCommas() {
        assertThat(reading(QUARTERS, "start;value", "2026-01-01T00:00Z;1,5").consumption())
                .isEqualTo(Energy.parse("1.5"));
        assertThat(reading(QUARTERS, "start;value", "2026-01-01T00:00Z;1.5").consumption())
                .isEqualTo(Energy.parse("1.5"));
    }

    @Test
    void findsColumnsByNameInAnyCase() {
        IntervalCsvOptions options = QUARTERS.withColumns("Timestamp", "Use [kWh]");

        assertThat(reading(options, "id,USE [KWH],other,timestamp", "7,1.5,x,2026-01-01T00:00Z")
                        .consumption())
                .isEqualTo(Energy.parse("1.5"));
    }

    @Test
    void takesMeterAndRegisterFromTheOptions() {
        MeterReading reading = reading(
                QUARTERS.withMeterId("m-1").withRegister(ObisCode.EXPORT_PROFILE), HEADER, "2026-01-01T00:00Z,1");

        assertThat(reading.meterId()).isEqualTo("m-1");
        assertThat(reading.register()).isEqualTo(ObisCode.EXPORT_PROFILE);
    }

    @Test
    void tellsTheResolutionByWhatMostLinesSay() {
        List<FileRecord> records = read(
                FORMAT,
                HEADER,
                "2026-01-01T00:00Z,1",
                "2026-01-01T02:00Z,1",
                "broken",
                "2026-01-01T02:30Z,1",
                "2026-01-01T03:00Z,1");

        assertThat(readings(records))
                .as("a missing line is a gap")
                .extracting(record -> record.reading().interval().length())
                .containsOnly(Duration.ofMinutes(30));
        assertThat(malformed(records)).hasSize(1);
    }

    @Test
    void letsADayLastUntilTheNextOneStarts() {
        List<FileRecord> records = read(
                FORMAT,
                HEADER,
                "2015-10-31T00:00:00-05:00,1",
                "2015-11-01T00:00:00-05:00,2",
                "2015-11-02T00:00:00-06:00,3",
                "2015-11-04T00:00:00-06:00,nan");

        assertThat(readings(records))
                .extracting(record -> record.reading().interval().length())
                .containsExactly(Duration.ofHours(24), Duration.ofHours(25), Duration.ofHours(48));
        assertThat(noReadings(records)).hasSize(1);
        assertThat(noReadings(records).get(0).reason()).startsWith("line 5: the last start has no value");
    }

    @Test
    void reportsALastValueWhoseEndIsNotKnown() {
        FileRecord.Malformed last = malformed(read(FORMAT, HEADER, "2026-01-01T00:00Z,1", "2026-02-01T00:00Z,1")
                .get(1));

        assertThat(last.path()).isEqualTo("interval_seconds");
        assertThat(last.reason()).contains("line 3: no start follows", "give the resolution");
        assertThat(malformed(read(FORMAT, HEADER, "2026-01-01T00:00Z,1"))).hasSize(1);
    }

    @Test
    void reportsAStartThatDoesNotComeLater() {
        List<FileRecord> records = read(
                FORMAT,
                HEADER,
                "2026-01-02T00:00Z,1",
                "x",
                "2026-01-01T00:00Z,2",
                "2026-01-02T00:00Z,3",
                "2026-01-02T00:00Z,nan");

        assertThat(records).extracting(record -> record.origin().position()).containsExactly(2L, 3L, 4L, 5L, 6L);
        assertThat(readings(records)).hasSize(1);
        assertThat(malformed(records))
                .extracting(FileRecord.Malformed::path)
                .containsExactly("interval_seconds", "", "interval_seconds");
    }

    @Test
    void holdsBackALimitedNumberOfRecordsForTheNextStart() {
        String[] lines = new String[20_003];
        Arrays.fill(lines, "x");
        lines[0] = HEADER;
        lines[1] = "2026-01-01T00:00Z,1";
        lines[20_002] = "2026-01-02T00:00Z,nan";
        List<FileRecord> records = read(FORMAT, lines);

        assertThat(records).hasSize(20_002);
        assertThat(malformed(records.get(0)).reason()).contains("no start follows");
    }

    @Test
    void takesTheResolutionOfTheOptionsForEveryLine() {
        ReadingFormat days = ReadingFormat.intervalCsv(IntervalCsvOptions.DEFAULT.withResolution(Duration.ofDays(1)));

        assertThat(readings(read(days, HEADER, "2026-01-01T00:00Z,1", "2026-01-02T00:00Z,1")))
                .hasSize(2)
                .allSatisfy(record ->
                        assertThat(record.reading().interval().length()).isEqualTo(Duration.ofDays(1)));
    }

    @Test
    void hasNoRecordsBelowAHeaderWithoutLines() {
        assertThat(read(FORMAT, bytes(HEADER))).isEmpty();
        assertThat(read(FORMAT, bytes(""))).isEmpty();
    }

    @Test
    void refusesAFileWithAnotherHeader() {
        assertThatThrownBy(() -> read(FORMAT, "dt,tempF", "2026-01-01T00:00Z,1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"start\" and \"value\"")
                .hasMessageContaining("dt,tempF");
    }

    @Test
    void refusesOptionsThatMeanNothing() {
        assertThatThrownBy(() -> QUARTERS.withResolution(Duration.ofMillis(1_500)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT1.5S");
        assertThatThrownBy(() -> QUARTERS.withResolution(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> QUARTERS.withColumns("a", "A"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("two columns");
        assertThatThrownBy(() -> QUARTERS.withMeterId(" ")).isInstanceOf(IllegalArgumentException.class);
    }
}
