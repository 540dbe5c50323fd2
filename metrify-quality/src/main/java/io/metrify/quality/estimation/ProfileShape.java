package io.metrify.quality.estimation;

import io.metrify.model.MarketCalendar;
import io.metrify.model.meter.ReadingSeries;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;

/** A load profile over the slots of a series: weights times seconds, so that slots of any length compare. */
final class ProfileShape {

    private static final long QUARTER_HOUR = 900;

    private final LoadProfile profile;
    private final MarketCalendar calendar;
    private final ReadingSeries series;
    private final Map<Integer, BigInteger> years = new HashMap<>();

    ProfileShape(LoadProfile profile, MarketCalendar calendar, ReadingSeries series) {
        this.profile = profile;
        this.calendar = calendar;
        this.series = series;
    }

    String name() {
        return profile.name();
    }

    BigInteger weight(int slot) {
        long start = series.slotStart(slot).getEpochSecond();
        return weight(start, start + series.resolution().toSeconds());
    }

    /** The weight of the local year that contains the start of a slot. */
    BigInteger yearOf(int slot) {
        ZoneId zone = calendar.zone();
        int year = series.slotStart(slot).atZone(zone).getYear();
        return years.computeIfAbsent(year, any -> {
            LocalDate first = LocalDate.of(year, 1, 1);
            return weight(
                    first.atStartOfDay(zone).toEpochSecond(),
                    first.plusYears(1).atStartOfDay(zone).toEpochSecond());
        });
    }

    private BigInteger weight(long start, long end) {
        BigInteger sum = BigInteger.ZERO;
        for (long quarter = Math.floorDiv(start, QUARTER_HOUR) * QUARTER_HOUR; quarter < end; quarter += QUARTER_HOUR) {
            long seconds = Math.min(quarter + QUARTER_HOUR, end) - Math.max(quarter, start);
            long weight = profile.weight(calendar, Instant.ofEpochSecond(quarter));
            if (weight < 0 || weight > LoadProfile.LARGEST_WEIGHT) {
                throw new IllegalArgumentException("load profile " + profile.name() + " has the weight " + weight
                        + " at " + Instant.ofEpochSecond(quarter) + "; weights are 0 to " + LoadProfile.LARGEST_WEIGHT);
            }
            sum = sum.add(BigInteger.valueOf(weight * seconds));
        }
        return sum;
    }
}
