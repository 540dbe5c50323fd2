package io.metrify.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.metrify.quality.ScoreScope.Level;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoreScopeTest {

    private static final LocalDate DATE = LocalDate.of(2026, 10, 25);
    private static final ScoreScope SOURCE = ScoreScope.ofSource("readings");
    private static final ScoreScope METER = ScoreScope.ofMeter("readings", "M-1");
    private static final ScoreScope FLEET_DAY = ScoreScope.ofFleetDay("readings", DATE);
    private static final ScoreScope METER_DAY = ScoreScope.ofMeterDay("readings", "M-1", DATE);

    @Test
    void containsWhatItIsMadeOf() {
        for (ScoreScope scope : List.of(SOURCE, METER, FLEET_DAY, METER_DAY)) {
            assertThat(scope.contains(METER_DAY)).isTrue();
            assertThat(METER_DAY.at(scope.level())).isEqualTo(scope);
        }
        assertThat(METER.contains(ScoreScope.ofMeterDay("readings", "M-2", DATE)))
                .isFalse();
        assertThat(FLEET_DAY.contains(METER)).isFalse();
        assertThat(SOURCE.contains(ScoreScope.ofSource("other"))).isFalse();
    }

    @Test
    void ordersTheWiderBeforeWhatItContains() {
        assertThat(List.of(METER_DAY, FLEET_DAY, METER, SOURCE).stream().sorted())
                .containsExactly(SOURCE, METER, FLEET_DAY, METER_DAY);
    }

    @Test
    void refusesToNarrow() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SOURCE.at(Level.METER))
                .withMessageContaining("readings is no part of one METER");
    }

    @Test
    void saysWhatItSpeaksOf() {
        assertThat(METER_DAY).hasToString("readings meter M-1 2026-10-25");
        assertThat(SOURCE).hasToString("readings");
    }
}
