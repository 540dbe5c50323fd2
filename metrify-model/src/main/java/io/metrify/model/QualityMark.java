package io.metrify.model;

import java.util.Locale;
import java.util.Objects;

/**
 * What exchange formats say with one quality code: how far a value can be trusted and how it came about.
 *
 * @param code the rank of the value
 * @param method how the value was substituted; {@link SubstitutionMethod#NONE} for a measured one
 */
public record QualityMark(QualityCode code, SubstitutionMethod method) {

    /** Checks that nothing is missing. */
    public QualityMark {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(method, "method");
    }

    /**
     * A mark of a value that is not a substitute.
     *
     * @param code the rank of the value
     * @return the mark
     */
    public static QualityMark of(QualityCode code) {
        return new QualityMark(code, SubstitutionMethod.NONE);
    }

    /**
     * The mark in words.
     *
     * @return for example {@code estimated (interpolation)}
     */
    @Override
    public String toString() {
        String rank = words(code);
        return method == SubstitutionMethod.NONE ? rank : rank + " (" + words(method) + ")";
    }

    private static String words(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
