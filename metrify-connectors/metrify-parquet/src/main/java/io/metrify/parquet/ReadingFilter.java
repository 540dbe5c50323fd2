package io.metrify.parquet;

import io.metrify.model.Interval;
import io.metrify.model.meter.MeterReading;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which readings of a file are wanted. Row groups whose statistics rule all of them out are not read.
 *
 * @param starts when the readings begin, or null for any time
 * @param meterIds the meters they are of; empty for all
 */
public record ReadingFilter(@Nullable Interval starts, Set<String> meterIds) {

    /** All readings. */
    public static final ReadingFilter ALL = new ReadingFilter(null, Set.of());

    /** Copies the meters. */
    public ReadingFilter {
        meterIds = Set.copyOf(meterIds);
    }

    /**
     * Whether a reading is wanted.
     *
     * @param reading the reading
     * @return true if it begins in the time and is of one of the meters
     */
    public boolean accepts(MeterReading reading) {
        Objects.requireNonNull(reading, "reading");
        return (starts == null || starts.contains(reading.timestamp()))
                && (meterIds.isEmpty() || meterIds.contains(reading.meterId()));
    }

    /** Whether all readings are. */
    boolean isAll() {
        return starts == null && meterIds.isEmpty();
    }
}
