package io.metrify.quality;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a score speaks of: a source as a whole, a meter or a market day of it, or one market day of one meter. Wider scopes are
 * made of narrower ones: the scores of a fleet's day are those of its meters' days together.
 *
 * <p>Ordered by source, date and meter id, the wider scope before what it contains.
 *
 * @param source the name of the source, such as a topic or a head-end system
 * @param meterId the meter, or null for all of the fleet
 * @param date the market day, or null for all days
 */
public record ScoreScope(
        String source, @Nullable String meterId, @Nullable LocalDate date) implements Comparable<ScoreScope> {

    private static final Comparator<ScoreScope> ORDER = Comparator.comparing(ScoreScope::source)
            .thenComparing(ScoreScope::date, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(ScoreScope::meterId, Comparator.nullsFirst(Comparator.naturalOrder()));

    /** How wide a scope is. */
    public enum Level {
        /** All meters on all days, and records that belong to no meter. */
        SOURCE,
        /** One meter on all days. */
        METER,
        /** All meters on one market day. */
        FLEET_DAY,
        /** One meter on one market day. */
        METER_DAY
    }

    /** Checks that the source is there. */
    public ScoreScope {
        Objects.requireNonNull(source, "source");
    }

    /**
     * A source as a whole.
     *
     * @param source its name
     * @return the scope
     */
    public static ScoreScope ofSource(String source) {
        return new ScoreScope(source, null, null);
    }

    /**
     * A meter on all days.
     *
     * @param source the name of the source
     * @param meterId the meter
     * @return the scope
     */
    public static ScoreScope ofMeter(String source, String meterId) {
        return new ScoreScope(source, Objects.requireNonNull(meterId, "meterId"), null);
    }

    /**
     * All meters on a market day.
     *
     * @param source the name of the source
     * @param date the market day
     * @return the scope
     */
    public static ScoreScope ofFleetDay(String source, LocalDate date) {
        return new ScoreScope(source, null, Objects.requireNonNull(date, "date"));
    }

    /**
     * A meter on a market day.
     *
     * @param source the name of the source
     * @param meterId the meter
     * @param date the market day
     * @return the scope
     */
    public static ScoreScope ofMeterDay(String source, String meterId, LocalDate date) {
        return new ScoreScope(source, Objects.requireNonNull(meterId, "meterId"), Objects.requireNonNull(date, "date"));
    }

    /**
     * How wide the scope is.
     *
     * @return the level
     */
    public Level level() {
        if (meterId == null) {
            return date == null ? Level.SOURCE : Level.FLEET_DAY;
        }
        return date == null ? Level.METER : Level.METER_DAY;
    }

    /**
     * The scope of a level that contains this one.
     *
     * @param level as wide as this or wider
     * @return the scope
     * @throws IllegalArgumentException if this scope is not part of one scope of that level
     */
    public ScoreScope at(Level level) {
        ScoreScope wider = switch (level) {
            case SOURCE -> ofSource(source);
            case METER -> new ScoreScope(source, meterId, null);
            case FLEET_DAY -> new ScoreScope(source, null, date);
            case METER_DAY -> this;
        };
        if (wider.level() != level) {
            throw new IllegalArgumentException(
                    this + " is no part of one " + level + "; widen the scope of a meter's day");
        }
        return wider;
    }

    /**
     * Whether another scope is part of this one.
     *
     * @param other the other scope
     * @return true for the scope itself too
     */
    public boolean contains(ScoreScope other) {
        return source.equals(other.source)
                && (meterId == null || meterId.equals(other.meterId))
                && (date == null || date.equals(other.date));
    }

    @Override
    public int compareTo(ScoreScope other) {
        return ORDER.compare(this, other);
    }

    /**
     * The scope in words.
     *
     * @return for example {@code readings meter DE-0042 2026-10-25}
     */
    @Override
    public String toString() {
        return source + (meterId == null ? "" : " meter " + meterId) + (date == null ? "" : " " + date);
    }
}
