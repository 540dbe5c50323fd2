package io.metrify.quality.estimation;

import io.metrify.model.Energy;
import io.metrify.model.Holidays;
import io.metrify.model.Interval;
import io.metrify.model.MarketCalendar;
import io.metrify.model.QualityCode;
import io.metrify.model.SubstitutionMethod;
import io.metrify.model.meter.ObisCode;
import io.metrify.model.meter.ReadingSeries;
import io.metrify.model.meter.ReadingSeriesBuilder;
import io.metrify.model.meter.RegisterReading;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.function.ToLongFunction;

/** Series of one meter in Berlin for tests. */
final class Series {

    static final MarketCalendar BERLIN =
            MarketCalendar.of(ZoneId.of("Europe/Berlin")).withHolidays(Holidays.germany());
    static final Duration QUARTER_HOUR = Duration.ofMinutes(15);
    static final Instant NOW = Instant.parse("2026-12-01T08:00:00Z");

    /** The standard, with the mean of comparable days as it is. */
    static final EstimationPolicy PLAIN = EstimationPolicy.standard().withNeighbourReach(Duration.ZERO);

    private Series() {}

    /** Quarter hours of market days, each with what a function of its local time says, in mWh. */
    static ReadingSeries of(
            MarketCalendar calendar, LocalDate first, LocalDate last, ToLongFunction<LocalDateTime> milliwattHours) {
        Interval window =
                new Interval(calendar.day(first).start(), calendar.day(last).end());
        ReadingSeriesBuilder builder = ReadingSeries.builder("m-1", ObisCode.IMPORT_PROFILE, window, QUARTER_HOUR);
        Instant start = window.start();
        for (int slot = 0; start.isBefore(window.end()); slot++) {
            long amount = milliwattHours.applyAsLong(LocalDateTime.ofInstant(start, calendar.zone()));
            builder.set(slot, Energy.ofMilliwattHours(amount), QualityCode.AS_PROVIDED, SubstitutionMethod.NONE);
            start = start.plus(QUARTER_HOUR);
        }
        return builder.build();
    }

    /** A number that tells month, day, hour and minute. */
    static long clock(LocalDateTime time) {
        return time.getMonthValue() * 1_000_000L
                + time.getDayOfMonth() * 10_000L
                + time.getHour() * 100L
                + time.getMinute();
    }

    /** A series without the values of a window. */
    static ReadingSeries without(ReadingSeries series, Interval window) {
        ReadingSeriesBuilder builder = series.toBuilder();
        for (int slot = 0; slot < series.size(); slot++) {
            if (window.contains(series.slotStart(slot))) {
                builder.clear(slot);
            }
        }
        return builder.build();
    }

    /** From a local time of Berlin to another. */
    static Interval local(String start, String end) {
        return new Interval(at(start), at(end));
    }

    static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(BERLIN.zone()).toInstant();
    }

    static RegisterReading index(Instant instant, long milliwattHours) {
        return RegisterReading.of("m-1", ObisCode.IMPORT_REGISTER, instant, Energy.ofMilliwattHours(milliwattHours));
    }

    /** The energy of a window, in mWh. */
    static long sum(ReadingSeries series, Interval window) {
        return series.slice(window).total().milliwattHours();
    }

    static Substitute at(Estimation estimation, Instant start) {
        return estimation.substitutes().stream()
                .filter(substitute -> substitute.reading().timestamp().equals(start))
                .findFirst()
                .orElseThrow();
    }
}
