package io.metrify.model.meter;

import static io.metrify.model.meter.ReadingSeries.MISSING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.MarketCalendar;
import io.metrify.model.QualityCode;
import io.metrify.model.SubstitutionMethod;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ReadingSeriesTest {

    private static final Instant NOON = Instant.parse("2026-03-29T12:00:00Z");
    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final MarketCalendar BERLIN = MarketCalendar.of(ZoneId.of("Europe/Berlin"));
    private static final ReadingSeries SERIES = series(1_000, MISSING, 0, -500);

    private static ReadingSeries series(long... milliwattHours) {
        return ReadingSeries.of("m-1", ObisCode.IMPORT_PROFILE, NOON, QUARTER, milliwattHours);
    }

    @Test
    void holdsTheRaster() {
        assertThat(SERIES.meterId()).isEqualTo("m-1");
        assertThat(SERIES.register()).isEqualTo(ObisCode.IMPORT_PROFILE);
        assertThat(SERIES.start()).isEqualTo(NOON);
        assertThat(SERIES.resolution()).isEqualTo(QUARTER);
        assertThat(SERIES.size()).isEqualTo(4);
        assertThat(SERIES.interval()).isEqualTo(Interval.of(NOON, Duration.ofHours(1)));
        assertThat(SERIES.slotStart(3)).isEqualTo(NOON.plusSeconds(2_700));
    }

    @Test
    void missingIsNotZero() {
        assertThat(SERIES.count()).isEqualTo(3);
        assertThat(SERIES.isComplete()).isFalse();
        assertThat(SERIES.isPresent(1)).isFalse();
        assertThat(SERIES.energy(1)).isNull();
        assertThat(SERIES.milliwattHours(1)).isEqualTo(MISSING);
        assertThat(SERIES.quality(1)).isEqualTo(QualityCode.UNUSABLE);
        assertThat(SERIES.isPresent(2)).isTrue();
        assertThat(SERIES.energy(2)).isEqualTo(Energy.ZERO);
        assertThat(SERIES.quality(2)).isEqualTo(QualityCode.AS_PROVIDED);
        assertThat(SERIES.method(2)).isEqualTo(SubstitutionMethod.NONE);
    }

    @Test
    void totalSkipsWhatIsMissing() {
        assertThat(SERIES.total()).isEqualTo(Energy.ofMilliwattHours(500));
        assertThat(series(MISSING, MISSING).total()).isEqualTo(Energy.ZERO);
        assertThat(series(-1).total()).isEqualTo(Energy.ofMilliwattHours(-1));
    }

    @Test
    void totalIsExactAtTheEdgeOfTheRange() {
        long max = Energy.MAX_MILLIWATT_HOURS;

        assertThat(series(max, max, -max, MISSING).total().milliwattHours()).isEqualTo(max);
        assertThat(series(-max, 0).total().milliwattHours()).isEqualTo(-max);
        long[] many = new long[30];
        Arrays.fill(many, max);
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> series(many).total())
                .withMessageContaining("30 of 30 slots is outside the range of DECIMAL(18,6) kWh");
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> series(max, 1).total());
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> series(-max, -1).total());
    }

    @Test
    void findsTheSlotOfAnInstant() {
        assertThat(SERIES.slotOf(NOON)).isZero();
        assertThat(SERIES.slotOf(NOON.plusSeconds(899).plusNanos(999_999_999))).isZero();
        assertThat(SERIES.slotOf(NOON.plusSeconds(900))).isEqualTo(1);
        assertThat(SERIES.slotOf(NOON.plusSeconds(3_600))).isEqualTo(-1);
        assertThat(SERIES.slotOf(NOON.minusNanos(1))).isEqualTo(-1);
        assertThat(SERIES.slotOf(Instant.MAX)).isEqualTo(-1);
    }

    @Test
    void refusesSlotsThatAreNotThere() {
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> SERIES.slotStart(4));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> SERIES.milliwattHours(-1));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> SERIES.method(4));
    }

    @Test
    void isNotChangedThroughItsArrays() {
        long[] given = {1, 2};
        ReadingSeries series = series(given);
        given[0] = 99;
        series.toMilliwattHours()[1] = 99;

        assertThat(series.toMilliwattHours()).containsExactly(1, 2);
    }

    @Test
    void aMarketDayHasAllItsSlots() {
        ReadingSeries autumn = ReadingSeries.builder(
                        "m-1", ObisCode.IMPORT_PROFILE, BERLIN.day(LocalDate.of(2026, 10, 25)), QUARTER)
                .build();

        assertThat(autumn.size()).isEqualTo(100);
        assertThat(SERIES.day(BERLIN, LocalDate.of(2026, 3, 29)).size()).isEqualTo(92);
        assertThat(SERIES.day(BERLIN, LocalDate.of(2026, 3, 29)).count()).isEqualTo(3);
        assertThat(SERIES.day(BERLIN, LocalDate.of(2026, 3, 29)).total()).isEqualTo(SERIES.total());
        assertThat(SERIES.day(BERLIN, LocalDate.of(2026, 3, 30)).count()).isZero();
    }

    @Test
    void aSliceCoversItsWindow() {
        Interval window = Interval.of(NOON.plusSeconds(1_800), Duration.ofHours(1));
        ReadingSeries slice = SERIES.slice(window);

        assertThat(slice.interval()).isEqualTo(window);
        assertThat(slice.toMilliwattHours()).containsExactly(0, -500, MISSING, MISSING);
        assertThat(SERIES.slice(Interval.of(NOON.minusSeconds(900), Duration.ofMinutes(30)))
                        .toMilliwattHours())
                .containsExactly(MISSING, 1_000);
        assertThat(SERIES.slice(SERIES.interval())).isEqualTo(SERIES);
    }

    @Test
    void aSliceFarAwayIsMissing() {
        assertThat(SERIES.slice(Interval.of(NOON.plusSeconds(90_000), QUARTER)).toMilliwattHours())
                .containsExactly(MISSING);
        assertThat(SERIES.slice(Interval.of(NOON.minusSeconds(90_000), QUARTER)).toMilliwattHours())
                .containsExactly(MISSING);
    }

    @Test
    void refusesAWindowThatDoesNotFitTheRaster() {
        Interval askew = Interval.of(NOON.plusSeconds(60), QUARTER);
        Interval odd = Interval.of(NOON, Duration.ofMinutes(20));

        assertThat(SERIES.fits(askew)).isFalse();
        assertThat(SERIES.fits(odd)).isFalse();
        assertThat(SERIES.fits(Interval.of(NOON.plusMillis(1), QUARTER))).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SERIES.slice(askew))
                .withMessage("the window 2026-03-29T12:01:00Z/2026-03-29T12:16:00Z is not a whole number of the PT15M"
                        + " slots that start at 2026-03-29T12:00:00Z; ask fits(window) first");
        assertThatIllegalArgumentException().isThrownBy(() -> SERIES.slice(odd));
    }

    @Test
    void givesReadingsOfWhatWasMeasured() {
        assertThat(SERIES.toReadings())
                .hasSize(3)
                .first()
                .isEqualTo(MeterReading.of("m-1", Interval.of(NOON, QUARTER), Energy.ofMilliwattHours(1_000)));
        assertThat(SERIES.readings().map(MeterReading::timestamp))
                .containsExactly(NOON, NOON.plusSeconds(1_800), NOON.plusSeconds(2_700));
    }

    @Test
    void substitutesAreMarked() {
        ReadingSeries filled = SERIES.toBuilder()
                .set(1, Energy.ofMilliwattHours(7), QualityCode.ESTIMATED, SubstitutionMethod.INTERPOLATION)
                .build();

        assertThat(filled.isComplete()).isTrue();
        assertThat(filled.method(1)).isEqualTo(SubstitutionMethod.INTERPOLATION);
        assertThat(filled.method(0)).isEqualTo(SubstitutionMethod.NONE);
        assertThat(filled.quality(1)).isEqualTo(QualityCode.ESTIMATED);
        assertThat(filled.slice(Interval.of(NOON.plusSeconds(900), QUARTER)).method(0))
                .isEqualTo(SubstitutionMethod.INTERPOLATION);
        assertThat(filled.toReadings().get(1).quality().method()).isEqualTo(SubstitutionMethod.INTERPOLATION);
        assertThat(SERIES.count()).isEqualTo(3);
    }

    @Test
    void equalityIsBySlots() {
        ReadingSeries sameAgain = SERIES.toBuilder()
                .set(1, Energy.ZERO, QualityCode.ESTIMATED, SubstitutionMethod.HOLD)
                .clear(1)
                .build();

        assertThat(sameAgain).isEqualTo(SERIES).hasSameHashCodeAs(SERIES);
        assertThat(SERIES).isNotEqualTo(series(1_000, MISSING, 0, -501)).isNotEqualTo("series");
        assertThat(SERIES.toBuilder()
                        .set(0, Energy.ofMilliwattHours(1_000), QualityCode.VALIDATED, SubstitutionMethod.NONE)
                        .build())
                .isNotEqualTo(SERIES);
        assertThat(SERIES.toBuilder()
                        .set(0, Energy.ofMilliwattHours(1_000), QualityCode.AS_PROVIDED, SubstitutionMethod.HOLD)
                        .build())
                .isNotEqualTo(SERIES);
    }

    @Test
    void refusesAnImpossibleRaster() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> series())
                .withMessage("a series of no slots covers no time; a slot without energy is MISSING, not left out");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> series(Energy.MAX_MILLIWATT_HOURS + 1))
                .withMessageContaining("slot 0 has 1000000000000000000 mWh, which is outside the range");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReadingSeries.of("m-1", ObisCode.IMPORT_PROFILE, NOON, Duration.ofMillis(1_500), 1))
                .withMessageContaining("the resolution PT1.5S is not a positive whole number of seconds");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReadingSeries.of("m-1", ObisCode.IMPORT_PROFILE, NOON, Duration.ZERO, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReadingSeries.of(
                        "m-1", ObisCode.IMPORT_PROFILE, Instant.parse("9999-12-31T23:45:00Z"), QUARTER, 1, 2))
                .withMessageContaining("the start of the last slot");
    }

    @Test
    void saysWhatItIs() {
        assertThat(SERIES).hasToString("m-1 1-0:1.29.0 2026-03-29T12:00:00Z/2026-03-29T13:00:00Z PT15M, 3 of 4 slots");
    }
}
