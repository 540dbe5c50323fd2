package io.metrify.testkit.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.metrify.model.Interval;
import io.metrify.model.MarketCalendar;
import io.metrify.model.meter.MeterReading;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class FleetProperties {

    @Property(tries = 100)
    void aReadingAloneIsTheReadingInTheStream(@ForAll long seed, @ForAll @IntRange(max = 19) int meter) {
        Fleet fleet = Fleet.builder()
                .meters(20)
                .seed(seed)
                .days(1)
                .resolution(Duration.ofHours(1))
                .build();
        List<MeterReading> streamed =
                fleet.readings(ReadingOrder.BY_METER, meter, meter + 1).toList();
        assertThat(streamed)
                .allSatisfy(reading -> assertThat(fleet.reading(
                                meter, reading.register(), fleet.raster().slotOf(reading.timestamp())))
                        .isEqualTo(reading));
    }

    @Property(tries = 100)
    void aMeterIsTheSameInAFleetOfAnySize(@ForAll long seed, @ForAll @IntRange(min = 5, max = 1_000_000) int meters) {
        Fleet small = Fleet.builder().meters(5).seed(seed).days(1).build();
        Fleet large = Fleet.builder().meters(meters).seed(seed).days(1).build();
        assertThat(large.meter(4)).isEqualTo(small.meter(4));
        assertThat(large.readings(ReadingOrder.BY_METER, 4, 5).toList())
                .isEqualTo(small.readings(ReadingOrder.BY_TIME, 4, 5).toList());
    }

    @Property(tries = 100)
    void partsOfAFleetMakeUpTheWhole(@ForAll @IntRange(max = 12) int cut, @ForAll ReadingOrder order) {
        Fleet fleet = Fleet.builder()
                .meters(12)
                .days(1)
                .resolution(Duration.ofHours(1))
                .build();
        long parts = unordered(fleet, order, 0, cut) + unordered(fleet, order, cut, 12);
        assertThat(parts).isEqualTo(unordered(fleet, order, 0, 12));
    }

    @Property(tries = 300)
    void slotsTileTheDaysOfAnyZone(
            @ForAll("zones") ZoneId zone,
            @ForAll @IntRange(min = 9_200, max = 23_700) int firstDay,
            @ForAll("resolutions") Duration resolution) {
        MarketCalendar calendar = MarketCalendar.of(zone);
        SlotRaster raster = SlotRaster.of(calendar, LocalDate.ofEpochDay(firstDay), 3, resolution);
        Instant reached = raster.span().start();
        for (int slot = 0; slot < raster.slotCount(); slot++) {
            Interval interval = raster.slot(slot);
            assertThat(interval.start()).isEqualTo(reached);
            assertThat(raster.slotOf(interval.start())).isEqualTo(slot);
            assertThat(raster.slotOf(interval.end().minusSeconds(1))).isEqualTo(slot);
            assertThat(interval.length()).isLessThanOrEqualTo(resolution);
            assertThat(raster.date(raster.dayOf(slot))).isEqualTo(calendar.dateOf(interval.start()));
            reached = interval.end();
        }
        assertThat(reached).isEqualTo(raster.span().end());
        assertThat(raster.slotOf(reached)).isEqualTo(-1);
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of(
                        "Europe/Berlin",
                        "America/St_Johns",
                        "Australia/Lord_Howe",
                        "Pacific/Apia",
                        "Asia/Kathmandu",
                        "America/Sao_Paulo",
                        "Africa/Casablanca",
                        "UTC")
                .map(ZoneId::of);
    }

    @Provide
    Arbitrary<Duration> resolutions() {
        return Arbitraries.of(5, 15, 30, 60, 1_440).map(Duration::ofMinutes);
    }

    private static long unordered(Fleet fleet, ReadingOrder order, int from, int to) {
        return Long.parseUnsignedLong(
                FleetDigest.of(fleet.readings(order, from, to)).unordered(), 16);
    }
}
