package io.metrify.quality;

import io.metrify.model.QualityCode;
import io.metrify.validation.Severity;
import java.util.Map;
import java.util.Objects;

/**
 * What a finding, or a quality code, costs a reading. A rule with findings costs, once per reading, the loss of its
 * severity times the percentage of its dimension, in whole parts per million rounded down. The defaults are this
 * library's own.
 *
 * @param severityLossPpm the loss by severity in parts per million, 0 to 1,000,000, all severities given. Standard:
 *     ERROR 1,000,000 (the reading cannot be used), WARNING 150,000, INFO 20,000
 * @param dimensionPercent the percentage by dimension, 0 to 100; 100 for those that are not in the map. Standard: none
 * @param codeLossPpm the loss by the reading's own quality code in parts per million, 0 to 1,000,000; 0 for those that
 *     are not in the map. Standard: EDITED 50,000, ESTIMATED 200,000, PRELIMINARY 300,000. A value marked questionable
 *     or unusable is found by a rule and costs nothing here
 * @param dimensions which dimension a rule speaks of
 */
public record ScoreWeights(
        Map<Severity, Integer> severityLossPpm,
        Map<Dimension, Integer> dimensionPercent,
        Map<QualityCode, Integer> codeLossPpm,
        RuleDimensions dimensions) {

    private static final ScoreWeights STANDARD = new ScoreWeights(
            Map.of(Severity.ERROR, ReadingScore.PERFECT, Severity.WARNING, 150_000, Severity.INFO, 20_000),
            Map.of(),
            Map.of(QualityCode.EDITED, 50_000, QualityCode.ESTIMATED, 200_000, QualityCode.PRELIMINARY, 300_000),
            RuleDimensions.standard());

    /** Checks ranges and copies. */
    public ScoreWeights {
        severityLossPpm = Map.copyOf(severityLossPpm);
        dimensionPercent = Map.copyOf(dimensionPercent);
        codeLossPpm = Map.copyOf(codeLossPpm);
        Objects.requireNonNull(dimensions, "dimensions");
        for (Severity severity : Severity.values()) {
            if (!severityLossPpm.containsKey(severity)) {
                throw new IllegalArgumentException(
                        "the loss of severity " + severity + " is missing; give 0 if it costs nothing");
            }
        }
        severityLossPpm.forEach((severity, loss) -> requireUpTo(loss, ReadingScore.PERFECT, severity));
        dimensionPercent.forEach((dimension, percent) -> requireUpTo(percent, 100, dimension));
        codeLossPpm.forEach((code, loss) -> requireUpTo(loss, ReadingScore.PERFECT, code));
    }

    /**
     * The documented defaults.
     *
     * @return always the same
     */
    public static ScoreWeights standard() {
        return STANDARD;
    }

    /**
     * The same with other losses by severity.
     *
     * @param lossPpm parts per million for every severity
     * @return a copy
     */
    public ScoreWeights withSeverityLossPpm(Map<Severity, Integer> lossPpm) {
        return new ScoreWeights(lossPpm, dimensionPercent, codeLossPpm, dimensions);
    }

    /**
     * The same with other percentages by dimension.
     *
     * @param percent 0 to 100 for the dimensions that do not count in full
     * @return a copy
     */
    public ScoreWeights withDimensionPercent(Map<Dimension, Integer> percent) {
        return new ScoreWeights(severityLossPpm, percent, codeLossPpm, dimensions);
    }

    /**
     * The same with other losses by quality code.
     *
     * @param lossPpm parts per million for the codes that cost something
     * @return a copy
     */
    public ScoreWeights withCodeLossPpm(Map<QualityCode, Integer> lossPpm) {
        return new ScoreWeights(severityLossPpm, dimensionPercent, lossPpm, dimensions);
    }

    /**
     * The same with other dimensions of rules.
     *
     * @param newDimensions which dimension a rule speaks of
     * @return a copy
     */
    public ScoreWeights withDimensions(RuleDimensions newDimensions) {
        return new ScoreWeights(severityLossPpm, dimensionPercent, codeLossPpm, newDimensions);
    }

    private static void requireUpTo(int value, int most, Enum<?> of) {
        if (value < 0 || value > most) {
            throw new IllegalArgumentException("the weight of " + of + " is " + value + "; give 0 to " + most);
        }
    }
}
