package io.metrify.quality.estimation;

import static io.metrify.quality.estimation.Series.BERLIN;
import static io.metrify.quality.estimation.Series.NOW;
import static io.metrify.quality.estimation.Series.PLAIN;
import static io.metrify.quality.estimation.Series.QUARTER_HOUR;
import static io.metrify.quality.estimation.Series.at;
import static io.metrify.quality.estimation.Series.local;
import static io.metrify.quality.estimation.Series.without;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import io.metrify.model.DayType;
import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.MarketCalendar;
import io.metrify.model.QualityCode;
import io.metrify.model.SubstitutionMethod;
import io.metrify.model.meter.MeterType;
import io.metrify.model.meter.ObisCode;
import io.metrify.model.meter.ReadingSeries;
import io.metrify.quality.estimation.Refusal.Cause;
import io.metrify.validation.series.KnownEvents;
import io.metrify.validation.series.Outage;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EstimatorTest {

    private static final Estimator ESTIMATOR = Estimator.of(BERLIN).withPolicy(PLAIN);
    private static final ReadingSeries MARCH =
            Series.of(BERLIN, LocalDate.of(2026, 3, 2), LocalDate.of(2026, 3, 31), Series::clock);

    @Test
    void takesNoInfiniteRatedPowerAsItWouldMakeARolloverOfEveryFall() {
        EstimationRequest request = EstimationRequest.of(MARCH, NOW);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EstimationRequest(
                        request.series(),
                        request.window(),
                        request.registers(),
                        request.exchanges(),
                        request.meterType(),
                        request.registerDigits(),
                        Double.POSITIVE_INFINITY,
                        null,
                        NOW,
                        null,
                        null))
                .withMessageContaining("not positive and finite");
    }

    private static Estimation estimate(ReadingSeries series) {
        return ESTIMATOR.estimate(EstimationRequest.of(series, NOW));
    }

    private static List<LocalDate> days(Substitute substitute) {
        return ((Derivation.ComparableDays) substitute.derivation()).days();
    }

    @Test
    void drawsALineThroughAShortGap() {
        ReadingSeries series = ReadingSeries.of(
                "m-1",
                ObisCode.IMPORT_PROFILE,
                NOW,
                QUARTER_HOUR,
                100,
                ReadingSeries.MISSING,
                ReadingSeries.MISSING,
                ReadingSeries.MISSING,
                110);

        Estimation estimation = estimate(series);

        // 102.5, 105 and 107.5, half-even.
        assertThat(estimation.series().toMilliwattHours()).containsExactly(100, 102, 105, 108, 110);
        assertThat(estimation.series().quality(1)).isEqualTo(QualityCode.ESTIMATED);
        assertThat(estimation.series().method(1)).isEqualTo(SubstitutionMethod.INTERPOLATION);
        assertThat(estimation.series().quality(0)).isEqualTo(QualityCode.AS_PROVIDED);
        assertThat(estimation.refusals()).isEmpty();
        assertThat(estimation.substitutes().get(0).reason())
                .isEqualTo("straight line from 0.000100 kWh at 2026-12-01T08:00:00Z to 0.000110 kWh at"
                        + " 2026-12-01T09:00:00Z");
    }

    @Test
    void twoHoursAreShortAndOneSlotMoreIsNot() {
        Interval twoHours = local("2026-03-24T10:00", "2026-03-24T12:00");
        Interval more = local("2026-03-24T10:00", "2026-03-24T12:15");

        assertThat(at(estimate(without(MARCH, twoHours)), twoHours.start()).derivation())
                .isInstanceOf(Derivation.Interpolation.class);
        assertThat(at(estimate(without(MARCH, more)), more.start()).derivation())
                .isInstanceOf(Derivation.ComparableDays.class);
    }

    @Test
    void takesTheMeanOfTheThreeMostRecentWorkdays() {
        Interval gap = local("2026-03-24T10:00", "2026-03-24T13:00");

        Estimation estimation = estimate(without(MARCH, gap));

        Substitute first = at(estimation, gap.start());
        assertThat(days(first))
                .containsExactly(LocalDate.of(2026, 3, 23), LocalDate.of(2026, 3, 20), LocalDate.of(2026, 3, 19));
        // The mean of the 23rd, 20th and 19th at 10:00 is 3,206,666.67 + 1,000.
        assertThat(first.reading().consumption()).isEqualTo(Energy.ofMilliwattHours(3_207_667));
        assertThat(first.reason()).isEqualTo("mean of WORKDAY 2026-03-23, 2026-03-20, 2026-03-19");
        assertThat(estimation.substitutes()).hasSize(12);
    }

    @Test
    void nearTheEdgesOfAGapItsNeighboursAreFelt() {
        // Every measured day is 1,000 mWh throughout, but for the two neighbours of the gap.
        Interval gap = local("2026-03-24T06:00", "2026-03-24T18:00");
        ReadingSeries flat =
                without(Series.of(BERLIN, LocalDate.of(2026, 3, 2), LocalDate.of(2026, 3, 31), time -> 1_000), gap);
        ReadingSeries series = flat.toBuilder()
                .set(
                        flat.slotOf(gap.start()) - 1,
                        Energy.ofMilliwattHours(3_000),
                        QualityCode.VALIDATED,
                        SubstitutionMethod.NONE)
                .set(
                        flat.slotOf(gap.end()),
                        Energy.ofMilliwattHours(3_000),
                        QualityCode.VALIDATED,
                        SubstitutionMethod.NONE)
                .build();

        Estimation estimation = Estimator.of(BERLIN).estimate(EstimationRequest.of(series, NOW));

        // With the reach of 3 hours: 1,000 + 2,000 / (1 + d^2 / 9) for a distance of d hours.
        ReadingSeries filled = estimation.series().slice(gap);
        assertThat(filled.milliwattHours(0)).isEqualTo(2_986);
        assertThat(filled.milliwattHours(11)).isEqualTo(2_000);
        assertThat(filled.milliwattHours(23)).isEqualTo(1_400);
        assertThat(filled.milliwattHours(24)).isEqualTo(1_400);
        assertThat(filled.milliwattHours(47)).isEqualTo(2_986);
        assertThat(estimation.substitutes().get(0).reason())
                .isEqualTo(
                        "mean of WORKDAY 2026-03-23, 2026-03-20, 2026-03-19, drawn within PT3H of the gap's edges to the"
                                + " straight line from 0.003000 kWh at 2026-03-24T04:45:00Z to 0.003000 kWh at"
                                + " 2026-03-24T17:00:00Z");
    }

    @Test
    void leavesOutDaysThatWereNotMeasuredOrWereOut() {
        Interval gap = local("2026-03-24T10:00", "2026-03-24T13:00");
        ReadingSeries holes = without(without(MARCH, gap), local("2026-03-23T12:45", "2026-03-23T13:00"));
        KnownEvents out =
                KnownEvents.of(List.of(new Outage("m-1", local("2026-03-20T11:00", "2026-03-20T11:01"))), List.of());

        Estimation estimation = ESTIMATOR.withEvents(out).estimate(EstimationRequest.of(holes, NOW));

        assertThat(days(at(estimation, gap.start())))
                .containsExactly(LocalDate.of(2026, 3, 19), LocalDate.of(2026, 3, 18), LocalDate.of(2026, 3, 17));
    }

    @Test
    void aHolidayIsComparedWithSundays() {
        // 3 April 2026 is Good Friday.
        ReadingSeries series = Series.of(BERLIN, LocalDate.of(2026, 3, 1), LocalDate.of(2026, 4, 4), Series::clock);
        Interval goodFriday = BERLIN.day(LocalDate.of(2026, 4, 3));

        Derivation derivation =
                at(estimate(without(series, goodFriday)), goodFriday.start()).derivation();

        assertThat(derivation)
                .isEqualTo(new Derivation.ComparableDays(
                        DayType.SUNDAY,
                        List.of(LocalDate.of(2026, 3, 29), LocalDate.of(2026, 3, 22), LocalDate.of(2026, 3, 15)),
                        null,
                        Duration.ZERO));
    }

    @Test
    void bothPassesOfTheRepeatedHourFindTheHourOfOrdinaryDays() {
        ReadingSeries series = Series.of(BERLIN, LocalDate.of(2026, 9, 20), LocalDate.of(2026, 10, 26), Series::clock);
        Interval day = BERLIN.day(LocalDate.of(2026, 10, 25));

        Estimation estimation = estimate(without(series, day));

        assertThat(estimation.substitutes()).hasSize(100);
        Instant firstTwo = Instant.parse("2026-10-25T00:00:00Z");
        Instant secondTwo = Instant.parse("2026-10-25T01:00:00Z");
        // 18, 11 and 4 October at 02:00.
        Energy expected = Energy.ofMilliwattHours(10_110_200);
        assertThat(at(estimation, firstTwo).reading().consumption()).isEqualTo(expected);
        assertThat(at(estimation, secondTwo).reading().consumption()).isEqualTo(expected);
        assertThat(at(estimation, Instant.parse("2026-10-25T02:00:00Z"))
                        .reading()
                        .consumption())
                .isEqualTo(Energy.ofMilliwattHours(10_110_300));
    }

    @Test
    void aRepeatedHourOfAComparableDayIsReadAtItsFirstPassFromWinterAtItsSecond() {
        ReadingSeries series = Series.of(BERLIN, LocalDate.of(2026, 10, 25), LocalDate.of(2026, 11, 1), time -> 1);
        ReadingSeries marked = series.toBuilder()
                .set(8, Energy.ofMilliwattHours(7), QualityCode.VALIDATED, SubstitutionMethod.NONE)
                .set(12, Energy.ofMilliwattHours(9), QualityCode.VALIDATED, SubstitutionMethod.NONE)
                .build();
        Interval sunday = BERLIN.day(LocalDate.of(2026, 11, 1));

        Estimation estimation = estimate(without(marked, sunday));

        assertThat(at(estimation, at("2026-11-01T02:00")).reading().consumption())
                .isEqualTo(Energy.ofMilliwattHours(9));
    }

    @Test
    void aSkippedHourOfAComparableDayIsReadAnHourLater() {
        MarketCalendar calendar = MarketCalendar.of(BERLIN.zone());
        ReadingSeries series = Series.of(calendar, LocalDate.of(2026, 3, 29), LocalDate.of(2026, 4, 5), Series::clock);
        Interval sunday = calendar.day(LocalDate.of(2026, 4, 5));

        Estimation estimation =
                Estimator.of(calendar).withPolicy(PLAIN).estimate(EstimationRequest.of(without(series, sunday), NOW));

        assertThat(estimation.substitutes()).hasSize(96);
        assertThat(at(estimation, at("2026-04-05T02:15")).reading().consumption())
                .isEqualTo(Energy.ofMilliwattHours(3_290_315));
        assertThat(at(estimation, at("2026-04-05T03:15")).reading().consumption())
                .isEqualTo(Energy.ofMilliwattHours(3_290_315));
    }

    @Test
    void theDayOfNinetyTwoIsFilledByLocalTime() {
        Interval day = BERLIN.day(LocalDate.of(2026, 3, 29));

        Estimation estimation = estimate(without(MARCH, day));

        assertThat(estimation.substitutes()).hasSize(92);
        // 22, 15 and 8 March at 03:00, which is one hour after 01:45 on the 29th, not two.
        assertThat(at(estimation, Instant.parse("2026-03-29T01:00:00Z"))
                        .reading()
                        .consumption())
                .isEqualTo(Energy.ofMilliwattHours(3_150_300));
    }

    @Test
    void theGasDayBelongsToTheDayOnWhichItBegins() {
        MarketCalendar gas = BERLIN.withDayStart(LocalTime.of(6, 0));
        ReadingSeries series = Series.of(gas, LocalDate.of(2026, 3, 2), LocalDate.of(2026, 3, 31), Series::clock);
        // Saturday by the clock, but of the gas day of Friday 27.
        Interval gap = local("2026-03-28T01:00", "2026-03-28T05:00");

        Estimation estimation =
                Estimator.of(gas).withPolicy(PLAIN).estimate(EstimationRequest.of(without(series, gap), NOW));

        Substitute first = at(estimation, gap.start());
        assertThat(days(first))
                .containsExactly(LocalDate.of(2026, 3, 26), LocalDate.of(2026, 3, 25), LocalDate.of(2026, 3, 24));
        // By the clock the days after: 27, 26 and 25 at 01:00.
        assertThat(first.reading().consumption()).isEqualTo(Energy.ofMilliwattHours(3_260_100));
    }

    @Test
    void aDaySkippedByItsZoneIsNotComparable() {
        MarketCalendar apia = MarketCalendar.of(ZoneId.of("Pacific/Apia"));
        ReadingSeries series =
                Series.of(apia, LocalDate.of(2011, 12, 26), LocalDate.of(2012, 1, 3), time -> time.getDayOfMonth());
        Interval gap = apia.day(LocalDate.of(2012, 1, 2));

        Estimation estimation =
                Estimator.of(apia).withPolicy(PLAIN).estimate(EstimationRequest.of(without(series, gap), NOW));

        // Friday 30 December 2011 was skipped.
        assertThat(days(at(estimation, gap.start())))
                .containsExactly(LocalDate.of(2011, 12, 29), LocalDate.of(2011, 12, 28), LocalDate.of(2011, 12, 27));
    }

    @Test
    void refusesWhereNothingIsKnown() {
        Interval day = BERLIN.day(LocalDate.of(2026, 3, 4));
        ReadingSeries empty = ReadingSeries.builder("m-1", ObisCode.IMPORT_PROFILE, day, QUARTER_HOUR)
                .build();

        Estimation estimation = estimate(empty);

        assertThat(estimation.series()).isEqualTo(empty);
        assertThat(estimation.substitutes()).isEmpty();
        assertThat(estimation.refusals())
                .containsExactly(
                        new Refusal(
                                day,
                                Cause.NO_METHOD,
                                "interpolation: the gap of PT24H is longer than PT2H; comparable days: 0 of at least 1 days"
                                        + " like 2026-03-04 were measured in the 56 days before the gap; load profile: there is none"));
    }

    @Test
    void aShortGapAtTheEdgeHasNoLine() {
        Interval first = Interval.of(MARCH.start(), Duration.ofHours(1));
        Interval last = new Interval(
                MARCH.interval().end().minus(Duration.ofHours(1)),
                MARCH.interval().end());

        Estimation estimation = estimate(without(without(MARCH, first), last));

        assertThat(estimation.refusals()).singleElement().satisfies(refusal -> {
            assertThat(refusal.interval()).isEqualTo(first);
            assertThat(refusal.reason())
                    .startsWith("interpolation: there are no measured neighbours on both sides; comparable days: 0 of");
        });
        assertThat(at(estimation, last.start()).reading().quality().method())
                .isEqualTo(SubstitutionMethod.COMPARABLE_DAYS);
    }

    @Test
    void aNeighbourThatWasNotMeasuredGivesNoLine() {
        Interval gap = local("2026-03-24T10:00", "2026-03-24T11:00");
        ReadingSeries series = without(MARCH, gap);
        int before = series.slotOf(gap.start()) - 1;
        ReadingSeries doubtful = series.toBuilder()
                .set(before, Energy.ZERO, QualityCode.QUESTIONABLE, SubstitutionMethod.NONE)
                .build();

        Estimation estimation = estimate(doubtful);

        assertThat(at(estimation, gap.start()).reading().quality().method())
                .isEqualTo(SubstitutionMethod.COMPARABLE_DAYS);
        assertThat(estimation.series().quality(before)).isEqualTo(QualityCode.QUESTIONABLE);
    }

    @Test
    void replacesUnusableValuesAndKeepsThemOnRecord() {
        Instant start = at("2026-03-24T10:00");
        ReadingSeries series = MARCH.toBuilder()
                .set(MARCH.slotOf(start), Energy.parse("4294967.295"), QualityCode.UNUSABLE, SubstitutionMethod.NONE)
                .build();

        Estimation estimation = ESTIMATOR.estimate(
                EstimationRequest.of(series, NOW).withOrigin("kim", "the meter wrote its missing value"));

        Substitute only = estimation.substitutes().get(0);
        assertThat(only.original()).isEqualTo(Energy.parse("4294967.295"));
        assertThat(only.author()).isEqualTo("kim");
        assertThat(only.reason())
                .endsWith("; replaces 4294967.295000 kWh marked UNUSABLE; the meter wrote its missing value");
        Estimation refused =
                ESTIMATOR.withPolicy(PLAIN.withReplaceable(Set.of())).estimate(EstimationRequest.of(series, NOW));
        assertThat(refused.substitutes()).isEmpty();
        assertThat(refused.refusals())
                .extracting(Refusal::cause, Refusal::reason)
                .containsExactly(tuple(
                        Cause.NOT_REPLACEABLE, "there are values marked UNUSABLE, which the policy does not replace"));
    }

    @Test
    void replacesWhatThePolicyOfTheTypeAllows() {
        Instant start = at("2026-03-24T10:00");
        ReadingSeries series = MARCH.toBuilder()
                .set(MARCH.slotOf(start), Energy.ZERO, QualityCode.QUESTIONABLE, SubstitutionMethod.NONE)
                .build();
        Estimator strictForOthers =
                ESTIMATOR.withPolicy(MeterType.OTHER, PLAIN.withReplaceable(Set.of(QualityCode.QUESTIONABLE)));

        assertThat(estimate(series).substitutes()).isEmpty();
        assertThat(strictForOthers.estimate(EstimationRequest.of(series, NOW)).substitutes())
                .hasSize(1);
    }

    @Test
    void moreThanFiftyWholeDaysAreNotFilled() {
        ReadingSeries series = Series.of(BERLIN, LocalDate.of(2026, 1, 1), LocalDate.of(2026, 4, 30), Series::clock);
        Interval fifty = new Interval(at("2026-03-01T00:15"), at("2026-04-20T23:45"));
        Interval fiftyOne = new Interval(at("2026-03-01T00:00"), at("2026-04-21T00:00"));

        Estimation filled = estimate(without(series, fifty));
        Estimation refused = estimate(without(series, fiftyOne));

        assertThat(filled.refusals()).isEmpty();
        assertThat(refused.substitutes()).isEmpty();
        assertThat(refused.refusals())
                .containsExactly(new Refusal(
                        fiftyOne,
                        Cause.GAP_TOO_LONG,
                        "the gap " + fiftyOne + " has 51 whole days; at most 50 are filled"));
    }

    @Test
    void fillsTheWindowOnly() {
        Interval gap = local("2026-03-24T10:00", "2026-03-24T13:00");
        Interval window = local("2026-03-24T12:00", "2026-03-25T00:00");

        Estimation estimation = ESTIMATOR.estimate(
                EstimationRequest.of(without(MARCH, gap), NOW).withWindow(window));

        assertThat(estimation.substitutes()).hasSize(4);
        assertThat(estimation.substitutes().get(0).reading().timestamp()).isEqualTo(window.start());
        assertThat(estimation.refusals()).isEmpty();
    }

    @Test
    void putsNothingIntoOutagesIfThePolicySaysSo() {
        Interval gap = local("2026-03-24T10:00", "2026-03-24T14:00");
        Interval outage = local("2026-03-24T10:10", "2026-03-24T12:00");
        Estimator estimator = ESTIMATOR.withEvents(KnownEvents.of(List.of(new Outage("m-1", outage)), List.of()));
        EstimationRequest request = EstimationRequest.of(without(MARCH, gap), NOW);

        Estimation zero =
                estimator.withPolicy(PLAIN.withOutages(OutageTreatment.ZERO)).estimate(request);

        assertThat(at(zero, at("2026-03-24T10:00")).derivation()).isInstanceOf(Derivation.ComparableDays.class);
        assertThat(at(zero, at("2026-03-24T10:15")).derivation()).isEqualTo(new Derivation.Outage(outage));
        assertThat(at(zero, at("2026-03-24T11:45")).reading().consumption()).isEqualTo(Energy.ZERO);
        assertThat(at(zero, at("2026-03-24T12:00")).derivation()).isInstanceOf(Derivation.ComparableDays.class);
        assertThat(at(estimator.estimate(request), at("2026-03-24T10:15")).derivation())
                .isInstanceOf(Derivation.ComparableDays.class);
    }

    @Test
    void thePolicySaysWhichMethodMayFillWhichGap() {
        Interval gap = local("2026-03-24T10:00", "2026-03-24T13:00");
        EstimationPolicy noDays = PLAIN.without(SubstitutionMethod.COMPARABLE_DAYS);
        EstimationPolicy longLines = PLAIN.with(SubstitutionMethod.INTERPOLATION, Duration.ofHours(3));
        EstimationPolicy many = PLAIN.withComparableDays(40, 40, 56);
        EstimationRequest request = EstimationRequest.of(without(MARCH, gap), NOW);

        assertThat(ESTIMATOR.withPolicy(noDays).estimate(request).refusals())
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.reason())
                        .contains("comparable days: the policy does not allow it; load profile: there is none"));
        assertThat(at(ESTIMATOR.withPolicy(longLines).estimate(request), gap.start())
                        .derivation())
                .isInstanceOf(Derivation.Interpolation.class);
        assertThat(ESTIMATOR.withPolicy(many).estimate(request).refusals())
                .singleElement()
                .satisfies(refusal ->
                        assertThat(refusal.reason()).contains("16 of at least 40 days like 2026-03-24 were measured"));
    }
}
