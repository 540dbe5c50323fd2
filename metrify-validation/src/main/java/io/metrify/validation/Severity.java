package io.metrify.validation;

/** How much a finding matters, from least to most. */
public enum Severity {
    /** Worth knowing; the record is used without doubt. */
    INFO,
    /** The record is used, with doubt. */
    WARNING,
    /** The record cannot be used. */
    ERROR;

    /**
     * Whether this severity is at least another.
     *
     * @param other the other severity
     * @return true if this one matters as much or more
     */
    public boolean isAtLeast(Severity other) {
        return compareTo(other) >= 0;
    }
}
