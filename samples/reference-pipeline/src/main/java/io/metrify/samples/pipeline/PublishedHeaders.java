package io.metrify.samples.pipeline;

/** What a record of a file says about itself on its way through Kafka. */
public final class PublishedHeaders {

    /** File and line that the record came from. */
    public static final String ORIGIN = "metrify-origin";

    /** Why a line could not be understood; the value of the record is the line itself. */
    static final String REASON = "metrify-reason";

    /** The field of a line that could not be understood. */
    static final String PATH = "metrify-path";

    private PublishedHeaders() {}
}
