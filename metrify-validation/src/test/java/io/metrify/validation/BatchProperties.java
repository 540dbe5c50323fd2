package io.metrify.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.QualityCode;
import io.metrify.model.SubstitutionMethod;
import io.metrify.model.meter.Ambient;
import io.metrify.model.meter.Electrical;
import io.metrify.model.meter.Meter;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.MeterType;
import io.metrify.model.meter.ObisCode;
import io.metrify.model.meter.ReadingQuality;
import io.metrify.model.meter.Site;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** A batch says of every row what a single reading's validation says. */
class BatchProperties {

    private static final Instant NOW = Instant.parse("2026-03-11T00:00:00.000500Z");

    private static final List<Meter> METERS = List.of(
            meter("M-1", MeterType.HOUSEHOLD, 900, 30, "2020-01-01T00:00:00Z", null),
            meter("M-2", MeterType.INDUSTRY, 3600, Double.NaN, null, "2026-03-10T12:00:00Z"),
            meter("M-3", MeterType.GRID, 86_400, Double.NaN, "2026-03-10T12:00:00Z", null),
            meter("41373559241", MeterType.PROSUMER, 900, 11, null, null));

    private static final List<String> IDS = List.of(
            "M-1",
            "M-2",
            "M-3",
            "41373559240",
            "41373559241",
            "M-unknown",
            "DE00056266802AO6G56M11SN51G21M24S",
            "de00056266802AO6G56M11SN51G21M24S");

    private static final MeterThresholds INDUSTRY = MeterThresholds.standard()
            .withVoltage(Range.of(19_000, 21_000), Range.of(17_000, 23_000))
            .withCrosscheck(0.01, 0)
            .withSentinels(Set.of(Energy.parse("1"), Energy.parse("-2")))
            .withTimeTolerance(Duration.ofSeconds(10))
            .withRasterOffset(Duration.ofMinutes(30));

    private static final RuleSet<MeterReading> BY_TYPE =
            MeterRules.with(ByMeterType.same(MeterThresholds.standard()).with(MeterType.INDUSTRY, INDUSTRY));

    private static final RuleSet<MeterReading> MIXED = BY_TYPE.with(Rule.of(
                    "acme.even", Severity.ERROR, "seconds are even", reading -> reading.intervalSeconds() % 2 == 0))
            .with(Rule.of("acme.often", Severity.INFO, "says several things", (reading, context, inspection) -> {
                if (reading.consumption() == null) {
                    inspection.skip(reading.register().isExport() ? "no export" : "no import");
                } else if (reading.consumption().isNegative()) {
                    inspection.violation(null, "less", "more", "Less than nothing.");
                    inspection.violation("voltage", "that", "this", "And that.");
                }
            }))
            .with(MeterRules.within("acme.score", Severity.INFO, MeterField.SCORE, Range.atLeast(0.5)))
            .with(MeterRules.energyWithin("acme.energy", Severity.INFO, Energy.ZERO, Energy.parse("7")))
            .withSeverity("meter.voltage.limit", Severity.ERROR);

    private static final RuleSet<MeterReading> RANGES = RuleSet.of(
            Subject.ofMeterReading(),
            List.of(
                    MeterRules.energyWithin("acme.energy", Severity.ERROR, Energy.ZERO, Energy.parse("7.5")),
                    MeterRules.within("acme.voltage", Severity.ERROR, MeterField.VOLTAGE, Range.of(207, 253)),
                    MeterRules.within("acme.factor", Severity.INFO, MeterField.POWER_FACTOR, Range.atMost(1)),
                    MeterRules.within("acme.score", Severity.INFO, MeterField.SCORE, Range.atLeast(0.5))));

