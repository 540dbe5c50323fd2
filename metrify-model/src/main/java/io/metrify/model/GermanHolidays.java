package io.metrify.model;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import org.jspecify.annotations.Nullable;

/** The public holidays of Germany, or of one of its states; computed from the year alone, without any allocation. */
final class GermanHolidays implements Holidays {

    /** Days after Easter Sunday. */
    private static final int GOOD_FRIDAY = -2;

    private static final int EASTER_MONDAY = 1;
    private static final int ASCENSION = 39;
    private static final int WHIT_SUNDAY = 49;
    private static final int WHIT_MONDAY = 50;
    private static final int CORPUS_CHRISTI = 60;

    /** The first 3 October that was Unity Day (Unification Treaty of 31 August 1990, article 2). */
    private static final int UNITY_DAY_SINCE = 1990;

    /** The 500th anniversary of the Reformation, a holiday everywhere. */
    private static final int REFORMATION_EVERYWHERE = 2017;

    private final @Nullable GermanState state;

    GermanHolidays(@Nullable GermanState state) {
        this.state = state;
    }

    @Override
    public boolean isHoliday(LocalDate date) {
        int year = date.getYear();
        int month = date.getMonthValue();
        int day = date.getDayOfMonth();
        int sinceEaster = date.getDayOfYear() - easterDayOfYear(year);
        return isHolidayEverywhere(year, month, day, sinceEaster)
                || (state != null && isHolidayIn(state, date, year, month * 100 + day, sinceEaster));
    }

    private static boolean isHolidayEverywhere(int year, int month, int day, int sinceEaster) {
        switch (sinceEaster) {
            case GOOD_FRIDAY, EASTER_MONDAY, ASCENSION, WHIT_MONDAY -> {
                return true;
            }
            default -> {
                return switch (month * 100 + day) {
                    case 101, 501, 1225, 1226 -> true;
                    case 1003 -> year >= UNITY_DAY_SINCE;
                    case 1031 -> year == REFORMATION_EVERYWHERE;
                    default -> false;
                };
            }
        }
    }

    private static boolean isHolidayIn(GermanState state, LocalDate date, int year, int monthDay, int sinceEaster) {
        boolean corpusChristi = sinceEaster == CORPUS_CHRISTI;
        return switch (state) {
            case BADEN_WUERTTEMBERG, BAYERN -> monthDay == 106 || corpusChristi || monthDay == 1101;
            case BERLIN ->
                (monthDay == 308 && year >= 2019)
                        || (monthDay == 508 && (year == 2020 || year == 2025))
                        || (monthDay == 617 && year == 2028);
            case BRANDENBURG -> monthDay == 1031 || sinceEaster == 0 || sinceEaster == WHIT_SUNDAY;
            case BREMEN, HAMBURG, NIEDERSACHSEN, SCHLESWIG_HOLSTEIN -> monthDay == 1031 && year >= 2018;
            case HESSEN -> corpusChristi;
            case MECKLENBURG_VORPOMMERN -> monthDay == 1031 || (monthDay == 308 && year >= 2023);
            case NORDRHEIN_WESTFALEN, RHEINLAND_PFALZ -> corpusChristi || monthDay == 1101;
            case SAARLAND -> corpusChristi || monthDay == 815 || monthDay == 1101;
            case SACHSEN -> monthDay == 1031 || isRepentanceDay(date);
            case SACHSEN_ANHALT -> monthDay == 106 || monthDay == 1031;
            case THUERINGEN -> monthDay == 1031 || (monthDay == 920 && year >= 2019);
        };
    }

    /** Buss- und Bettag: the Wednesday before 23 November, so from the 16th to the 22nd. */
    private static boolean isRepentanceDay(LocalDate date) {
        return date.getMonth() == Month.NOVEMBER
                && date.getDayOfWeek() == DayOfWeek.WEDNESDAY
                && date.getDayOfMonth() >= 16
                && date.getDayOfMonth() <= 22;
    }

    /**
     * Easter Sunday of the Gregorian calendar as a day of the year, by the anonymous algorithm (Nature, 20 April 1876; J.
     * Meeus, Astronomical Algorithms, 2nd edition 1998, chapter 8). The names of the intermediate values are those of
     * Meeus.
     */
    static int easterDayOfYear(int year) {
        int a = Math.floorMod(year, 19);
        int b = Math.floorDiv(year, 100);
        int c = Math.floorMod(year, 100);
        int d = Math.floorDiv(b, 4);
        int e = Math.floorMod(b, 4);
        int f = Math.floorDiv(b + 8, 25);
        int g = Math.floorDiv(b - f + 1, 3);
        int h = Math.floorMod(19 * a + b - d - g + 15, 30);
        int i = c / 4;
        int k = c % 4;
        int l = Math.floorMod(32 + 2 * e + 2 * i - h - k, 7);
        int m = (a + 11 * h + 22 * l) / 451;
        int monthAndDay = h + l - 7 * m + 114;
        return LocalDate.of(year, monthAndDay / 31, monthAndDay % 31 + 1).getDayOfYear();
    }

    @Override
    public String toString() {
        return state == null ? "public holidays of Germany" : "public holidays of " + state.germanName();
    }
}
