package io.metrify.quality;

/** One side of data quality. Every loss of a score belongs to exactly one. */
public enum Dimension {
    /** What should be there is there. */
    COMPLETENESS,
    /** What is there can be used. */
    VALIDITY,
    /** It came in time. */
    TIMELINESS,
    /** It does not contradict itself or what is known of its meter. */
    CONSISTENCY,
    /** It came once. */
    UNIQUENESS,
    /** It is what one would expect. */
    PLAUSIBILITY
}
