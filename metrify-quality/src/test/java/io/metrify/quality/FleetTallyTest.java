package io.metrify.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.metrify.quality.FleetTally.MeterScore;
import io.metrify.quality.QualityCounts.Doubts;
import io.metrify.quality.QualityCounts.Outcomes;
import io.metrify.validation.Severity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FleetTallyTest {

    @Test
    void countsWhatBecomesOfReadings() {
        QualityTally tally = new QualityTally();
        tally.expect(4);
        tally.accepted(List.of());
        tally.accepted(List.of(Examples.VOLTAGE, Examples.CROSSCHECK));
        tally.accepted(List.of(Examples.JITTER));
        tally.rejected(List.of(Examples.NEGATIVE, Examples.VOLTAGE));
        tally.undecodable();
        tally.duplicate();
        QualityCounts counts = tally.counts();
        assertThat(counts.expected()).isEqualTo(4);
        assertThat(counts.outcomes()).isEqualTo(new Outcomes(3, 1, 1, 1));
        assertThat(counts.outcomes().read()).isEqualTo(6);
        assertThat(counts.doubts()).isEqualTo(new Doubts(3, 1, 1));
        assertThat(counts.findings())
                .containsExactly(
                        Map.entry("meter.consumption.crosscheck", 1L),
                        Map.entry("meter.consumption.negative", 1L),
                        Map.entry("meter.time.jitter", 1L),
                        Map.entry("meter.voltage.limit", 2L));
    }

    @Test
    void takesNoNoteForADoubt() {
        QualityTally tally = new QualityTally();
        tally.accepted(List.of(Examples.JITTER, Examples.finding("meter.voltage.band", Severity.INFO)));
        assertThat(tally.counts().doubts()).isEqualTo(new Doubts(1, 0, 0));
    }

    @Test
    void speaksOfTheDimensionsItIsTold() {
        QualityTally tally = new QualityTally(RuleDimensions.standard().with("meter.voltage", Dimension.CONSISTENCY));
        tally.accepted(List.of(Examples.VOLTAGE));
        assertThat(tally.counts().doubts()).isEqualTo(new Doubts(1, 1, 0));
    }

    @Test
    void listsTheWorstMetersFirst() {
        FleetTally fleet = new FleetTally();
        fleet.meter("M-good").accepted(List.of());
        fleet.meter("M-bad").rejected(List.of(Examples.NEGATIVE));
        fleet.meter("M-doubt-2").accepted(List.of(Examples.VOLTAGE));
        fleet.meter("M-doubt-1").accepted(List.of(Examples.VOLTAGE));
        fleet.meter("M-silent-but-unknown-how-long");
        assertThat(fleet.worst(3, FleetWeights.standard()))
                .extracting(MeterScore::meterId)
                .containsExactly("M-bad", "M-doubt-1", "M-doubt-2");
        assertThat(fleet.worst(10, FleetWeights.standard())).hasSize(4);
        assertThat(fleet.worst(0, FleetWeights.standard())).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> fleet.worst(-1, FleetWeights.standard()));
    }

    @Test
    void findsASilentMeterThatWasExpected() {
        FleetTally fleet = new FleetTally();
        fleet.meter("M-silent").expect(96);
        fleet.meter("M-1").expect(1);
        fleet.meter("M-1").accepted(List.of());
        assertThat(fleet.worst(1, FleetWeights.standard()).get(0).meterId()).isEqualTo("M-silent");
    }

    @Test
    void addsUpMetersAndWhatBelongsToNone() {
        FleetTally fleet = new FleetTally();
        fleet.meter("M-1").accepted(List.of());
        fleet.meter("M-2").accepted(List.of());
        fleet.unattributed().undecodable();
        assertThat(fleet.counts().outcomes()).isEqualTo(new Outcomes(2, 0, 1, 0));
    }

    @Test
    void mergesMeterByMeter() {
        FleetTally first = new FleetTally();
        first.meter("M-1").accepted(List.of());
        FleetTally second = new FleetTally();
        second.meter("M-1").duplicate();
        second.meter("M-2").rejected(List.of(Examples.NEGATIVE));
        second.unattributed().undecodable();
        first.merge(second);
        assertThat(first.meter("M-1").counts().outcomes()).isEqualTo(new Outcomes(1, 0, 0, 1));
        assertThat(first.meter("M-2").counts().outcomes()).isEqualTo(new Outcomes(0, 1, 0, 0));
        assertThat(first.counts().outcomes()).isEqualTo(new Outcomes(1, 1, 1, 1));
        assertThat(second.counts().outcomes()).isEqualTo(new Outcomes(0, 1, 1, 1));
    }

    @Test
    void refusesANegativeNumberOfSlots() {
        assertThatIllegalArgumentException().isThrownBy(() -> new QualityTally().expect(-1));
    }
}
