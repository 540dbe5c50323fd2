package io.metrify.validation;

import static io.metrify.validation.Readings.KNOWN;
import static io.metrify.validation.Readings.SOUND;
import static io.metrify.validation.Readings.UNKNOWN;
import static io.metrify.validation.Readings.consuming;
import static io.metrify.validation.Readings.supplied;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.metrify.model.meter.MeterReading;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RuleSetTest {

    private static final Rule<MeterReading> PREFIX = Rule.of(
            "acme.meter.prefix",
            Severity.WARNING,
            "meter ids start with DE",
            reading -> reading.meterId().startsWith("DE"));

    @Test
    void reportsAllFindingsInTheOrderOfTheRules() {
        ValidationReport report =
                MeterRules.standard().validate(supplied(100, -1, 2, 40).withConsumption(null), KNOWN);
        assertThat(report.findings())
                .extracting(Finding::rule)
                .containsExactly(
                        "meter.consumption.missing",
                        "meter.voltage.limit",
                        "meter.current.negative",
                        "meter.power_factor.range",
                        "meter.frequency.limit");
        assertThat(report.worst()).isEqualTo(Severity.ERROR);
        assertThat(report.isAcceptable()).isFalse();
    }

    @Test
    void tellsWhereAndWhenAFindingIs() {
        Finding finding = MeterRules.standard()
                .validate(consuming("-1"), KNOWN)
                .findings()
                .get(0);
        assertThat(finding.subject()).isEqualTo("M-1");
        assertThat(finding.start()).isEqualTo(SOUND.interval().start());
        assertThat(finding.end()).isEqualTo(SOUND.interval().end());
        assertThat(finding)
                .hasToString("ERROR meter.consumption.negative M-1 2026-03-10T12:00:00Z: The consumption of"
                        + " -1.000000 kWh is negative, but register 1-0:1.29.0 counts upwards only;"
                        + " expected at least 0 kWh.");
    }

    @Test
    void countsEveryRuleAsEvaluatedOrSkipped() {
        RuleSet<MeterReading> rules = MeterRules.standard();
        ValidationReport report = rules.validate(supplied(Double.NaN, 1, 1, 50), UNKNOWN);
        List<String> both = new ArrayList<>(report.evaluated());
        both.addAll(report.skipped().keySet());
        assertThat(both)
                .containsExactlyInAnyOrderElementsOf(
                        rules.rules().stream().map(Rule::id).toList());
        assertThat(report.skipped()).containsKeys("meter.voltage.limit", "meter.consumption.capacity");
    }

    @Test
    void describesEveryStockRuleAndItsSource() {
        List<Rule<?>> rules = new ArrayList<>(MeterRules.standard().rules());
        rules.addAll(GridRules.standard().rules());
        rules.addAll(WeatherRules.standard().rules());
        assertThat(rules).allSatisfy(rule -> {
            assertThat(rule.description()).endsWith(".");
            assertThat(rule.source()).isNotBlank().isNotEqualTo("own rule");
            assertThat(rule.toString()).startsWith(rule.id());
        });
        Set<String> ids = new HashSet<>();
        assertThat(rules).allMatch(rule -> ids.add(rule.id()));
    }

    @Test
    void appliesARuleOfOnesOwn() {
        RuleSet<MeterReading> rules = MeterRules.standard().with(PREFIX);
        ValidationReport report = rules.validate(SOUND, KNOWN);
        assertThat(report.findings()).hasSize(1);
        Finding finding = report.findings().get(0);
        assertThat(finding.rule()).isEqualTo("acme.meter.prefix");
        assertThat(finding.field()).isNull();
        assertThat(finding.expected()).isEqualTo("meter ids start with DE");
        assertThat(finding.message()).isEqualTo("The record does not satisfy: meter ids start with DE.");
        assertThat(report.isAcceptable()).isTrue();
        assertThat(PREFIX.source()).isEqualTo("own rule");
    }

    @Test
    void appliesARuleThatKnowsTheContextAndCanSkip() {
        Rule<MeterReading> inBerlin =
                Rule.of("acme.site", Severity.INFO, "meters are in Berlin", (reading, context, inspection) -> {
                    var meter = context.meters().find(reading.meterId());
                    if (meter == null) {
                        inspection.skip("no such meter");
                    } else if (!"Berlin".equals(meter.site().city())) {
                        inspection.violation("meter_id", "elsewhere", "Berlin", "The meter is not in Berlin.");
                    }
                });
        RuleSet<MeterReading> rules = RuleSet.of(Subject.ofMeterReading(), List.of(inBerlin));
        assertThat(rules.validate(SOUND, KNOWN).findings()).isEmpty();
        assertThat(rules.validate(SOUND, UNKNOWN).skipped()).containsEntry("acme.site", "no such meter");
    }

    @Test
    void putsARuleInThePlaceOfTheOneWithItsId() {
        RuleSet<MeterReading> standard = MeterRules.standard();
        RuleSet<MeterReading> rules =
                standard.with(Rule.of("meter.voltage.limit", Severity.ERROR, "never", reading -> false));
        assertThat(rules.rules()).hasSameSizeAs(standard.rules());
        Outcome.of("meter.voltage.limit", rules, SOUND, KNOWN).isViolated(Severity.ERROR);
    }

    @Test
    void leavesARuleOut() {
        RuleSet<MeterReading> rules = MeterRules.standard().without("meter.consumption.negative");
        ValidationReport report = rules.validate(consuming("-0.575"), KNOWN);
        assertThat(report.findings()).isEmpty();
        assertThat(report.evaluated()).doesNotContain("meter.consumption.negative");
        assertThat(report.skipped()).doesNotContainKey("meter.consumption.negative");
    }

    @Test
    void changesTheSeverityOfARule() {
        RuleSet<MeterReading> rules = MeterRules.standard().withSeverity("meter.consumption.negative", Severity.INFO);
        Outcome.of("meter.consumption.negative", rules, consuming("-0.575"), KNOWN)
                .isViolated(Severity.INFO);
        assertThat(rules.rules().get(2).source())
                .isEqualTo(MeterRules.standard().rules().get(2).source());
    }

    @Test
    void refusesToLeaveOutWhatIsNotThere() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MeterRules.standard().without("meter.voltage"))
                .withMessageContaining("no rule \"meter.voltage\"")
                .withMessageContaining("meter.voltage.limit");
    }

    @Test
    void refusesTwoRulesOfOneId() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RuleSet.of(Subject.ofMeterReading(), List.of(PREFIX, PREFIX)))
                .withMessageContaining("acme.meter.prefix");
    }

    @Test
    void refusesIdsThatCannotBeCountedBy() {
        for (String id : List.of("", "Meter.x", "meter..x", ".meter", "meter.", "meter x", "m".repeat(129))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Rule.of(id, Severity.INFO, "d", reading -> true))
                    .withMessageContaining("is no rule id");
        }
    }

    @Test
    void findsNothingWithoutRules() {
        RuleSet<MeterReading> rules = RuleSet.of(Subject.ofMeterReading(), List.of());
        assertThat(rules.validate(SOUND, KNOWN).evaluated()).isEmpty();
        assertThat(rules.validate(SOUND, KNOWN).isAcceptable()).isTrue();
    }

    @Test
    void sharesTheReportsOfSoundReadings() {
        RuleSet<MeterReading> rules = MeterRules.standard();
        assertThat(rules.validate(SOUND, KNOWN)).isSameAs(rules.validate(consuming("0.6"), KNOWN));
        assertThat(rules.validate(SOUND, UNKNOWN)).isNotEqualTo(rules.validate(SOUND, KNOWN));
    }

    @Test
    void keepsReasonsApartThatDifferForEveryRecord() {
        AtomicInteger count = new AtomicInteger();
        RuleSet<MeterReading> rules = RuleSet.of(
                Subject.ofMeterReading(),
                List.of(Rule.of(
                        "acme.counted",
                        Severity.INFO,
                        "counts",
                        (reading, context, inspection) -> inspection.skip("reason " + count.getAndIncrement()))));
        for (int i = 0; i < 5_000; i++) {
            assertThat(rules.validate(SOUND, KNOWN).skipped()).containsEntry("acme.counted", "reason " + i);
        }
    }

    @Test
    void validatesInsideARule() {
        RuleSet<MeterReading> rules = RuleSet.of(
                Subject.ofMeterReading(),
                List.of(
                        Rule.of("acme.first", Severity.INFO, "first", reading -> false),
                        Rule.of(
                                "acme.nested",
                                Severity.ERROR,
                                "nested",
                                reading -> MeterRules.standard()
                                        .validate(reading, KNOWN)
                                        .isAcceptable()),
                        Rule.of("acme.last", Severity.INFO, "last", reading -> false)));
        assertThat(rules.validate(consuming("-1"), KNOWN).findings())
                .extracting(Finding::rule)
                .containsExactly("acme.first", "acme.nested", "acme.last");
    }

    @Test
    void forgetsWhatARuleReportedBeforeItFailed() {
        RuleSet<MeterReading> failing = RuleSet.of(
                Subject.ofMeterReading(),
                List.of(Rule.of("acme.failing", Severity.INFO, "fails", (reading, context, inspection) -> {
                    inspection.violation(null, "a", "b", "c");
                    throw new IllegalStateException("the rule's own bug");
                })));
        assertThatIllegalStateException()
                .isThrownBy(() -> failing.validate(SOUND, KNOWN))
                .withMessage("the rule's own bug");
        assertThat(MeterRules.standard().validate(SOUND, KNOWN).findings()).isEmpty();
    }

    @Test
    void refusesARuleThatJudgesAndSkips() {
        assertThatIllegalStateException()
                .isThrownBy(() -> misbehaving(inspection -> {
                    inspection.violation(null, "a", "b", "c");
                    inspection.skip("why");
                }))
                .withMessageContaining("(why)");
        assertThatIllegalStateException()
                .isThrownBy(() -> misbehaving(inspection -> {
                    inspection.skip("why");
                    inspection.violation(null, "a", "b", "c");
                }))
                .withMessageContaining("skipped before");
        assertThatIllegalStateException()
                .isThrownBy(() -> misbehaving(inspection -> {
                    inspection.skip("why");
                    inspection.skip("again");
                }));
    }

    @Test
    void refusesAnInspectionThatWasKept() {
        List<Inspection> kept = new ArrayList<>();
        misbehaving(kept::add);
        assertThatIllegalStateException()
                .isThrownBy(() -> kept.get(0).skip("late"))
                .withMessageContaining("must not keep");
    }

    @Test
    void takesMoreRulesThanUsualAndSeveralViolationsOfOne() {
        List<Rule<MeterReading>> many = new ArrayList<>(IntStream.range(0, 100)
                .mapToObj(i -> Rule.<MeterReading>of(
                        "acme.rule" + i,
                        Severity.INFO,
                        "skips",
                        (reading, context, inspection) -> inspection.skip("n")))
                .toList());
        many.add(Rule.of("acme.twice", Severity.INFO, "twice", (reading, context, inspection) -> {
            inspection.violation("voltage", "a", "b", "c");
            inspection.violation("current", "a", "b", "c");
        }));
        ValidationReport report = RuleSet.of(Subject.ofMeterReading(), many).validate(SOUND, KNOWN);
        assertThat(report.skipped()).hasSize(100);
        assertThat(report.findings()).extracting(Finding::field).containsExactly("voltage", "current");
    }

    private static void misbehaving(Consumer<Inspection> behaviour) {
        RuleSet.of(
                        Subject.ofMeterReading(),
                        List.of(Rule.<MeterReading>of(
                                "acme.misbehaving",
                                Severity.INFO,
                                "misbehaves",
                                (reading, context, inspection) -> behaviour.accept(inspection))))
                .validate(SOUND, KNOWN);
    }
}
