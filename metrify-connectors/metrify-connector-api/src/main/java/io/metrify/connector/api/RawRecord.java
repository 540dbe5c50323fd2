package io.metrify.connector.api;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A record as it came from outside, before anybody understood it. The arrays are not copied: whoever hands them in
 * gives them away.
 *
 * @param origin where it came from
 * @param key the key by which its source keeps order, or null if it has none
 * @param value the bytes, or null for a tombstone
 * @param headers what the source says about it; empty if nothing
 */
@SuppressWarnings("ArrayRecordComponent") // a copy per record would double the garbage of the whole pipeline
public record RawRecord(Origin origin, byte @Nullable [] key, byte @Nullable [] value, Map<String, String> headers) {

    /** Checks that nothing is missing. */
    public RawRecord {
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(headers, "headers");
    }

    /**
     * A record without key and headers.
     *
     * @param origin where it came from
     * @param value the bytes
     * @return the record
     */
    public static RawRecord of(Origin origin, byte[] value) {
        return new RawRecord(origin, null, value, Map.of());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RawRecord that
                && origin.equals(that.origin)
                && Arrays.equals(key, that.key)
                && Arrays.equals(value, that.value)
                && headers.equals(that.headers);
    }

    @Override
    public int hashCode() {
        return Objects.hash(origin, Arrays.hashCode(key), Arrays.hashCode(value), headers);
    }

    /**
     * Where the record came from and how large it is, never its content.
     *
     * @return for example {@code readings/3@1042 (58 bytes)}
     */
    @Override
    public String toString() {
        return origin + (value == null ? " (tombstone)" : " (" + value.length + " bytes)");
    }
}
