package io.metrify.connector.api;

import io.metrify.validation.Finding;
import java.util.List;
import java.util.Objects;

/**
 * A record that was not accepted, with its original bytes, where it came from, and every reason. It can be repaired
 * and sent again.
 *
 * @param record the record as it came
 * @param kind how far it got
 * @param path the wire name of the offending field, or empty if the whole record is meant
 * @param reason what is wrong, in a sentence
 * @param findings what validation found; empty for a record that could not be decoded
 */
public record DeadLetter(RawRecord record, Kind kind, String path, String reason, List<Finding> findings) {

    /** How far a dead letter got. */
    public enum Kind {
        /** Its bytes could not be understood. */
        UNDECODABLE,
        /** It was understood, and validation found an error. */
        REJECTED
    }

    /** Copies the findings. */
    public DeadLetter {
        Objects.requireNonNull(record, "record");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(reason, "reason");
        findings = List.copyOf(findings);
    }
}
