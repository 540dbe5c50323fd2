package io.metrify.json;

/** The proleptic Gregorian calendar (ISO 8601) as arithmetic on ints, for the years 1 to 9999. */
final class CivilDays {

    private static final int DAYS_BEFORE_1970 = 719_528;
    private static final int DAYS_PER_CYCLE = 146_097;

    private CivilDays() {}

    /** Whether a month of a year has such a day. */
    static boolean exists(int year, int month, int day) {
        return month >= 1 && month <= 12 && day >= 1 && day <= lengthOf(month, year);
    }

    /** Days since 1970-01-01 of an existing date. */
    static long toEpochDay(int year, int month, int day) {
        // Years are counted from March, so that the leap day is the last of its year.
        int y = month <= 2 ? year - 1 : year;
        int m = month <= 2 ? month + 9 : month - 3;
        int daysBeforeMonth = (153 * m + 2) / 5;
        return 365L * y + y / 4 - y / 100 + y / 400 + daysBeforeMonth + day + 59 - DAYS_BEFORE_1970;
    }

    /** The date of a day since 1970-01-01, as year * 10000 + month * 100 + day. */
    static int toDate(long epochDay) {
        // Days since 0000-03-01, which starts a cycle of 400 years.
        int days = (int) (epochDay + DAYS_BEFORE_1970 - 60);
        int cycle = days / DAYS_PER_CYCLE;
        int dayOfCycle = days - cycle * DAYS_PER_CYCLE;
        int yearOfCycle = (dayOfCycle - dayOfCycle / 1_460 + dayOfCycle / 36_524 - dayOfCycle / 146_096) / 365;
        int dayOfYear = dayOfCycle - (365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100);
        int m = (5 * dayOfYear + 2) / 153;
        int day = dayOfYear - (153 * m + 2) / 5 + 1;
        int month = m < 10 ? m + 3 : m - 9;
        int year = yearOfCycle + cycle * 400 + (month <= 2 ? 1 : 0);
        return year * 10_000 + month * 100 + day;
    }

    private static int lengthOf(int month, int year) {
        if (month == 2) {
            return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
        }
        return 30 + ((month + (month >> 3)) & 1);
    }
}
