package io.metrify.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.MarketCalendar;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.ObisCode;
import io.metrify.quality.ScoreScope.Level;
import io.metrify.validation.Finding;
import io.metrify.validation.Severity;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ScoreBookProperties {

    private static final MarketCalendar BERLIN = MarketCalendar.of(ZoneId.of("Europe/Berlin"));
    private static final Duration HOUR = Duration.ofHours(1);
    private static final LocalDate FIRST = LocalDate.of(2026, 10, 24);
    private static final List<String> SERIES = List.of(
            "series.gap",
            "series.silence",
            "series.spike.day",
            "series.zero_run",
            "series.register.sum",
            "series.overlap");
    private static final List<String> RECORDS = List.of(
            "meter.voltage.limit",
            "meter.consumption.crosscheck",
            "meter.identity.unknown",
            "meter.duplicate.too_late");

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void anySplitInAnyOrderGivesTheSameScoresOfEveryLevel(
            @ForAll @IntRange(max = 120) int events, @ForAll @IntRange(min = 1, max = 5) int parts, @ForAll long seed) {
        Random random = new Random(seed);
        List<Event> told = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            told.add(event(random));
        }
        ScoreBook whole = book();
        told.forEach(event -> event.tell(whole));
        Collections.shuffle(told, random);
        List<ScoreBook> books = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            books.add(book());
        }
        told.forEach(event -> event.tell(books.get(random.nextInt(parts))));
        ScoreBook merged = book();
        books.forEach(merged::merge);

        for (Level level : Level.values()) {
            assertThat(merged.scores(level)).isEqualTo(whole.scores(level));
        }
        assertThat(sumOf(merged.drain(LocalDate.MAX)).plus(merged.counts(ScoreScope.ofSource("s"))))
                .isEqualTo(whole.counts(ScoreScope.ofSource("s")));
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void lossesOfRulesAddUpAndScoresWithoutThemAreThoseOfABookThatWasNotTold(
            @ForAll @IntRange(min = 1, max = 80) int events, @ForAll long seed) {
        Random random = new Random(seed);
        List<Event> told = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            told.add(event(random));
        }
        ScoreBook whole = book();
        told.forEach(event -> event.tell(whole));
        FleetScore score = whole.score(ScoreScope.ofSource("s"));
        Ratio lost = score.rules().stream().map(RuleLoss::lost).reduce(Ratio.ZERO, Ratio::plus);
        assertThat(score.score().orElse(Ratio.ONE).plus(lost)).isEqualTo(Ratio.ONE);

        for (String rule : List.of("meter.voltage.limit", "series.spike.day", "series.register.sum")) {
            ScoreBook without = book();
            told.forEach(event -> event.without(rule).tell(without));
            assertThat(score.without(rule))
                    .isEqualTo(without.score(ScoreScope.ofSource("s")).score());
        }
    }

    private static QualityCounts sumOf(Map<ScoreScope, QualityCounts> counts) {
        return counts.values().stream().reduce(QualityCounts.NONE, QualityCounts::plus);
    }

    private static ScoreBook book() {
        return new ScoreBook("s", BERLIN, ScoreSettings.standard());
    }

    private static Event event(Random random) {
        String meterId = "M-" + random.nextInt(2);
        Instant start = BERLIN.day(FIRST).start().plus(HOUR.multipliedBy(random.nextInt(60)));
        MeterReading reading = MeterReading.of(meterId, Interval.of(start, HOUR), Energy.ZERO);
        List<Finding> found = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            found.add(finding(RECORDS.get(random.nextInt(RECORDS.size())), Severity.WARNING, reading.interval()));
        }
        Instant arrived = start.plus(HOUR.multipliedBy(random.nextInt(60)));
        Interval days = new Interval(
                BERLIN.day(FIRST).start(),
                BERLIN.day(FIRST.plusDays(random.nextInt(3))).end());
        return switch (random.nextInt(8)) {
            case 0, 1 -> new Event(found, (book, findings) -> book.accepted(reading, findings));
            case 2 -> new Event(found, (book, findings) -> book.accepted(reading, findings, arrived));
            case 3 -> {
                found.add(finding("meter.consumption.negative", Severity.ERROR, reading.interval()));
                yield new Event(found, (book, findings) -> book.rejected(reading, findings));
            }
            case 4 -> new Event(List.of(), (book, findings) -> book.duplicate(reading));
            case 5 -> new Event(List.of(), (book, findings) -> book.undecodable());
            case 6 ->
                new Event(List.of(), (book, findings) -> book.expect(meterId, ObisCode.IMPORT_PROFILE, days, HOUR));
            default -> {
                Interval time = Interval.of(start, HOUR.multipliedBy(1 + random.nextInt(30)));
                Severity severity = random.nextBoolean() ? Severity.ERROR : Severity.WARNING;
                Finding series = new Finding(
                        SERIES.get(random.nextInt(SERIES.size())),
                        severity,
                        meterId,
                        time.start(),
                        time.end(),
                        null,
                        "1",
                        "2",
                        "One is not two.");
                yield new Event(List.of(series), (book, findings) -> findings.forEach(book::found));
            }
        };
    }

    private static Finding finding(String rule, Severity severity, Interval time) {
        return new Finding(rule, severity, "M", time.start(), time.end(), null, "1", "2", "One is not two.");
    }

    /** Something that a book is told, with what was found. */
    private record Event(List<Finding> found, Telling telling) {

        void tell(ScoreBook book) {
            telling.tell(book, found);
        }

        Event without(String rule) {
            return new Event(
                    found.stream()
                            .filter(finding -> !finding.rule().equals(rule))
                            .toList(),
                    telling);
        }
    }

    @FunctionalInterface
    private interface Telling {
        void tell(ScoreBook book, List<Finding> found);
    }
}
