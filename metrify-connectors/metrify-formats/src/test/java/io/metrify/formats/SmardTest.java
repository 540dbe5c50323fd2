package io.metrify.formats;

import static io.metrify.formats.Fixtures.bytes;
import static io.metrify.formats.Fixtures.malformed;
import static io.metrify.formats.Fixtures.parsed;
import static io.metrify.formats.Fixtures.read;
import static io.metrify.formats.Fixtures.readings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.ObisCode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmardTest {

    private static final ReadingFormat FORMAT = ReadingFormat.named("smard");
    private static final Interval QUARTER = Interval.of(Instant.parse("2025-01-15T22:45:00Z"), Duration.ofMinutes(15));

    private static MeterReading first(String... lines) {
        return parsed(read(FORMAT, lines).get(0)).reading();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Datum von;Datum bis;Netzlast [MWh] Originalauflösungen|15.01.2025 23:45;16.01.2025 00:00;12.103,25",
                "Datum;Anfang;Ende;Gesamt (Netzlast) [MWh] Originalauflösungen|15.01.2025;23:45;00:00;12.103,25",
                "Datum;Anfang;Ende;Gesamt (Netzlast) [MWh] Originalauflösungen|15.01.2025;23:45;24:00;12.103,25",
                "Start date;End date;grid load [MWh] Original resolutions"
                        + "|Jan 15, 2025 11:45 PM;Jan 16, 2025 12:00 AM;12,103.25",
                "Start date;End date;grid load [MWh] Original resolutions"
                        + "|Jan 15, 2025 11:45\u202fPM;Jan 16, 2025 12:00\u202fAM;12,103.25",
                "Date;Start;End;Total (grid load) [MWh] Original resolutions"
                        + "|Jan 15, 2025;11:45 PM;12:00 AM;12,103.25",
                "Datum von,Datum bis,Netzlast [MWh]|15.01.2025 23:45,16.01.2025 00:00,12103.25",
                "Datum von\tDatum bis\tNetzlast [MWh]|15.01.2025 23:45\t16.01.2025 00:00\t12103,25",
                "Datum von,Datum bis,Netzlast [MWh]|15.01.2025 23:45,16.01.2025 00:00,\"12.103,25\"",
            })
    void readsTheLayoutsOfThePortal(String file) {
        MeterReading reading = first(file.split("\\|"));

        assertThat(reading.interval()).isEqualTo(QUARTER);
        assertThat(reading.consumption()).isEqualTo(Energy.parse("12103250"));
        assertThat(reading.register()).isEqualTo(ObisCode.IMPORT_PROFILE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Datum;Uhrzeit;Gesamt (Netzlast)[MWh]|15.01.2025;23:45;12.103,25|16.01.2025;00:00;-",
                "Date;Time of day;Total (grid load)[MWh]|Jan 15, 2025;11:45 PM;12,103.25|Jan 16, 2025;12:00 AM;-",
                "Datum;Uhrzeit;DateTime;Netzlast [MWh]"
                        + "|2025-01-15;23:45;2025-01-15 23:45:00;12103,25|2025-01-16;00:00;2025-01-16 00:00:00;1,0",
            })
    void tellsTheLengthOfIntervalsFromTheirDistanceIfThereAreNoEnds(String file) {
        MeterReading reading = first(file.split("\\|"));

        assertThat(reading.interval()).isEqualTo(QUARTER);
        assertThat(reading.consumption()).isEqualTo(Energy.parse("12103250"));
    }

    @Test
    void cannotTellTheLengthOfASingleIntervalWithoutEnd() {
        FileRecord.Malformed record = malformed(read(FORMAT, "Datum;Uhrzeit;Netzlast [MWh]", "15.01.2025;23:45;1,0")
                .get(0));

        assertThat(record.path()).isEqualTo("interval_seconds");
        assertThat(record.reason()).startsWith("line 2: ").contains("no column of ends");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", "", " - "})
    void takesAValueNotPublishedForNoConsumption(String value) {
        assertThat(first("Datum von;Datum bis;Netzlast [MWh]", "15.01.2025 23:45;16.01.2025 00:00;" + value)
                        .consumption())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"12.103|12103000", "12.103,5|12103500", "-1.000.000,25|-1000000250", "0,001|1", "123|123000"})
    void readsGermanNumbers(String value, String kilowattHours) {
        assertThat(first("Datum von;Datum bis;Netzlast [MWh]", "15.01.2025 23:45;16.01.2025 00:00;" + value)
                        .consumption())
                .isEqualTo(Energy.parse(kilowattHours));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1.2.3", "12.10", "1234.567", "1,2,3", "1,", ",5", "1.000,5.000", "1e3", "12 103", "n/a", "--"})
    void reportsWhatIsNoGermanNumber(String value) {
        List<FileRecord> records = read(
                FORMAT,
                "Datum von;Datum bis;Netzlast [MWh]",
                "15.01.2025 23:30;15.01.2025 23:45;1,5",
                "15.01.2025 23:30;15.01.2025 23:45;2,5",
                "15.01.2025 23:45;16.01.2025 00:00;" + value);

        FileRecord.Malformed record = malformed(records.get(2));
        assertThat(record.path()).isEqualTo("consumption_kwh");
        assertThat(record.reason()).startsWith("line 4: ").contains("Netzlast [MWh]", "\"" + value + "\"");
    }

    @Test
    void believesTheNumbersRatherThanTheLanguageOfTheHeader() {
        assertThat(first("Datum von;Datum bis;Netzlast [MWh]", "15.01.2025 23:45;16.01.2025 00:00;12103.25")
                        .consumption())
                .isEqualTo(Energy.parse("12103250"));
    }

    @Test
    void reportsAnAmountOutOfRangeOrTooFine() {
        List<FileRecord> records = read(
                FORMAT,
                "Datum von;Datum bis;Netzlast [MWh]",
                "15.01.2025 23:30;15.01.2025 23:45;9999999999999999999,0",
                "15.01.2025 23:45;16.01.2025 00:00;0,0000000001");

        assertThat(malformed(records))
                .hasSize(2)
                .allSatisfy(record -> assertThat(record.path()).isEqualTo("consumption_kwh"));
    }

    @Test
    void givesTheRepeatedHourDistinctInstantsAndTheSkippedHourNone() {
        List<FileRecord> autumn = read(
                FORMAT,
                "Datum von;Datum bis;Netzlast [MWh]",
                "26.10.2025 01:30;26.10.2025 02:00;1,0",
                "26.10.2025 02:00;26.10.2025 02:30;1,0",
                "26.10.2025 02:30;26.10.2025 02:00;1,0",
                "26.10.2025 02:00;26.10.2025 02:30;1,0",
                "26.10.2025 02:30;26.10.2025 03:00;1,0",
                "26.10.2025 03:00;26.10.2025 03:30;1,0");
        FileRecord spring = read(FORMAT, "Datum von;Datum bis;Netzlast [MWh]", "30.03.2025 02:00;30.03.2025 02:15;1,0")
                .get(0);

        Instant start = Instant.parse("2025-10-25T23:30:00Z");
        assertThat(readings(autumn))
                .extracting(record -> record.reading().interval())
                .containsExactlyElementsOf(IntStream.range(0, 6)
                        .mapToObj(i -> Interval.of(start.plusSeconds(1800L * i), Duration.ofMinutes(30)))
                        .toList());
        assertThat(malformed(spring).reason()).contains("2025-03-30T02:00", "Europe/Berlin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"29.03.2025 02:00", "30.03.2025 02:00", "30.03.2025 03:00"})
    void acceptsEveryWayToWriteTheEndBeforeClocksGoForward(String end) {
        MeterReading reading = first(
                "Datum von;Datum bis;Netzlast [MWh]",
                "30.03.2025 01:30;30.03.2025 01:45;1,0",
                "30.03.2025 01:15;30.03.2025 01:30;1,0",
                "30.03.2025 01:45;" + end + ";1,0");

        assertThat(reading.interval().length()).isEqualTo(Duration.ofMinutes(15));
        assertThat(read(
                        FORMAT,
                        "Datum von;Datum bis;Netzlast [MWh]",
                        "30.03.2025 01:15;30.03.2025 01:30;1,0",
                        "30.03.2025 01:30;30.03.2025 01:45;1,0",
                        "30.03.2025 01:45;" + end + ";1,0"))
                .allSatisfy(record -> assertThat(record).isInstanceOf(FileRecord.Parsed.class));
    }

    @Test
    void reportsAnEndThatContradictsTheFile() {
        List<FileRecord> records = read(
                FORMAT,
                "Datum von;Datum bis;Netzlast [MWh]",
                "15.01.2025 00:00;15.01.2025 00:15;1,0",
                "15.01.2025 00:15;15.01.2025 00:30;1,0",
                "15.01.2025 00:30;15.01.2025 01:30;1,0");

        assertThat(malformed(records.get(2)).path()).isEqualTo("interval_seconds");
        assertThat(malformed(records.get(2)).reason()).contains("01:30", "PT15M");
    }

    @Test
    void readsDaysAndMonthsAsLongAsTheCalendarMakesThem() {
        assertThat(first("Datum von;Datum bis;Netzlast [MWh]", "26.10.2025 00:00;27.10.2025 00:00;1,0")
                        .interval()
                        .length())
                .isEqualTo(Duration.ofHours(25));
        assertThat(first("Datum;Anfang;Ende;Netzlast [MWh]", "30.03.2025;00:00;00:00;1,0")
                        .interval()
                        .length())
                .isEqualTo(Duration.ofHours(23));
        assertThat(readings(read(
                        FORMAT,
                        "Datum von;Datum bis;Netzlast [MWh]",
                        "01.01.2025 00:00;01.02.2025 00:00;1,0",
                        "01.02.2025 00:00;01.03.2025 00:00;1,0")))
                .extracting(record -> record.reading().interval().length())
                .containsExactly(Duration.ofDays(31), Duration.ofDays(28));
    }

    @Test
    void reportsACalendarIntervalThatDoesNotEndAfterItBegins() {
        List<FileRecord> records = read(
                FORMAT,
                "Datum von;Datum bis;Netzlast [MWh]",
                "01.01.2025 00:00;02.01.2025 00:00;1,0",
                "02.01.2025 00:00;01.01.2025 00:00;1,0",
                "03.01.2025 00:00;03.01.2525 00:00;1,0");

        assertThat(malformed(records))
                .extracting(FileRecord.Malformed::path)
                .containsExactly("interval_seconds", "interval_seconds");
    }

    @Test
    void doesNotGuessTheLengthOfMonthsWithoutDatesOfEnds() {
        assertThat(malformed(read(
                        FORMAT,
                        "Datum;Anfang;Ende;Netzlast [MWh]",
                        "01.01.2025;00:00;00:00;1,0",
                        "01.02.2025;00:00;00:00;1,0")))
                .hasSize(2);
    }

    @Test
    void choosesAnotherColumnByItsName() {
        String header = "Datum von;Datum bis;Netzlast [MWh] Originalauflösungen;Biomasse [MWh] Originalauflösungen";
        String line = "15.01.2025 23:45;16.01.2025 00:00;1,0;2,0";
        for (String name : List.of("Biomasse", "biomasse", "Biomasse [MWh] Originalauflösungen")) {
            ReadingFormat format = ReadingFormat.smard(SmardOptions.DEFAULT
                    .withColumn(name)
                    .withMeterId("de:biomass")
                    .withRegister(ObisCode.parse("1-0:2.29.0")));

            MeterReading reading = parsed(read(format, header, line).get(0)).reading();

            assertThat(reading.consumption()).isEqualTo(Energy.parse("2000"));
            assertThat(reading.meterId()).isEqualTo("de:biomass");
            assertThat(reading.register()).isEqualTo(ObisCode.parse("1-0:2.29.0"));
        }
    }

    @Test
    void namesTheColumnsThereAreIfTheChosenOneIsNot() {
        String header = "Datum von;Datum bis;Biomasse [MWh];Photovoltaik [MWh];Preis [€/MWh]";

        assertThatThrownBy(() -> read(FORMAT, header))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no column of the grid load")
                .hasMessageContaining("Biomasse, Photovoltaik");
        ReadingFormat price = ReadingFormat.smard(SmardOptions.DEFAULT.withColumn("Preis"));
        assertThatThrownBy(() -> read(price, header))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no column \"Preis\" in [MWh]");
    }

    @Test
    void refusesAFileWithAnotherHeader() {
        assertThatThrownBy(() -> read(FORMAT, "Date;Time;Global_active_power", "1;2;3"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Datum von");
    }

    @Test
    void readsAHeaderInAnOldEncoding() {
        byte[] header =
                "Datum von;Datum bis;Netzlast [MWh] Originalaufl\u00f6sungen\n".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(readings(read(FORMAT, Fixtures.join(header, bytes("15.01.2025 23:45;16.01.2025 00:00;1,0\n")))))
                .hasSize(1);
    }
}
