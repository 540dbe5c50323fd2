package io.metrify.formats;

import static io.metrify.formats.Fixtures.bytes;
import static io.metrify.formats.Fixtures.malformed;
import static io.metrify.formats.Fixtures.parsed;
import static io.metrify.formats.Fixtures.read;
import static io.metrify.formats.Fixtures.readings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.metrify.connector.api.Origin;
import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.meter.Electrical;
import io.metrify.model.meter.MeterReading;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UciHouseholdTest {

    private static final ReadingFormat FORMAT = ReadingFormat.named("uci-household");
    private static final String RAW = "Date;Time;Global_active_power;Global_reactive_power;Voltage;Global_intensity;"
            + "Sub_metering_1;Sub_metering_2;Sub_metering_3";
    private static final String COMMA = "Datetime,Global_active_power,Global_reactive_power,Voltage,Global_intensity,"
            + "Sub_metering_1,Sub_metering_2,Sub_metering_3";

    private static MeterReading reading(String line) {
        return parsed(read(FORMAT, RAW, line).get(0)).reading();
    }

    @Test
    void readsARowAsTheMinuteThatStartsAtItsTimestamp() {
        MeterReading reading = reading("1/7/2007;17:24:00;4.216;0.418;234.840;18.400;0.000;1.000;17.000");

        assertThat(reading.meterId()).isEqualTo("uci-household");
        assertThat(reading.interval())
                .isEqualTo(Interval.of(Instant.parse("2007-07-01T15:24:00Z"), Duration.ofMinutes(1)));
    }

    @Test
    void turnsMeanPowerIntoEnergyRoundedHalfEvenToOneMilliwattHour() {
        assertThat(reading("1/7/2007;17:24:00;4.216;0;234;18;0;0;0").consumption())
                .isEqualTo(Energy.ofMilliwattHours(70_267));
        assertThat(reading("1/7/2007;17:24:00;0.00003;0;234;18;0;0;0").consumption())
                .as("0.5 mWh")
                .isEqualTo(Energy.ZERO);
        assertThat(reading("1/7/2007;17:24:00;0.00009;0;234;18;0;0;0").consumption())
                .as("1.5 mWh")
                .isEqualTo(Energy.ofMilliwattHours(2));
    }

    @Test
    void keepsVoltageAndCurrentAndDerivesThePowerFactor() {
        Electrical electrical = reading("1/7/2007;17:24:00;3.000;4.000;234.840;18.400;0.000;1.000;17.000")
                .electrical();

        assertThat(electrical.voltage()).isEqualTo(234.84);
        assertThat(electrical.current()).isEqualTo(18.4);
        assertThat(electrical.powerFactor()).isCloseTo(0.6, within(1e-15));
        assertThat(electrical.frequency()).isNaN();
    }

    @ParameterizedTest
    @CsvSource({"0.000,0.418", "-1.000,0.418", "?,0.418", "1.000,?"})
    void hasNoPowerFactorWithoutBothPowersOrWithoutConsumption(String active, String reactive) {
        MeterReading reading = reading("1/7/2007;17:24:00;" + active + ";" + reactive + ";234.840;18.400;0;1;17");

        assertThat(reading.electrical().powerFactor()).isNaN();
    }

    @Test
    void takesARowWithoutAnyMeasurementForAReadingWithoutConsumption() {
        MeterReading raw = reading("21/12/2006;11:23:00;?;?;?;?;?;?;");
        MeterReading comma =
                parsed(read(FORMAT, COMMA, "21/12/2006 11:23:00,,,,,,,").get(0)).reading();

        assertThat(raw.consumption()).isNull();
        assertThat(raw.electrical()).isEqualTo(Electrical.NOT_MEASURED);
        assertThat(comma).isEqualTo(raw);
    }

    @Test
    void readsTheCommaVariantLikeThePublishedOne() {
        FileRecord comma = read(FORMAT, COMMA, "16/12/2006 17:24:00,4.216,0.418,234.840,18.400,0.000,1.000,17.000")
                .get(0);

        assertThat(parsed(comma).reading())
                .isEqualTo(reading("16/12/2006;17:24:00;4.216;0.418;234.840;18.400;0.000;1.000;17.000"));
    }

    @Test
    void findsColumnsByNameWhateverTheirOrder() {
        MeterReading reading = parsed(
                        read(FORMAT, "Voltage;Time;Date;Global_active_power", "230.5;17:24:00;16/12/2006;6.000")
                                .get(0))
                .reading();

        assertThat(reading.consumption()).isEqualTo(Energy.ofWattHours(100));
        assertThat(reading.electrical().voltage()).isEqualTo(230.5);
        assertThat(reading.electrical().current()).isNaN();
    }

    @Test
    void reportsALineThatIsCutOffWithItsNumberAndLastField() {
        byte[] file = bytes(RAW + "\r\n27/12/2006;18:45:00;1.656;0.000;237.710;7.000;0.000;0.000;0.000\r\n"
                + "27/12/2006;18:46:00;1.688;0.000;238.2");
        List<FileRecord> records = read(FORMAT, file);

        assertThat(records).hasSize(2);
        FileRecord.Malformed cut = malformed(records.get(1));
        assertThat(cut.origin()).isEqualTo(new Origin(Fixtures.NAME, "", 3));
        assertThat(cut.reason()).startsWith("line 3: ").contains("5 fields", "\"238.2\"", "9", "cut off");
        assertThat(cut.bytes()).isEqualTo(bytes("27/12/2006;18:46:00;1.688;0.000;238.2"));
    }

    @Test
    void keepsACompleteLastLineWithoutLineEnd() {
        assertThat(readings(read(FORMAT, bytes(RAW + "\n27/12/2006;18:45:00;1.656;0;237;7;0;0;0"))))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "1/7/2007;17:24:00;4.;0.418;234;18;0;0;0, consumption_kwh, Global_active_power",
        "1/7/2007;17:24:00;1e3;0.418;234;18;0;0;0, consumption_kwh, Global_active_power",
        "1/7/2007;17:24:00;NaN;0.418;234;18;0;0;0, consumption_kwh, Global_active_power",
        "1/7/2007;17:24:00;99999999999999999999;0.418;234;18;0;0;0, consumption_kwh, Global_active_power",
        "1/7/2007;17:24:00;4.2;x;234;18;0;0;0, power_factor, Global_reactive_power",
        "1/7/2007;17:24:00;4.2;0;2 34;18;0;0;0, voltage, Voltage",
        "1/7/2007;17:24:00;4.2;0;234;--1;0;0;0, current, Global_intensity",
        "1/7/2007;17:24:00;4.2;0;234;18;0;0;17., '', Sub_metering_3",
        "31/6/2007;17:24:00;4.2;0;234;18;0;0;0, timestamp, Date and Time",
        "1/7/07;17:24:00;4.2;0;234;18;0;0;0, timestamp, Date and Time",
        "1/7/+12007;17:24:00;4.2;0;234;18;0;0;0, timestamp, Date and Time",
        "1/7/0000;17:24:00;4.2;0;234;18;0;0;0, timestamp, Date and Time",
        "1/7/2007;25:24:00;4.2;0;234;18;0;0;0, timestamp, Date and Time",
    })
    void reportsTheFieldThatCannotBeRead(String line, String path, String field) {
        FileRecord.Malformed record = malformed(read(FORMAT, RAW, line).get(0));

        assertThat(record.path()).isEqualTo(path);
        assertThat(record.reason()).startsWith("line 2: ").contains(field);
    }

    @Test
    void reportsTheHourThatClocksSkipInSpringAndNamesTheRemedy() {
        String skipped = "25/3/2007;02:30:00;1.000;0;234;18;0;0;0";

        FileRecord.Malformed record = malformed(read(FORMAT, RAW, skipped).get(0));
        assertThat(record.path()).isEqualTo("timestamp");
        assertThat(record.reason()).contains("2007-03-25T02:30", "Europe/Paris", "fixed offset");

        ReadingFormat fixed = ReadingFormat.uciHousehold(UciHouseholdOptions.DEFAULT.withZone(ZoneOffset.ofHours(1)));
        assertThat(parsed(read(fixed, RAW, skipped).get(0)).reading().timestamp())
                .isEqualTo(Instant.parse("2007-03-25T01:30:00Z"));
    }

    @Test
    void givesTheMinutesOfTheRepeatedHourDistinctInstants() {
        List<FileRecord> records = read(
                FORMAT,
                RAW,
                "28/10/2007;01:59:00;1.000;0;234;18;0;0;0",
                "28/10/2007;02:00:00;1.000;0;234;18;0;0;0",
                "broken",
                "28/10/2007;02:59:00;1.000;0;234;18;0;0;0",
                "28/10/2007;02:00:00;1.000;0;234;18;0;0;0",
                "28/10/2007;03:00:00;1.000;0;234;18;0;0;0");

        assertThat(records).extracting(record -> record.origin().position()).containsExactly(2L, 3L, 4L, 5L, 6L, 7L);
        assertThat(readings(records))
                .extracting(record -> record.reading().timestamp())
                .containsExactly(
                        Instant.parse("2007-10-27T23:59:00Z"),
                        Instant.parse("2007-10-28T00:00:00Z"),
                        Instant.parse("2007-10-28T00:59:00Z"),
                        Instant.parse("2007-10-28T01:00:00Z"),
                        Instant.parse("2007-10-28T02:00:00Z"));
    }

    @Test
    void takesTheMeterFromTheOptions() {
        ReadingFormat format = ReadingFormat.uciHousehold(UciHouseholdOptions.DEFAULT.withMeterId("sceaux-1"));

        assertThat(parsed(read(format, RAW, "1/7/2007;17:24:00;1;0;234;18;0;0;0")
                                .get(0))
                        .reading()
                        .meterId())
                .isEqualTo("sceaux-1");
    }

    @Test
    void refusesAFileWithAnotherHeader() {
        assertThatThrownBy(() -> read(FORMAT, "Datum von;Netzlast [MWh]", "1;2"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a-file.csv")
                .hasMessageContaining("Global_active_power")
                .hasMessageContaining("Datum von;Netzlast [MWh]");
    }
}
