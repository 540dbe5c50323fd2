package io.metrify.connector.api;

/**
 * The bytes of a record cannot be understood. A codec throws it; a pipeline turns it into a {@link DeadLetter} and goes
 * on. It has no stack trace, because it describes the data and not the program.
 */
public final class MalformedRecordException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String path;
    private final String reason;

    /**
     * A record that cannot be understood.
     *
     * @param path the wire name of the offending field, or empty if the whole record is meant
     * @param reason what is wrong, with the value and the rule
     */
    public MalformedRecordException(String path, String reason) {
        super(path.isEmpty() ? reason : path + ": " + reason, null, false, false);
        this.path = path;
        this.reason = reason;
    }

    /**
     * A record that cannot be understood because of another failure.
     *
     * @param path the wire name of the offending field, or empty if the whole record is meant
     * @param reason what is wrong, with the value and the rule
     * @param cause the failure underneath
     */
    public MalformedRecordException(String path, String reason, Throwable cause) {
        super(path.isEmpty() ? reason : path + ": " + reason, cause, false, false);
        this.path = path;
        this.reason = reason;
    }

    /**
     * Which field is wrong.
     *
     * @return its wire name, or empty if the whole record is meant
     */
    public String path() {
        return path;
    }

    /**
     * What is wrong.
     *
     * @return a sentence with the value and the rule
     */
    public String reason() {
        return reason;
    }
}
