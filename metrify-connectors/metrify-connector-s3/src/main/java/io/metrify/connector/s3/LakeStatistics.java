package io.metrify.connector.s3;

/**
 * What a lake holds, in numbers.
 *
 * @param objects Parquet objects
 * @param rows readings in them
 * @param bytes their size together
 */
public record LakeStatistics(long objects, long rows, long bytes) {

    /** An empty lake. */
    public static final LakeStatistics NONE = new LakeStatistics(0, 0, 0);

    /**
     * These numbers and others together.
     *
     * @param other the others
     * @return the sums
     */
    public LakeStatistics plus(LakeStatistics other) {
        return new LakeStatistics(objects + other.objects, rows + other.rows, bytes + other.bytes);
    }
}
