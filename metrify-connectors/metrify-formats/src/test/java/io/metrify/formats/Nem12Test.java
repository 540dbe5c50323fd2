package io.metrify.formats;

import static io.metrify.formats.Fixtures.bytes;
import static io.metrify.formats.Fixtures.indexes;
import static io.metrify.formats.Fixtures.malformed;
import static io.metrify.formats.Fixtures.noReadings;
import static io.metrify.formats.Fixtures.parsed;
import static io.metrify.formats.Fixtures.read;
import static io.metrify.formats.Fixtures.readings;
import static io.metrify.formats.Fixtures.total;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metrify.connector.api.Origin;
import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.QualityCode;
import io.metrify.model.SubstitutionMethod;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.ObisCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Nem12Test {

    private static final ReadingFormat FORMAT = ReadingFormat.named("nem12");
    private static final String HEADER = "100,NEM12,200405011135,MDA1,Ret1";
    private static final String CHANNEL = channel("E1", "kWh", 360);
    private static final String END = "900";

    /** A day of four intervals fits into a line. */
    private static final String DAY = "300,20040201,1.111,2,0,4.5,A,,,20040202120025,20040202142516";

    private static String channel(String suffix, String unit, int minutes) {
        return "200,VABD000163,E1Q1,1," + suffix + ",N1,METSER123," + unit + "," + minutes + ",";
    }

    private static List<FileRecord> day(String channel, String... lines) {
        String[] file = new String[lines.length + 3];
        file[0] = HEADER;
        file[1] = channel;
        System.arraycopy(lines, 0, file, 2, lines.length);
        file[file.length - 1] = END;
        return read(FORMAT, file);
    }

    private static List<QualityCode> codes(List<FileRecord> records) {
        return readings(records).stream()
                .map(record -> record.reading().quality().code())
                .toList();
    }

    @Test
    void readsADayAsIntervalsThatStartAtMidnightOfMarketTime() {
        List<FileRecord> records = day(CHANNEL, DAY);

        assertThat(records).hasSize(4);
        MeterReading second = parsed(records.get(1)).reading();
        assertThat(second.meterId()).isEqualTo("VABD000163");
        assertThat(second.interval())
                .isEqualTo(Interval.of(Instant.parse("2004-01-31T20:00:00Z"), Duration.ofHours(6)));
        assertThat(second.consumption()).isEqualTo(Energy.parse("2"));
        assertThat(second.register()).isEqualTo(ObisCode.parse("1-1:1.29.0"));
        assertThat(second.quality().code()).isEqualTo(QualityCode.VALIDATED);
        assertThat(records).allSatisfy(record -> {
            assertThat(record.origin()).isEqualTo(new Origin(Fixtures.NAME, "", 3));
            assertThat(record.bytes()).isEqualTo(bytes(DAY));
        });
        assertThat(total(records)).isEqualTo(Energy.parse("7.611"));
    }

    @ParameterizedTest
    @CsvSource({"1, 1440", "5, 288", "10, 144", "15, 96", "30, 48", "60, 24", "1440, 1"})
    void readsEveryIntervalLengthThatDividesADay(int minutes, int values) {
        String line = "300,20040201," + String.join(",", Collections.nCopies(values, "1")) + ",A,,,,";

        assertThat(readings(day(channel("E1", "kWh", minutes), line)))
                .hasSize(values)
                .allSatisfy(record ->
                        assertThat(record.reading().interval().length()).isEqualTo(Duration.ofMinutes(minutes)));
    }

    @ParameterizedTest
    @CsvSource({
        "E1, 1-1:1.29.0",
        "E2, 1-2:1.29.0",
        "B1, 1-1:2.29.0",
        "B2, 1-2:2.29.0",
        "e1, 1-1:1.29.0",
        "EA, 1-10:1.29.0",
    })
    void tellsDeliveryFromFeedInByTheSuffix(String suffix, String register) {
        assertThat(readings(day(channel(suffix, "kWh", 360), DAY)))
                .extracting(record -> record.reading().register())
                .containsOnly(ObisCode.parse(register));
    }

    @ParameterizedTest
    @CsvSource({"Wh, 0.0045", "WH, 0.0045", "kWh, 4.5", "KWH, 4.5", "kwh, 4.5", "MWh, 4500", "mwh, 4500", "GWh, 4500000"
    })
    void readsUnitsInAnyCase(String unit, String kilowattHours) {
        assertThat(parsed(day(channel("E1", unit, 360), DAY).get(3)).reading().consumption())
                .isEqualTo(Energy.parse(kilowattHours));
    }

    @Test
    void roundsHalfEvenToOneMilliwattHour() {
        List<FileRecord> records = day(channel("E1", "Wh", 360), "300,20040201,0.0005,0.0015,0.0025,0.00251,A,,,,");

        assertThat(readings(records))
                .extracting(record -> record.reading().consumption())
                .containsExactly(
                        Energy.ZERO,
                        Energy.ofMilliwattHours(2),
                        Energy.ofMilliwattHours(2),
                        Energy.ofMilliwattHours(3));
    }

    @ParameterizedTest
    @CsvSource({
        "Q1, kVArh, reactive energy (kVArh)",
        "K1, VARH, reactive energy (VARH)",
        "E1, kvarh, reactive energy (kvarh)",
        "E1, kW, power (kW)",
        "U1, kVAh, apparent energy (kVAh)",
        "V1, V, voltage (V)",
        "G1, pf, a power factor",
        "V1, '', of no unit",
        "E1, BTU, unknown unit",
        "C1, kWh, neither E1",
        "N1, kWh, neither E1",
        "E, kWh, neither E1",
        "E?, kWh, neither E1",
    })
    void saysWhatIsNotActiveEnergy(String suffix, String unit, String reason) {
        List<FileRecord> records = day(channel(suffix, unit, 360), DAY, DAY);

        assertThat(records).hasSize(2);
        assertThat(noReadings(records)).hasSize(2);
        assertThat(noReadings(records).get(0).reason())
                .startsWith("line 3: the 4 values of VABD000163 " + suffix)
                .contains(reason);
        assertThat(records.get(0).bytes()).isEqualTo(bytes(DAY));
    }

    @Test
    void takesTheQualityOfADayFromItsFlag() {
        MeterReading substituted =
                parsed(day(CHANNEL, "300,20040201,1,2,3,4,S14,76,,,").get(0)).reading();

        assertThat(substituted.quality().code()).isEqualTo(QualityCode.ESTIMATED);
        assertThat(substituted.quality().method()).isEqualTo(SubstitutionMethod.COMPARABLE_DAYS);
        assertThat(codes(day(CHANNEL, "300,20040201,1,2,3,4,E52,,,,"))).containsOnly(QualityCode.PRELIMINARY);
        assertThat(codes(day(CHANNEL, "300,20040201,1,2,3,4,F16,,,,"))).containsOnly(QualityCode.ESTIMATED);
        assertThat(codes(day(CHANNEL, "300,20040201,1,2,3,4,a,,,,"))).containsOnly(QualityCode.VALIDATED);
        assertThat(codes(day(CHANNEL, "300,20040201,1,2,3,4,X99,,,,")))
                .as("what the format does not define")
                .containsOnly(QualityCode.QUESTIONABLE);
    }

    @Test
    void takesTheQualityOfIntervalsFromThe400Records() {
        List<FileRecord> records =
                day(CHANNEL, "300,20040201,1,2,3,0,V,,,,", "400,1,2,A,,", "400,3,3,S14,76,", "400,4,4,N,,", DAY);

        assertThat(records).hasSize(8);
        assertThat(codes(records.subList(0, 4)))
                .containsExactly(
                        QualityCode.VALIDATED, QualityCode.VALIDATED, QualityCode.ESTIMATED, QualityCode.UNUSABLE);
        assertThat(parsed(records.get(3)).reading().consumption()).isNull();
        assertThat(codes(records.subList(4, 8))).containsOnly(QualityCode.VALIDATED);
    }

    @Test
    void doubtsIntervalsOfAVariableDayThatNo400RecordNames() {
        assertThat(codes(day(CHANNEL, "300,20040201,1,2,3,4,V,,,,", "400,2,3,A,,")))
                .containsExactly(
                        QualityCode.QUESTIONABLE,
                        QualityCode.VALIDATED,
                        QualityCode.VALIDATED,
                        QualityCode.QUESTIONABLE);
    }

    @Test
    void takesA400RecordForMoreExactThanTheDayItFollows() {
        assertThat(codes(day(CHANNEL, DAY, "400,1,1,E52,,")))
                .containsExactly(
                        QualityCode.PRELIMINARY, QualityCode.VALIDATED, QualityCode.VALIDATED, QualityCode.VALIDATED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "400,0,1,A,,",
                "400,1,5,A,,",
                "400,3,2,A,,",
                "400,x,2,A,,",
                "400,1,2,V,,",
                "400,1,2,99,,",
                "400,1,2"
            })
    void reportsA400RecordThatNamesNoIntervalsOrQuality(String line) {
        List<FileRecord> records = day(CHANNEL, "300,20040201,1,2,3,4,V,,,,", line, "400,4,4,A,,");

        assertThat(codes(records))
                .containsExactly(
                        QualityCode.QUESTIONABLE,
                        QualityCode.QUESTIONABLE,
                        QualityCode.QUESTIONABLE,
                        QualityCode.VALIDATED);
        assertThat(malformed(records)).hasSize(1);
        FileRecord.Malformed last = malformed(records.get(4));
        assertThat(last.origin().position()).isEqualTo(4);
        assertThat(last.path()).isEqualTo("quality_code");
        assertThat(last.reason()).startsWith("line 4: the 400 record");
    }

    @Test
    void keepsNoMore400RecordsThanADayHasIntervals() {
        String[] lines = new String[100];
        Arrays.fill(lines, "400,1,1,A,,");
        lines[0] = DAY;
        List<FileRecord> records = day(CHANNEL, lines);

        assertThat(readings(records)).hasSize(4);
        assertThat(malformed(records)).hasSize(95);
    }

    @Test
    void takesNullValuesForReadingsWithoutEnergy() {
        List<FileRecord> records = day(CHANNEL, "300,20040201,0,0,0,0,N,,,,", "300,20040202,1,,.3,,A,,,,");

        assertThat(readings(records))
                .extracting(record -> record.reading().consumption())
                .containsExactly(null, null, null, null, Energy.parse("1"), null, Energy.parse("0.3"), null);
        assertThat(codes(records).subList(0, 4)).containsOnly(QualityCode.UNUSABLE);
    }

    @Test
    void reportsAValueThatIsNoNumberAndReadsTheOthers() {
        List<FileRecord> records = day(CHANNEL, "300,20040201,1,x1,3e2,999999999999999,A,,,,");

        assertThat(readings(records)).hasSize(1);
        assertThat(malformed(records)).extracting(FileRecord.Malformed::path).containsOnly("consumption_kwh");
        assertThat(malformed(records.get(1)).reason()).isEqualTo("line 3: value 2 \"x1\" is not a number like 1.234");
        assertThat(malformed(records.get(3)).reason()).contains("value 4", "999999999999999", "no energy");
    }

    @ParameterizedTest
    @CsvSource({"'300,20040201,1,2,3,A,,,,', 3", "'300,20040201,1,2,3,4,5,A,,,,', 5", "'300,20040201,A,,,,', 0"})
    void reportsADayWhoseValuesContradictTheIntervalLength(String line, int values) {
        List<FileRecord> records = day(CHANNEL, line, DAY);

        assertThat(records).hasSize(5);
        FileRecord.Malformed contradicted = malformed(records.get(0));
        assertThat(contradicted.path()).isEqualTo("interval_seconds");
        assertThat(contradicted.reason())
                .contains("line 3: ", "has " + values + " values", "line 2 says 360 minutes", "makes 4");
        assertThat(contradicted.bytes()).isEqualTo(bytes(line));
    }

    @ParameterizedTest
    @CsvSource({
        "'300,20040201,1,2,3,4', quality_code",
        "'300,20040201,1,2', quality_code",
        "'300,20040201', quality_code",
        "300, timestamp",
        "'300,20040230,1,2,3,4,A', timestamp",
        "'300,2004-02-01,1,2,3,4,A', timestamp",
        "'300,200402010000,1,2,3,4,A', timestamp",
        "'300,,1,2,3,4,A', timestamp",
        "'300,00000201,1,2,3,4,A', timestamp",
        "'300,20040201,1,2,3,4,A,,,,,5', ''",
        "'300,20040201,\"1,2,3,4,A', ''",
    })
    void reportsADayThatIsCutOffOrDamaged(String line, String path) {
        List<FileRecord> records = day(CHANNEL, line, DAY);

        assertThat(malformed(records.get(0)).path()).isEqualTo(path);
        assertThat(malformed(records.get(0)).reason()).startsWith("line 3: ");
        assertThat(readings(records)).hasSize(4);
    }

    @Test
    void readsLinesThatEndInEmptyFieldsOrBeforeTheOptionalOnes() {
        assertThat(readings(read(
                        FORMAT,
                        HEADER + ",,,,,",
                        CHANNEL + ",,,,,,,",
                        "300,20040201,1,2,3,4,A",
                        DAY + ",,,,,,",
                        "900,,,,,,,")))
                .hasSize(8);
    }

    @Test
    void readsTheLineEndsOfEverySystem() {
        String file = String.join("\r\n", HEADER, CHANNEL, DAY, "", END, "");

        assertThat(read(FORMAT, bytes(file)))
                .isEqualTo(read(FORMAT, HEADER, CHANNEL, DAY, "", END))
                .hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({
        "'200,,E1,1,E1,N1,M1,kWh,360,', meter_id",
        "'200,N1,E1,1,E1,N1,M1,kWh,7,', interval_seconds",
        "'200,N1,E1,1,E1,N1,M1,kWh,0,', interval_seconds",
        "'200,N1,E1,1,E1,N1,M1,kWh,-30,', interval_seconds",
        "'200,N1,E1,1,E1,N1,M1,kWh,,', interval_seconds",
        "'200,N1,E1,1,E1,N1,M1,kWh', ''",
    })
    void reportsAChannelThatCannotBeReadAndTheDaysThatDependOnIt(String channel, String path) {
        List<FileRecord> records = day(channel, DAY, DAY);

        assertThat(records).hasSize(3);
        assertThat(malformed(records.get(0)).path()).isEqualTo(path);
        assertThat(malformed(records.get(1)).path()).isEqualTo("meter_id");
        assertThat(malformed(records.get(2)).reason()).contains("line 4: ", "the 200 record in line 2");
    }

    @Test
    void reportsADayWithoutAChannel() {
        List<FileRecord> records = read(FORMAT, HEADER, DAY, "400,1,1,A,,", END);

        assertThat(malformed(records)).hasSize(2);
        assertThat(malformed(records.get(0)).reason()).contains("no 200 record");
        assertThat(malformed(records.get(1)).reason()).contains("no 300 record");
    }

    @Test
    void reportsARecordOfAnUnknownType() {
        List<FileRecord> records = day(CHANNEL, "301,20040201,1,2,3,4,A", DAY, "garbage");

        assertThat(readings(records)).hasSize(4);
        assertThat(malformed(records))
                .extracting(FileRecord.Malformed::reason)
                .allSatisfy(reason -> assertThat(reason).contains("no type of record"))
                .first()
                .asString()
                .contains("\"301\"");
    }

    @Test
    void notesThatTheHeaderOrTheEndIsMissingAndReadsTheRest() {
        List<FileRecord> records = read(FORMAT, CHANNEL, DAY);

        assertThat(readings(records)).hasSize(4);
        assertThat(noReadings(records)).hasSize(2);
        assertThat(noReadings(records).get(0).reason()).startsWith("line 1: there is no 100 record");
        assertThat(noReadings(records).get(1).reason()).startsWith("line 2: the file ends here without a 900 record");
        assertThat(records.get(0).bytes()).isEmpty();
    }

    @Test
    void reportsAnUnknownVersionAndReadsTheRest() {
        List<FileRecord> records = read(FORMAT, "100,NEM99,200405011135,MDA1,Ret1", CHANNEL, DAY, END);

        assertThat(malformed(records)).hasSize(1);
        assertThat(malformed(records.get(0)).reason()).contains("\"NEM99\"");
        assertThat(readings(records)).hasSize(4);
    }

    @Test
    void readsSeveralFilesInOne() {
        List<FileRecord> records = read(FORMAT, HEADER, CHANNEL, DAY, END, HEADER, CHANNEL, DAY, HEADER, DAY, END);

        assertThat(readings(records)).hasSize(8);
        assertThat(noReadings(records).get(0).reason()).contains("line 8: a new 100 record begins");
        assertThat(malformed(records).get(0).reason())
                .as("channels end with their file")
                .contains("no 200 record");
    }

    @Test
    void hasNoRecordsInAFileWithoutDays() {
        assertThat(read(FORMAT, HEADER, END)).isEmpty();
        assertThat(read(FORMAT, bytes(""))).isEmpty();
    }

    @Test
    void notesAnIndexThatWasReadOnAVisit() {
        List<FileRecord> records =
                day(CHANNEL, DAY, "500,N,,20040201121500,001000.0", "500,O,S01008,20040201111044,", "550,N,,E,");

        assertThat(noReadings(records)).hasSize(1);
        assertThat(noReadings(records).get(0).reason()).contains("line 4: ", "\"001000.0\"");
    }

    @Test
    void readsTheRegistersOfNem13() {
        List<FileRecord> records = read(
                FORMAT,
                "100,NEM13,200401101030,MDA1,Ret1",
                "250,VABC005890,11,1,11,11,METSER123,E,006342.8,20031005093055,A,,,007654.9,20040107100333,E52,,,1312.1,kWh,20040407,",
                "550,N,,A,",
                END);

        assertThat(records).hasSize(2);
        assertThat(indexes(records)).allSatisfy(record -> {
            assertThat(record.reading().meterId()).isEqualTo("VABC005890");
            assertThat(record.reading().register()).isEqualTo(ObisCode.parse("1-11:1.8.0"));
            assertThat(record.origin().position()).isEqualTo(2);
        });
        FileRecord.Index now = indexes(records).get(1);
        assertThat(now.reading().index()).isEqualTo(Energy.parse("7654.9"));
        assertThat(now.reading().timestamp()).isEqualTo(Instant.parse("2004-01-07T00:03:33Z"));
        assertThat(now.reading().quality().code()).isEqualTo(QualityCode.PRELIMINARY);
        assertThat(now)
                .isNotEqualTo(indexes(records).get(0))
                .hasSameHashCodeAs(indexes(read(
                                FORMAT,
                                "100,NEM13,200401101030,MDA1,Ret1",
                                "250,VABC005890,11,1,11,11,METSER123,E,006342.8,20031005093055,A,,,007654.9,20040107100333,E52,,,1312.1,kWh,20040407,",
                                END))
                        .get(1));
    }

    @ParameterizedTest
    @CsvSource({"11, I, 1-11:2.8.0", "41, E, 1-41:1.8.0", "E1, E, 1-1:1.8.0", "B1, i, 1-1:2.8.0"})
    void tellsARegisterBySuffixAndDirection(String suffix, String direction, String register) {
        assertThat(indexes(read(FORMAT, "100,NEM13", registers(suffix, direction, "1", "2", "1", "kWh"), END)))
                .extracting(record -> record.reading().register())
                .containsOnly(ObisCode.parse(register));
    }

    @Test
    void notesAQuantityThatIsNotTheDifferenceOfTheIndexes() {
        List<FileRecord> records = read(FORMAT, "100,NEM13", registers("11", "E", "99990", "00010", "20", "kWh"), END);

        assertThat(indexes(records)).hasSize(2);
        assertThat(noReadings(records)).hasSize(1);
        assertThat(noReadings(records).get(0).reason()).contains("20.000000 kWh", "rolled over");
        assertThat(records.get(2).toString()).startsWith("a-file.csv@2: line 2: the quantity");
    }

    @Test
    void notesRegistersWithoutIndexOrOfAnotherQuantity() {
        assertThat(noReadings(read(FORMAT, "100,NEM13", registers("11", "E", "", "2", "", "kWh"), END)))
                .hasSize(1);
        assertThat(noReadings(read(FORMAT, "100,NEM13", registers("11", "E", "1", "2", "1", "kvarh"), END)))
                .first()
                .satisfies(record -> assertThat(record.reason()).contains("\"kvarh\", not active energy"));
    }

    @ParameterizedTest
    @CsvSource({"11, X, 1, 2, obis_code", "111, E, 1, 2, obis_code", "11, E, x, 2, index_kwh", "11, E, 1, '2,5', ''"})
    void reportsRegistersThatCannotBeRead(String suffix, String direction, String before, String now, String path) {
        List<FileRecord> records =
                read(FORMAT, "100,NEM13", registers(suffix, direction, before, now, "1", "kWh"), "250,N1,11", END);

        assertThat(malformed(records)).isNotEmpty();
        assertThat(malformed(records.get(records.size() - 1)).reason()).contains("3 fields");
        if (!path.isEmpty()) {
            assertThat(malformed(records).get(0).path()).isEqualTo(path);
        }
    }

    @Test
    void refusesAFileOfAnotherFormat() {
        assertThatThrownBy(() -> read(FORMAT, "start,value", "2026-01-01,1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a-file.csv")
                .hasMessageContaining("start,value")
                .hasMessageContaining("100, 200");
    }

    private static String registers(
            String suffix, String direction, String before, String now, String quantity, String unit) {
        return "250,N1,11,1," + suffix + ",11,M1," + direction + "," + before + ",20031005,A,,," + now
                + ",200401071003,A,,," + quantity + "," + unit + ",20040407,";
    }
}
