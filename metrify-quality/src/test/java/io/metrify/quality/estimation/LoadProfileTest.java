package io.metrify.quality.estimation;

import static io.metrify.quality.estimation.Series.BERLIN;
import static io.metrify.quality.estimation.Series.NOW;
import static io.metrify.quality.estimation.Series.QUARTER_HOUR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.metrify.model.DayType;
import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.QualityCode;
import io.metrify.model.SubstitutionMethod;
import io.metrify.model.meter.ObisCode;
import io.metrify.model.meter.ReadingSeries;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoadProfileTest {

    private static final List<String> MONTHS = List.of(
            "Januar",
            "Februar",
            "M\u00e4rz",
            "April",
            "Mai",
            "Juni",
            "Juli",
            "August",
            "September",
            "Oktober",
            "November",
            "Dezember");

    /** A sheet whose value tells month, type and quarter hour. */
    private static String sheet() {
        List<String> lines = new ArrayList<>();
        lines.add(","
                + MONTHS.stream()
                        .map(month -> month + "," + month + "," + month)
                        .collect(Collectors.joining(",")));
        lines.add("[kWh]" + ",SA,FT,WT".repeat(12));
        for (int quarterHour = 0; quarterHour < 96; quarterHour++) {
            int row = quarterHour;
            String clock = String.format(Locale.ROOT, "%02d:%02d", row / 4, row % 4 * 15);
            lines.add(clock + "-next,"
                    + IntStream.range(0, 36)
                            .mapToObj(column -> (column + 1) + "." + String.format(Locale.ROOT, "%03d", row))
                            .collect(Collectors.joining(",")));
        }
        return String.join("\n", lines) + "\n";
    }

    private static ReadingSeries missing(Interval window, Duration resolution) {
        return ReadingSeries.builder("m-1", ObisCode.IMPORT_PROFILE, window, resolution)
                .build();
    }

    @Test
    void readsASheet() throws IOException {
        LoadProfile.Table table = LoadProfile.readBdew(new StringReader(sheet()));

        assertThat(table.value(Month.JANUARY, DayType.SATURDAY, 0)).isEqualByComparingTo("1");
        assertThat(table.value(Month.MARCH, DayType.SUNDAY, 1)).isEqualByComparingTo("8.001");
        assertThat(table.value(Month.DECEMBER, DayType.WORKDAY, 95)).isEqualByComparingTo("36.095");
    }

    @Test
    void refusesWhatIsNoSheet() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LoadProfile.readBdew(new StringReader("")))
                .withMessage(
                        "this is no sheet of a BDEW load profile: it has 0 lines, not two of headings and 96 of values");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LoadProfile.readBdew(new StringReader(sheet().replace("Mai,", "May,"))))
                .withMessageContaining("column 14 is of May SA");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LoadProfile.readBdew(new StringReader(sheet().replace("\n02:00", "\n02:01"))))
                .withMessageContaining("line 11 is of 02:01-next, not of 02:00");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LoadProfile.readBdew(new StringReader(sheet().replace(",36.095", ",x"))))
                .withMessageContaining("has \"x\", which is no number");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LoadProfile.readBdew(new StringReader(sheet().replace(",36.095", ""))))
                .withMessageContaining("line 98 has 36 cells, not 37");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LoadProfile.readBdew(new StringReader(sheet().replaceFirst("SA,FT", "SA,SA"))))
                .withMessageContaining("stands in two columns");
    }

    @Test
    void theDynamisationIsThatOfThePolynomial() {
        // Worked out by hand from the formula for three days of the year.
        assertThat(TableProfile.dynamisation(1)).isEqualTo(12_420);
        assertThat(TableProfile.dynamisation(100)).isEqualTo(10_288);
        assertThat(TableProfile.dynamisation(365)).isEqualTo(12_572);
    }

    @Test
    void weighsByTheLocalClockTheMonthAndTheTypeOfDay() throws IOException {
        LoadProfile.Table table = LoadProfile.readBdew(new StringReader(sheet()));
        LoadProfile profile = LoadProfile.of("sheet", table);
        LoadProfile dynamised = LoadProfile.dynamised("sheet", table);
        // Good Friday, 3 April 2026, 02:15 in Berlin.
        Instant start = Instant.parse("2026-04-03T00:15:00Z");

        assertThat(profile.weight(BERLIN, start)).isEqualTo(11_009_000);
        assertThat(dynamised.weight(BERLIN, start)).isEqualTo(11_009_000L * TableProfile.dynamisation(93));
    }

    @Test
    void refusesValuesOutOfRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LoadProfile.of("p", (month, type, quarterHour) -> BigDecimal.valueOf(-1)))
                .withMessage("the value -1 of the load profile p is out of range; give 0 to less than 1000 with up to 6"
                        + " decimals");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LoadProfile.of("p", (month, type, quarterHour) -> new BigDecimal("0.0000001")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LoadProfile.of(" ", (month, type, quarterHour) -> BigDecimal.ONE));
    }

    @Test
    void anAnnualForecastGivesPreliminaryValues() {
        Interval day = BERLIN.day(LocalDate.of(2026, 10, 25));
        // 8,760 hours of 2026, so 1 kWh for each.
        EstimationRequest request =
                EstimationRequest.of(missing(day, QUARTER_HOUR), NOW).withAnnualForecast(Energy.ofWattHours(8_760_000));

        Estimation estimation =
                Estimator.of(BERLIN).withLoadProfile(LoadProfile.flat()).estimate(request);

        assertThat(estimation.series().size()).isEqualTo(100);
        assertThat(estimation.series().toMilliwattHours()).containsOnly(250_000);
        assertThat(estimation.series().quality(0)).isEqualTo(QualityCode.PRELIMINARY);
        assertThat(estimation.series().method(0)).isEqualTo(SubstitutionMethod.LOAD_PROFILE);
        assertThat(estimation.substitutes().get(0).reason())
                .isEqualTo("load profile flat scaled to the annual forecast of 8760.000000 kWh");
    }

    @Test
    void aYearOfForecastAddsUpToItWhateverTheResolution() throws IOException {
        LoadProfile profile = LoadProfile.dynamised("sheet", LoadProfile.readBdew(new StringReader(sheet())));
        Interval year = new Interval(
                BERLIN.day(LocalDate.of(2026, 1, 1)).start(),
                BERLIN.day(LocalDate.of(2026, 12, 31)).end());
        EstimationPolicy allYear = EstimationPolicy.standard().withLongestGapDays(366);
        Energy forecast = Energy.parse("3500");
        for (Duration resolution : List.of(Duration.ofMinutes(20), Duration.ofHours(1))) {
            Estimation estimation = Estimator.of(BERLIN)
                    .withPolicy(allYear)
                    .withLoadProfile(profile)
                    .estimate(
                            EstimationRequest.of(missing(year, resolution), NOW).withAnnualForecast(forecast));

            // Every day is rounded to a milliwatt-hour.
            assertThat(estimation.series().total().minus(forecast).abs())
                    .isLessThanOrEqualTo(Energy.ofMilliwattHours(183));
        }
    }

    /** H25 is published for a million kWh a year. */
    @Test
    void theHouseholdProfileOfBdewMakesAMillionKilowattHoursAYear() throws IOException {
        String directory = System.getProperty("metrify.data");
        assumeThat(directory)
                .as("give the directory of the real files with -Dmetrify.data=DIR to run this test")
                .isNotNull();
        try (Reader sheet =
                Files.newBufferedReader(Path.of(directory, "grid/bdew-slp/h25.csv"), StandardCharsets.UTF_8)) {
            LoadProfile profile = LoadProfile.dynamised("H25", LoadProfile.readBdew(sheet));
            long year = 0;
            Instant end = BERLIN.day(LocalDate.of(2025, 12, 31)).end();
            for (Instant start = BERLIN.day(LocalDate.of(2025, 1, 1)).start();
                    start.isBefore(end);
                    start = start.plus(QUARTER_HOUR)) {
                year += profile.weight(BERLIN, start) / 1_000_000;
            }

            assertThat(year / 1e4).isBetween(990_000.0, 1_010_000.0);
        }
    }
}
