package io.metrify.validation;

import static io.metrify.validation.Readings.KNOWN;
import static io.metrify.validation.Readings.NOW;
import static io.metrify.validation.Readings.SOUND;
import static io.metrify.validation.Readings.consuming;
import static io.metrify.validation.Readings.supplied;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.metrify.model.grid.GridStatus;
import io.metrify.model.grid.GridStatus.Capacity;
import io.metrify.model.grid.GridStatus.Network;
import io.metrify.model.meter.Meter;
import io.metrify.model.meter.MeterReading;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchReportTest {

    private static final RuleSet<MeterReading> RULES = MeterRules.standard();

    private static final List<MeterReading> READINGS =
            List.of(SOUND, consuming("-1"), supplied(300, 10, 1, 50), consuming(null), supplied(300, 10, 1, 60));

    @Test
    void tellsWhichRowsCanBeUsedAndWhichViolateARule() {
        BatchReport<MeterReading> report = RULES.validateAll(ReadingColumns.of(READINGS), KNOWN);
        assertThat(report.rows()).isEqualTo(5);
        assertThat(report.acceptable().stream()).containsExactly(0, 2, 4);
        assertThat(report.isAcceptable(0)).isTrue();
        assertThat(report.isAcceptable(3)).isFalse();
        assertThat(report.violating("meter.voltage.limit").stream()).containsExactly(2, 4);
        assertThat(report.violating("meter.voltage.band").stream()).isEmpty();
    }

    @Test
    void countsByRule() {
        BatchReport<MeterReading> report = RULES.validateAll(ReadingColumns.of(READINGS), KNOWN);
        assertThat(report.findings("meter.voltage.limit")).isEqualTo(2);
        assertThat(report.findings("meter.consumption.missing")).isEqualTo(1);
        assertThat(report.skipped("meter.consumption.negative")).isEqualTo(1);
        assertThat(report.evaluated("meter.consumption.negative")).isEqualTo(4);
        assertThat(report.skipReasons("meter.consumption.implausible"))
                .isEqualTo(Map.of(
                        "no consumption was measured",
                        1L,
                        "the rated power of the meter is known, by which its capacity is judged",
                        4L));
        assertThat(report.skipReasons("meter.consumption.missing")).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> report.findings("meter.voltage"))
                .withMessageContaining("no rule \"meter.voltage\"");
    }

    @Test
    void countsViolationsOfARangeOfRows() {
        List<MeterReading> many = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            many.add(i % 2 == 0 ? SOUND : supplied(300, 7.7, 1, 50));
        }
        BatchReport<MeterReading> report = RULES.validateAll(ReadingColumns.of(many), KNOWN);
        for (int from : List.of(0, 1, 63, 64, 65, 127, 128, 199, 200)) {
            for (int to : List.of(200, 199, 129, 128, 127, 66, 65, 64, 63, 1, 0)) {
                if (from <= to) {
                    assertThat(report.violations(from, to)).isEqualTo(to / 2 - from / 2);
                }
            }
        }
        assertThat(report.violations(0, 200)).isEqualTo(report.findings());
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> report.violations(0, 201));
    }

    @Test
    void saysOfRowsWithoutFindingsWhatEachOfThemSkips() {
        MeterReading unmeasured = supplied(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        MeterReading stranger = stranger(SOUND);
        List<MeterReading> readings = List.of(
                SOUND,
                SOUND,
                unmeasured,
                SOUND,
                stranger,
                consuming("-1"),
                stranger,
                stranger(unmeasured),
                unmeasured,
                SOUND);
        BatchReport<MeterReading> report = RULES.validateAll(ReadingColumns.of(readings), KNOWN);
        List<Integer> rows =
                new ArrayList<>(IntStream.range(0, readings.size()).boxed().toList());
        for (int pass = 0; pass < 2; pass++) {
            for (int row : rows) {
                assertThat(report.report(row)).as("row %s", row).isEqualTo(RULES.validate(readings.get(row), KNOWN));
            }
            Collections.reverse(rows);
        }
        RULES.validateAll(ReadingColumns.of(List.of(unmeasured, SOUND)), KNOWN, report);
        assertThat(report.report(1)).isEqualTo(RULES.validate(SOUND, KNOWN));
        assertThat(report.report(0)).isEqualTo(RULES.validate(unmeasured, KNOWN));
    }

    private static MeterReading stranger(MeterReading reading) {
        return new MeterReading(
                "a stranger",
                reading.register(),
                reading.interval(),
                reading.consumption(),
                reading.electrical(),
                reading.ambient(),
                reading.quality());
    }

    @Test
    void handsOnEveryPairOfRowAndRule() {
        List<String> pairs = new ArrayList<>();
        RULES.validateAll(ReadingColumns.of(READINGS), KNOWN)
                .forEachViolation((row, rule) -> pairs.add(row + " " + rule.id()));
        assertThat(pairs)
                .contains("1 meter.consumption.negative", "2 meter.voltage.limit", "4 meter.frequency.limit")
                .doesNotHaveDuplicates();
    }

    @Test
    void keepsFindingsAfterTheColumnsAreCleared() {
        ReadingColumns columns = ReadingColumns.of(READINGS);
        Finding finding = RULES.validateAll(columns, KNOWN).report(1).findings().get(0);
        columns.clear();
        assertThat(finding.message()).startsWith("The consumption of -1.000000 kWh is negative");
        assertThat(finding.subject()).isEqualTo("M-1");
    }

    @Test
    void refusesReportsOfColumnsThatWereChanged() {
        ReadingColumns columns = ReadingColumns.of(READINGS);
        BatchReport<MeterReading> report = RULES.validateAll(columns, KNOWN);
        columns.clear();
        READINGS.forEach(columns::add);
        assertThatIllegalStateException()
                .isThrownBy(() -> report.report(0))
                .withMessageContaining("changed after they were judged");
        assertThatIllegalStateException().isThrownBy(() -> report.skipReasons("meter.consumption.implausible"));
        assertThat(report.findings("meter.voltage.limit")).isEqualTo(2);
    }

    @Test
    void refusesTheReportOfAnotherSet() {
        BatchReport<MeterReading> report = RULES.validateAll(ReadingColumns.of(READINGS), KNOWN);
        RuleSet<MeterReading> other = RULES.without("meter.voltage.limit");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> other.validateAll(ReadingColumns.of(READINGS), KNOWN, report))
                .withMessageContaining("another rule set");
    }

    @Test
    void judgesAnEmptyBatch() {
        BatchReport<MeterReading> report = RULES.validateAll(ReadingColumns.withCapacity(10), KNOWN);
        assertThat(report.rows()).isZero();
        assertThat(report.findings()).isZero();
        assertThat(report.acceptable().isEmpty()).isTrue();
        assertThat(report).hasToString("0 findings about 0 records, of which 0 are acceptable");
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> report.report(0));
    }

    @Test
    void judgesAListOfGridStates() {
        GridStatus sound = new GridStatus("50Hertz", "Ost", NOW, new Capacity(10, 9, 1), Network.NOT_PUBLISHED, 5);
        GridStatus exceeded = new GridStatus("50Hertz", "Ost", NOW, new Capacity(9, 10, 1), Network.NOT_PUBLISHED, 5);
        BatchReport<GridStatus> report =
                GridRules.standard().validateAll(Batch.of(List.of(sound, exceeded)), RuleContext.at(NOW));
        assertThat(report.acceptable().stream()).containsExactly(0);
        assertThat(report.report(1)).isEqualTo(GridRules.standard().validate(exceeded, RuleContext.at(NOW)));
        assertThat(report.skipped("grid.voltage.range")).isEqualTo(2);
        assertThat(report).hasToString("1 findings about 2 records, of which 1 are acceptable");
    }

    @Test
    void looksUpAMeterOnceForAReadingAndOnceForABatch() {
        AtomicInteger lookUps = new AtomicInteger();
        MeterDirectory counting = id -> {
            lookUps.incrementAndGet();
            Meter meter = Readings.METER;
            return id.equals(meter.id()) ? meter : null;
        };
        RuleContext context = new RuleContext(NOW, counting);
        RULES.validate(supplied(300, 10, 1, 50), context);
        assertThat(lookUps.getAndSet(0)).isEqualTo(1);
        RULES.validateAll(ReadingColumns.of(READINGS), context);
        assertThat(lookUps.get()).isEqualTo(1);
    }

    @Test
    void looksUpTheMeterAnewInAnotherContext() {
        Rule<MeterReading> capacity = RULES.rules().stream()
                .filter(rule -> rule.id().equals("meter.consumption.capacity"))
                .findFirst()
                .orElseThrow();
        Rule<MeterReading> twice =
                Rule.of("acme.twice", Severity.INFO, "asks twice", (reading, context, inspection) -> {
                    capacity.check(reading, context, inspection);
                    capacity.check(reading, RuleContext.at(NOW), inspection);
                });
        Outcome.of("acme.twice", RuleSet.of(Subject.ofMeterReading(), List.of(twice)), consuming("1"), KNOWN)
                .isSkipped("the meter is not in the directory");
    }
}
