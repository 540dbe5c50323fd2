package io.metrify.formats;

import static io.metrify.formats.Fixtures.bytes;
import static io.metrify.formats.Fixtures.malformed;
import static io.metrify.formats.Fixtures.read;
import static io.metrify.formats.Fixtures.readings;
import static io.metrify.formats.Fixtures.total;
import static io.metrify.formats.Fixtures.zip;
import static org.assertj.core.api.Assertions.assertThat;

import io.metrify.model.Energy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** Laws of the formats that markets exchange: nothing fails, and nothing is lost, whatever a file holds. */
class ExchangeFileProperties {

    private static final ReadingFormat NEM = ReadingFormat.named("nem12");
    private static final ReadingFormat MSCONS = ReadingFormat.named("mscons");
    private static final ReadingFormat CSV = ReadingFormat.named("interval-csv");

    private static final List<String> NEM_LINES = List.of(
            "100,NEM12,200405011135,MDA1,Ret1",
            "200,VABD000163,E1Q1,1,E1,N1,METSER123,kWh,360,",
            "300,20040201,1.111,2,0,4.5,V,,,20040202120025,",
            "400,1,2,A,,",
            "400,3,4,S14,76,",
            "500,O,S01009,20040202120025,001.5",
            "200,VABD000163,E1Q1,2,Q1,,METSER123,kVArh,360,",
            "300,20040201,1,2,3,4,A,,,,",
            "250,N1,11,1,11,11,M1,E,1,20031005,A,,,2,20040107,A,,,1,kWh,20040407,",
            "900");

    private static final String MSCONS_FILE =
            "UNA:+.? 'UNB+UNOC:3+A:500+B:500+260101:0430+R1'UNH+M1+MSCONS:D:04B:UN:2.4c'"
                    + "BGM+7+D1+9'UNS+D'NAD+DP'LOC+172+DE1'LIN+1'PIA+5+1-0?:1.29.0:SRW'"
                    + "QTY+220:36.3:KWH'DTM+163:202601010000?+01:303'DTM+164:202601010015?+01:303'"
                    + "QTY+67:36.3'DTM+163:202601010015?+01:303'DTM+164:202601010030?+01:303'STS+Z32++Z92'"
                    + "UNT+16+M1'UNZ+1+R1'";

    private record Change(int at, byte value, boolean inserted) {}

    private static byte[] changed(byte[] file, List<Change> changes, int spared) {
        List<Byte> bytes = new ArrayList<>();
        for (byte b : file) {
            bytes.add(b);
        }
        for (Change change : changes) {
            int at = spared + Math.floorMod(change.at, bytes.size() - spared);
            if (change.inserted) {
                bytes.add(at, change.value);
            } else {
                bytes.set(at, change.value);
            }
        }
        byte[] result = new byte[bytes.size()];
        for (int i = 0; i < result.length; i++) {
            result[i] = bytes.get(i);
        }
        return result;
    }

    @Provide
    Arbitrary<List<Change>> changes() {
        Arbitrary<Byte> value = Arbitraries.oneOf(
                Arbitraries.of(
                                ',', '\'', '+', ':', '?', '\n', '\r', '"', '0', '9', '.', '-', 'A', 'V', ' ', 'U', 'N',
                                ';', (char) 0)
                        .map(c -> (byte) c.charValue()),
                Arbitraries.bytes());
        return Combinators.combine(Arbitraries.integers(), value, Arbitraries.of(true, false))
                .as(Change::new)
                .list()
                .ofMaxSize(12);
    }

    @Property
    void aChangedNemFileIsReadToItsEnd(@ForAll("changes") List<Change> changes) {
        byte[] file = changed(bytes(String.join("\r\n", NEM_LINES)), changes, "100,".length());

        assertThat(read(NEM, file))
                .allSatisfy(record -> assertThat(record.origin().position()).isPositive());
    }

    @Property
    void aChangedMsconsFileIsReadToItsEnd(@ForAll("changes") List<Change> changes) {
        byte[] file = changed(bytes(MSCONS_FILE), changes, "UNA".length());

        assertThat(read(MSCONS, file))
                .allSatisfy(record -> assertThat(record.origin().position()).isPositive());
    }

    @Property
    void aChangedCsvIsReadToItsEnd(@ForAll("changes") List<Change> changes) {
        String header = "start,value\n";
        byte[] file = changed(
                bytes(header + "2026-01-01T00:00Z,1\n2026-01-01T01:00Z,nan\n2026-01-01T02:00Z,1e-3\n"),
                changes,
                header.length());
        int lines = new String(file, StandardCharsets.ISO_8859_1).split("\r\n|\r|\n").length - 1;
        ReadingFormat utc = ReadingFormat.intervalCsv(IntervalCsvOptions.DEFAULT.withZone(ZoneOffset.UTC));

        assertThat(read(utc, file)).hasSizeLessThanOrEqualTo(lines);
    }

