package io.metrify.connector.s3;

import io.metrify.model.Interval;
import io.metrify.model.meter.MeterType;
import io.metrify.parquet.ReadingFilter;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which readings of a lake are wanted. Objects are ruled out by their partitions and times, row groups by their statistics,
 * and what is left is compared reading by reading.
 *
 * @param firstDate the first market day wanted, or null for all before
 * @param lastDate the last market day wanted, inclusive, or null for all after
 * @param starts when the readings begin, or null for any time
 * @param regions the regions of their meters; empty for all
 * @param meterTypes the types of their meters; empty for all
 * @param meterIds the meters themselves; empty for all
 */
public record LakeQuery(
        @Nullable LocalDate firstDate,
        @Nullable LocalDate lastDate,
        @Nullable Interval starts,
        Set<String> regions,
        Set<MeterType> meterTypes,
        Set<String> meterIds) {

    /** Everything. */
    public static final LakeQuery ALL = new LakeQuery(null, null, null, Set.of(), Set.of(), Set.of());

    /** Copies the sets. */
    public LakeQuery {
        regions = Set.copyOf(regions);
        meterTypes = Set.copyOf(meterTypes);
        meterIds = Set.copyOf(meterIds);
        if (firstDate != null && lastDate != null && firstDate.isAfter(lastDate)) {
            throw new IllegalArgumentException(
                    "the first date " + firstDate + " is after the last date " + lastDate + "; exchange them");
        }
    }

    /**
     * Everything of a market day.
     *
     * @param date the day
     * @return the query
     */
    public static LakeQuery of(LocalDate date) {
        return ALL.withDates(date, date);
    }

    /**
     * The same for other days.
     *
     * @param first the first market day
     * @param last the last market day, inclusive
     * @return a copy
     */
    public LakeQuery withDates(@Nullable LocalDate first, @Nullable LocalDate last) {
        return new LakeQuery(first, last, starts, regions, meterTypes, meterIds);
    }

    /**
     * The same for readings that begin in an interval.
     *
     * @param newStarts the interval
     * @return a copy
     */
    public LakeQuery withStarts(@Nullable Interval newStarts) {
        return new LakeQuery(firstDate, lastDate, newStarts, regions, meterTypes, meterIds);
    }

    /**
     * The same for some regions.
     *
     * @param newRegions the regions; empty for all
     * @return a copy
     */
    public LakeQuery withRegions(Set<String> newRegions) {
        return new LakeQuery(firstDate, lastDate, starts, newRegions, meterTypes, meterIds);
    }

    /**
     * The same for some types of meters.
     *
     * @param newMeterTypes the types; empty for all
     * @return a copy
     */
    public LakeQuery withMeterTypes(Set<MeterType> newMeterTypes) {
        return new LakeQuery(firstDate, lastDate, starts, regions, newMeterTypes, meterIds);
    }

    /**
     * The same for some meters.
     *
     * @param newMeterIds the ids; empty for all
     * @return a copy
     */
    public LakeQuery withMeterIds(Set<String> newMeterIds) {
        return new LakeQuery(firstDate, lastDate, starts, regions, meterTypes, newMeterIds);
    }

    /**
     * Whether an object may hold what is wanted.
     *
     * @param object the object
     * @return false if its partition or its times rule that out
     */
    public boolean mayHold(LakeObject object) {
        Objects.requireNonNull(object, "object");
        return (firstDate == null || !object.date().isBefore(firstDate))
                && (lastDate == null || !object.date().isAfter(lastDate))
                && (starts == null
                        || (!object.last().isBefore(starts.start())
                                && object.first().isBefore(starts.end())))
                && (regions.isEmpty() || regions.contains(object.region()))
                && (meterTypes.isEmpty() || meterTypes.contains(object.meterType()));
    }

    ReadingFilter readings() {
        return new ReadingFilter(starts, meterIds);
    }
}
