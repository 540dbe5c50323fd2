package io.metrify.model;

/**
 * How far a value can be trusted, from best to worst. The order is total, so the codes form a lattice: what is
 * computed from several values is as good as the {@linkplain #worst worst} of them.
 *
 * <p>The names are what every wire carries as {@code quality_code}. Exchange formats have codes of their own; {@link
 * QualityScheme} translates and says what a translation loses.
 */
public enum QualityCode {
    /** Checked and found right: a true value that may be billed. */
    VALIDATED,
    /** As the meter delivered it, not checked yet. */
    AS_PROVIDED,
    /** Computed from other values by a formula (a sum, a difference, a virtual meter). */
    CALCULATED,
    /** Set by a person who gave a reason. */
    EDITED,
    /** A substitute made by a {@link SubstitutionMethod}, not measured. */
    ESTIMATED,
    /** Expected to be replaced: preliminary, proposed, projected or forecast. */
    PRELIMINARY,
    /** Delivered, but doubtful. */
    QUESTIONABLE,
    /** No usable value: missing, faulty or withdrawn. */
    UNUSABLE;

    /**
     * Whether this code is worse than another.
     *
     * @param other the other code
     * @return true if it ranks strictly below
     */
    public boolean isWorseThan(QualityCode other) {
        return compareTo(other) > 0;
    }

    /**
     * The worse of this code and another: the code of anything computed from both.
     *
     * @param other the other code
     * @return the lower-ranking of the two
     */
    public QualityCode worst(QualityCode other) {
        return isWorseThan(other) ? this : other;
    }

    /**
     * The better of this code and another.
     *
     * @param other the other code
     * @return the higher-ranking of the two
     */
    public QualityCode best(QualityCode other) {
        return isWorseThan(other) ? other : this;
    }

    /**
     * Whether the value behind this code was measured and may count as a true value.
     *
     * @return true for {@link #VALIDATED} and {@link #AS_PROVIDED}
     */
    public boolean isMeasured() {
        return this == VALIDATED || this == AS_PROVIDED;
    }
}
