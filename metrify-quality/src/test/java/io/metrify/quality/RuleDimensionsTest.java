package io.metrify.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.metrify.validation.GridRules;
import io.metrify.validation.MeterRules;
import io.metrify.validation.Rule;
import io.metrify.validation.Severity;
import io.metrify.validation.WeatherRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

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
        assertThat(dimensions.of(Examples.NEGATIVE)).isEqualTo(Dimension.VALIDITY);
        assertThat(dimensions.of(Examples.VOLTAGE)).isEqualTo(Dimension.PLAUSIBILITY);
        assertThat(dimensions.of(Examples.CROSSCHECK)).isEqualTo(Dimension.CONSISTENCY);
    }

    @Test
    void namesOnlyRulesThatExist() {
        List<Rule<?>> stock = new ArrayList<>(MeterRules.standard().rules());
        stock.addAll(GridRules.standard().rules());
        stock.addAll(WeatherRules.standard().rules());
        Map<Dimension, Long> counted = stock.stream()
                .collect(Collectors.groupingBy(
                        rule -> dimensions.of(Examples.finding(rule.id(), rule.severity())), Collectors.counting()));
        assertThat(counted)
                .containsEntry(Dimension.COMPLETENESS, 3L)
                .containsEntry(Dimension.CONSISTENCY, 11L)
                .containsOnlyKeys(
                        Dimension.COMPLETENESS, Dimension.CONSISTENCY, Dimension.VALIDITY, Dimension.PLAUSIBILITY);
    }
}
