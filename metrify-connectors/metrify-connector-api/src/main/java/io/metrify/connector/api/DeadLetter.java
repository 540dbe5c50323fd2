package io.metrify.connector.api;

import io.metrify.validation.Finding;
import io.metrify.validation.Severity;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

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

    static DeadLetter undecodable(RawRecord record, String path, String reason) {
        return new DeadLetter(record, Kind.UNDECODABLE, path, reason, List.of());
    }

    /** A dead letter for what validation said of it. */
    static DeadLetter rejected(RawRecord record, List<Finding> findings) {
        List<Finding> errors = findings.stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .toList();
        String reason = errors.stream().map(Finding::message).collect(Collectors.joining("; "));
        String path = errors.stream()
                .map(Finding::field)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
        return new DeadLetter(record, Kind.REJECTED, path, reason, findings);
    }
}
