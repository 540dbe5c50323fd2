package io.metrify.formats;

import io.metrify.connector.api.Origin;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.RegisterReading;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One thing a file says: a reading, an index, why what should be one means nothing, or what it is instead. In most
 * formats that is one line; where a line holds many values, each is a record. The arrays are not copied: whoever is given
 * a record owns its bytes, together with the other records of the same line.
 */
public sealed interface FileRecord {

    /**
     * Where the record stands.
     *
     * @return the file's name as source, the name of the entry as partition if the file is a zip and none otherwise, and
     *     the line number from 1 as position; in MSCONS, which has no lines, the number of the segment
     */
    Origin origin();

    /**
     * The record as the file has it.
     *
     * @return the bytes of the line, decompressed, without its line end and without a byte order mark; at most the first
     *     1,048,576 of them. In MSCONS the segments that make the record, with their terminators. None for a record about
     *     something that is missing
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

    /**
     * The index of a cumulative register, which is no energy of an interval.
     *
     * @param origin where it stands
     * @param bytes the line
     * @param reading what the register showed, and when
     */
    @SuppressWarnings("ArrayRecordComponent") // see above
    record Index(Origin origin, byte[] bytes, RegisterReading reading) implements FileRecord {

        /** Checks that nothing is missing. */
        public Index {
            Objects.requireNonNull(origin, "origin");
            Objects.requireNonNull(bytes, "bytes");
            Objects.requireNonNull(reading, "reading");
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Index that
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
         * @return for example {@code nem13.csv@2: RegisterReading[...]}
         */
        @Override
        public String toString() {
            return origin + ": " + reading;
        }
    }

    /**
     * Something that was understood and is no reading of active energy: another quantity, a value that was withdrawn, or a
     * count that does not add up. It is not an error, and it is not left out either.
     *
     * @param origin where it stands
     * @param bytes the line
     * @param reason what it is, with the line or segment number, the value and the rule
     */
    @SuppressWarnings("ArrayRecordComponent") // see above
    record NoReading(Origin origin, byte[] bytes, String reason) implements FileRecord {

        /** Checks that nothing is missing. */
        public NoReading {
            Objects.requireNonNull(origin, "origin");
            Objects.requireNonNull(bytes, "bytes");
            Objects.requireNonNull(reason, "reason");
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof NoReading that
                    && origin.equals(that.origin)
                    && Arrays.equals(bytes, that.bytes)
                    && reason.equals(that.reason);
        }

        @Override
        public int hashCode() {
            return Objects.hash(origin, Arrays.hashCode(bytes), reason);
        }

        /**
         * Where the record stands and what it means.
         *
         * @return for example {@code nem12.csv@5: line 5: ...}
         */
        @Override
        public String toString() {
            return origin + ": " + reason;
        }
    }
}
