package io.metrify.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.ObisCode;
import io.metrify.validation.SeenReadings.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class SeenReadingsProperties {

    private static final Duration WINDOW = Duration.ofHours(10);
    private static final Instant START = Instant.parse("2026-03-28T18:00:00Z");

    /** However a stream is cut, and whoever goes on from what was remembered in whatever order, verdicts are the same. */
    @Property(tries = 300)
    void verdictsDoNotDependOnChunks(
            @ForAll("streams") List<MeterReading> stream,
            @ForAll @IntRange(min = 1, max = 50) int chunk,
            @ForAll long seed) {
        SeenReadings whole = SeenReadings.of(WINDOW);
        List<Verdict> expected = stream.stream().map(whole::see).toList();

        List<Verdict> chunked = new ArrayList<>();
        List<MeterReading> remembered = new ArrayList<>();
        for (int from = 0; from < stream.size(); from += chunk) {
            SeenReadings restored = SeenReadings.of(WINDOW);
            Collections.shuffle(remembered, new Random(seed));
            remembered.forEach(restored::remember);
            for (MeterReading reading : stream.subList(from, Math.min(from + chunk, stream.size()))) {
                Verdict verdict = restored.see(reading);
                chunked.add(verdict);
                if (verdict == Verdict.NEW) {
                    remembered.add(reading);
                }
            }
        }
        assertThat(chunked).isEqualTo(expected);
    }

    /** The primitive tables say what a plain map of everything would say. */
    @Property(tries = 300)
    void agreesWithAMemoryOfEverything(@ForAll("streams") List<MeterReading> stream) {
        SeenReadings seen = SeenReadings.of(WINDOW);
        Map<List<Object>, Energy> everything = new HashMap<>();
        Map<String, Instant> newest = new HashMap<>();
        for (MeterReading reading : stream) {
            Instant start = reading.interval().start();
            List<Object> key = List.of(reading.meterId(), reading.register(), start);
            Energy known = everything.get(key);
            Instant latest = newest.get(reading.meterId());
            Verdict expected;
            if (latest != null && start.isBefore(latest.minus(WINDOW))) {
                expected = Verdict.TOO_LATE;
            } else if (known == null) {
                expected = Verdict.NEW;
                everything.put(key, reading.consumption());
                newest.merge(reading.meterId(), start, (a, b) -> a.isAfter(b) ? a : b);
            } else {
                expected = known.equals(reading.consumption()) ? Verdict.REDELIVERY : Verdict.CONFLICT;
            }
            assertThat(seen.see(reading)).isEqualTo(expected);
        }
    }

    @Provide
    Arbitrary<List<MeterReading>> streams() {
        Arbitrary<MeterReading> readings = Combinators.combine(
                        Arbitraries.of("M-1", "M-2"),
                        Arbitraries.of(ObisCode.IMPORT_PROFILE, ObisCode.EXPORT_PROFILE),
                        Arbitraries.integers().between(0, 100),
                        Arbitraries.longs().between(0, 2))
                .as((meter, register, slot, wattHours) -> MeterReading.of(
                                meter,
                                Interval.of(START.plus(Duration.ofMinutes(15L * slot)), Duration.ofMinutes(15)),
                                Energy.ofWattHours(wattHours))
                        .withRegister(register));
        return readings.list().ofMinSize(0).ofMaxSize(400);
    }
}
