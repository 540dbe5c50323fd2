package io.metrify.validation.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.metrify.validation.MeterDirectory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesSettingsTest {

    private static final SeriesSettings STANDARD = SeriesSettings.of(Scenario.BERLIN);

    @Test
    void startsWithTheDocumentedDefaults() {
        assertThat(STANDARD.lateness()).isEqualTo(Duration.ofHours(24));
        assertThat(STANDARD.timeTolerance()).isEqualTo(Duration.ofMinutes(3));
        assertThat(STANDARD.assumedResolution()).isEqualTo(Duration.ofMinutes(15));
        assertThat(STANDARD.rasterOffset()).isZero();
        assertThat(STANDARD.from()).isNull();
        assertThat(STANDARD.meters()).isSameAs(MeterDirectory.none());
    }

    @Test
    void changesOneThingAtATime() {
        MeterDirectory meters = MeterDirectory.of(List.of());
        KnownEvents events = KnownEvents.of(List.of(), List.of());
        SeriesSettings changed = STANDARD.withMeters(meters)
                .withEvents(events)
                .withFrom(Instant.EPOCH)
                .withLateness(Duration.ofHours(1))
                .withTimeTolerance(Duration.ofSeconds(2))
                .withAssumedResolution(Duration.ofMinutes(5))
                .withRasterOffset(Duration.ofMinutes(30));
        assertThat(changed)
                .isEqualTo(new SeriesSettings(
                        Scenario.BERLIN,
                        meters,
                        events,
                        Instant.EPOCH,
                        Duration.ofHours(1),
                        Duration.ofSeconds(2),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(30)));
    }

    @Test
    void refusesALatenessThatIsNegativeOrEndless() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> STANDARD.withLateness(Duration.ofSeconds(-1)))
                .withMessage("the lateness, PT-1S, is out of range; give 0 to 8784 hours");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> STANDARD.withLateness(Duration.ofDays(366).plusNanos(1)));
        assertThat(STANDARD.withLateness(Duration.ofDays(366)).lateness()).isEqualTo(Duration.ofDays(366));
    }

    @Test
    void refusesATimeToleranceBeyondASlot() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> STANDARD.withTimeTolerance(Duration.ofSeconds(Long.MAX_VALUE)))
                .withMessageStartingWith("the time tolerance, ")
                .withMessageEndingWith(", is out of range; give 0 to 1 hours");
        assertThatIllegalArgumentException().isThrownBy(() -> STANDARD.withTimeTolerance(Duration.ofMillis(-1)));
    }

    @Test
    void refusesARasterOffsetThatNoSlotHas() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> STANDARD.withRasterOffset(Duration.ofMillis(1_500)))
                .withMessage("the raster offset PT1.5S is not a whole number of seconds; give one such as PT30M");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> STANDARD.withRasterOffset(Duration.ofHours(2)))
                .withMessage("the raster offset, PT2H, is out of range; give 0 to 1 hours");
    }

    @Test
    void refusesAResolutionThatIsNotAPositiveNumberOfSeconds() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> STANDARD.withAssumedResolution(Duration.ZERO))
                .withMessage("the assumed resolution PT0S is not a positive whole number of seconds; give one such as"
                        + " PT15M");
        assertThatIllegalArgumentException().isThrownBy(() -> STANDARD.withAssumedResolution(Duration.ofMillis(1_500)));
    }
}
