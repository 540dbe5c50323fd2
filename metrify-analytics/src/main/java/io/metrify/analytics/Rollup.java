package io.metrify.analytics;

import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.MarketCalendar;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.ObisCode;
import java.time.Instant;
import java.time.LocalDate;
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
            .thenComparing(key -> key.register().toString())
            .thenComparing(Key::start);

    private final MarketCalendar calendar;
    private final RollupPeriod period;
    private final Map<Key, EnergyCell> cells = new HashMap<>();
    private final @Nullable Span[] spans = new Span[SPANS];
    private @Nullable Key lastKey;
    private @Nullable EnergyCell lastCell;

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
        Energy consumption = reading.consumption();
        if (consumption != null) {
            cellOf(reading).add(reading, consumption);
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
        other.cells.forEach((key, cell) -> cells.merge(key, cell.copy(), (mine, theirs) -> {
            mine.merge(theirs);
            return mine;
        }));
    }

    /**
     * The facts so far.
     *
     * @return ordered by meter, register and time; empty if nothing was added. A period without readings has no fact
     */
    public List<EnergyFact> facts() {
        return cells.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(ORDER))
                .map(entry -> entry.getValue()
                        .toFact(entry.getKey().meterId(), entry.getKey().register()))
                .toList();
    }

    private EnergyCell cellOf(MeterReading reading) {
        Span span = spanOf(reading.interval().start());
        if (lastKey == null || lastCell == null || !lastKey.matches(reading, span)) {
            lastKey = new Key(
                    reading.meterId(), reading.register(), span.interval().start());
            lastCell = cells.computeIfAbsent(lastKey, key -> new EnergyCell(span.date(), span.interval()));
        }
        return lastCell;
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

    private record Span(LocalDate date, Interval interval) {}

    private record Key(String meterId, ObisCode register, Instant start) {
        boolean matches(MeterReading reading, Span span) {
            return start.equals(span.interval().start())
                    && meterId.equals(reading.meterId())
                    && register.equals(reading.register());
        }
    }
}
