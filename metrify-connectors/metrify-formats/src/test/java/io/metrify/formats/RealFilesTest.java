package io.metrify.formats;

import static io.metrify.formats.Fixtures.indexes;
import static io.metrify.formats.Fixtures.malformed;
import static io.metrify.formats.Fixtures.noReadings;
import static io.metrify.formats.Fixtures.readings;
import static io.metrify.formats.Fixtures.real;
import static io.metrify.formats.Fixtures.total;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.metrify.model.Energy;
import io.metrify.model.QualityCode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as they are published, with figures that were counted by other means. */
class RealFilesTest {

    private static final Pattern VALUES = Pattern.compile("the ([0-9]+) values of ");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static List<FileRecord> records(String format, String file) {
        try (FileRecords records = ReadingFormat.named(format).read(real(file))) {
            return records.stream().toList();
        }
    }

    private static BigDecimal kilowattHours(Energy energy, int decimals) {
        return energy.toKilowattHours().setScale(decimals, RoundingMode.HALF_EVEN);
    }

    private static long withoutConsumption(List<FileRecord> records) {
        return readings(records).stream()
                .filter(record -> record.reading().consumption() == null)
                .count();
    }

    private static long quartersOf(List<FileRecord> records, LocalDate day) {
        return readings(records).stream()
                .filter(record -> LocalDate.ofInstant(record.reading().timestamp(), BERLIN)
                        .equals(day))
                .count();
    }

    @Test
    void readsTheHouseholdAsPublished() {
        List<FileRecord> records = records(
                "uci-household", "meters/uci-household/household_power_consumption_raw_2006-12-16_2006-12-27.txt.gz");

        assertThat(readings(records)).hasSize(15_922);
        assertThat(withoutConsumption(records)).isEqualTo(2);
        assertThat(malformed(records)).hasSize(1);
        assertThat(records.get(records.size() - 1)).isEqualTo(malformed(records).get(0));
        assertThat(kilowattHours(total(records), 4)).isEqualByComparingTo("497.4541");
    }

    @Test
    void readsTheHouseholdAsCommaSeparatedCopy() {
        List<FileRecord> records =
                records("uci-household", "meters/uci-household/household_power_consumption_combined_datetime.csv.gz");

        assertThat(readings(records)).hasSize(19_446);
        assertThat(withoutConsumption(records)).isEqualTo(2);
        assertThat(malformed(records)).hasSize(1);
        assertThat(kilowattHours(total(records), 4)).isEqualByComparingTo("593.7918");
    }

    @Test
    void readsTheGermanLoadOf2025() {
        List<FileRecord> records =
                records("smard", "grid/smard/Realisierter_Stromverbrauch_2025_quarterhour_DE.csv.gz");

        assertThat(malformed(records)).isEmpty();
        assertThat(readings(records))
                .hasSize(35_040)
                .allSatisfy(record -> {
                    assertThat(record.reading().meterId()).isEqualTo("smard:Netzlast");
                    assertThat(record.reading().interval().length()).isEqualTo(Duration.ofMinutes(15));
                })
                .extracting(record -> record.reading().timestamp())
                .doesNotHaveDuplicates()
                .isSorted();
        assertThat(quartersOf(records, LocalDate.of(2025, 3, 30))).isEqualTo(92);
        assertThat(quartersOf(records, LocalDate.of(2025, 10, 26))).isEqualTo(100);
        assertThat(total(records)).isEqualTo(Energy.parse("465815496260"));
    }

    @Test
    void readsTheLoadOfLuxembourgOf2020() {
        List<FileRecord> records = records("smard", "grid/smard/smard_2020_complete_LU.csv.gz");

        assertThat(malformed(records)).isEmpty();
        assertThat(readings(records))
                .hasSize(34_944)
                .allSatisfy(record ->
                        assertThat(record.reading().interval().length()).isEqualTo(Duration.ofMinutes(15)))
                .extracting(record -> record.reading().timestamp())
                .doesNotHaveDuplicates()
                .isSorted();
        assertThat(readings(records).get(0).reading().meterId()).isEqualTo("smard:Gesamtverbrauch (Netzlast)");
        assertThat(quartersOf(records, LocalDate.of(2020, 3, 29))).isEqualTo(92);
        assertThat(quartersOf(records, LocalDate.of(2020, 10, 25))).isEqualTo(100);
        assertThat(total(records)).isEqualTo(Energy.parse("4912754500"));
    }

