package io.metrify.quality.estimation;

import static io.metrify.quality.estimation.Series.BERLIN;
import static io.metrify.quality.estimation.Series.NOW;
import static io.metrify.quality.estimation.Series.PLAIN;
import static io.metrify.quality.estimation.Series.QUARTER_HOUR;
import static io.metrify.quality.estimation.Series.at;
import static io.metrify.quality.estimation.Series.index;
import static io.metrify.quality.estimation.Series.local;
import static io.metrify.quality.estimation.Series.sum;
import static io.metrify.quality.estimation.Series.without;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.QualityCode;
import io.metrify.model.SubstitutionMethod;
import io.metrify.model.meter.Meter;
import io.metrify.model.meter.MeterType;
import io.metrify.model.meter.ObisCode;
import io.metrify.model.meter.ReadingQuality;
import io.metrify.model.meter.ReadingSeries;
import io.metrify.model.meter.RegisterReading;
import io.metrify.model.meter.Site;
import io.metrify.quality.Ratio;
import io.metrify.quality.estimation.Refusal.Cause;
import io.metrify.validation.Finding;
import io.metrify.validation.series.Exchange;
import io.metrify.validation.series.KnownEvents;
import io.metrify.validation.series.Outage;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RegisterScalingTest {

    private static final long KILOWATT_HOUR = 1_000_000;
    private static final Estimator ESTIMATOR = Estimator.of(BERLIN).withPolicy(PLAIN);
    private static final ReadingSeries MARCH = Series.of(
            BERLIN, LocalDate.of(2026, 3, 2), LocalDate.of(2026, 3, 31), time -> 1_000L * (1 + time.getHour()));
    private static final Interval DAY = BERLIN.day(LocalDate.of(2026, 3, 24));
    private static final Interval GAP = local("2026-03-24T10:00", "2026-03-24T13:00");
    private static final ReadingSeries HOLEY = without(MARCH, GAP);

    /** The gap of a day whose register advanced by an amount. */
    private static EstimationRequest advancing(long milliwattHours) {
        return EstimationRequest.of(HOLEY, NOW)
                .withRegisters(List.of(index(DAY.start(), 500), index(DAY.end(), 500 + milliwattHours)));
    }

    private static long given() {
        return sum(HOLEY, DAY);
    }

    private static void assertRefused(Estimation estimation, Interval interval, String rule, String reason) {
        assertThat(estimation.substitutes()).isEmpty();
        assertThat(estimation.refusals()).containsExactly(new Refusal(interval, Cause.REGISTER_CONTRADICTS, reason));
        assertThat(estimation.findings()).extracting(Finding::rule).containsExactly(rule);
    }

    @Test
    void scalesComparableDaysToTheAdvance() {
        // The shape is four times 11,000, 12,000 and 13,000; what is left is twice that and 7 mWh, for the largest.
        Estimation estimation = ESTIMATOR.estimate(advancing(given() + 288_007));

        assertThat(sum(estimation.series(), DAY)).isEqualTo(given() + 288_007);
        assertThat(estimation.series().slice(GAP).toMilliwattHours())
                .containsExactly(
                        22_000, 22_000, 22_000, 22_000, 24_001, 24_001, 24_001, 24_000, 26_001, 26_001, 26_001, 26_001);
        Substitute first = at(estimation, GAP.start());
        assertThat(first.reading().quality().method()).isEqualTo(SubstitutionMethod.REGISTER_SCALING);
        Derivation.RegisterScaling scaling = (Derivation.RegisterScaling) first.derivation();
        assertThat(scaling.factor()).isEqualTo(Ratio.of(288_007, 144_000));
        assertThat(scaling.rest()).isEqualTo(Energy.ofMilliwattHours(288_007));
        assertThat(first.reason())
                .isEqualTo("mean of WORKDAY 2026-03-23, 2026-03-20, 2026-03-19, scaled by 288007/144000 so that"
                        + " 2026-03-23T23:00:00Z/2026-03-24T23:00:00Z adds up to the advance of 1.344007 kWh from"
                        + " 0.000500 kWh to 1.344507 kWh");
    }

    @Test
    void nothingIsLeftIfTheOthersAreTheAdvance() {
        Estimation estimation = ESTIMATOR.estimate(advancing(given()));

        assertThat(sum(estimation.series(), GAP)).isZero();
        assertThat(estimation.series().isComplete()).isTrue();
    }

    @Test
    void refusesIfTheOthersAreMoreThanTheAdvance() {
        Estimation estimation = ESTIMATOR.estimate(advancing(given() - 1));

        assertRefused(
                estimation,
                GAP,
                "estimation.register.exceeded",
                "the register advanced by 1.055999 kWh in " + DAY
                        + ", but the other values add up to 1.056000 kWh, more than the advance");
    }

    @Test
    void refusesWhatTheRatedPowerCannotHaveMoved() {
        Meter meter = new Meter(
                "m-1", MeterType.HOUSEHOLD, site(), QUARTER_HOUR, 0.1, Meter.USUAL_REGISTER_DIGITS, null, null);

        // 0.1 kW for three hours is 0.3 kWh.
        Estimation possible = ESTIMATOR.estimate(advancing(given() + 300_000).withMeter(meter));
        Estimation impossible = ESTIMATOR.estimate(advancing(given() + 300_001).withMeter(meter));

        assertThat(possible.substitutes()).hasSize(12);
        assertThat(impossible.substitutes()).isEmpty();
        assertThat(impossible.findings()).extracting(Finding::rule).containsExactly("estimation.register.capacity");
    }

    @Test
    void spreadsEvenlyWhatHasAShapeOfZero() {
        ReadingSeries zero = Series.of(BERLIN, LocalDate.of(2026, 3, 2), LocalDate.of(2026, 3, 31), time -> 0);
        EstimationRequest request = EstimationRequest.of(without(zero, GAP), NOW)
                .withRegisters(List.of(index(DAY.start(), 0), index(DAY.end(), 26)));

        Estimation estimation = ESTIMATOR.estimate(request);

        assertThat(estimation.series().slice(GAP).toMilliwattHours())
                .containsExactly(3, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2);
        assertThat(at(estimation, GAP.start()).reason()).startsWith("even spread, as the shape was zero throughout");
    }

    @Test
    void aRegisterMayTurnOver() {
        long range = 1_000_000 * KILOWATT_HOUR;
        long rest = 100_000;
        EstimationRequest request = EstimationRequest.of(HOLEY, NOW)
                .withRegisters(List.of(index(DAY.start(), range - 1_000), index(DAY.end(), given() + rest - 1_000)));

        Estimation estimation = ESTIMATOR.estimate(request);

        assertThat(sum(estimation.series(), GAP)).isEqualTo(rest);
        assertThat(at(estimation, GAP.start()).reason()).contains(", rollovers: 1");
    }

    @Test
    void aFallThatIsNoRolloverGivesNoAdvance() {
        List<RegisterReading> registers = List.of(
                index(DAY.start().minus(Duration.ofDays(1)), 0),
                index(DAY.start(), 90_000 * KILOWATT_HOUR),
                index(DAY.end(), 3 * KILOWATT_HOUR));

        Estimation estimation =
                ESTIMATOR.estimate(EstimationRequest.of(HOLEY, NOW).withRegisters(registers));

        assertThat(estimation.findings()).extracting(Finding::rule).containsExactly("estimation.register.backward");
        assertThat(at(estimation, GAP.start()).derivation()).isInstanceOf(Derivation.ComparableDays.class);
    }

    @Test
    void oneWrongIndexIsPassedOver() {
        Instant before = DAY.start().minus(Duration.ofDays(2));
        Instant after = DAY.end().plus(Duration.ofDays(1));
        Interval span = new Interval(before, after);
        long advance = sum(HOLEY, span) + 200_000;
        List<RegisterReading> registers = List.of(
                index(before, 0), index(DAY.start(), 8 * KILOWATT_HOUR), index(DAY.end(), 5), index(after, advance));

        Estimation estimation =
                ESTIMATOR.estimate(EstimationRequest.of(HOLEY, NOW).withRegisters(registers));

        assertThat(estimation.findings()).extracting(Finding::rule).containsExactly("estimation.register.backward");
        assertThat(sum(estimation.series(), span)).isEqualTo(advance);
    }

    @Test
    void aNegativeIndexIsNotUsedAndSaidToBeWrong() {
        List<RegisterReading> registers = List.of(index(DAY.start(), -1), index(DAY.end(), 2 * KILOWATT_HOUR));

        Estimation estimation =
                ESTIMATOR.estimate(EstimationRequest.of(HOLEY, NOW).withRegisters(registers));

        assertThat(estimation.findings()).extracting(Finding::rule).containsExactly("estimation.register.negative");
        assertThat(at(estimation, GAP.start()).derivation()).isInstanceOf(Derivation.ComparableDays.class);
    }

    @Test
    void indexesOfOneInstantThatContradictEachOtherAreNotUsed() {
        List<RegisterReading> registers = List.of(
                index(DAY.start(), 0), index(DAY.end(), 2 * KILOWATT_HOUR), index(DAY.end(), 3 * KILOWATT_HOUR));

        Estimation estimation =
                ESTIMATOR.estimate(EstimationRequest.of(HOLEY, NOW).withRegisters(registers));

        assertThat(estimation.findings()).extracting(Finding::rule).containsExactly("estimation.register.conflict");
        assertThat(at(estimation, GAP.start()).derivation()).isInstanceOf(Derivation.ComparableDays.class);
    }

    @Test
    void addsUpTheOldAndTheNewDeviceAcrossAnExchangeOffTheRaster() {
        MeterExchange exchange = new MeterExchange(
                Series.at("2026-03-24T11:07"), Energy.ofMilliwattHours(700_500), Energy.ofMilliwattHours(40));
        long rest = 150_001;
        long second = given() + rest - 700_000;
        EstimationRequest request = EstimationRequest.of(HOLEY, NOW)
                .withRegisters(List.of(index(DAY.start(), 500), index(DAY.end(), 40 + second)))
                .withExchanges(List.of(exchange));

        Estimation estimation = ESTIMATOR.estimate(request);

        assertThat(sum(estimation.series(), GAP)).isEqualTo(rest);
        assertThat(at(estimation, GAP.start()).reason())
                .endsWith(", exchanged at 2026-03-24T10:07:00Z (0.700500 kWh to 0.000040 kWh)");
    }

    @Test
    void anExchangeAtASlotIsTwoAdvances() {
        Instant noon = Series.at("2026-03-24T12:00");
        Interval morning = new Interval(DAY.start(), noon);
        long advance = sum(HOLEY, morning) + 77_777;
        MeterExchange exchange =
                new MeterExchange(noon, Energy.ofMilliwattHours(500 + advance), Energy.ofMilliwattHours(9));
        Interval afternoon = new Interval(noon, DAY.end());
        long second = sum(HOLEY, afternoon) + 33_333;
        EstimationRequest request = EstimationRequest.of(HOLEY, NOW)
                .withRegisters(List.of(index(DAY.start(), 500), index(DAY.end(), 9 + second)))
                .withExchanges(List.of(exchange));

        Estimation estimation = ESTIMATOR.estimate(request);

        assertThat(sum(estimation.series(), morning)).isEqualTo(advance);
        assertThat(sum(estimation.series(), afternoon)).isEqualTo(second);
    }

    @Test
    void acrossAnExchangeOfUnknownIndexesThereIsNoAdvance() {
        KnownEvents exchanged = KnownEvents.of(List.of(), List.of(new Exchange("m-1", Series.at("2026-03-24T11:07"))));

        Estimation estimation = ESTIMATOR.withEvents(exchanged).estimate(advancing(given() + 1));

        assertThat(at(estimation, GAP.start()).derivation()).isInstanceOf(Derivation.ComparableDays.class);
    }

    @Test
    void onlyTheSeriesOwnRegisterCounts() {
        RegisterReading first = index(DAY.start(), 0);
        RegisterReading last = index(DAY.end(), given() + 50_000);
        List<RegisterReading> others = List.of(
                of(ObisCode.EXPORT_REGISTER, last),
                of(ObisCode.IMPORT_REGISTER_HIGH_TARIFF, last),
                of(ObisCode.IMPORT_PROFILE, last),
                of(ObisCode.EXPORT_REGISTER, first),
                first,
                last);

        Estimation estimation =
                ESTIMATOR.estimate(EstimationRequest.of(HOLEY, NOW).withRegisters(others));
        Estimation doubtful = ESTIMATOR.estimate(EstimationRequest.of(HOLEY, NOW)
                .withRegisters(List.of(
                        first,
                        new RegisterReading(
                                "m-1",
                                ObisCode.IMPORT_REGISTER,
                                DAY.end(),
                                last.index(),
                                ReadingQuality.of(QualityCode.ESTIMATED)))));

        assertThat(sum(estimation.series(), GAP)).isEqualTo(50_000);
        assertThat(at(doubtful, GAP.start()).derivation()).isInstanceOf(Derivation.ComparableDays.class);
    }

    @Test
    void aSpanWithAGapThatIsNotFilledIsNotScaledButBounded() {
        Interval window = local("2026-03-24T00:00", "2026-03-24T12:00");

        Estimation fits = ESTIMATOR.estimate(advancing(given() + 92_000).withWindow(window));
        Estimation exceeds = ESTIMATOR.estimate(advancing(given() + 91_999).withWindow(window));

        assertThat(fits.substitutes()).hasSize(8);
        assertThat(at(fits, GAP.start()).derivation()).isInstanceOf(Derivation.ComparableDays.class);
        assertThat(exceeds.substitutes()).isEmpty();
        assertThat(exceeds.refusals())
                .extracting(Refusal::cause, Refusal::interval)
                .containsExactly(tuple(Cause.REGISTER_CONTRADICTS, local("2026-03-24T10:00", "2026-03-24T12:00")));
    }

    @Test
    void anOutageInWhichTheRegisterMovedIsRefused() {
        Estimator dark = ESTIMATOR
                .withEvents(KnownEvents.of(List.of(new Outage("m-1", GAP)), List.of()))
                .withPolicy(PLAIN.withOutages(OutageTreatment.ZERO));

        Estimation still = dark.estimate(advancing(given()));
        Estimation moved = dark.estimate(advancing(given() + 1));

        assertThat(still.substitutes()).hasSize(12);
        assertThat(sum(still.series(), GAP)).isZero();
        assertRefused(
                moved,
                GAP,
                "estimation.register.outage",
                "the register advanced by 1.056001 kWh in " + DAY
                        + ", but the other values add up to 1.056000 kWh, so that energy flowed during the outages");
    }

    @Test
    void withoutHistoryTheLineOrTheProfileGivesTheShape() {
        ReadingSeries day = HOLEY.slice(DAY);
        EstimationRequest request = EstimationRequest.of(day, NOW)
                .withRegisters(List.of(index(DAY.start(), 0), index(DAY.end(), given() + 120_000)));

        Estimation line = ESTIMATOR.estimate(request);
        Estimation flat = ESTIMATOR.withLoadProfile(LoadProfile.flat()).estimate(request);
        Estimation nothing = ESTIMATOR
                .withPolicy(PLAIN.without(SubstitutionMethod.INTERPOLATION))
                .estimate(request);

        assertThat(sum(line.series(), GAP)).isEqualTo(120_000);
        assertThat(at(line, GAP.start()).reason()).startsWith("straight line from 0.010000 kWh");
        assertThat(flat.series().slice(GAP).toMilliwattHours()).containsOnly(10_000);
        assertThat(at(flat, GAP.start()).reading().quality().method()).isEqualTo(SubstitutionMethod.LOAD_PROFILE);
        assertThat(at(flat, GAP.start()).reading().quality().code()).isEqualTo(QualityCode.ESTIMATED);
        assertThat(nothing.refusals())
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.reason())
                        .startsWith("the register leaves 0.120000 kWh for " + DAY
                                + ", but nothing gives a shape; interpolation:"));
    }

    @Test
    void earlierSubstitutesAreScaledAgainIfThePolicyLetsThemBeReplaced() {
        ReadingSeries filled =
                ESTIMATOR.estimate(EstimationRequest.of(HOLEY, NOW)).series();
        EstimationRequest request = EstimationRequest.of(filled, NOW)
                .withRegisters(List.of(index(DAY.start(), 0), index(DAY.end(), given() + 1)));

        Estimation kept = ESTIMATOR.estimate(request);
        Estimation again = ESTIMATOR
                .withPolicy(PLAIN.withReplaceable(Set.of(QualityCode.ESTIMATED, QualityCode.UNUSABLE)))
                .estimate(request);

        assertThat(kept.substitutes()).isEmpty();
        assertThat(kept.series()).isEqualTo(filled);
        assertThat(sum(again.series(), GAP)).isEqualTo(1);
        assertThat(at(again, GAP.start()).reason()).endsWith("; replaces 0.011000 kWh marked ESTIMATED");
    }

    private static RegisterReading of(ObisCode register, RegisterReading reading) {
        return RegisterReading.of("m-1", register, reading.timestamp(), Energy.ofMilliwattHours(77));
    }

    private static Site site() {
        return new Site("Berlin", "Berlin", "50Hertz");
    }
}
