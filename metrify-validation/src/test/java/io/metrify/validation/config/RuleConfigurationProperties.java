package io.metrify.validation.config;

import static io.metrify.validation.config.RuleFileTest.assertSame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.metrify.model.Energy;
import io.metrify.model.meter.MeterType;
import io.metrify.validation.ByMeterType;
import io.metrify.validation.GridThresholds;
import io.metrify.validation.MeterThresholds;
import io.metrify.validation.Range;
import io.metrify.validation.Severity;
import io.metrify.validation.WeatherThresholds;
import io.metrify.validation.series.SeriesRule;
import io.metrify.validation.series.SeriesRules;
import io.metrify.validation.series.SeriesThresholds;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

class RuleConfigurationProperties {

    private static final List<String> IDS = Stream.concat(
                    Stream.of(
                                    RuleConfiguration.standard().meterRules(),
                                    RuleConfiguration.standard().gridRules(),
                                    RuleConfiguration.standard().weatherRules())
                            .flatMap(rules -> rules.rules().stream())
                            .map(rule -> rule.id()),
                    SeriesRules.stock().stream().map(SeriesRule::id))
            .toList();

    private static final long CENTURY = Duration.ofDays(36_525).toSeconds();

    private static final String STANDARD = RuleConfiguration.standard().toYaml();

    /** What is written is read as it was, and written again the same way. */
    @Property(tries = 200)
    void whatIsWrittenIsReadAsItWas(@ForAll("configurations") RuleConfiguration configuration) {
        String written = configuration.toYaml();
        RuleConfiguration read = RuleFile.parse(written, "rules.yaml");

        assertSame(read, configuration);
        assertThat(read.toYaml()).isEqualTo(written);
    }

    /** Whatever a file holds, it is a configuration or a list of problems. */
    @Property
    void anyTextIsReadOrRefused(@ForAll String text, @ForAll("names") String name) {
        assertReadOrRefused(text, name);
    }

    /** A file that was damaged at one place is still read, or refused at a place that it has. */
    @Property
    void aDamagedFileIsReadOrRefused(
            @ForAll @IntRange(max = 3_000) int at,
            @ForAll @IntRange(max = 3) int cut,
            @ForAll("damages") String damage) {
        int from = Math.min(at, STANDARD.length());
        int to = Math.min(from + cut, STANDARD.length());
        assertReadOrRefused(STANDARD.substring(0, from) + damage + STANDARD.substring(to), "rules.yaml");
    }

    private static void assertReadOrRefused(String text, String name) {
        assertThatCode(() -> {
                    try {
                        assertThat(RuleFile.parse(text, name).toYaml()).isNotEmpty();
                    } catch (RuleFileException refused) {
                        assertThat(refused.problems())
                                .isNotEmpty()
                                .allMatch(problem ->
                                        problem.line() <= 2 + text.lines().count());
                    }
                })
                .doesNotThrowAnyException();
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.of("rules.yaml", "rules.json");
    }

    @Provide
    Arbitrary<String> damages() {
        return Arbitraries.of(
                "", " ", "\n", "\t", ":", ": ", "- ", "{", "}", "[", "]", ",", "'", "\"", "#", "&a ", "*a", "!x ",
                "!!int ", "|", ">", "?", "%", "@", "`", "---\n", "...\n", "0", "-", "1e9", ".inf", "none", "\u2028",
                "\u0085", "\uFEFF", "\u0000");
    }

    @Provide
    Arbitrary<RuleConfiguration> configurations() {
        return Combinators.combine(meters(), grids(), weathers(), allSeries(), settings())
                .as(RuleConfiguration::new);
    }

    private static Arbitrary<ByMeterType<MeterThresholds>> meters() {
        Arbitrary<Map<MeterType, Double>> powers =
                Arbitraries.maps(Arbitraries.of(MeterType.class), positive()).ofMaxSize(7);
        // Which power is the largest is said once, for all types of meter.
        return Combinators.combine(byType(meter()), powers)
                .as((meter, power) ->
                        new ByMeterType<>(meter.usual().withLargestPowerKw(power), mapValues(meter.special(), power)));
    }

