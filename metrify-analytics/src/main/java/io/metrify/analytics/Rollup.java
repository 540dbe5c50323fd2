package io.metrify.analytics;

import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.MarketCalendar;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.ObisCode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Adds up readings by meter, register and local hour or market day. Sums are exact; the facts are the same in whatever
 * order readings come, and however they were split over rollups that are {@linkplain #merge merged} later.
 *
 * <p>A reading counts where its interval begins. A reading without consumption counts nowhere. Memory grows with the
 * number of facts, not of readings; readings that come in order of meter and time are the fastest. Not thread-safe.
 *
 * <pre>{@code
 * Rollup daily = Rollup.of(MarketCalendar.of(ZoneId.of("Europe/Berlin")), RollupPeriod.DAY);
 * readings.forEach(daily::add);
 * List<EnergyFact> facts = daily.facts();
 * }</pre>
 */
public final class Rollup {

    private static final long SECONDS_PER_HOUR = 3_600;

    /** More than a week of hours. */
    private static final int SPANS = 256;

    private static final Comparator<Key> ORDER = Comparator.comparing(Key::meterId)
            .thenComparing(key -> key.register().toString());

    private final MarketCalendar calendar;
    private final RollupPeriod period;
    private final Map<Key, MeterCells> meters = new HashMap<>();
    private final @Nullable Span[] spans = new Span[SPANS];
    private @Nullable Key lastKey;
    private @Nullable MeterCells lastMeter;

    private Rollup(MarketCalendar calendar, RollupPeriod period) {
        this.calendar = Objects.requireNonNull(calendar, "calendar");
        this.period = Objects.requireNonNull(period, "period");
    }

    /**
     * An empty rollup.
     *
     * @param calendar the market whose days and hours are meant
     * @param period hours or days
     * @return the rollup
     */
    public static Rollup of(MarketCalendar calendar, RollupPeriod period) {
        return new Rollup(calendar, period);
    }

    /**
     * Adds a reading.
     *
     * @param reading the reading; it is not checked for duplicates
     * @throws ArithmeticException if the sum of a period leaves the range of a long of mWh
     */
    public void add(MeterReading reading) {
        add(reading, reading.quality().score());
    }

    /**
     * Adds a reading with a score that it was just given, without a copy of it that carries the score.
     *
     * @param reading the reading; it is not checked for duplicates
     * @param score its data-quality score, 0 to 1, in place of the one it carries; NaN if it has none
     * @throws IllegalArgumentException if the score is outside 0 to 1
     * @throws ArithmeticException if the sum of a period leaves the range of a long of mWh
     */
    public void add(MeterReading reading, double score) {
        if (score < 0 || score > 1) {
            throw new IllegalArgumentException("the data-quality score " + score
                    + " is outside [0, 1]; use NaN for a reading that was not scored");
        }
        Energy consumption = reading.consumption();
        if (consumption != null) {
            cellOf(reading).add(reading, consumption, score);
        }
    }

    /**
     * Adds everything that another rollup of the same calendar and period has added up.
     *
     * @param other the other rollup, which stays as it is
     * @throws IllegalArgumentException if it has another calendar or period
     */
    public void merge(Rollup other) {
        if (!calendar.equals(other.calendar) || period != other.period) {
            throw new IllegalArgumentException("a rollup by " + other.period + " in " + other.calendar.zone()
                    + " cannot be merged into one by " + period + " in " + calendar.zone()
                    + "; use the same calendar and period");
        }
        other.meters.forEach((key, theirs) -> {
            MeterCells mine = meters.computeIfAbsent(key, any -> new MeterCells());
            theirs.forEach(cell -> mine.at(cell.startSecond(), cell::empty).merge(cell));
        });
    }

    /**
     * The facts so far.
     *
     * @return ordered by meter, register and time; empty if nothing was added. A period without readings has no fact
     */
    public List<EnergyFact> facts() {
        List<EnergyFact> facts = new ArrayList<>();
        meters.entrySet().stream().sorted(Map.Entry.comparingByKey(ORDER)).forEach(meter -> {
            Key key = meter.getKey();
            meter.getValue().forEach(cell -> facts.add(cell.toFact(key.meterId(), key.register())));
        });
        return Collections.unmodifiableList(facts);
    }

    private EnergyCell cellOf(MeterReading reading) {
        Span span = spanOf(reading.interval().start());
        return meterOf(reading).at(span.startSecond(), () -> new EnergyCell(span.date(), span.interval()));
    }

    private MeterCells meterOf(MeterReading reading) {
        MeterCells meter = lastMeter;
        if (meter == null || lastKey == null || !lastKey.matches(reading)) {
            Key key = new Key(reading.meterId(), reading.register());
            meter = meters.computeIfAbsent(key, any -> new MeterCells());
            lastKey = key;
            lastMeter = meter;
        }
        return meter;
    }

    /**
     * Finding the local day costs more than everything else. Readings of one time, and of one meter over some days, come
     * together, so the spans of the last hours and days are kept.
     */
    private Span spanOf(Instant instant) {
        int place = (int) Math.floorMod(Math.floorDiv(instant.getEpochSecond(), SECONDS_PER_HOUR), (long) SPANS);
        Span span = spans[place];
        if (span == null || !span.interval().contains(instant)) {
            LocalDate date = calendar.dateOf(instant);
            span = new Span(date, period.containing(instant, date, calendar));
            spans[place] = span;
        }
        return span;
    }

    private record Span(LocalDate date, Interval interval) {

        long startSecond() {
            return interval.start().getEpochSecond();
        }
    }

    private record Key(String meterId, ObisCode register) {

        boolean matches(MeterReading reading) {
            return meterId.equals(reading.meterId()) && register.equals(reading.register());
        }
    }
}
