package io.metrify.quality.estimation;

import static io.metrify.quality.estimation.Series.NOW;
import static io.metrify.quality.estimation.Series.QUARTER_HOUR;
import static org.assertj.core.api.Assertions.assertThat;

import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.QualityCode;
import io.metrify.model.QualityMark;
import io.metrify.model.SubstitutionMethod;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.ObisCode;
import io.metrify.model.meter.ReadingQuality;
import io.metrify.model.meter.ReadingSeries;
import io.metrify.model.meter.ReadingVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

class EditorProperties {

    private static final int SLOTS = 4;
    private static final Instant START = Instant.parse("2026-03-29T00:00:00Z");
    private static final Interval WINDOW = Interval.of(START, QUARTER_HOUR.multipliedBy(SLOTS));

    /** Anything that can be said of four slots, at minutes 0 to 9. */
    @Provide
    Arbitrary<SeriesHistory> histories() {
        Arbitrary<ReadingVersion> version = Combinators.combine(
                        Arbitraries.integers().between(0, SLOTS - 1),
                        Arbitraries.of("delivery", "empty", "substitute", "correction", "edit", "cancellation"),
                        Arbitraries.longs().between(0, 3),
                        Arbitraries.integers().between(0, 9))
                .as(EditorProperties::version);
        return version.list()
                .ofMaxSize(20)
                .map(versions -> SeriesHistory.of("m-1", ObisCode.IMPORT_PROFILE, QUARTER_HOUR)
                        .append(versions));
    }

    private static ReadingVersion version(int slot, String kind, long amount, int minute) {
        MeterReading reading = MeterReading.of(
                "m-1",
                Interval.of(START.plus(QUARTER_HOUR.multipliedBy(slot)), QUARTER_HOUR),
                Energy.ofMilliwattHours(amount));
        Instant knownAt = NOW.plusSeconds(60L * minute);
        return switch (kind) {
            case "delivery" -> ReadingVersion.delivery(reading, knownAt);
            case "empty" -> ReadingVersion.delivery(reading.withConsumption(null), knownAt);
            case "substitute" ->
                ReadingVersion.substitute(
                        marked(reading, QualityCode.ESTIMATED, SubstitutionMethod.COMPARABLE_DAYS), knownAt, null);
            case "correction" -> ReadingVersion.correction(reading, knownAt, null);
            case "edit" ->
                ReadingVersion.edit(
                        marked(reading, QualityCode.EDITED, SubstitutionMethod.MANUAL), knownAt, "ana", "known");
            case "cancellation" -> ReadingVersion.cancellation(reading, knownAt, null);
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private static MeterReading marked(MeterReading reading, QualityCode code, SubstitutionMethod method) {
        return reading.withQuality(ReadingQuality.of(new QualityMark(code, method)));
    }

    @Provide
    Arbitrary<List<String>> acts() {
        return Arbitraries.of("set", "values", "distribute", "withdraw")
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    private static Edit edit(String act, SeriesHistory history, Instant decidedAt) {
        Editor kim = Editor.of("kim", decidedAt);
        List<Energy> values = new ArrayList<>();
        for (int slot = 0; slot < SLOTS; slot++) {
            values.add(Energy.ofMilliwattHours(slot));
        }
        return switch (act) {
            case "set" -> kim.set(history, WINDOW, Energy.ofMilliwattHours(2), "because");
            case "values" -> kim.set(history, WINDOW, values, "because");
            case "distribute" -> kim.distribute(history, WINDOW, Energy.ofMilliwattHours(5), "because");
            case "withdraw" -> kim.withdraw(history, WINDOW, "because");
            default -> throw new IllegalArgumentException(act);
        };
    }

    @Property(tries = 300)
    void undoingEditsInTurnBringsBackEveryStateBefore(
            @ForAll("histories") SeriesHistory start, @ForAll("acts") List<String> acts) {
        List<ReadingSeries> states = new ArrayList<>();
        List<Edit> edits = new ArrayList<>();
        SeriesHistory history = start;
        Instant clock = NOW.plusSeconds(3_600);
        for (String act : acts) {
            states.add(history.series(WINDOW));
            edits.add(edit(act, history, clock));
            history = history.append(edits.get(edits.size() - 1).versions());
            clock = clock.plusSeconds(60);
        }
        ReadingSeries last = history.series(WINDOW);
        List<Edit> undone = new ArrayList<>();
        for (int i = edits.size() - 1; i >= 0; i--) {
            undone.add(Editor.of("ana", clock).undo(history, edits.get(i), "not so"));
            history = history.append(undone.get(undone.size() - 1).versions());
            clock = clock.plusSeconds(60);

            assertThat(history.series(WINDOW)).isEqualTo(states.get(i));
        }
        for (int i = undone.size() - 1; i >= 0; i--) {
            history = history.append(Editor.of("kim", clock)
                    .undo(history, undone.get(i), "still so")
                    .versions());
            clock = clock.plusSeconds(60);
        }

        assertThat(history.series(WINDOW)).isEqualTo(last);
        for (int minute = 0; minute < 60; minute++) {
            Instant time = NOW.plusSeconds(60L * minute);
            assertThat(history.seriesAsOf(WINDOW, time)).isEqualTo(start.seriesAsOf(WINDOW, time));
        }
    }

    @Property(tries = 200)
    void scalingAndDistributingAreExact(
            @ForAll("histories") SeriesHistory start,
            @ForAll @LongRange(min = 0, max = 1_000_000_000_000L) long amount) {
        Instant clock = NOW.plusSeconds(3_600);
        Energy energy = Energy.ofMilliwattHours(amount);
        Energy before = start.series(WINDOW).total();

        SeriesHistory more = start.append(Editor.of("kim", clock)
                .distribute(start, WINDOW, energy, "found")
                .versions());
        SeriesHistory scaled = more.append(Editor.of("kim", clock.plusSeconds(1))
                .scale(more, WINDOW, energy, "wrong factor")
                .versions());

        assertThat(more.series(WINDOW).total()).isEqualTo(before.plus(energy));
        assertThat(scaled.series(WINDOW).total()).isEqualTo(energy);
        assertThat(scaled.series(WINDOW).readings())
                .noneMatch(reading -> reading.consumption().isNegative());
    }
}
