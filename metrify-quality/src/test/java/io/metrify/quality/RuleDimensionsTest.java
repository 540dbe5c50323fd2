package io.metrify.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.metrify.validation.GridRules;
import io.metrify.validation.MeterRules;
import io.metrify.validation.Severity;
import io.metrify.validation.WeatherRules;
import io.metrify.validation.series.SeriesRules;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RuleDimensionsTest {

    private final RuleDimensions dimensions = RuleDimensions.standard();

    @Test
    void takesTheDimensionOfTheLongestName() {
        RuleDimensions own = dimensions
                .with("acme", Dimension.TIMELINESS)
                .with("acme.billing", Dimension.UNIQUENESS)
                .with("acme.billing.tariff", Dimension.COMPLETENESS);
        assertThat(own.of(Examples.finding("acme.billing.tariff", Severity.INFO)))
                .isEqualTo(Dimension.COMPLETENESS);
        assertThat(own.of(Examples.finding("acme.billing.other", Severity.INFO)))
                .isEqualTo(Dimension.UNIQUENESS);
        assertThat(own.of(Examples.finding("acme.site", Severity.INFO))).isEqualTo(Dimension.TIMELINESS);
        assertThat(own.of(Examples.finding("acmes.site", Severity.INFO))).isEqualTo(Dimension.PLAUSIBILITY);
    }

    @Test
    void goesBySeverityWhereNothingFits() {
        assertThat(dimensions.of(Examples.finding("acme.own", Severity.ERROR))).isEqualTo(Dimension.VALIDITY);
        assertThat(dimensions.of(Examples.finding("acme.own", Severity.WARNING)))
                .isEqualTo(Dimension.PLAUSIBILITY);
    }

    /** The default by severity is for rules of one's own; each stock rule is decided on, and so is each new one. */
    @ParameterizedTest
    @MethodSource("stockRules")
    void decidesOnEveryStockRule(String rule) {
        assertThat(dimensions.of(Examples.finding(rule, Severity.ERROR)))
                .as("the severity does not decide what %s speaks of", rule)
                .isEqualTo(dimensions.of(Examples.finding(rule, Severity.INFO)));
    }

    @Test
    void namesOnlyRulesThatExist() {
        assertThat(StockDimensions.all().keySet())
                .allSatisfy(name -> assertThat(stockRules())
                        .as("stock rules that %s names", name)
                        .anyMatch(rule -> rule.equals(name) || rule.startsWith(name + ".")));
    }

    @Test
    void knowsEveryDimensionOfSeries() {
        assertThat(SeriesRules.stock().stream()
                        .collect(Collectors.groupingBy(
                                rule -> dimensions.of(Examples.finding(rule.id(), rule.severity())),
                                Collectors.counting())))
                .containsOnly(
                        entry(Dimension.COMPLETENESS, 3L),
                        entry(Dimension.TIMELINESS, 1L),
                        entry(Dimension.CONSISTENCY, 8L),
                        entry(Dimension.UNIQUENESS, 1L),
                        entry(Dimension.PLAUSIBILITY, 6L));
    }

    static List<String> stockRules() {
        List<String> rules = new ArrayList<>();
        MeterRules.standard().rules().forEach(rule -> rules.add(rule.id()));
        GridRules.standard().rules().forEach(rule -> rules.add(rule.id()));
        WeatherRules.standard().rules().forEach(rule -> rules.add(rule.id()));
        SeriesRules.stock().forEach(rule -> rules.add(rule.id()));
        return rules;
    }
}
