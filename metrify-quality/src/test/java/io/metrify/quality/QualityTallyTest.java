package io.metrify.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import io.metrify.quality.QualityCounts.Cause;
import io.metrify.quality.QualityCounts.Outcomes;
import io.metrify.quality.QualityCounts.Slots;
import io.metrify.validation.Severity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QualityTallyTest {

    private static final Cause ONE_ALONE = new Cause(1, 1);

    private final QualityTally tally = new QualityTally();

    @Test
    void countsWhatBecomesOfReadings() {
        tally.expect(4);
        tally.accepted(List.of());
        tally.accepted(List.of(Examples.VOLTAGE, Examples.CROSSCHECK));
        tally.accepted(List.of(Examples.JITTER));
        tally.rejected(List.of(Examples.NEGATIVE, Examples.VOLTAGE));
        tally.undecodable();
        tally.duplicate();
        QualityCounts counts = tally.counts();
        assertThat(counts.slots()).isEqualTo(new Slots(4, 3));
        assertThat(counts.outcomes()).isEqualTo(new Outcomes(3, 1, 1, 1));
        assertThat(counts.outcomes().read()).isEqualTo(6);
        assertThat(counts.timed()).isZero();
        assertThat(counts.causes())
                .containsExactly(
                        entry(Dimension.COMPLETENESS, Map.of("meter.consumption.negative", ONE_ALONE)),
                        entry(Dimension.VALIDITY, Map.of("meter.consumption.negative", ONE_ALONE)),
                        entry(Dimension.CONSISTENCY, Map.of("meter.consumption.crosscheck", ONE_ALONE)),
                        entry(Dimension.PLAUSIBILITY, Map.of("meter.voltage.limit", new Cause(2, 2))));
        assertThat(counts.findings())
                .containsExactly(
                        entry("meter.consumption.crosscheck", 1L),
                        entry("meter.consumption.negative", 1L),
                        entry("meter.time.jitter", 1L),
                        entry("meter.voltage.limit", 2L));
    }

    @Test
    void putsAReadingDownToTheGravestRuleAndThenToTheFirst() {
        RuleDimensions validity = RuleDimensions.standard().with("acme", Dimension.VALIDITY);
        QualityTally own = new QualityTally(validity);
        own.rejected(List.of(
                Examples.finding("acme.a", Severity.WARNING),
                Examples.finding("acme.c", Severity.ERROR),
                Examples.finding("acme.b", Severity.ERROR),
                Examples.finding("acme.b", Severity.ERROR)));
        own.rejected(List.of(Examples.finding("acme.c", Severity.ERROR), Examples.finding("acme.c", Severity.ERROR)));
        assertThat(own.counts().causes().get(Dimension.VALIDITY))
                .containsExactly(entry("acme.b", new Cause(1, 0)), entry("acme.c", ONE_ALONE));
        assertThat(own.counts().causes().get(Dimension.COMPLETENESS))
                .containsExactly(entry("acme.b", new Cause(1, 0)), entry("acme.c", ONE_ALONE));
    }

    @Test
    void losesNothingByWhatIsOnlyWorthKnowing() {
        tally.accepted(List.of(Examples.JITTER, Examples.finding("meter.voltage.band", Severity.INFO)));
        assertThat(tally.counts().causes()).isEmpty();
    }

    @Test
    void knowsWhatCameLate() {
        tally.accepted(List.of(), false);
        tally.accepted(List.of(), true);
        tally.accepted(List.of(Examples.finding("meter.duplicate.too_late", Severity.WARNING)));
        tally.accepted(List.of(Examples.finding("meter.duplicate.too_late", Severity.WARNING)), true);
        tally.rejected(List.of(Examples.NEGATIVE, Examples.finding("meter.duplicate.too_late", Severity.WARNING)));
        tally.accepted(List.of());
        assertThat(tally.counts().timed()).isEqualTo(5);
        assertThat(tally.counts().causes().get(Dimension.TIMELINESS))
                .containsExactly(
                        entry("meter.duplicate.too_late", new Cause(3, 2)), entry(QualityCounts.LATE, ONE_ALONE));
    }

    @Test
    void leavesASlotEmptyThatLacksItsAmount() {
        tally.accepted(List.of(Examples.finding("meter.consumption.missing", Severity.WARNING)));
        assertThat(tally.counts().slots().filled()).isZero();
        assertThat(tally.counts().causes())
                .containsExactly(entry(Dimension.COMPLETENESS, Map.of("meter.consumption.missing", ONE_ALONE)));
    }

    @Test
    void namesARejectionThatNoRuleExplains() {
        tally.rejected(List.of());
        assertThat(tally.counts().causes().get(Dimension.VALIDITY))
                .containsExactly(entry(QualityCounts.REJECTED, ONE_ALONE));
    }

    @Test
    void refusesANegativeNumberOfSlots() {
        assertThatIllegalArgumentException().isThrownBy(() -> tally.expect(-1));
    }
}
