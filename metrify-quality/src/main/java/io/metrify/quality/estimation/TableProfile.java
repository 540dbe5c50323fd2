package io.metrify.quality.estimation;

import io.metrify.model.DayType;
import io.metrify.model.MarketCalendar;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Month;
import java.util.stream.IntStream;

/** A profile of typical days by month, with or without a factor for the day of the year. */
final class TableProfile implements LoadProfile {

    private static final int QUARTER_HOURS = 96;
    private static final int LONGEST_NAME = 100;
    private static final int DECIMALS = 6;
    private static final BigDecimal TOO_LARGE = BigDecimal.valueOf(1_000);

    /** F(t) in units of 10<sup>-4</sup>, by the day of the year from 0. */
    private static final int[] SEASON =
            IntStream.rangeClosed(1, 366).map(TableProfile::dynamisation).toArray();

    /** After the constants, which it is made with. */
    static final LoadProfile FLAT = of("flat", (month, type, quarterHour) -> BigDecimal.ONE, false);

    private final String name;
    private final long[][][] values;
    private final boolean dynamised;

    private TableProfile(String name, long[][][] values, boolean dynamised) {
        this.name = name;
        this.values = values;
        this.dynamised = dynamised;
    }

    static LoadProfile of(String name, Table table, boolean dynamised) {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" is no name of a load profile; give 1 to " + LONGEST_NAME + " characters");
        }
        Month[] months = Month.values();
        DayType[] types = DayType.values();
        long[][][] values = new long[months.length][types.length][QUARTER_HOURS];
        for (int month = 0; month < months.length; month++) {
            for (int type = 0; type < types.length; type++) {
                for (int quarterHour = 0; quarterHour < QUARTER_HOURS; quarterHour++) {
                    values[month][row(types[type])][quarterHour] =
                            scaled(table.value(months[month], types[type], quarterHour), name);
                }
            }
        }
        return new TableProfile(name, values, dynamised);
    }

    private static long scaled(BigDecimal value, String name) {
        if (value.signum() < 0
                || value.compareTo(TOO_LARGE) >= 0
                || value.stripTrailingZeros().scale() > DECIMALS) {
            throw new IllegalArgumentException("the value " + value + " of the load profile " + name
                    + " is out of range; give 0 to less than " + TOO_LARGE + " with up to " + DECIMALS + " decimals");
        }
        return value.movePointRight(DECIMALS).longValueExact();
    }

    /** F(t), rounded half up to four decimals, in units of the last. */
    static int dynamisation(int dayOfYear) {
        BigDecimal t = BigDecimal.valueOf(dayOfYear);
        BigDecimal factor = new BigDecimal("-3.92e-10")
                .multiply(t)
                .add(new BigDecimal("3.2e-7"))
                .multiply(t)
                .add(new BigDecimal("-7.02e-5"))
                .multiply(t)
                .add(new BigDecimal("2.1e-3"))
                .multiply(t)
                .add(new BigDecimal("1.24"));
        return factor.setScale(4, RoundingMode.HALF_UP).unscaledValue().intValueExact();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long weight(MarketCalendar calendar, Instant start) {
        LocalDateTime local = LocalDateTime.ofInstant(start, calendar.zone());
        int quarterHour = local.getHour() * 4 + local.getMinute() / 15;
        long value = values[local.getMonthValue() - 1][row(calendar.dayType(local.toLocalDate()))][quarterHour];
        return dynamised ? value * SEASON[local.getDayOfYear() - 1] : value;
    }

    private static int row(DayType type) {
        return switch (type) {
            case WORKDAY -> 0;
            case SATURDAY -> 1;
            case SUNDAY -> 2;
        };
    }
}
