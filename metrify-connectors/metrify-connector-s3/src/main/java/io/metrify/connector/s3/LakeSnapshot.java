package io.metrify.connector.s3;

import java.util.List;

/**
 * What a lake consists of after a step of its log: exactly the objects of whole batches, each batch once. It stays what it is
 * whatever is written later, and can be read until vacuum or erasure removes what it names.
 *
 * @param version the number of the step, 0 for a lake without any
 * @param objects the Parquet objects by key, which is by day, hour, region and meter type
 * @param raw the objects of the raw zone by key
 * @param bucket the bucket they are in
 */
public record LakeSnapshot(long version, List<LakeObject> objects, List<RawObject> raw, String bucket) {

    /** Copies the lists. */
    public LakeSnapshot {
        objects = List.copyOf(objects);
        raw = List.copyOf(raw);
    }

    /**
     * The addresses of the Parquet objects, for engines that would otherwise read whatever lies in the bucket, such as
     * DuckDB's {@code read_parquet([...], hive_partitioning = true)}. A glob over the bucket also finds objects of batches
     * that were never committed, that were replaced, or that were merged into others and not removed yet.
     *
     * @return one {@code s3://bucket/key} for each object
     */
    public List<String> addresses() {
        return objects.stream()
                .map(object -> "s3://" + bucket + "/" + object.key())
                .toList();
    }

    /**
     * The snapshot in numbers.
     *
     * @return objects, rows and bytes of the Parquet objects
     */
    public LakeStatistics statistics() {
        return new LakeStatistics(
                objects.size(),
                objects.stream().mapToLong(LakeObject::rows).sum(),
                objects.stream().mapToLong(LakeObject::bytes).sum());
    }
}
