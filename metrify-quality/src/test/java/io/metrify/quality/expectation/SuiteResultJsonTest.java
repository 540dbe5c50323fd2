package io.metrify.quality.expectation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SuiteResultJsonTest {

    private static final Instant TIME = Instant.parse("2026-03-29T01:00:00.1234567Z");
    private static final Expectation EXISTS = Expectation.of("expect_column_to_exist", Map.of("column", "voltage"));
    private static final Expectation MEAN = new Expectation(
            "expect_column_mean_to_be_between", Map.of("column", "v"), Map.of("note", "x"), Map.of("id", "1"));
    private static final ExpectationSuite SUITE = new ExpectationSuite(
            "readings", List.of(EXISTS, MEAN), Map.of("owner", "grid"), Map.of("suite_parameters", Map.of("a", 1L)));

    @Test
    void writesAResultAsGreatExpectationsDoes() {
        SuiteResult result = new SuiteResult(
                SUITE,
                List.of(
                        new ExpectationResult(true, EXISTS, Map.of("observed_value", new BigDecimal("0.50")), null),
                        new ExpectationResult(false, MEAN, Map.of(), "there is no column v")),
                3);

        assertThat(SuiteResultJson.write(result, new ValidationRun("nightly", TIME, "batch-7")))
                .isEqualTo("""
                        {
                          "success": false,
                          "results": [
                            {
                              "success": true,
                              "expectation_config": {
                                "type": "expect_column_to_exist",
                                "kwargs": {
                                  "column": "voltage"
                                },
                                "meta": {}
                              },
                              "result": {
                                "observed_value": 0.50
                              },
                              "meta": {},
                              "exception_info": {
                                "raised_exception": false,
                                "exception_traceback": null,
                                "exception_message": null
                              }
                            },
                            {
                              "success": false,
                              "expectation_config": {
                                "type": "expect_column_mean_to_be_between",
                                "kwargs": {
                                  "column": "v"
                                },
                                "meta": {
                                  "note": "x"
                                },
                                "id": "1"
                              },
                              "result": {},
                              "meta": {},
                              "exception_info": {
                                "raised_exception": true,
                                "exception_traceback": null,
                                "exception_message": "there is no column v"
                              }
                            }
                          ],
                          "suite_name": "readings",
                          "suite_parameters": {
                            "a": 1
                          },
                          "statistics": {
                            "evaluated_expectations": 2,
                            "successful_expectations": 1,
                            "unsuccessful_expectations": 1,
                            "success_percent": 50.0
                          },
                          "meta": {
                            "expectation_suite_name": "readings",
                            "run_id": {
                              "run_name": "nightly",
                              "run_time": "2026-03-29T01:00:00.123456+00:00"
                            },
                            "validation_time": "20260329T010000.123456Z",
                            "batch_spec": {
                              "batch_id": "batch-7"
                            },
                            "expectation_suite_meta": {
                              "owner": "grid"
                            }
                          }
                        }""");
    }

    @Test
    void nothingExpectedIsASuccessWithoutAPercentage() {
        SuiteResult nothing = new SuiteResult(ExpectationSuite.of("none", List.of()), List.of(), 0);

        assertThat(SuiteResultJson.write(nothing, new ValidationRun(null, Instant.EPOCH, null)))
                .contains(
                        "\"success\": true",
                        "\"success_percent\": null",
                        "\"run_name\": null",
                        "\"run_time\": \"1970-01-01T00:00:00+00:00\"",
                        "\"batch_spec\": {}");
    }

    @Test
    void aResultIsKeptWhereGreatExpectationsLooksForIt() {
        assertThat(new ValidationRun("nightly", TIME, "batch-7").storeKey(SUITE))
                .isEqualTo("uncommitted/validations/readings/nightly/20260329T010000.123456Z/batch-7.json");
        assertThat(new ValidationRun(null, Instant.EPOCH, null).storeKey(SUITE))
                .isEqualTo("uncommitted/validations/readings/__none__/19700101T000000.000000Z/__none__.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "a/b", "a\\b", "C:", "a\nb", "", "  "})
    void aNameCannotLeadOutOfTheStore(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ValidationRun.of(name, TIME).storeKey(SUITE))
                .withMessageContaining("of the run cannot be part of a path");
    }
}
