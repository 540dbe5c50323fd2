package io.metrify.quality;

import io.metrify.model.Interval;
import io.metrify.model.MarketCalendar;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.ObisCode;
import io.metrify.quality.QualityCounts.Outcomes;
import io.metrify.quality.QualityCounts.Slots;
import io.metrify.validation.Finding;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The scores of a source: of each meter's market day, and from them of meters, of the fleet's days and of the whole. It knows
 * the slots of each day, 92, 96 or 100 quarter hours, so what was found on single readings and on series comes together: a
 * slot is lost once to a dimension, however many rules speak of it. What is told in any order, in one book or in several that
 * are {@linkplain #merge merged}, gives the same scores.
 *
 * <pre>{@code
 * ScoreBook book = new ScoreBook("head-end", calendar, ScoreSettings.standard());
 * book.expect(meterId, ObisCode.IMPORT_PROFILE, calendar.day(date), Duration.ofMinutes(15));
 * book.accepted(reading, report.findings());
 * book.found(gap);                                           // of the rules on series
 * FleetScore day = book.score(ScoreScope.ofFleetDay("head-end", date));
 * }</pre>
 *
 * <p>For every meter and day a book holds four bits for each slot and register, and for each rule that found something one
 * more, and each finding on series as rule, begin and end. {@link #drain} hands out days that are complete and forgets them.
 * Not thread-safe: use one per thread and merge them.
 */
public final class ScoreBook {

    private final String source;
    private final MarketCalendar calendar;
    private final ScoreSettings settings;
    private final Map<LocalDate, Map<String, MeterDay>> days = new HashMap<>();
    private long undecodable;

    /**
     * An empty book.
     *
     * @param source the name of the source, not blank
     * @param calendar the market whose days are meant
     * @param settings weights, tiers, dimensions of rules and the allowed delay
     */
    public ScoreBook(String source, MarketCalendar calendar, ScoreSettings settings) {
        this.source = Objects.requireNonNull(source, "source");
        if (source.isBlank()) {
            throw new IllegalArgumentException("the source of a book has no name; give it one, such as head-end");
        }
        this.calendar = Objects.requireNonNull(calendar, "calendar");
        this.settings = Objects.requireNonNull(settings, "settings");
    }

    /**
     * Expects a reading in every slot of some time. A slot is expected once, however often this is told.
     *
     * @param meterId the meter
     * @param register the register whose readings are expected
     * @param time usually whole market days; slots that begin in it are expected
     * @param resolution the length of a slot, at least a second; 24 hours or more mean the market day, however long it is.
     *     Readings of another length fill none
     */
    public void expect(String meterId, ObisCode register, Interval time, Duration resolution) {
        Instant start = time.start();
        while (start.isBefore(time.end())) {
            MeterDay day = day(meterId, calendar.dateOf(start), start);
            day.expect(register, resolution, start, time.end());
            start = day.end();
        }
    }

    /**
     * Takes a reading that is used and of which nobody knows when it came. A slot counts once, whatever readings share it.
     *
     * @param reading the reading
     * @param found all that validation found in it
     */
    public void accepted(MeterReading reading, List<Finding> found) {
        day(reading).accepted(reading, found);
    }

    /**
     * Takes a reading that is used. It is late if it came later than {@link ScoreSettings#isLate} allows.
     *
     * @param reading the reading
     * @param found all that validation found in it
     * @param arrived when it came
     */
    public void accepted(MeterReading reading, List<Finding> found, Instant arrived) {
        day(reading).accepted(reading, found, settings.isLate(reading.interval(), arrived));
    }

    /**
     * Takes a reading that validation refused. Its slot stays empty unless another reading fills it.
     *
     * @param reading the reading
     * @param found all that validation found in it
     */
    public void rejected(MeterReading reading, List<Finding> found) {
        day(reading).rejected(reading, found);
    }

    /**
     * Takes a reading that was there before.
     *
     * @param reading the reading
     */
    public void duplicate(MeterReading reading) {
        day(reading).duplicate();
    }

    /** Takes a record that was no reading at all. It belongs to no meter and no day, but to the source. */
    public void undecodable() {
        undecodable++;
    }

    /**
     * Takes what a rule on series found of a meter. It costs its dimension every slot that it overlaps and that has a reading;
     * about {@link Dimension#COMPLETENESS}, such as {@code series.gap}, it only names what the slots are missing by. A finding
     * does not say which register it is about, so it counts for all of the meter's.
     *
     * @param finding a finding whose subject is a meter id; without an end it is about the slot of its start
     */
    public void found(Finding finding) {
        Instant start = finding.start();
        Instant end = finding.end() == null ? start : finding.end();
        day(finding.subject(), calendar.dateOf(start), start).count(finding);
        do {
            MeterDay day = day(finding.subject(), calendar.dateOf(start), start);
            day.found(finding, start, end);
            start = day.end();
        } while (start.isBefore(end));
    }

    /**
     * Takes all that another book holds.
     *
     * @param other a book of another part of the same source; it stays as it is
     * @throws IllegalArgumentException if the other has another source, calendar or other settings, or is this book
     */
    public void merge(ScoreBook other) {
        if (other == this) {
            throw new IllegalArgumentException(
                    "the book of " + source + " cannot be merged with itself; merge the books of other parts");
        }
        if (!source.equals(other.source) || !calendar.equals(other.calendar) || !settings.equals(other.settings)) {
            throw new IllegalArgumentException("the books of " + source + " and " + other.source
                    + " do not merge; both need the same source, calendar and settings");
        }
        undecodable = Math.addExact(undecodable, other.undecodable);
        other.days.forEach((date, meters) ->
                meters.forEach((meterId, day) -> day(meterId, date, day.start()).merge(day)));
    }

    /**
     * What was counted in a scope.
     *
     * @param scope a scope of this source
     * @return the counts; {@link QualityCounts#NONE} if nothing is known of it
     */
    public QualityCounts counts(ScoreScope scope) {
        QualityCounts total = ScoreScope.ofSource(source).equals(scope) ? ofNoMeter() : QualityCounts.NONE;
        for (Map.Entry<LocalDate, Map<String, MeterDay>> meters : days.entrySet()) {
            for (Map.Entry<String, MeterDay> day : meters.getValue().entrySet()) {
                if (scope.contains(ScoreScope.ofMeterDay(source, day.getKey(), meters.getKey()))) {
                    total = total.plus(day.getValue().counts());
                }
            }
        }
        return total;
    }

    /**
     * The score of a scope.
     *
     * @param scope a scope of this source
     * @return its score, by the weights of the settings
     */
    public FleetScore score(ScoreScope scope) {
        return FleetScore.of(counts(scope), settings.fleet());
    }

    /**
     * The scores of all scopes of a level.
     *
     * @param level how wide the scopes are
     * @return by scope, ascending; scopes of which something is known
     */
    public Map<ScoreScope, FleetScore> scores(ScoreScope.Level level) {
        Map<ScoreScope, QualityCounts> counts = new TreeMap<>();
        if (level == ScoreScope.Level.SOURCE) {
            counts.put(ScoreScope.ofSource(source), ofNoMeter());
        }
        days.forEach((date, meters) -> meters.forEach((meterId, day) -> counts.merge(
                ScoreScope.ofMeterDay(source, meterId, date).at(level), day.counts(), QualityCounts::plus)));
        Map<ScoreScope, FleetScore> scores = new TreeMap<>();
        counts.forEach((scope, count) -> scores.put(scope, FleetScore.of(count, settings.fleet())));
        return Collections.unmodifiableMap(scores);
    }

    /**
     * The scopes of a level with the worst scores.
     *
     * @param level how wide the scopes are
     * @param most how many at most, 0 or more
     * @return the worst first, by scope where scores are equal; scopes without a score are left out
     * @throws IllegalArgumentException if {@code most} is negative
     */
    public List<Map.Entry<ScoreScope, FleetScore>> worst(ScoreScope.Level level, int most) {
        if (most < 0) {
            throw new IllegalArgumentException(most + " scopes cannot be listed; give 0 or more");
        }
        return scores(level).entrySet().stream()
                .filter(scored -> scored.getValue().score().isPresent())
                .sorted(Comparator.comparing(scored -> scored.getValue().score().orElse(Ratio.ONE)))
                .limit(most)
                .toList();
    }

    /**
     * Hands out the meters' days before a date and forgets them. What is told of such a day afterwards begins a new part of it,
     * so drain a day when its readings and the findings on its series are in. Counts of days add up to those of wider scopes by
     * {@link QualityCounts#plus}; undecodable records stay, as they have no day.
     *
     * @param before the first date that stays
     * @return the counts by meter and day, ascending
     */
    public Map<ScoreScope, QualityCounts> drain(LocalDate before) {
        Map<ScoreScope, QualityCounts> drained = new TreeMap<>();
        List<LocalDate> complete =
                days.keySet().stream().filter(date -> date.isBefore(before)).toList();
        for (LocalDate date : complete) {
            Map<String, MeterDay> meters = Objects.requireNonNull(days.remove(date));
            meters.forEach((meterId, day) -> drained.put(ScoreScope.ofMeterDay(source, meterId, date), day.counts()));
        }
        return Collections.unmodifiableMap(drained);
    }

    private QualityCounts ofNoMeter() {
        return new QualityCounts(Slots.NONE, new Outcomes(0, 0, undecodable, 0), 0, Map.of(), Map.of());
    }

    private MeterDay day(MeterReading reading) {
        Instant start = reading.interval().start();
        return day(reading.meterId(), calendar.dateOf(start), start);
    }

    private MeterDay day(String meterId, LocalDate date, Instant within) {
        Map<String, MeterDay> meters = days.get(date);
        if (meters == null) {
            meters = new HashMap<>();
            days.put(date, meters);
        }
        MeterDay day = meters.get(meterId);
        if (day == null) {
            day = new MeterDay(calendar.dayOf(within), settings.reading().dimensions());
            meters.put(meterId, day);
        }
        return day;
    }
}
