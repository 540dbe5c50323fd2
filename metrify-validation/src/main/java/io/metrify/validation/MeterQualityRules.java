package io.metrify.validation;

import io.metrify.model.QualityCode;
import io.metrify.model.SubstitutionMethod;
import io.metrify.model.meter.MeterReading;
import java.util.List;

/** Rules on what the source itself says of a reading. */
final class MeterQualityRules {

    private static final String SOURCE = "the quality code of the delivery";

    private MeterQualityRules() {}

    static List<Rule<MeterReading>> all() {
        return List.of(
                notMarked("meter.quality.unusable", Severity.ERROR, QualityCode.UNUSABLE, "unusable"),
                notMarked("meter.quality.questionable", Severity.WARNING, QualityCode.QUESTIONABLE, "questionable"),
                contradiction());
    }

    private static Rule<MeterReading> notMarked(String id, Severity severity, QualityCode code, String word) {
        return new CheckedRule<>(
                id,
                severity,
                "The source does not mark the value as " + word + ".",
                SOURCE,
                (reading, context, inspection) -> {
                    if (reading.quality().code() == code) {
                        inspection.violation(
                                "quality_code",
                                code.name(),
                                "another quality code",
                                "The source marks the value as " + word + ".");
                    }
                });
    }

    private static Rule<MeterReading> contradiction() {
        return new CheckedRule<>(
                "meter.quality.contradiction",
                Severity.WARNING,
                "A measured value has no method of substitution.",
                SOURCE,
                (reading, context, inspection) -> {
                    QualityCode code = reading.quality().code();
                    SubstitutionMethod method = reading.quality().method();
                    if (code.isMeasured() && method != SubstitutionMethod.NONE) {
                        inspection.violation(
                                "quality_method",
                                method.name(),
                                SubstitutionMethod.NONE.name(),
                                "The value is marked " + code + ", which is measured, and " + method
                                        + ", which is a substitute; it cannot be both.");
                    }
                });
    }
}
