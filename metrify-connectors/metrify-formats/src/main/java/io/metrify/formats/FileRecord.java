package io.metrify.formats;

import io.metrify.connector.api.Origin;
import io.metrify.model.meter.MeterReading;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One line of a file that should hold a reading: what it means, or why it means nothing. The arrays are not copied:
 * whoever is given a record owns its bytes.
 */
public sealed interface FileRecord {

    /**
     * Where the record stands.
     *
     * @return the file's name as source, no partition, and the line number from 1 as position
     */
    Origin origin();

    /**
     * The record as the file has it.
     *
     * @return the bytes of the line, decompressed, without its line end and without a byte order mark; at most the first
     *     1,048,576 of them
     */
    byte[] bytes();

    /**
     * A line that was understood. Its values may still be implausible, or not measured at all; validation judges that.
     *
     * @param origin where it stands
     * @param bytes the line
     * @param reading what it means
     */
    @SuppressWarnings("ArrayRecordComponent") // a copy per record would double the garbage of the whole pipeline
    record Parsed(Origin origin, byte[] bytes, MeterReading reading) implements FileRecord {

        /** Checks that nothing is missing. */
        public Parsed {
            Objects.requireNonNull(origin, "origin");
            Objects.requireNonNull(bytes, "bytes");
            Objects.requireNonNull(reading, "reading");
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Parsed that
                    && origin.equals(that.origin)
                    && Arrays.equals(bytes, that.bytes)
                    && reading.equals(that.reading);
        }

        @Override
        public int hashCode() {
            return Objects.hash(origin, Arrays.hashCode(bytes), reading);
        }

        /**
         * Where the record stands and what it means.
         *
         * @return for example {@code load.csv@2: MeterReading[...]}
         */
        @Override
        public String toString() {
            return origin + ": " + reading;
        }
    }

    /**
     * A line that was not understood.
     *
     * @param origin where it stands
     * @param bytes the line, or what is left of it
     * @param path the wire name of the offending field, or empty if the whole line is meant
     * @param reason what is wrong, with the line number, the field as the file names it, the value and the rule
     */
    @SuppressWarnings("ArrayRecordComponent") // see above
    record Malformed(Origin origin, byte[] bytes, String path, String reason) implements FileRecord {

        /** Checks that nothing is missing. */
        public Malformed {
            Objects.requireNonNull(origin, "origin");
            Objects.requireNonNull(bytes, "bytes");
            Objects.requireNonNull(path, "path");
            Objects.requireNonNull(reason, "reason");
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Malformed that
                    && origin.equals(that.origin)
                    && Arrays.equals(bytes, that.bytes)
                    && path.equals(that.path)
                    && reason.equals(that.reason);
        }

        @Override
        public int hashCode() {
            return Objects.hash(origin, Arrays.hashCode(bytes), path, reason);
        }

        /**
         * Where the record stands and what is wrong with it.
         *
         * @return for example {@code load.csv@2: line 2: ...}
         */
        @Override
        public String toString() {
            return origin + ": " + reason;
        }
    }
}
