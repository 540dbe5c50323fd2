package io.metrify.validation;

import static io.metrify.validation.Severity.ERROR;
import static io.metrify.validation.Severity.INFO;
import static io.metrify.validation.Severity.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import io.metrify.model.grid.GridStatus;
import io.metrify.model.grid.GridStatus.Capacity;
import io.metrify.model.grid.GridStatus.Network;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GridRulesTest {

    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");

    @Test
    void findsNothingInASoundStatus() {
        ValidationReport report = GridRules.standard()
                .validate(status(new Capacity(1000, 900, 0.8), new Network(50, 380, 0.9), 45), RuleContext.at(NOW));
        assertThat(report.findings()).isEmpty();
        assertThat(report.skipped()).containsOnlyKeys("grid.identity.region");
        assertThat(report.evaluated()).hasSize(GridRules.standard().rules().size() - 1);
    }

    @Test
    void namesTheOperatorAndTheInstant() {
        Finding finding =
                check("grid.capacity.exceeded", capacity(1000, 1000.5, 0.8)).isViolated(ERROR);
        assertThat(finding.subject()).isEqualTo("50Hertz");
        assertThat(finding.start()).isEqualTo(NOW);
        assertThat(finding.end()).isNull();
        assertThat(finding.message())
                .isEqualTo("The available capacity of 1000.5 MW is more than the total capacity of 1000.0 MW.");
    }

    @Test
    void skipsEverythingButTimeAndPresenceOfAnEmptyStatus() {
        GridStatus empty = status(Capacity.NOT_PUBLISHED, Network.NOT_PUBLISHED, Double.NaN);
        check("grid.status.empty", empty).isViolated(WARNING);
        ValidationReport report = GridRules.standard().validate(empty, RuleContext.at(NOW));
        assertThat(report.evaluated()).containsExactly("grid.status.empty", "grid.time.too_old", "grid.time.future");
        assertThat(report.skipped())
                .containsEntry("grid.capacity.exceeded", "total and available capacity were not both published")
                .containsEntry("grid.voltage.range", "the voltage was not measured");
    }

    @Test
    void takesAStatusWithASingleValue() {
        check("grid.status.empty", status(Capacity.NOT_PUBLISHED, Network.NOT_PUBLISHED, 0))
                .isSound();
    }

    @Test
    void findsARegionThatLooksLikeAnEicCodeButIsNone() {
        Finding finding = check("grid.identity.region", in("10YDE-VE-------3")).isViolated(WARNING);
        assertThat(finding.field()).isEqualTo("region");
        assertThat(finding.message()).contains("10YDE-VE-------3", "look for a typing error");
        check("grid.identity.region", in("10Yde-VE-------2")).isViolated(WARNING);
        check("grid.identity.region", in("10YDE-VE-------2")).isSound();
    }

    @Test
    void skipsARegionThatIsNoEicCodeAtAll() {
        String reason = "the region does not have the form of an EIC code";
        for (String region : List.of("DE", "North and Baltic", "10-E-VE-------2X", "1XYDE-VE-------2")) {
            check("grid.identity.region", in(region)).isSkipped(reason);
        }
    }

    @Test
    void findsAStateOfAClockThatWasNeverSet() {
        assertThat(check("grid.time.too_old", at("1999-12-31T23:59:59.999Z"))
                        .isViolated(WARNING)
                        .message())
                .contains("1999-12-31T23:59:59.999Z", "a clock that was not set");
        check("grid.time.too_old", at("2000-01-01T00:00:00Z")).isSound();
    }

    @ParameterizedTest
    @CsvSource({
        "grid.capacity.total,-0.1,0,0,ERROR",
        "grid.capacity.total,0,0,0,",
        "grid.capacity.available,0,-0.1,0,ERROR",
        "grid.capacity.available,0,0,0,",
        "grid.capacity.exceeded,10,10,0,",
        "grid.capacity.exceeded,10,10.1,0,ERROR",
        "grid.load_factor.range,10,10,1.2,",
        "grid.load_factor.range,10,10,1.201,ERROR",
        "grid.load_factor.range,10,10,-0.001,ERROR"
    })
    void boundsTheCapacity(String rule, double total, double available, double load, Severity severity) {
        expect(severity, check(rule, capacity(total, available, load)));
    }

    @ParameterizedTest
    @CsvSource({
        "grid.frequency.band,49.8,400,1,",
        "grid.frequency.band,50.2,400,1,",
        "grid.frequency.band,49.79,400,1,INFO",
        "grid.frequency.band,47.49,400,1,",
        "grid.frequency.limit,47.5,400,1,",
        "grid.frequency.limit,51.5,400,1,",
        "grid.frequency.limit,47.49,400,1,WARNING",
        "grid.frequency.limit,51.51,400,1,WARNING",
        "grid.voltage.range,50,99,1,",
        "grid.voltage.range,50,440,1,",
        "grid.voltage.range,50,98.9,1,WARNING",
        "grid.voltage.range,50,380000,1,WARNING",
        "grid.stability.range,50,400,0,",
        "grid.stability.range,50,400,1,",
        "grid.stability.range,50,400,1.01,ERROR",
        "grid.stability.range,50,400,-0.01,ERROR"
    })
    void boundsTheNetwork(String rule, double frequency, double voltage, double stability, Severity severity) {
        expect(
                severity,
                check(rule, status(new Capacity(1000, 900, 0.8), new Network(frequency, voltage, stability), 45)));
    }

    @ParameterizedTest
    @CsvSource({"0,", "100,", "-0.1,ERROR", "100.1,ERROR"})
    void boundsTheRenewableShare(double share, Severity severity) {
        expect(severity, check("grid.renewable.range", status(new Capacity(1, 1, 1), Network.NOT_PUBLISHED, share)));
    }

    @Test
    void findsAStatusFromTheFuture() {
        GridStatus status = capacity(1000, 900, 0.8);
        Outcome.of("grid.time.future", GridRules.standard(), status, RuleContext.at(NOW.minusSeconds(180)))
                .isSound();
        Outcome.of("grid.time.future", GridRules.standard(), status, RuleContext.at(NOW.minusSeconds(181)))
                .isViolated(ERROR);
    }

    @Test
    void takesOtherThresholds() {
        RuleSet<GridStatus> rules = GridRules.with(GridThresholds.standard()
                .withLoadFactor(Range.of(0, 1))
                .withFrequency(Range.of(49.99, 50.01), Range.of(49, 51))
                .withVoltageKv(Range.of(200, 240))
                .withTimeTolerance(Duration.ofHours(1)));
        GridStatus status = status(new Capacity(1000, 900, 1.1), new Network(48.9, 380, 1), 50);
        RuleContext context = RuleContext.at(NOW.minusSeconds(3600));
        Outcome.of("grid.load_factor.range", rules, status, context).isViolated(ERROR);
        Outcome.of("grid.frequency.limit", rules, status, context).isViolated(WARNING);
        Outcome.of("grid.voltage.range", rules, status, context).isViolated(WARNING);
        Outcome.of("grid.time.future", rules, status, context).isSound();
        Outcome.of("grid.frequency.band", rules, status(new Capacity(1, 1, 1), new Network(50.02, 220, 1), 50), context)
                .isViolated(INFO);
    }

    private static GridStatus capacity(double total, double available, double load) {
        return status(new Capacity(total, available, load), new Network(50, 380, 0.9), 45);
    }

    private static GridStatus status(Capacity capacity, Network network, double renewable) {
        return new GridStatus("50Hertz", "Ost", NOW, capacity, network, renewable);
    }

    private static GridStatus in(String region) {
        return new GridStatus("50Hertz", region, NOW, Capacity.NOT_PUBLISHED, Network.NOT_PUBLISHED, 45);
    }

    private static GridStatus at(String time) {
        return new GridStatus("50Hertz", "Ost", Instant.parse(time), Capacity.NOT_PUBLISHED, Network.NOT_PUBLISHED, 45);
    }

    private static void expect(Severity severity, Outcome outcome) {
        if (severity == null) {
            outcome.isSound();
        } else {
            outcome.isViolated(severity);
        }
    }

    private static Outcome check(String rule, GridStatus status) {
        return Outcome.of(rule, GridRules.standard(), status, RuleContext.at(NOW));
    }
}
