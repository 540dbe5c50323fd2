package io.metrify.validation.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.MetrifyException;
import io.metrify.model.meter.Meter;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.MeterType;
import io.metrify.model.meter.Site;
import io.metrify.validation.Finding;
import io.metrify.validation.GridThresholds;
import io.metrify.validation.MeterDirectory;
import io.metrify.validation.MeterRules;
import io.metrify.validation.MeterThresholds;
import io.metrify.validation.Range;
import io.metrify.validation.Rule;
import io.metrify.validation.RuleContext;
import io.metrify.validation.RuleSet;
import io.metrify.validation.Severity;
import io.metrify.validation.WeatherThresholds;
import io.metrify.validation.series.SeriesRule;
import io.metrify.validation.series.SeriesRules;
import io.metrify.validation.series.SeriesThresholds;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleFileTest {

    private static final Path SOURCE = Path.of("src/main/java/io/metrify/validation/config/RuleFile.java");
    private static final Path GUIDE = Path.of("../docs/guide/rule-configuration.md");

    @TempDir
    private Path directory;

    @Test
    void aFileThatSaysNothingIsTheStandard() {
        RuleConfiguration read = RuleFile.parse("version: 1\nmeter:\n  meter_types:\nrules:\n", "rules.yaml");

        assertSame(read, RuleConfiguration.standard());
        assertThat(read.meterThresholds().usual()).isEqualTo(MeterThresholds.standard());
        assertThat(ids(read.meterRules())).isEqualTo(ids(MeterRules.standard()));
    }

    @Test
    void aFileChangesWhatItNamesAndNothingElse() {
        RuleConfiguration read = yaml("""
                meter:
                  capacity_factor: 1.25
                  sentinels_kwh: [0.000001, -12]
                  largest_power_kw: {HOUSEHOLD: 1e2, GRID: 4000000, OTHER: none}
                  voltage_band_v: {low: none, high: 250.5}
                grid:
                  load_factor: {low: -0.5, high: none}
                weather:
                  time_tolerance: P2D
                  highest_dew_point_celsius: 36
                series:
                  spikes:
                    day_floor_kwh: 0.25
                    hampel_half_window: 6
                """);

        assertThat(read.meterThresholds().special()).isEmpty();
        assertThat(read.meterThresholds().usual())
                .isEqualTo(MeterThresholds.standard()
                        .withCapacityFactor(1.25)
                        .withSentinels(Set.of(Energy.ofMilliwattHours(1), Energy.ofWattHours(-12_000)))
                        .withLargestPowerKw(Map.of(
                                MeterType.HOUSEHOLD, 100.0,
                                MeterType.PROSUMER, 100.0,
                                MeterType.HEAT_PUMP, 100.0,
                                MeterType.BUSINESS, 1_000.0,
                                MeterType.INDUSTRY, 200_000.0,
                                MeterType.GRID, 4_000_000.0))
                        .withVoltage(Range.of(Double.NEGATIVE_INFINITY, 250.5), Range.of(195.5, 253)));
        assertThat(read.gridThresholds()).isEqualTo(GridThresholds.standard().withLoadFactor(Range.atLeast(-0.5)));
        assertThat(read.weatherThresholds())
                .isEqualTo(WeatherThresholds.standard()
                        .withTimeTolerance(Duration.ofDays(2))
                        .withHighestDewPointCelsius(36));
        SeriesThresholds.Spikes standard = SeriesThresholds.standard().spikes();
        assertThat(read.seriesThresholds().usual())
                .isEqualTo(SeriesThresholds.standard()
                        .withSpikes(new SeriesThresholds.Spikes(
                                standard.dayRatio(),
                                Energy.ofWattHours(250),
                                standard.hampelFactor(),
                                6,
                                standard.hampelFloor())));
    }

    @Test
    void aTypeOfMeterDiffersFromWhatTheFileSaysForAll() {
        RuleConfiguration read = yaml("""
                meter:
                  meter_types:
                    HEAT_PUMP: {capacity_factor: 2}
                    INDUSTRY:
                  time_tolerance: PT1M
                series:
                  meter_types:
                    PROSUMER: {runs: {zero_run: PT72H}}
                  runs: {stuck_values: 9}
                """);

        MeterThresholds usual = MeterThresholds.standard().withTimeTolerance(Duration.ofMinutes(1));
        assertThat(read.meterThresholds().usual()).isEqualTo(usual);
        assertThat(read.meterThresholds().special())
                .isEqualTo(Map.of(MeterType.HEAT_PUMP, usual.withCapacityFactor(2), MeterType.INDUSTRY, usual));
        assertThat(read.seriesThresholds().special().get(MeterType.PROSUMER))
                .isEqualTo(SeriesThresholds.weatherDriven()
                        .withRuns(new SeriesThresholds.Runs(
                                Duration.ofDays(3), 9, Duration.ofHours(1), Energy.ofWattHours(1))));
    }

    @Test
    void anExceptionOfTheStandardHoldsUntilTheFileSaysOtherwise() {
        RuleConfiguration read = yaml("""
                series:
                  daily_use: {low_share: 0.2, spread_floor: 0.5}
                  meter_types:
                    PROSUMER: {daily_use: {spread_floor: 0.7}}
                """);

        assertThat(read.seriesThresholds().usual().dailyUse().spreadFloor()).isEqualTo(0.5);
        Map<MeterType, SeriesThresholds> special = read.seriesThresholds().special();
        assertThat(special).containsOnlyKeys(MeterType.PROSUMER, MeterType.HEAT_PUMP);
        assertThat(special.get(MeterType.HEAT_PUMP).dailyUse().spreadFloor()).isEqualTo(0.6);
        assertThat(special.get(MeterType.HEAT_PUMP).dailyUse().lowShare()).isEqualTo(0.2);
        assertThat(special.get(MeterType.PROSUMER).dailyUse().spreadFloor()).isEqualTo(0.7);
        assertSame(RuleFile.parse(read.toYaml(), "rules.yaml"), read);
    }

    @Test
    void anExceptionOfTheStandardIsTakenBackByTheFile() {
        RuleConfiguration read = yaml("series: {meter_types: {HEAT_PUMP: {daily_use: {spread_floor: 0.4}}}}");

        assertThat(read.seriesThresholds().special().get(MeterType.HEAT_PUMP)).isEqualTo(SeriesThresholds.standard());
        assertSame(RuleFile.parse(read.toYaml(), "rules.yaml"), read);
    }

    @Test
    void aRuleThatIsOffByItselfIsInForceIfItIsNamed() {
        String hampel = "series.spike.hampel";

        assertThat(seriesIds(RuleConfiguration.standard())).doesNotContain(hampel);
        assertThat(seriesIds(yaml("rules: {series.spike.hampel: {enabled: true}}")))
                .contains(hampel);
        assertThat(seriesIds(yaml("rules: {series.spike.hampel: {severity: INFO}}")))
                .contains(hampel);
        assertThat(seriesIds(yaml("rules: {series.spike.hampel: {enabled: false}}")))
                .isEqualTo(seriesIds(RuleConfiguration.standard()));
    }

    @Test
    void aReadingIsJudgedByTheFiguresOfItsTypeOfMeter() {
        RuleSet<MeterReading> rules = yaml("""
                meter:
                  meter_types:
                    HEAT_PUMP: {capacity_factor: 2}
                """).meterRules();
        // A quarter hour of 10 kW is 2.5 kWh.
        MeterReading reading = MeterReading.of(
                "M-1", Interval.of(Instant.parse("2026-03-10T12:00:00Z"), Duration.ofMinutes(15)), Energy.parse("4"));

        assertThat(violated(rules, reading, MeterType.HEAT_PUMP)).isEmpty();
        assertThat(violated(rules, reading, MeterType.HOUSEHOLD)).containsExactly("meter.consumption.capacity");
        assertThat(violated(rules, reading.withConsumption(Energy.parse("5.000001")), MeterType.HEAT_PUMP))
                .containsExactly("meter.consumption.capacity");
    }

    @Test
    void figuresThatAreRightOnlyTogetherAreTakenTogether() {
        RuleConfiguration read = yaml("""
                series:
                  daily_use: {fewest_comparable_days: 12, comparable_days: 14}
                  meter_types:
                    OTHER: {daily_use: {comparable_days: 4, fewest_comparable_days: 4}}
                """);

        assertThat(read.seriesThresholds().usual().dailyUse().fewestComparableDays())
                .isEqualTo(12);
        assertThat(read.seriesThresholds()
                        .special()
                        .get(MeterType.OTHER)
                        .dailyUse()
                        .comparableDays())
                .isEqualTo(4);
    }

    @Test
    void rulesAreSwitchedOffAndChangeTheirSeverity() {
        RuleConfiguration read = yaml("""
                rules:
                  meter.voltage.band: {enabled: false}
                  meter.voltage.limit: {severity: ERROR}
                  meter.time.jitter: {enabled: true}
                  grid.frequency.band: {enabled: false, severity: ERROR}
                  weather.visibility.negative: {severity: INFO, enabled: true}
                  series.coverage: {enabled: false}
                  meter.duplicate.conflict: {severity: WARNING}
                """);

        assertThat(ids(read.meterRules()))
                .doesNotContain("meter.voltage.band")
                .hasSize(MeterRules.standard().rules().size() - 1);
        assertThat(severity(read.meterRules(), "meter.voltage.limit")).isEqualTo(Severity.ERROR);
        assertThat(severity(read.meterRules(), "meter.time.jitter")).isEqualTo(Severity.INFO);
        assertThat(ids(read.gridRules())).doesNotContain("grid.frequency.band");
        assertThat(severity(read.weatherRules(), "weather.visibility.negative")).isEqualTo(Severity.INFO);
        assertThat(read.seriesRules().rules())
                .noneMatch(rule -> rule.id().equals("series.coverage"))
                .anyMatch(rule -> rule.id().equals("meter.duplicate.conflict") && rule.severity() == Severity.WARNING);
        assertThat(ids(read.seriesRules().recordRules())).isEqualTo(ids(SeriesRules.ofIntervals(read.meterRules())));
    }

    @Test
    void jsonSaysTheSameAsYaml() {
        String json = """
                {"version": 1,
                 "meter": {"voltage_band_v": {"low": "none", "high": 250},
                           "meter_types": {"OTHER": {"crosscheck_share": 5e-1}}},
                 "rules": {"meter.voltage.limit": {"severity": "ERROR"}, "meter.time.jitter": {"enabled": false}}}
                """;
        RuleConfiguration read = RuleFile.parse(json, "rules.JSON");

        assertSame(read, RuleFile.parse(json, "rules.yaml"));
        assertThat(read.meterThresholds().special().get(MeterType.OTHER).crosscheckShare())
                .isEqualTo(0.5);
        assertThat(severity(read.meterRules(), "meter.voltage.limit")).isEqualTo(Severity.ERROR);
    }

    @Test
    void readsAFileByItsPathAndAStreamByItsName() throws IOException {
        Path yaml = Files.writeString(directory.resolve("rules.yml"), "version: 1\nmeter: {capacity_factor: 3}\n");
        Path json = Files.writeString(
                directory.resolve("rules.json"), "{\"version\": 1, \"meter\": {\"capacity_factor\": 3}}");

        assertThat(RuleFile.read(yaml).meterThresholds().usual().capacityFactor())
                .isEqualTo(3);
        assertThat(RuleFile.read(json).meterThresholds().usual().capacityFactor())
                .isEqualTo(3);
        assertThat(RuleFile.read(new ByteArrayInputStream(Files.readAllBytes(json)), "x")
                        .meterThresholds()
                        .usual()
                        .capacityFactor())
                .isEqualTo(3);
    }

    @Test
    void aFileThatIsNotThereIsNoProblemOfItsContent() {
        assertThatThrownBy(() -> RuleFile.read(directory.resolve("nowhere.yaml")))
                .isInstanceOf(MetrifyException.class)
                .hasMessageContaining("nowhere.yaml")
                .hasMessageContaining("cannot be read");
        assertThatThrownBy(() -> RuleFile.read(directory)).isInstanceOf(MetrifyException.class);
    }

    @Test
    void theStandardFileIsTheStandard() throws IOException {
        try (InputStream input = RuleFile.class.getResourceAsStream("standard-rules.yaml")) {
            String text = new String(input.readAllBytes(), StandardCharsets.UTF_8);
            RuleConfiguration read = RuleFile.parse(text, "standard-rules.yaml");

            assertSame(read, RuleConfiguration.standard());
            // And it leaves nothing out: each key of the effective configuration stands in it.
            assertThat(keys(text)).isEqualTo(keys(RuleConfiguration.standard().toYaml()));
        }
    }

    @Test
    void theExampleOfTheDocumentationIsAFile() throws IOException {
        String comment = between(
                        Files.readString(SOURCE), Pattern.compile("<pre>\\{@code\n(.*?) \\* }</pre>", Pattern.DOTALL))
                .get(0);
        RuleConfiguration read = RuleFile.parse(comment.replaceAll("(?m)^ \\* ?", ""), "RuleFile.java");

        assertThat(read.meterThresholds().special().get(MeterType.PROSUMER).capacityFactor())
                .isEqualTo(1.3);
        assertThat(ids(read.meterRules())).doesNotContain("meter.temperature.range");
    }

    @Test
    void everyExampleOfTheGuideIsAFile() throws IOException {
        List<String> examples =
                between(Files.readString(GUIDE), Pattern.compile("```(?:yaml|json)\n(.*?)```", Pattern.DOTALL));

        assertThat(examples).hasSizeGreaterThan(1).allSatisfy(example -> {
            RuleConfiguration read = RuleFile.parse(example, "rule-configuration.md");
            assertThat(read.toYaml()).isNotEqualTo(RuleConfiguration.standard().toYaml());
        });
    }

    @Test
    void theGuideShowsTheReportAsItIs() throws IOException {
        String report = between(Files.readString(GUIDE), Pattern.compile("```text\n(.*?)\n```", Pattern.DOTALL))
                .get(0);

        assertThatThrownBy(() -> yaml("""
                        meter:
                          capacity_factor: 0
                          meter_types:
                            HOUSHOLD: {}
                        rules:
                          meter.voltage.bnd: {enabled: false}
                        """)).hasMessage(report);
    }

    private static RuleConfiguration yaml(String sections) {
        return RuleFile.parse("version: 1\n" + sections, "rules.yaml");
    }

    static void assertSame(RuleConfiguration actual, RuleConfiguration expected) {
        assertThat(actual.meterThresholds()).isEqualTo(expected.meterThresholds());
        assertThat(actual.gridThresholds()).isEqualTo(expected.gridThresholds());
        assertThat(actual.weatherThresholds()).isEqualTo(expected.weatherThresholds());
        assertThat(actual.seriesThresholds()).isEqualTo(expected.seriesThresholds());
        assertThat(words(actual.meterRules())).isEqualTo(words(expected.meterRules()));
        assertThat(words(actual.gridRules())).isEqualTo(words(expected.gridRules()));
        assertThat(words(actual.weatherRules())).isEqualTo(words(expected.weatherRules()));
        assertThat(actual.seriesRules().rules())
                .isEqualTo(expected.seriesRules().rules());
    }

    private static List<String> violated(RuleSet<MeterReading> rules, MeterReading reading, MeterType type) {
        Meter meter = new Meter(
                "M-1", type, new Site("Berlin", "Berlin", "50Hertz"), Duration.ofMinutes(15), 10, 6, null, null);
        RuleContext context = new RuleContext(Instant.parse("2026-03-11T00:00:00Z"), MeterDirectory.of(List.of(meter)));
        return rules.validate(reading, context).findings().stream()
                .map(Finding::rule)
                .toList();
    }

    private static List<String> words(RuleSet<?> rules) {
        return rules.rules().stream()
                .map(rule -> rule.id() + " " + rule.severity() + " " + rule.description() + " " + rule.source())
                .toList();
    }

    private static List<String> ids(RuleSet<?> rules) {
        return rules.rules().stream().map(Rule::id).toList();
    }

    private static List<String> seriesIds(RuleConfiguration configuration) {
        return configuration.seriesRules().rules().stream().map(SeriesRule::id).toList();
    }

    private static Severity severity(RuleSet<?> rules, String id) {
        return rules.rules().stream()
                .filter(rule -> rule.id().equals(id))
                .map(Rule::severity)
                .findFirst()
                .orElseThrow();
    }

    /** The keys at the beginnings of lines, in order, with their indentation. */
    private static List<String> keys(String yaml) {
        return yaml.lines()
                .filter(line -> line.contains(":") && !line.strip().startsWith("#"))
                .map(line -> line.substring(0, line.indexOf(':')))
                .filter(key -> !key.strip().equals("meter_types"))
                .toList();
    }

    private static List<String> between(String text, Pattern pattern) {
        return pattern.matcher(text).results().map(result -> result.group(1)).toList();
    }
}
