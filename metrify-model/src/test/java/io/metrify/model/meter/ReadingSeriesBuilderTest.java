package io.metrify.model.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.QualityCode;
import io.metrify.model.SubstitutionMethod;
import io.metrify.model.meter.ReadingSeriesBuilder.Placement;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReadingSeriesBuilderTest {

    private static final Instant NOON = Instant.parse("2026-03-29T12:00:00Z");
    private static final Duration QUARTER = Duration.ofMinutes(15);

    private final ReadingSeriesBuilder builder =
            ReadingSeries.builder("m-1", ObisCode.IMPORT_PROFILE, Interval.of(NOON, Duration.ofHours(1)), QUARTER);

    private static MeterReading reading(long secondsAfterNoon, String kilowattHours) {
        return MeterReading.of(
                "m-1", Interval.of(NOON.plusSeconds(secondsAfterNoon), QUARTER), Energy.parse(kilowattHours));
    }

    @Test
    void takesReadingsInAnyOrder() {
        assertThat(builder.add(reading(2_700, "3"))).isEqualTo(Placement.PLACED);
        assertThat(builder.add(reading(0, "1"))).isEqualTo(Placement.PLACED);
        ReadingSeries series = builder.build();

        assertThat(series.count()).isEqualTo(2);
        assertThat(series.energy(0)).isEqualTo(Energy.parse("1"));
        assertThat(series.energy(3)).isEqualTo(Energy.parse("3"));
        assertThat(builder.refusals()).isEmpty();
    }

    @Test
    void aRedeliveryChangesNothing() {
        builder.add(reading(0, "1"));

        assertThat(builder.add(reading(0, "1"))).isEqualTo(Placement.REDELIVERED);
        assertThat(builder.build().count()).isEqualTo(1);
        assertThat(builder.refusals()).isEmpty();
    }

    @Test
    void aConflictIsRefusedAndTheFirstValueStays() {
        builder.add(reading(0, "1"));

        assertThat(builder.add(reading(0, "2"))).isEqualTo(Placement.CONFLICT);
        assertThat(builder.build().energy(0)).isEqualTo(Energy.parse("1"));
        assertThat(builder.refusals())
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.reason())
                        .isEqualTo("the reading at 2026-03-29T12:00:00Z says 2.000000 kWh; its slot has 1.000000 kWh"
                                + " already, which stays"));
    }

    @Test
    void aReadingWithoutEnergyLeavesItsSlotAsItIs() {
        builder.add(reading(900, "1"));

        assertThat(builder.add(reading(0, "1").withConsumption(null))).isEqualTo(Placement.NOT_MEASURED);
        assertThat(builder.add(reading(900, "1").withConsumption(null))).isEqualTo(Placement.NOT_MEASURED);
        assertThat(builder.build().count()).isEqualTo(1);
    }

    @Test
    void refusesWhatIsOffTheRaster() {
        assertThat(builder.add(reading(1, "1"))).isEqualTo(Placement.OFF_RASTER);
        assertThat(builder.add(MeterReading.of("m-1", Interval.of(NOON.plusMillis(1), QUARTER), Energy.ZERO)))
                .isEqualTo(Placement.OFF_RASTER);
        assertThat(builder.refusals().get(0).reason())
                .isEqualTo("the reading at 2026-03-29T12:00:01Z does not start where a slot of PT15M starts;"
                        + " the one before starts at 2026-03-29T12:00:00Z");
    }

    @Test
    void refusesWhatIsOutside() {
        assertThat(builder.add(reading(-900, "1"))).isEqualTo(Placement.OUTSIDE);
        assertThat(builder.add(reading(3_600, "1"))).isEqualTo(Placement.OUTSIDE);
        assertThat(builder.add(reading(-1, "1"))).isEqualTo(Placement.OUTSIDE);
        assertThat(builder.refusals().get(0).reason())
                .isEqualTo("the reading at 2026-03-29T11:45:00Z lies outside the window"
                        + " 2026-03-29T12:00:00Z/2026-03-29T13:00:00Z");
    }

    @Test
    void refusesWhatHasAnotherLength() {
        MeterReading hour = reading(0, "1").withInterval(Interval.of(NOON, Duration.ofHours(1)));

        assertThat(builder.add(hour)).isEqualTo(Placement.OTHER_LENGTH);
        assertThat(builder.refusals().get(0).reason())
                .isEqualTo("the reading at 2026-03-29T12:00:00Z lasts PT1H; a slot lasts PT15M");
        assertThat(builder.refusals().get(0).reading()).isEqualTo(hour);
    }

    @Test
    void onlyWhatDoesNotBelongIsARefusal() {
        for (Placement placement : Placement.values()) {
            boolean belongs = placement == Placement.PLACED
                    || placement == Placement.REDELIVERED
                    || placement == Placement.NOT_MEASURED;
            assertThat(placement.isRefusal()).isEqualTo(!belongs);
        }
    }

    @Test
    void readingsOfAnotherMeterAreTheCallersMistake() {
        MeterReading other = reading(0, "1").withRegister(ObisCode.EXPORT_PROFILE);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.add(other))
                .withMessage("a reading of m-1 1-0:2.29.0 does not belong into the series of m-1 1-0:1.29.0;"
                        + " group readings by meter and register first");
    }

    @Test
    void keepsQualityAndMethod() {
        builder.add(reading(900, "1")
                .withQuality(new ReadingQuality(QualityCode.ESTIMATED, SubstitutionMethod.LOAD_PROFILE, 0.5)));
        ReadingSeries series = builder.build();

        assertThat(series.quality(1)).isEqualTo(QualityCode.ESTIMATED);
        assertThat(series.method(1)).isEqualTo(SubstitutionMethod.LOAD_PROFILE);
        assertThat(series.method(0)).isEqualTo(SubstitutionMethod.NONE);
    }

    @Test
    void goesOnAfterBuilding() {
        ReadingSeries before = builder.build();
        builder.set(0, Energy.ZERO, QualityCode.EDITED, SubstitutionMethod.MANUAL);

        assertThat(before.count()).isZero();
        assertThat(builder.build().count()).isEqualTo(1);
        assertThat(builder.clear(0).build()).isEqualTo(before);
    }

    @Test
    void refusesSlotsThatAreNotThere() {
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> builder.set(4, Energy.ZERO, QualityCode.EDITED, SubstitutionMethod.MANUAL));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> builder.clear(-1));
    }

    @Test
    void refusesAWindowOfHalfASlot() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReadingSeries.builder(
                        "m-1", ObisCode.IMPORT_PROFILE, Interval.of(NOON, Duration.ofMinutes(20)), QUARTER))
                .withMessageContaining("is not a whole number, up to 2147483647, of slots of PT15M");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReadingSeries.builder(
                        "m-1", ObisCode.IMPORT_PROFILE, Interval.of(NOON, Duration.ofMinutes(5)), QUARTER));
    }
}
