package io.metrify.model.meter;

import io.metrify.model.QualityCode;
import io.metrify.model.QualityMark;
import io.metrify.model.SubstitutionMethod;
import io.metrify.model.constraint.MeasuredRange;
import jakarta.validation.constraints.NotNull;
import java.util.Objects;

/**
 * How far a reading can be trusted: its code, how it was substituted if it was, and its score.
 *
 * @param code the rank of the value; the wire's {@code quality_code}
 * @param method how the value was substituted; {@link SubstitutionMethod#NONE} for a measured one. The wire's {@code
 *     quality_method}
 * @param score the data-quality score from 0 (worthless) to 1 (flawless), or {@link Double#NaN} if it was not scored;
 *     the wire's {@code data_quality_score}
 */
public record ReadingQuality(
        @NotNull QualityCode code,
        @NotNull SubstitutionMethod method,

        @MeasuredRange(min = 0, max = 1, wireName = "data_quality_score")
        double score) {

    /** As the meter delivered it: not checked, not scored. */
    public static final ReadingQuality AS_PROVIDED = of(QualityCode.AS_PROVIDED);

    /** Checks the score's range. */
    public ReadingQuality {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(method, "method");
        if (score < 0 || score > 1) {
            throw new IllegalArgumentException("the data-quality score " + score
                    + " is outside [0, 1]; use NaN for a reading that was not scored");
        }
    }

    /**
     * A measured value that was not scored.
     *
     * @param code the rank of the value
     * @return the quality
     */
    public static ReadingQuality of(QualityCode code) {
        return new ReadingQuality(code, SubstitutionMethod.NONE, Double.NaN);
    }

    /**
     * A value as an exchange format marked it, not scored.
     *
     * @param mark its rank and method
     * @return the quality
     */
    public static ReadingQuality of(QualityMark mark) {
        return new ReadingQuality(mark.code(), mark.method(), Double.NaN);
    }

    /**
     * What an exchange format can say of the value.
     *
     * @return its rank and method, without the score
     */
    public QualityMark mark() {
        return new QualityMark(code, method);
    }

    /**
     * The same with another score.
     *
     * @param newScore 0 to 1, or NaN
     * @return a copy
     */
    public ReadingQuality withScore(double newScore) {
        return new ReadingQuality(code, method, newScore);
    }

    /**
     * The same with another code.
     *
     * @param newCode the rank of the value
     * @return a copy
     */
    public ReadingQuality withCode(QualityCode newCode) {
        return new ReadingQuality(newCode, method, score);
    }
}
