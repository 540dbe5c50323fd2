package io.metrify.quality.expectation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.metrify.quality.table.ColumnTable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpectationsTest {

    private static final ExpectationSuite ALL = ExpectationSuite.of(
            "all",
            List.of(
                    Expectations.columnToExist("voltage"),
                    Expectations.tableRowCountToBeBetween(1L, null),
                    Expectations.columnValuesToNotBeNull("meter_id"),
                    Expectations.columnValuesToBeUnique("meter_id"),
                    Expectations.columnValuesToBeBetween("voltage", 207, 253).mostly(0.95),
                    Expectations.columnValuesToBeInSet("meter_id", "m-1", "m-2"),
                    Expectations.columnValuesToMatchRegex("meter_id", "^m-"),
                    Expectations.columnMeanToBeBetween("voltage", 220.5, null),
                    Expectations.compoundColumnsToBeUnique("meter_id", "voltage"),
                    Expectations.columnValuesToBeDeterminedByColumns("voltage", "meter_id"),
                    Expectations.columnValuesToBeBetween("voltage", 229, 231).where("meter_id = 'm-1'")));

    @Test
    void everyExpectationIsUnderstoodByTheEvaluator() {
        SuiteResult result = SuiteEvaluator.of(ALL)
                .evaluate(ColumnTable.builder(2)
                        .texts("meter_id", "m-1", "m-2")
                        .doubles("voltage", 230, 240)
                        .build());

        assertThat(result.results()).allSatisfy(each -> {
            assertThat(each.error()).isNull();
            assertThat(each.success()).as(each.toString()).isTrue();
        });
    }

    @Test
    void valuesAreThoseThatAFileWouldGive() {
        assertThat(SuiteJson.read(SuiteJson.write(ALL))).isEqualTo(ALL);
        assertThat(ALL.expectations().get(4).kwargs())
                .containsEntry("min_value", 207L)
                .containsEntry("mostly", new BigDecimal("0.95"));
        assertThat(Expectation.of("t", Map.of())
                        .with("a", Set.of((short) 1))
                        .with("b", Map.of("c", 0.1f))
                        .with("d", Arrays.asList(true, null))
                        .with("d", Arrays.asList(null, 5))
                        .kwargs())
                .isEqualTo(Map.of(
                        "a", List.of(1L), "b", Map.of("c", new BigDecimal("0.1")), "d", Arrays.asList(null, 5L)));
    }

    @Test
    void refusesWhatJsonDoesNotHave() {
        Expectation expectation = Expectations.columnToExist("voltage");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> expectation.with("min_value", Double.NaN))
                .withMessageContaining("NaN is no value of JSON");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> expectation.with("min_value", Instant.EPOCH))
                .withMessageContaining("a date or time as a text");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void refusesAFractionThatIsNone(double fraction) {
        Expectation expectation = Expectations.columnToExist("voltage");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> expectation.mostly(fraction))
                .withMessageContaining("give a fraction from 0 to 1");
    }
}
