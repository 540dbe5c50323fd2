package io.metrify.quality.estimation;

import io.metrify.model.DayType;
import io.metrify.model.MarketCalendar;
import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.Month;

/**
 * How the consumption of a typical customer is spread over the year: a weight for every quarter hour. Only the proportions
 * of weights matter. Implementations are immutable and safe for use by several threads.
 */
public interface LoadProfile {

    /** The largest weight: 10<sup>15</sup>. */
    long LARGEST_WEIGHT = 1_000_000_000_000_000L;

    /** The values of a table of days. */
    @FunctionalInterface
    interface Table {

        /**
         * The value of a quarter hour.
         *
         * @param month of which month
         * @param type of which type of day; a public holiday counts as Sunday
         * @param quarterHour which quarter hour by the local clock, from 0 for 00:00 to 95
         * @return its value, 0 to less than 1,000, with up to six decimals, in any unit
         */
        BigDecimal value(Month month, DayType type, int quarterHour);
    }

    /**
     * What the profile is called in the record of a substitute.
     *
     * @return up to 100 characters
     */
    String name();

    /**
     * The weight of a quarter hour.
     *
     * @param calendar the market's zone and holidays
     * @param start when the quarter hour begins
     * @return 0 to {@link #LARGEST_WEIGHT}
     */
    long weight(MarketCalendar calendar, Instant start);

    /**
     * The same in every quarter hour: no shape at all, for those who prefer it to a refusal.
     *
     * @return the profile {@code flat}
     */
    static LoadProfile flat() {
        return TableProfile.FLAT;
    }

    /**
     * A profile of typical days.
     *
     * @param name what it is called, 1 to 100 characters
     * @param table the values; they are asked for now, and not again
     * @return the profile, the same in every year
     */
    static LoadProfile of(String name, Table table) {
        return TableProfile.of(name, table, false);
    }

    /**
     * A profile of typical days whose values follow the season: each is multiplied by F(t) = -3.92e-10 t<sup>4</sup> + 3.2e-7
     * t<sup>3</sup> - 7.02e-5 t<sup>2</sup> + 2.1e-3 t + 1.24, rounded to four decimals, where t is the day of the year from
     * 1. Source: the dynamisation of the household profile by VDEW (Repraesentative VDEW-Lastprofile, 1999), which BDEW kept
     * for H25, P25 and S25.
     *
     * @param name what it is called, 1 to 100 characters
     * @param table the values; they are asked for now, and not again
     * @return the profile
     */
    static LoadProfile dynamised(String name, Table table) {
        return TableProfile.of(name, table, true);
    }

    /**
     * Reads the values of a BDEW profile of 2025 (H25, G25, L25, P25, S25) from its published sheet, saved as CSV: a line of
     * the German names of months, a line of {@code SA}, {@code FT} and {@code WT}, then 96 lines such as {@code
     * 00:00-00:15,22.152,...}, with decimal points and commas between. H25, P25 and S25 are meant to be {@linkplain #dynamised
     * dynamised}.
     *
     * @param sheet the text; it is read to its end and not closed
     * @return the values
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if it is no such sheet
     */
    static Table readBdew(Reader sheet) throws IOException {
        return BdewSheet.read(sheet);
    }
}
