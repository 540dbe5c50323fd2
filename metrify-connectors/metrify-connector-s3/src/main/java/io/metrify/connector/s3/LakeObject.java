package io.metrify.connector.s3;

import io.metrify.model.meter.MeterType;
import java.time.LocalDate;
import java.util.Objects;

/**
 * A Parquet object of a lake, with the values of the partition it is in.
 *
 * @param key its key in the bucket
 * @param date the market day its readings begin on
 * @param region the region of their meters; {@value S3Lake#UNKNOWN_REGION} if it is not known
 * @param meterType what their meters measure; {@link MeterType#OTHER} if it is not known
 * @param bytes its size, 0 or more
 * @param eTag the store's mark of its content, as the store quotes it
 */
public record LakeObject(String key, LocalDate date, String region, MeterType meterType, long bytes, String eTag) {

    /** Checks that nothing is missing. */
    public LakeObject {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(date, "date");
        Objects.requireNonNull(region, "region");
        Objects.requireNonNull(meterType, "meterType");
        Objects.requireNonNull(eTag, "eTag");
    }
}
