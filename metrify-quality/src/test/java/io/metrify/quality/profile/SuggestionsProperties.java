package io.metrify.quality.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.metrify.quality.expectation.Expectation;
import io.metrify.quality.expectation.ExpectationResult;
import io.metrify.quality.expectation.ExpectationSuite;
import io.metrify.quality.expectation.SuiteEvaluator;
import io.metrify.quality.table.Table;
import java.util.List;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SuggestionsProperties {

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void theProfiledRowsMeetEverySuggestion(@ForAll @IntRange(min = 1, max = 500) int rows, @ForAll long seed) {
        Table table = RandomRow.table(RandomRow.list(new Random(seed), rows));

        List<Expectation> suggested = Suggestions.from(DataProfile.of(table));

        assertThat(suggested).hasSizeGreaterThan(RandomRow.COLUMNS.size());
        assertThat(SuiteEvaluator.of(ExpectationSuite.of("suggested", suggested))
                        .evaluate(table)
                        .results())
                .allMatch(ExpectationResult::success);
    }
}
