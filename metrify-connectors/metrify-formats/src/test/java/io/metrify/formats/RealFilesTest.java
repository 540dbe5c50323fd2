package io.metrify.formats;

import static io.metrify.formats.Fixtures.malformed;
import static io.metrify.formats.Fixtures.readings;
import static io.metrify.formats.Fixtures.real;
import static io.metrify.formats.Fixtures.total;
import static org.assertj.core.api.Assertions.assertThat;

import io.metrify.model.Energy;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Files as they are published, with figures that were counted by other means. */
class RealFilesTest {

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
}
