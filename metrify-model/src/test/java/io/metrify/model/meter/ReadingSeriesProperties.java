package io.metrify.model.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.MarketCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class ReadingSeriesProperties {

    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final MarketCalendar BERLIN = MarketCalendar.of(ZoneId.of("Europe/Berlin"));

    /** Starts around the changes of the clock in 2026. */
    @Provide
    Arbitrary<ReadingSeries> series() {
        Arbitrary<long[]> amounts = Arbitraries.frequencyOf(
                        net.jqwik.api.Tuple.of(
                                6, Arbitraries.longs().between(-1_000_000_000_000_000L, 1_000_000_000_000_000L)),
                        net.jqwik.api.Tuple.of(1, Arbitraries.just(ReadingSeries.MISSING)))
                .array(long[].class)
                .ofMinSize(1)
                .ofMaxSize(300);
        Arbitrary<Instant> starts =
                Arbitraries.of("2026-03-28T00:00:00Z", "2026-10-24T10:15:00Z").map(Instant::parse);
        return net.jqwik.api.Combinators.combine(starts, amounts)
                .as((start, values) -> ReadingSeries.of("m-1", ObisCode.IMPORT_PROFILE, start, QUARTER, values));
    }

    @Property
    void totalIsTheSumOfWhatIsThere(@ForAll("series") ReadingSeries series) {
        List<Energy> present = IntStream.range(0, series.size())
                .mapToObj(series::energy)
                .filter(Objects::nonNull)
                .toList();

        assertThat(series.total()).isEqualTo(Energy.sum(present));
        assertThat(series.count()).isEqualTo(present.size());
    }

    @Property
    void itsReadingsInAnyOrderMakeItAgain(@ForAll("series") ReadingSeries series, @ForAll long seed) {
        List<MeterReading> readings = new ArrayList<>(series.toReadings());
        Collections.shuffle(readings, new Random(seed));
        ReadingSeriesBuilder builder =
                ReadingSeries.builder(series.meterId(), series.register(), series.interval(), series.resolution());
        readings.forEach(builder::add);

        assertThat(builder.build()).isEqualTo(series);
        assertThat(builder.refusals()).isEmpty();
    }

    @Property
    void itsDaysAddUpToIt(@ForAll("series") ReadingSeries series) {
        LocalDate date = BERLIN.dateOf(series.interval().start());
        LocalDate last = BERLIN.dateOf(series.interval().end());
        int count = 0;
        Energy total = Energy.ZERO;
        for (; !date.isAfter(last); date = date.plusDays(1)) {
            ReadingSeries day = series.day(BERLIN, date);
            assertThat(day.size()).isEqualTo(BERLIN.slotCount(date, QUARTER));
            count += day.count();
            total = total.plus(day.total());
        }

        assertThat(count).isEqualTo(series.count());
        assertThat(total).isEqualTo(series.total());
    }

    @Property
    void aSliceHasTheValuesOfItsWindow(
            @ForAll("series") ReadingSeries series,
            @ForAll @IntRange(min = -50, max = 350) int from,
            @ForAll @IntRange(min = 1, max = 100) int size) {
        Interval window = Interval.of(series.start().plus(QUARTER.multipliedBy(from)), QUARTER.multipliedBy(size));
        ReadingSeries slice = series.slice(window);

        assertThat(slice.interval()).isEqualTo(window);
        for (int i = 0; i < size; i++) {
            int slot = series.slotOf(slice.slotStart(i));
            assertThat(slice.milliwattHours(i))
                    .isEqualTo(slot < 0 ? ReadingSeries.MISSING : series.milliwattHours(slot));
            assertThat(slot < 0 || slice.quality(i) == series.quality(slot)).isTrue();
        }
    }
}