    @Property
    void aChangedZipIsReadToItsEnd(@ForAll("changes") List<Change> changes) {
        byte[] day = bytes(String.join("\n", NEM_LINES));
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("day1.csv", day);
        entries.put("day2.csv", day);
        byte[] file = zip(entries);
        int second = new String(file, StandardCharsets.ISO_8859_1).indexOf("PK\3\4", 4);

        assertThat(read(NEM, changed(file, changes, second)))
                .startsWith(read(NEM, zip(Map.of("day1.csv", day))).toArray(FileRecord[]::new));
    }

    @Property
    void everyNemLineOfValuesIsAccountedFor(@ForAll @Size(max = 30) List<@IntRange(max = 11) Integer> order) {
        List<String> lines = new ArrayList<>();
        lines.add(NEM_LINES.get(0));
        order.forEach(index -> lines.add(index < NEM_LINES.size() ? NEM_LINES.get(index) : "3" + index));
        List<FileRecord> records = read(NEM, lines.toArray(String[]::new));
        Set<Long> places =
                records.stream().map(record -> record.origin().position()).collect(Collectors.toSet());

        for (int i = 0; i < lines.size(); i++) {
            String type = lines.get(i).substring(0, 2);
            if (type.equals("30") || type.equals("25") || type.equals("31")) {
                assertThat(places).as("line %d: %s", i + 1, lines.get(i)).contains(i + 1L);
            }
        }
    }

    @Property
    void theEnergyOfANemDayIsTheSumOfItsValues(
            @ForAll @Size(48) List<@LongRange(max = 99_999_999) Long> milliwattHours) {
        String values = milliwattHours.stream()
                .map(value -> Energy.ofMilliwattHours(value).toKilowattHours().toPlainString())
                .collect(Collectors.joining(","));
        List<FileRecord> records =
                read(NEM, NEM_LINES.get(0), "200,N1,E1,1,E1,N1,M1,kWh,30,", "300,20040201," + values + ",A,,,,", "900");

        assertThat(records).hasSize(48);
        assertThat(total(records).milliwattHours())
                .isEqualTo(milliwattHours.stream().mapToLong(Long::longValue).sum());
    }

    @Property
    void everyMsconsValueIsARecordInItsPlace(
            @ForAll @Size(min = 1, max = 50) List<@LongRange(max = 99_999_999) Long> milliwattHours) {
        StringBuilder values = new StringBuilder();
        for (long value : milliwattHours) {
            values.append("QTY+46:")
                    .append(Energy.ofMilliwattHours(value).toKilowattHours().toPlainString());
            values.append('\'');
        }
        String head = MSCONS_FILE.substring(0, MSCONS_FILE.indexOf("LIN"));
        List<FileRecord> records = read(
                MSCONS, bytes(head + "DTM+163:202601010000?+01:303'DTM+672:15:806'LIN+1'PIA+5+1-0?:1.29.0'" + values));

        assertThat(readings(records)).hasSameSizeAs(milliwattHours);
        assertThat(readings(records))
                .extracting(record -> record.reading().timestamp())
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(total(records).milliwattHours())
                .isEqualTo(milliwattHours.stream().mapToLong(Long::longValue).sum());
    }

    @Property
    void everyLineOfACsvIsOneRecord(@ForAll @Size(max = 80) List<@IntRange(max = 4) Integer> kinds) {
        List<String> lines = new ArrayList<>(List.of("start,value"));
        for (int i = 0; i < kinds.size(); i++) {
            String start = Instant.EPOCH.plusSeconds(86_400L * i).toString();
            lines.add(List.of(start + ",1", start + ",nan", "x", start + ",x", "1970-01-01T00:00Z,1")
                    .get(kinds.get(i)));
        }
        List<FileRecord> records = read(CSV, lines.toArray(String[]::new));

        assertThat(records).hasSameSizeAs(kinds);
        assertThat(records).extracting(record -> record.origin().position()).isSorted();
    }

    @Property
    void aZipOfManyEntriesHoldsTheRecordsOfEach(@ForAll @IntRange(min = 1, max = 20) int entries) {
        byte[] file = bytes(String.join("\n", NEM_LINES));
        Map<String, byte[]> all = new LinkedHashMap<>();
        for (int i = 0; i < entries; i++) {
            all.put("day" + i + ".csv", file);
        }

        List<FileRecord> records = read(NEM, zip(all));
        assertThat(records).hasSize(entries * read(NEM, file).size());
        assertThat(malformed(records)).isEmpty();
    }
}