    private final ReadingColumns reusedColumns = ReadingColumns.withCapacity(4);
    private final BatchReport<MeterReading> reusedReport = MIXED.validateAll(reusedColumns, RuleContext.at(NOW));

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void aBatchSaysOfEveryRowWhatTheRowAloneIsTold(@ForAll("readings") List<MeterReading> readings) {
        for (RuleContext context : List.of(new RuleContext(NOW, MeterDirectory.of(METERS)), RuleContext.at(NOW))) {
            for (RuleSet<MeterReading> rules : List.of(MeterRules.standard(), BY_TYPE, MIXED, RANGES)) {
                ReadingColumns columns = ReadingColumns.of(readings);
                requireSame(rules, readings, context, rules.validateAll(columns, context));
                requireSame(rules, readings, context, rules.validateAll(Batch.of(readings), context));
            }
        }
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void aReportThatIsUsedAgainForgetsWhatItSaid(
            @ForAll("readings") List<MeterReading> readings, @ForAll("readings") List<MeterReading> others) {
        RuleContext context = new RuleContext(NOW, MeterDirectory.of(METERS));
        for (List<MeterReading> batch : List.of(readings, others)) {
            reusedColumns.clear();
            batch.forEach(reusedColumns::add);
            requireSame(MIXED, batch, context, MIXED.validateAll(reusedColumns, context, reusedReport));
            requireSame(MIXED, batch, context, MIXED.validateAll(Batch.of(batch), context, reusedReport));
        }
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void columnsGiveBackWhatWasAdded(@ForAll("readings") List<MeterReading> readings) {
        ReadingColumns columns = ReadingColumns.of(readings);
        assertThat(columns.size()).isEqualTo(readings.size());
        List<MeterReading> back = new ArrayList<>();
        for (int row = 0; row < columns.size(); row++) {
            back.add(columns.record(row));
        }
        assertThat(back).isEqualTo(readings);
    }

    private static void requireSame(
            RuleSet<MeterReading> rules,
            List<MeterReading> readings,
            RuleContext context,
            BatchReport<MeterReading> batch) {
        assertThat(batch.rows()).isEqualTo(readings.size());
        List<ValidationReport> single = new ArrayList<>();
        for (int row = 0; row < readings.size(); row++) {
            ValidationReport report = rules.validate(readings.get(row), context);
            single.add(report);
            assertThat(batch.report(row)).isEqualTo(report);
            assertThat(batch.report(row)).hasSameHashCodeAs(report);
            assertThat(batch.isAcceptable(row)).isEqualTo(report.isAcceptable());
            assertThat(batch.acceptable().get(row)).isEqualTo(report.isAcceptable());
        }
        assertThat(batch.acceptable().length()).isLessThanOrEqualTo(readings.size());
        for (Rule<MeterReading> rule : rules.rules()) {
            requireSameCounts(rule.id(), single, batch);
        }
        assertThat(batch.findings())
                .isEqualTo(single.stream()
                        .mapToLong(report -> report.findings().size())
                        .sum());
    }

    private static void requireSameCounts(String rule, List<ValidationReport> single, BatchReport<MeterReading> batch) {
        assertThat(batch.findings(rule))
                .isEqualTo(single.stream()
                        .flatMap(report -> report.findings().stream())
                        .filter(finding -> finding.rule().equals(rule))
                        .count());
        assertThat(batch.evaluated(rule))
                .isEqualTo(single.stream()
                        .filter(report -> report.evaluated().contains(rule))
                        .count());
        Map<String, Long> reasons = batch.skipReasons(rule);
        assertThat(reasons.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(batch.skipped(rule));
        reasons.forEach((reason, count) -> assertThat(single.stream()
                        .filter(report -> reason.equals(report.skipped().get(rule)))
                        .count())
                .isEqualTo(count));
    }

    @Provide
    Arbitrary<List<MeterReading>> readings() {
        Arbitrary<Interval> intervals = Combinators.combine(
                        Arbitraries.of(
                                Instant.parse("2026-03-10T12:00:00Z"),
                                Instant.parse("2026-03-10T12:00:00.001Z"),
                                Instant.parse("2026-03-10T12:03:00Z"),
                                Instant.parse("2026-03-10T12:03:00.001Z"),
                                Instant.parse("2026-03-10T11:45:00Z"),
                                Instant.parse("2026-03-11T00:03:00Z"),
                                Instant.parse("2026-03-11T00:03:00.001Z"),
                                Instant.parse("2026-03-11T00:00:10.001Z"),
                                Instant.parse("1999-12-31T23:59:59.999Z"),
                                Instant.parse("0001-01-01T00:00:00Z")),
                        Arbitraries.of(900, 3600, 86_400, 7, Integer.MAX_VALUE))
                .as((start, seconds) -> Interval.of(start, Duration.ofSeconds(seconds)));
        Arbitrary<Energy> energies = Arbitraries.oneOf(
                Arbitraries.longs().between(-10_000_000, 10_000_000).map(Energy::ofMilliwattHours),
                Arbitraries.of("0", "1", "-2", "7.5", "0.575", "16777.215", "8590.017", "-999999999999.999999")
                        .map(Energy::parse));
        Arbitrary<Electrical> supplies = Combinators.combine(
                        measured(230, 207, 253, 253.1, 195.5, 195.4, 20_000),
                        measured(10, 0, -0.0, -1),
                        measured(1, -1, 1.01, 0),
                        measured(50, 49.5, 49.4, 52, 52.1))
                .as(Electrical::new);
        Arbitrary<Ambient> surroundings = Combinators.combine(measured(21, 60, 60.1, -90.5), measured(0, 100, 101, -1))
                .as(Ambient::new);
        Arbitrary<ReadingQuality> qualities = Combinators.combine(
                        Arbitraries.of(QualityCode.values()),
                        Arbitraries.of(SubstitutionMethod.values()),
                        measured(0, 0.5, 0.49, 1))
                .as(ReadingQuality::new);
        return Combinators.combine(
                        Arbitraries.of(IDS),
                        Arbitraries.of("1-0:1.29.0", "1-0:2.29.0", "1-0:16.29.0", "1-0:15.29.0", "7-0:1.29.0*1")
                                .map(ObisCode::parse),
                        intervals,
                        energies.injectNull(0.1),
                        supplies,
                        surroundings,
                        qualities)
                .as(MeterReading::new)
                .list()
                .ofMaxSize(150);
    }

    private static Arbitrary<Double> measured(double first, double... others) {
        List<Double> all = new ArrayList<>(List.of(Double.NaN, first));
        for (double other : others) {
            all.add(other);
        }
        return Arbitraries.of(all);
    }

    private static Meter meter(
            String id,
            MeterType type,
            int seconds,
            double ratedPowerKw,
            @Nullable String installed,
            @Nullable String removed) {
        return new Meter(
                id,
                type,
                new Site("Berlin", "Berlin", "50Hertz"),
                Duration.ofSeconds(seconds),
                ratedPowerKw,
                6,
                installed == null ? null : Instant.parse(installed),
                removed == null ? null : Instant.parse(removed));
    }
}
