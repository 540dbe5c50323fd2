package io.metrify.model;

import java.time.LocalDate;
import java.util.Collection;
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
}