    @Test
    void readsAnotherColumnOfLuxembourg() {
        ReadingFormat wind = ReadingFormat.smard(SmardOptions.DEFAULT.withColumn("Wind Onshore"));
        try (FileRecords records = wind.read(real("grid/smard/smard_2020_complete_LU.csv.gz"))) {
            assertThat(total(records.stream().toList())).isEqualTo(Energy.parse("334668750"));
        }
    }

    @Test
    void readsTheSamplesOfEemeter() {
        List<FileRecord> hours = records("interval-csv", "meters/eemeter/il-electricity-cdd-hdd-hourly.csv.gz");
        assertThat(readings(hours)).hasSize(19_417).hasSameSizeAs(hours);
        assertThat(total(hours)).isEqualTo(Energy.parse("21927.13"));

        List<FileRecord> days = records("interval-csv", "meters/eemeter/il-electricity-cdd-hdd-daily.csv.gz");
        assertThat(readings(days)).hasSize(809);
        assertThat(noReadings(days)).hasSize(1).hasSize(days.size() - 809);
        assertThat(total(days)).isEqualTo(Energy.parse("21925.83"));
        assertThat(readings(days))
                .filteredOn(record -> record.reading().interval().length().equals(Duration.ofHours(25)))
                .as("days on which clocks go back")
                .hasSize(2);

        List<FileRecord> bills =
                records("interval-csv", "meters/eemeter/il-electricity-cdd-hdd-billing_monthly.csv.gz");
        assertThat(readings(bills)).hasSize(26);
        assertThat(noReadings(bills)).hasSize(1).hasSize(bills.size() - 26);
        assertThat(total(bills)).isEqualTo(Energy.parse("21290.17"));

        List<FileRecord> british =
                records("interval-csv", "meters/eemeter/uk-electricity-hdd-only-hourly-sample-0.csv.gz");
        assertThat(readings(british)).hasSize(23_508).hasSameSizeAs(british);
        assertThat(total(british)).isEqualTo(Energy.parse("3789.626"));
    }

    @Test
    void readsTheExchangeFilesOfAustralia() throws IOException {
        JsonNode facts = new ObjectMapper().readTree(real("FACTS.json").toFile());
        int files = 0;
        for (Map.Entry<String, JsonNode> entry : facts.properties()) {
            String file = entry.getKey();
            // Contradictory files have tests of their own below.
            if (file.startsWith("exchange/nem/") && !file.contains("_200_")) {
                files++;
                boolean zip = file.toLowerCase(Locale.ROOT).endsWith(".zip");
                assertNemFacts(file, zip ? entry.getValue().elements().next() : entry.getValue());
            }
        }
        assertThat(files).isEqualTo(88);
    }

    private static void assertNemFacts(String file, JsonNode facts) {
        List<FileRecord> records = records("nem12", file);
        assertThat(malformed(records)).as(file).isEmpty();
        assertThat(indexes(records))
                .as(file)
                .hasSize(2 * facts.at("/records/250").asInt());
        int elsewhere = noReadings(records).stream()
                .map(record -> VALUES.matcher(record.reason()))
                .filter(Matcher::find)
                .mapToInt(values -> Integer.parseInt(values.group(1)))
                .sum();
        assertThat(readings(records).size() + elsewhere)
                .as(file)
                .isEqualTo(facts.at("/intervals").asInt());
        for (Map.Entry<String, JsonNode> sum :
                facts.at("/sum_by_nmi_suffix_unit").properties()) {
            String[] name = sum.getKey().split("/", -1);
            char quantity = name[1].charAt(0);
            List<FileRecord> own = records.stream()
                    .filter(record -> record instanceof FileRecord.Parsed parsed
                            && parsed.reading().meterId().equals(name[0])
                            && parsed.reading().register().b() == name[1].charAt(1) - '0'
                            && parsed.reading().register().isExport() == (quantity == 'B')
                            && (quantity == 'B' || quantity == 'E'))
                    .toList();
            boolean active = quantity == 'E' || quantity == 'B';
            BigDecimal expected = sum.getValue().decimalValue().movePointLeft(name[2].equalsIgnoreCase("Wh") ? 3 : 0);
            assertThat(kilowattHours(total(own), 3))
                    .as("%s of %s", sum.getKey(), file)
                    .isEqualByComparingTo(active ? expected.setScale(3, RoundingMode.HALF_EVEN) : BigDecimal.ZERO);
        }
    }

