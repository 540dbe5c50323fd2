package io.metrify.connector.postgres;

import java.time.Instant;
import java.util.Objects;

/**
 * What somebody did, as the audit log holds it.
 *
 * @param id grows from entry to entry
 * @param recordedAt when, by the database's clock
 * @param databaseUser who was connected, by the database
 * @param actor who did it, by the application
 * @param action what was done, such as {@code role.granted}
 * @param subject to what or whom
 * @param detail what else is to be said; empty if nothing
 */
public record AuditEntry(
        long id, Instant recordedAt, String databaseUser, String actor, String action, String subject, String detail) {

    /** Checks that nothing is missing. */
    public AuditEntry {
        Objects.requireNonNull(recordedAt, "recordedAt");
        Objects.requireNonNull(databaseUser, "databaseUser");
        Objects.requireNonNull(actor, "actor");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(detail, "detail");
    }
}
