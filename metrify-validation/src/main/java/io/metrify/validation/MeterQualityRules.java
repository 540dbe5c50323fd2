package io.metrify.validation;

import io.metrify.model.QualityCode;
import io.metrify.model.SubstitutionMethod;
import io.metrify.model.meter.Meter;
import io.metrify.model.meter.MeterReading;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules on what the source itself says of a reading. */
@SuppressWarnings("EnumOrdinal")
final class MeterQualityRules {

    private static final String SOURCE = "the quality code of the delivery";
    private static final QualityCode[] CODES = QualityCode.values();
    private static final byte NO_METHOD = (byte) SubstitutionMethod.NONE.ordinal();

    private MeterQualityRules() {}

    static List<MeterRule> all() {
        return List.of(
                new NotMarked("meter.quality.unusable", Severity.ERROR, QualityCode.UNUSABLE, "unusable"),
                new NotMarked("meter.quality.questionable", Severity.WARNING, QualityCode.QUESTIONABLE, "questionable"),
                new Contradiction());
    }

    private static final class NotMarked extends MeterRule {

        private final QualityCode code;
        private final byte number;
        private final String word;

        NotMarked(String id, Severity severity, QualityCode code, String word) {
            super(
                    new Title(id, severity, "The source does not mark the value as " + word + ".", SOURCE),
                    "quality_code");
            this.code = code;
            this.number = (byte) code.ordinal();
            this.word = word;
        }

        @Override
        int judge(ReadingColumns readings, int row, MeterFacts facts) {
            return readings.codes[row] == number ? VIOLATED : SOUND;
        }

        @Override
        void judgeAll(ReadingColumns readings, int from, int to, MeterFacts facts, Outcomes outcomes) {
            for (int row = from; row < to; row++) {
                outcomes.put(row, judge(readings, row, facts));
            }
        }

        @Override
        boolean asksForMeters() {
            return false;
        }

        @Override
        Words words(MeterReading reading, @Nullable Meter meter, Instant now) {
            return new Words(code.name(), "another quality code", "The source marks the value as " + word + ".");
        }
    }

    private static final class Contradiction extends MeterRule {

        Contradiction() {
            super(
                    new Title(
                            "meter.quality.contradiction",
                            Severity.WARNING,
                            "A measured value has no method of substitution.",
                            SOURCE),
                    "quality_method");
        }

        @Override
        int judge(ReadingColumns readings, int row, MeterFacts facts) {
            return readings.methods[row] != NO_METHOD && CODES[readings.codes[row]].isMeasured() ? VIOLATED : SOUND;
        }

        @Override
        void judgeAll(ReadingColumns readings, int from, int to, MeterFacts facts, Outcomes outcomes) {
            for (int row = from; row < to; row++) {
                outcomes.put(row, judge(readings, row, facts));
            }
        }

        @Override
        boolean asksForMeters() {
            return false;
        }

        @Override
        Words words(MeterReading reading, @Nullable Meter meter, Instant now) {
            QualityCode code = reading.quality().code();
            SubstitutionMethod method = reading.quality().method();
            return new Words(
                    method.name(),
                    SubstitutionMethod.NONE.name(),
                    "The value is marked " + code + ", which is measured, and " + method
                            + ", which is a substitute; it cannot be both.");
        }
    }
}
