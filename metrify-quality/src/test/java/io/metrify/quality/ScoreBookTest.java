package io.metrify.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.MarketCalendar;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.ObisCode;
import io.metrify.quality.QualityCounts.Cause;
import io.metrify.quality.QualityCounts.Outcomes;
import io.metrify.quality.QualityCounts.Slots;
import io.metrify.quality.ScoreScope.Level;
import io.metrify.validation.Finding;
import io.metrify.validation.Severity;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoreBookTest {

    private static final String SOURCE = "head-end";
    private static final MarketCalendar BERLIN = MarketCalendar.of(ZoneId.of("Europe/Berlin"));
    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final LocalDate DAY = LocalDate.of(2026, 10, 25);
    private static final LocalDate NEXT = DAY.plusDays(1);
    private static final ScoreScope M1_DAY = ScoreScope.ofMeterDay(SOURCE, "M-1", DAY);

    private final ScoreBook book = new ScoreBook(SOURCE, BERLIN, ScoreSettings.standard());

    @ParameterizedTest
    @CsvSource({"2026-03-29, 92", "2026-06-01, 96", "2026-10-25, 100"})
    void expectsTheSlotsOfTheMarketDay(LocalDate date, int slots) {
        book.expect("M-1", ObisCode.IMPORT_PROFILE, BERLIN.day(date), QUARTER);
        book.expect("M-1", ObisCode.IMPORT_PROFILE, BERLIN.day(date), QUARTER);
        ScoreScope scope = ScoreScope.ofMeterDay(SOURCE, "M-1", date);
        assertThat(book.counts(scope).slots()).isEqualTo(new Slots(slots, 0));
        assertThat(book.score(scope).explanation())
                .containsExactly("completeness.missing cost 1 (" + slots
                        + " slots of completeness); without it the score would be 1");
    }

    @ParameterizedTest
    @CsvSource({"2026-03-29", "2026-06-01", "2026-10-25"})
    void expectsOneDailyReadingHoweverLongTheDayIs(LocalDate date) {
        Interval day = BERLIN.day(date);
        book.expect("M-1", ObisCode.IMPORT_PROFILE, day, Duration.ofDays(1));
        book.accepted(MeterReading.of("M-1", day, Energy.parse("9.6")), List.of());
        assertThat(book.counts(ScoreScope.ofMeterDay(SOURCE, "M-1", date)).slots())
                .isEqualTo(new Slots(1, 1));
    }

    @Test
    void losesNothingOnAFlawlessDay() {
        expect("M-1");
        for (int slot = 0; slot < 100; slot++) {
            book.accepted(reading("M-1", DAY, slot), List.of(), BERLIN.day(DAY).end());
        }
        FleetScore score = book.score(M1_DAY);
        assertThat(score.score()).hasValue(Ratio.ONE);
        assertThat(score.rules()).isEmpty();
        assertThat(score.leftOut()).isEmpty();
    }

    @Test
    void expectsOnlyWhatBeginsInTheTime() {
        Instant noon = Instant.parse("2026-10-26T11:00:00Z");
        book.expect(
                "M-1",
                ObisCode.IMPORT_PROFILE,
                new Interval(BERLIN.day(DAY).end().minusSeconds(1800), noon),
                QUARTER);
        assertThat(book.counts(M1_DAY).slots().expected()).isEqualTo(2);
        assertThat(book.counts(ScoreScope.ofMeterDay(SOURCE, "M-1", NEXT))
                        .slots()
                        .expected())
                .isEqualTo(48);
    }

    @Test
    void losesASlotOnceHoweverManyRulesSpeakOfIt() {
        MeterReading reading = reading("M-1", DAY, 7);
        book.accepted(reading, List.of(Examples.VOLTAGE));
        book.found(series("series.spike.day", Severity.WARNING, reading.interval()));
        book.found(series("series.stuck", Severity.WARNING, reading.interval()));
        QualityCounts counts = book.counts(M1_DAY);
        assertThat(counts.causes())
                .containsExactly(entry(Dimension.PLAUSIBILITY, Map.of("meter.voltage.limit", new Cause(1, 0))));
        assertThat(counts.findings()).hasSize(3);
    }

    @Test
    void losesEverySlotWithAReadingThatASeriesFindingOverlaps() {
        for (int slot = 10; slot < 20; slot++) {
            book.accepted(reading("M-1", DAY, slot), List.of());
        }
        Instant from = reading("M-1", DAY, 15).interval().start();
        book.found(series(
                "series.zero_run", Severity.WARNING, new Interval(from.plusSeconds(60), from.plusSeconds(36_000))));
        book.found(series("series.register.exchange", Severity.INFO, new Interval(from, from.plusSeconds(1))));
        assertThat(book.counts(M1_DAY).causes())
                .containsExactly(entry(Dimension.PLAUSIBILITY, Map.of("series.zero_run", new Cause(5, 5))));
    }

    @Test
    void losesSlotsOfEveryDayThatASeriesFindingSpans() {
        book.accepted(reading("M-1", DAY, 99), List.of());
        book.accepted(reading("M-1", NEXT, 0), List.of());
        book.found(series(
                "series.register.sum",
                Severity.ERROR,
                new Interval(BERLIN.day(DAY).start(), BERLIN.day(NEXT).end())));
        assertThat(book.counts(ScoreScope.ofMeter(SOURCE, "M-1")).causes())
                .containsExactly(entry(Dimension.CONSISTENCY, Map.of("series.register.sum", new Cause(2, 2))));
        assertThat(book.counts(ScoreScope.ofSource(SOURCE)).findings())
                .containsExactly(entry("series.register.sum", 1L));
    }

    @Test
    void takesAFindingWithoutAnEndForTheSlotOfItsStart() {
        MeterReading reading = reading("M-1", DAY, 3);
        book.accepted(reading, List.of());
        book.accepted(reading("M-1", DAY, 4), List.of());
        book.found(new Finding(
                "series.register.backward",
                Severity.ERROR,
                "M-1",
                reading.interval().start(),
                null,
                null,
                "1",
                "2",
                "A register fell."));
        assertThat(book.counts(M1_DAY).causes().get(Dimension.CONSISTENCY))
                .containsExactly(entry("series.register.backward", new Cause(1, 1)));
    }

    @Test
    void namesWhatSlotsAreEmptyBy() {
        expect("M-1");
        for (int slot = 0; slot < 90; slot++) {
            book.accepted(reading("M-1", DAY, slot), List.of());
        }
        book.rejected(reading("M-1", DAY, 90), List.of(Examples.NEGATIVE));
        book.rejected(reading("M-1", DAY, 5), List.of(Examples.finding("meter.duplicate.conflict", Severity.ERROR)));
        Interval gap = new Interval(
                reading("M-1", DAY, 90).interval().start(),
                reading("M-1", DAY, 95).interval().end());
        book.found(series("series.gap", Severity.ERROR, gap));
        book.found(series("series.coverage", Severity.WARNING, BERLIN.day(DAY)));
        QualityCounts counts = book.counts(M1_DAY);
        assertThat(counts.slots()).isEqualTo(new Slots(100, 90));
        // The conflict costs validity; its slot is filled. The last four slots are in no gap, but the day is short of
        // readings.
        assertThat(counts.causes().get(Dimension.COMPLETENESS))
                .containsExactly(
                        entry("meter.consumption.negative", new Cause(1, 1)),
                        entry("series.coverage", new Cause(4, 4)),
                        entry("series.gap", new Cause(5, 5)));
        assertThat(counts.causes().get(Dimension.VALIDITY))
                .containsOnlyKeys("meter.consumption.negative", "meter.duplicate.conflict");
        assertThat(counts.outcomes()).isEqualTo(new Outcomes(90, 2, 0, 0));
    }

    @Test
    void fillsASlotWithTheReadingThatCanBeUsed() {
        expect("M-1");
        MeterReading reading = reading("M-1", DAY, 0);
        book.rejected(reading, List.of(Examples.NEGATIVE));
        book.accepted(reading, List.of());
        assertThat(book.counts(M1_DAY).slots().filled()).isEqualTo(1);
        assertThat(book.counts(M1_DAY).causes()).containsOnlyKeys(Dimension.VALIDITY);
    }

    @Test
    void isInTimeUpToTheAllowedDelay() {
        MeterReading reading = reading("M-1", DAY, 0);
        Instant last = reading.interval().end().plus(Duration.ofHours(36));
        book.accepted(reading, List.of(), last);
        assertThat(book.counts(M1_DAY).timed()).isEqualTo(1);
        assertThat(book.counts(M1_DAY).causes()).isEmpty();
        book.accepted(reading("M-1", DAY, 1), List.of(), last.plus(QUARTER).plusMillis(1));
        assertThat(book.counts(M1_DAY).causes())
                .containsExactly(entry(Dimension.TIMELINESS, Map.of(QualityCounts.LATE, new Cause(1, 1))));
    }

    @Test
    void countsRegistersAndLengthsApart() {
        MeterReading reading = reading("M-1", DAY, 0);
        book.accepted(reading, List.of());
        book.accepted(reading.withRegister(ObisCode.EXPORT_PROFILE), List.of());
        book.accepted(
                MeterReading.of(
                        "M-1",
                        new Interval(reading.interval().start(), BERLIN.day(DAY).end()),
                        Energy.ZERO),
                List.of());
        assertThat(book.counts(M1_DAY).outcomes().accepted()).isEqualTo(3);
    }

    @Test
    void addsUpMeterDaysToFleetDaysMetersAndTheSource() {
        book.accepted(reading("M-1", DAY, 0), List.of());
        book.accepted(reading("M-1", NEXT, 0), List.of());
        book.rejected(reading("M-2", DAY, 0), List.of(Examples.NEGATIVE));
        book.duplicate(reading("M-2", NEXT, 0));
        book.undecodable();
        assertThat(book.counts(ScoreScope.ofFleetDay(SOURCE, DAY)).outcomes()).isEqualTo(new Outcomes(1, 1, 0, 0));
        assertThat(book.counts(ScoreScope.ofMeter(SOURCE, "M-2")).outcomes()).isEqualTo(new Outcomes(0, 1, 0, 1));
        assertThat(book.counts(ScoreScope.ofSource(SOURCE)).outcomes()).isEqualTo(new Outcomes(2, 1, 1, 1));
        assertThat(book.counts(ScoreScope.ofSource("other"))).isEqualTo(QualityCounts.NONE);
        for (Level level : Level.values()) {
            assertThat(book.scores(level))
                    .hasSize(level == Level.METER_DAY ? 4 : level == Level.SOURCE ? 1 : 2)
                    .allSatisfy((scope, score) -> assertThat(score).isEqualTo(book.score(scope)));
        }
    }

    @Test
    void listsTheWorstFirst() {
        book.accepted(reading("M-good", DAY, 0), List.of());
        book.rejected(reading("M-bad", DAY, 0), List.of(Examples.NEGATIVE));
        book.accepted(reading("M-doubt-2", DAY, 0), List.of(Examples.VOLTAGE));
        book.accepted(reading("M-doubt-1", DAY, 0), List.of(Examples.VOLTAGE));
        book.found(new Finding(
                "series.gap", Severity.ERROR, "M-unscored", BERLIN.day(DAY).start(), null, null, "1", "2", "None."));
        assertThat(book.worst(Level.METER, 3))
                .extracting(scored -> scored.getKey().meterId())
                .containsExactly("M-bad", "M-doubt-1", "M-doubt-2");
        assertThat(book.worst(Level.METER_DAY, 10)).hasSize(4);
        assertThat(book.worst(Level.SOURCE, 0)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> book.worst(Level.METER, -1));
    }

    @Test
    void handsOutCompleteDaysAndForgetsThem() {
        expect("M-1");
        book.accepted(reading("M-1", DAY, 0), List.of());
        book.accepted(reading("M-1", NEXT, 0), List.of());
        QualityCounts day = book.counts(M1_DAY);
        assertThat(book.drain(NEXT)).containsExactly(entry(M1_DAY, day));
        assertThat(book.counts(M1_DAY)).isEqualTo(QualityCounts.NONE);
        assertThat(book.counts(ScoreScope.ofSource(SOURCE)).outcomes().accepted())
                .isEqualTo(1);
        assertThat(book.drain(NEXT)).isEmpty();
    }

    @Test
    void refusesToMergeAnotherSource() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> book.merge(new ScoreBook("other", BERLIN, ScoreSettings.standard())))
                .withMessageContaining("head-end and other do not merge");
    }

    @Test
    void refusesToMergeItselfAndToBeWithoutAName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> book.merge(book))
                .withMessageContaining("cannot be merged with itself");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ScoreBook(" ", BERLIN, ScoreSettings.standard()))
                .withMessageContaining("has no name");
    }

    private void expect(String meterId) {
        book.expect(meterId, ObisCode.IMPORT_PROFILE, BERLIN.day(DAY), QUARTER);
    }

    private static MeterReading reading(String meterId, LocalDate date, int slot) {
        return MeterReading.of(meterId, BERLIN.slot(date, QUARTER, slot), Energy.parse("0.1"));
    }

    private static Finding series(String rule, Severity severity, Interval time) {
        return new Finding(rule, severity, "M-1", time.start(), time.end(), null, "1", "2", "One is not two.");
    }
}
