package io.metrify.model;

/**
 * How a value that was not measured came about. {@link #NONE} stands for a measured value. The names are what every
 * wire carries as {@code quality_method}; {@code NONE} is absent there.
 */
public enum SubstitutionMethod {
    /** Not a substitute. */
    NONE,
    /** A straight line between the neighbours of a gap. */
    INTERPOLATION,
    /** The mean of comparable days of the same meter. */
    COMPARABLE_DAYS,
    /** A shape scaled so that it adds up to the advance of a register. */
    REGISTER_SCALING,
    /** A standard load profile scaled to an advance or to a yearly forecast. */
    LOAD_PROFILE,
    /** The value before the gap, held. */
    HOLD,
    /** A statistical method, not further described. */
    STATISTICAL,
    /** A person's decision. */
    MANUAL,
    /** Some method; the source did not say which. */
    UNSPECIFIED
}
