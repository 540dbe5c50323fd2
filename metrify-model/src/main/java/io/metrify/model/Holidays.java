package io.metrify.model;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;

/** The public holidays of a market. Implementations are immutable and safe for use by several threads. */
@FunctionalInterface
public interface Holidays {

    /**
     * Whether a date is a public holiday.
     *
     * @param date the local date
     * @return true on a public holiday; an ordinary Sunday is none
     */
    boolean isHoliday(LocalDate date);

    /**
     * A market without public holidays.
     *
     * @return never a holiday
     */
    static Holidays none() {
        return date -> false;
    }

    /**
     * Exactly the given dates.
     *
     * @param dates the holidays; none gives a market without holidays
     * @return a holiday on these dates only
     */
    static Holidays of(Collection<LocalDate> dates) {
        return Set.copyOf(dates)::contains;
    }

    /**
     * The nine public holidays that all federal states of Germany share, by which a nationwide load profile is told apart:
     * New Year, Good Friday, Easter Monday, Labour Day, Ascension, Whit Monday, Unity Day, and both days of Christmas;
     * and, once, 31 October 2017.
     *
     * <p>Sources: the holiday acts of the sixteen states (Feiertagsgesetze) and, for 3 October, article 2 of the
     * Unification Treaty of 31 August 1990. They are right from 1995 on; before, the Day of Repentance was a holiday too.
     * Easter is that of the Gregorian calendar (J. Meeus, Astronomical Algorithms, chapter 8).
     *
     * @return the nationwide holidays of any year
     */
    static Holidays germany() {
        return new GermanHolidays(null);
    }

    /**
     * The public holidays of one federal state of Germany: the nationwide ones of {@link #germany()} and those of its own
     * holiday act that hold in the whole state. What holds in some of its municipalities only is left out: Assumption in
     * Bavaria, the Peace Festival of Augsburg, Corpus Christi in parts of Saxony and Thuringia. One-day holidays by a
     * state's resolution (8 May 2020 and 2025, 17 June 2028 in Berlin) are included as far as they were resolved by 2025.
     *
     * @param state the federal state
     * @return its holidays of any year; right from 1995 on
     */
    static Holidays germany(GermanState state) {
        return new GermanHolidays(Objects.requireNonNull(state, "state"));
    }
}
