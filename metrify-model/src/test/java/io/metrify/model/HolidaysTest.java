package io.metrify.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HolidaysTest {

    private static List<LocalDate> of(Holidays holidays, int year) {
        return LocalDate.of(year, 1, 1)
                .datesUntil(LocalDate.of(year + 1, 1, 1))
                .filter(holidays::isHoliday)
                .toList();
    }

    private static List<LocalDate> dates(int year, String... monthDays) {
        return java.util.Arrays.stream(monthDays)
                .map(text -> LocalDate.parse(year + "-" + text))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "1818, 1818-03-22",
        "1886, 1886-04-25",
        "1943, 1943-04-25",
        "1954, 1954-04-18",
        "1961, 1961-04-02",
        "1981, 1981-04-19",
        "2000, 2000-04-23",
        "2008, 2008-03-23",
        "2011, 2011-04-24",
        "2019, 2019-04-21",
        "2024, 2024-03-31",
        "2025, 2025-04-20",
        "2026, 2026-04-05",
        "2038, 2038-04-25",
        "2049, 2049-04-18",
        "2285, 2285-03-22"
    })
    void knowsEaster(int year, LocalDate easter) {
        assertThat(GermanHolidays.easterDayOfYear(year)).isEqualTo(easter.getDayOfYear());
    }

    @Test
    void germanyHasNineHolidays() {
        assertThat(of(Holidays.germany(), 2026))
                .isEqualTo(
                        dates(2026, "01-01", "04-03", "04-06", "05-01", "05-14", "05-25", "10-03", "12-25", "12-26"));
        assertThat(of(Holidays.germany(), 2024))
                .isEqualTo(
                        dates(2024, "01-01", "03-29", "04-01", "05-01", "05-09", "05-20", "10-03", "12-25", "12-26"));
    }

    @Test
    void ascensionMayFallOnLabourDay() {
        assertThat(of(Holidays.germany(), 2008)).hasSize(8).contains(LocalDate.of(2008, 5, 1));
    }

    @Test
    void reformationDayWasAHolidayEverywhereOnce() {
        assertThat(Holidays.germany().isHoliday(LocalDate.of(2017, 10, 31))).isTrue();
        assertThat(Holidays.germany().isHoliday(LocalDate.of(2016, 10, 31))).isFalse();
        assertThat(Holidays.germany().isHoliday(LocalDate.of(2018, 10, 31))).isFalse();
    }

    @Test
    void unityDayBeganIn1990() {
        assertThat(Holidays.germany().isHoliday(LocalDate.of(1990, 10, 3))).isTrue();
        assertThat(Holidays.germany().isHoliday(LocalDate.of(1989, 10, 3))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BADEN_WUERTTEMBERG     | 01-06 06-04 11-01",
                "BAYERN                 | 01-06 06-04 11-01",
                "BERLIN                 | 03-08",
                "BRANDENBURG            | 04-05 05-24 10-31",
                "BREMEN                 | 10-31",
                "HAMBURG                | 10-31",
                "HESSEN                 | 06-04",
                "MECKLENBURG_VORPOMMERN | 03-08 10-31",
                "NIEDERSACHSEN          | 10-31",
                "NORDRHEIN_WESTFALEN    | 06-04 11-01",
                "RHEINLAND_PFALZ        | 06-04 11-01",
                "SAARLAND               | 06-04 08-15 11-01",
                "SACHSEN                | 10-31 11-18",
                "SACHSEN_ANHALT         | 01-06 10-31",
                "SCHLESWIG_HOLSTEIN     | 10-31",
                "THUERINGEN             | 09-20 10-31"
            })
    void everyStateHasItsOwnHolidaysIn2026(GermanState state, String monthDays) {
        List<LocalDate> own = of(Holidays.germany(state), 2026).stream()
                .filter(date -> !Holidays.germany().isHoliday(date))
                .toList();

        assertThat(own).isEqualTo(dates(2026, monthDays.split(" ", -1)));
    }

    @ParameterizedTest
    @EnumSource(GermanState.class)
    void everyStateHasTheNationwideHolidays(GermanState state) {
        assertThat(of(Holidays.germany(state), 2017)).containsAll(of(Holidays.germany(), 2017));
    }

    @ParameterizedTest
    @CsvSource({
        "BERLIN, 2018-03-08, false",
        "BERLIN, 2019-03-08, true",
        "BERLIN, 2020-05-08, true",
        "BERLIN, 2021-05-08, false",
        "BERLIN, 2025-05-08, true",
        "BERLIN, 2028-06-17, true",
        "HAMBURG, 2016-10-31, false",
        "HAMBURG, 2018-10-31, true",
        "THUERINGEN, 2018-09-20, false",
        "THUERINGEN, 2019-09-20, true",
        "MECKLENBURG_VORPOMMERN, 2022-03-08, false",
        "MECKLENBURG_VORPOMMERN, 2023-03-08, true",
        "SACHSEN, 2022-11-16, true",
        "SACHSEN, 2023-11-22, true",
        "SACHSEN, 2023-11-15, false",
        "BAYERN, 2026-08-15, false",
        "SACHSEN_ANHALT, 2000-10-31, true"
    })
    void statesChangedTheirHolidays(GermanState state, LocalDate date, boolean holiday) {
        assertThat(Holidays.germany(state).isHoliday(date)).isEqualTo(holiday);
    }

    @Test
    void statesAreFoundByGermanNameAndByCode() {
        assertThat(GermanState.named("Baden-Württemberg")).contains(GermanState.BADEN_WUERTTEMBERG);
        assertThat(GermanState.named("TH")).contains(GermanState.THUERINGEN);
        assertThat(GermanState.named("Tirol")).isEmpty();
        assertThat(GermanState.values())
                .hasSize(16)
                .extracting(GermanState::code)
                .doesNotHaveDuplicates();
    }

    @Test
    void givenDatesAreTheOnlyHolidays() {
        Holidays holidays = Holidays.of(List.of(LocalDate.of(2026, 1, 6)));

        assertThat(of(holidays, 2026)).containsExactly(LocalDate.of(2026, 1, 6));
        assertThat(of(Holidays.none(), 2026)).isEmpty();
    }

    @Test
    void asksForAState() {
        assertThatNullPointerException()
                .isThrownBy(() -> Holidays.germany(null))
                .withMessage("state");
        assertThat(Holidays.germany()).hasToString("public holidays of Germany");
        assertThat(Holidays.germany(GermanState.BAYERN)).hasToString("public holidays of Bayern");
    }
}