    @Test
    void readsTheQualityOfAustralianIntervals() {
        List<FileRecord> records = records("nem12", "exchange/nem/nem12/NEM12_Scenario08_POWERMDP_NEMMCO.zip");

        assertThat(readings(records))
                .extracting(record -> record.reading().quality().code())
                .containsOnly(QualityCode.ESTIMATED, QualityCode.PRELIMINARY, QualityCode.VALIDATED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"15min_200_30min_300", "30min_200_15min_300"})
    void reportsAustralianFilesThatContradictThemselves(String name) {
        List<FileRecord> records = records("nem12", "exchange/nem/invalid/Example_NEM12_" + name + ".csv");

        assertThat(malformed(records)).hasSize(3).hasSameSizeAs(records);
        assertThat(malformed(records).get(0).path()).isEqualTo("interval_seconds");
    }

    @Test
    void readsTheLoadCurvesOfSwitzerland() {
        String directory = "exchange/mscons/derrickoswald/";
        List<FileRecord> active = records(
                "mscons",
                directory + "20191215_045127_12X-SAK-N------6_E66_12X-SAK-N------6_ESLEVU14572840_-566879393.txt");
        assertThat(readings(active))
                .hasSize(96)
                .allSatisfy(record ->
                        assertThat(record.reading().meterId()).isEqualTo("CH1008801234500000000000000113813"));
        assertThat(total(active)).isEqualTo(Energy.parse("3719.25"));
        assertThat(noReadings(active)).hasSize(1);
        assertThat(noReadings(active).get(0).reason()).contains("\"109\"", "302");

        List<FileRecord> reactive = records(
                "mscons",
                directory + "20191215_045128_12X-SAK-N------6_E66_12X-SAK-N------6_ESLEVU14572842_-1470816376.txt");
        assertThat(noReadings(reactive)).hasSize(97).hasSameSizeAs(reactive);

        List<FileRecord> stepped =
                records("mscons", directory + "MSCONS_LG_12X-0000000858-F_12XBKW-HANDEL--X_20140304_1406300423489.txt");
        assertThat(readings(stepped)).hasSize(96).hasSameSizeAs(stepped);
        assertThat(total(stepped)).isEqualTo(Energy.parse("1479.2"));
        assertThat(readings(stepped).get(95).reading().interval().end())
                .isEqualTo(readings(stepped).get(0).reading().timestamp().plus(Duration.ofDays(1)));
    }

    @Test
    void readsAMonthOfQuarterHoursWithADecimalCommaAndOneEndThatIsWrong() {
        List<FileRecord> records = records("mscons", "exchange/mscons/vdmitriyev/MSCONS_TL_SAMPLE01.txt");

        assertThat(readings(records)).hasSize(2_975);
        assertThat(malformed(records)).hasSize(1);
        FileRecord.Malformed wrong = malformed(records).get(0);
        assertThat(wrong.path()).isEqualTo("interval_seconds");
        assertThat(new String(wrong.bytes(), StandardCharsets.ISO_8859_1)).startsWith("QTY+220:0,074'");
        assertThat(total(records).plus(Energy.parse("0.074"))).isEqualTo(Energy.parse("680.282"));
    }
}