    private static Map<MeterType, MeterThresholds> mapValues(
            Map<MeterType, MeterThresholds> special, Map<MeterType, Double> power) {
        return special.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().withLargestPowerKw(power)));
    }

    private static Arbitrary<MeterThresholds> meter() {
        Arbitrary<MeterThresholds> first = Combinators.combine(
                        energies(Energy.MIN_MILLIWATT_HOURS).set().ofMaxSize(4),
                        positive(),
                        shares(),
                        positive(),
                        durations(0),
                        durations(0))
                .as((sentinels, factor, share, floor, tolerance, offset) -> MeterThresholds.standard()
                        .withSentinels(sentinels)
                        .withCapacityFactor(factor)
                        .withCrosscheck(share, floor)
                        .withTimeTolerance(tolerance)
                        .withRasterOffset(offset));
        return Combinators.combine(first, ranges(), ranges(), ranges(), ranges(), ranges())
                .as((thresholds, band, limit, usual, extreme, temperature) -> thresholds
                        .withVoltage(band, limit)
                        .withFrequency(usual, extreme)
                        .withTemperature(temperature));
    }

    private static Arbitrary<GridThresholds> grids() {
        return Combinators.combine(durations(0), ranges(), ranges(), ranges(), ranges())
                .as(GridThresholds::new);
    }

    private static Arbitrary<WeatherThresholds> weathers() {
        return Combinators.combine(durations(0), ranges(), ranges(), ranges(), numbers(), ranges())
                .as(WeatherThresholds::new);
    }

    /** The types for which the standard makes an exception are always there: a file cannot take them away. */
    private static Arbitrary<ByMeterType<SeriesThresholds>> allSeries() {
        return Combinators.combine(byType(series()), series(), series())
                .as((figures, prosumer, heatPump) ->
                        figures.with(MeterType.PROSUMER, prosumer).with(MeterType.HEAT_PUMP, heatPump));
    }

    private static Arbitrary<SeriesThresholds> series() {
        Arbitrary<SeriesThresholds.Runs> runs = Combinators.combine(
                        durations(1), counts(2, 1_000), durations(0), energies(0))
                .as(SeriesThresholds.Runs::new);
        Arbitrary<SeriesThresholds.Spikes> spikes = Combinators.combine(
                        positive(), energies(0), positive(), counts(1, 48), energies(0))
                .as(SeriesThresholds.Spikes::new);
        Arbitrary<SeriesThresholds.DailyUse> dailyUse = counts(3, 16)
                .flatMap(days -> Combinators.combine(positive(), shares(), positive(), jumps(), counts(3, days))
                        .as((high, low, spread, jump, fewest) ->
                                new SeriesThresholds.DailyUse(high, low, spread, jump, days, fewest)));
        Arbitrary<SeriesThresholds.Registers> registers =
                Combinators.combine(energies(0), shares(), shares()).as(SeriesThresholds.Registers::new);
        Arbitrary<SeriesThresholds.Completeness> completeness =
                Combinators.combine(durations(1), shares(), counts(1, 31)).as(SeriesThresholds.Completeness::new);
        return Combinators.combine(runs, spikes, dailyUse, registers, completeness)
                .as(SeriesThresholds::new);
    }

    private static Arbitrary<RuleSettings> settings() {
        Arbitrary<RuleSetting> setting = Combinators.combine(
                        Arbitraries.of(true, false),
                        Arbitraries.of(Severity.class).injectNull(0.3))
                .as(RuleSetting::new);
        return Arbitraries.maps(Arbitraries.of(IDS), setting).ofMaxSize(20).map(RuleSettings::new);
    }

    private static <T> Arbitrary<ByMeterType<T>> byType(Arbitrary<T> figures) {
        Arbitrary<Map<MeterType, T>> special =
                Arbitraries.maps(Arbitraries.of(MeterType.class), figures).ofMaxSize(3);
        return Combinators.combine(figures, special).as(ByMeterType::new);
    }

    private static Arbitrary<Range> ranges() {
        Arbitrary<Double> bounds = Arbitraries.frequencyOf(
                Tuple.of(8, numbers()),
                Tuple.of(1, Arbitraries.of(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)));
        // A range from infinity to the same infinity holds nothing that a file could say.
        return bounds.array(Double[].class)
                .ofSize(2)
                .map(pair -> {
                    Arrays.sort(pair);
                    return Range.of(pair[0], pair[1]);
                })
                .filter(range -> range.low() < Double.POSITIVE_INFINITY && range.high() > Double.NEGATIVE_INFINITY);
    }

    private static Arbitrary<Double> numbers() {
        // Round numbers, and any bits that make a number.
        return Arbitraries.oneOf(
                Arbitraries.doubles(),
                Arbitraries.longs().map(Double::longBitsToDouble).filter(Double::isFinite));
    }

    private static Arbitrary<Double> positive() {
        return numbers().map(Math::abs).filter(number -> number > 0);
    }

    private static Arbitrary<Double> shares() {
        return Arbitraries.doubles().between(0, 1).ofScale(9);
    }

    private static Arbitrary<Double> jumps() {
        return positive().filter(jump -> jump >= 1);
    }

    private static Arbitrary<Integer> counts(int least, int most) {
        return Arbitraries.integers().between(least, most);
    }

    private static Arbitrary<Energy> energies(long least) {
        return Arbitraries.longs().between(least, Energy.MAX_MILLIWATT_HOURS).map(Energy::ofMilliwattHours);
    }

    private static Arbitrary<Duration> durations(long least) {
        return Combinators.combine(
                        Arbitraries.longs().between(least, CENTURY - 1),
                        Arbitraries.integers().between(0, 999_999_999))
                .as(Duration::ofSeconds);
    }
}
