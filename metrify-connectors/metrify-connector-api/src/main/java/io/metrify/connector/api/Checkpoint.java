package io.metrify.connector.api;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far a source was read: for each partition the position of the next record.
 *
 * @param positions next position by partition; a partition that is not named starts at its beginning
 */
public record Checkpoint(Map<String, Long> positions) {

    /** Nothing was read yet. */
    public static final Checkpoint START = new Checkpoint(Map.of());

    /** Copies the map in the order of its keys. */
    public Checkpoint {
        positions = Collections.unmodifiableMap(new TreeMap<>(positions));
    }

    /**
     * The next position of a partition.
     *
     * @param partition the partition
     * @return the position, or 0 if nothing of it was read
     */
    public long next(String partition) {
        return positions.getOrDefault(partition, 0L);
    }

    /**
     * The same with one partition moved on.
     *
     * @param partition the partition
     * @param next the position of its next record
     * @return a copy
     */
    public Checkpoint with(String partition, long next) {
        Map<String, Long> moved = new TreeMap<>(positions);
        moved.put(partition, next);
        return new Checkpoint(moved);
    }
}
