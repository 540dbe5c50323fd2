package io.metrify.quality.expectation;

/** The language of a row condition. */
enum ConditionDialect {
    /** One comparison, with {@code col("a")}; becomes SQL. */
    GREAT_EXPECTATIONS,
    /** Python, as {@code DataFrame.query} of pandas reads it. */
    PANDAS,
    /** SQL, as Spark reads it. */
    SPARK;

    /** Whether a comparison with a missing value is unknown, rather than false. */
    boolean isThreeValued() {
        return this != PANDAS;
    }
}
