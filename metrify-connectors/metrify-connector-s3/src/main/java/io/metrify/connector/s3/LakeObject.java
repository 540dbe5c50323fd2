package io.metrify.connector.s3;

import io.metrify.model.meter.MeterType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A Parquet object of a lake, with the values of the partition it is in and what its log says of it.
 *
 * @param key its key in the bucket
 * @param date the market day its readings begin on
 * @param hour the local hour they begin in, 0 to 23, or null in a lake that is not laid out by hours
 * @param region the region of their meters; {@value S3Lake#UNKNOWN_REGION} if it is not known
 * @param meterType what their meters measure; {@link MeterType#OTHER} if it is not known
 * @param rows how many readings it holds, at least 1
 * @param bytes its size in the store
 * @param first when the first of them begins
 * @param last when the last of them begins
 * @param energyKwh the sum of their energy in kWh, exact; readings without energy count as nothing
 * @param eTag the store's mark of its content, as the store quotes it
 */
public record LakeObject(
        String key,
        LocalDate date,
        @Nullable Integer hour,
        String region,
        MeterType meterType,
        long rows,
        long bytes,
        Instant first,
        Instant last,
        BigDecimal energyKwh,
        String eTag)
        implements LakeEntry {

    /** Checks that nothing is missing. */
    public LakeObject {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(date, "date");
        Objects.requireNonNull(region, "region");
        Objects.requireNonNull(meterType, "meterType");
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(last, "last");
        Objects.requireNonNull(energyKwh, "energyKwh");
        Objects.requireNonNull(eTag, "eTag");
    }
}
