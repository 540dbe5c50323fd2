package io.metrify.validation.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleFileProblemTest {

    @Test
    void allProblemsOfAFileAreReportedInItsOrder() {
        assertThat(problems("""
                version: 2
                meter:
                  capacity_factor: 0
                  time_tolerance: 5
                  raster_offset: -PT3M
                  voltage_band: {low: 3, high: 2}
                  meter_types:
                    HOUSHOLD: {}
                    HEAT_PUMP: {largest_power_kw: {HOUSEHOLD: 3}, crosscheck_share: 2}
                rules:
                  meter.voltage.bnd: {enabled: no}
                  meter.voltage.band: {severity: WARN}
                series: {daily_use: {comparable_days: 5, fewest_comparable_days: 7}}
                colour: red
                """))
                .containsExactly(
                        "1:10: version: 2 is no version that is known here; write version: 1",
                        "3:20: meter.capacity_factor: the capacity factor is 0.0; give a number above 0",
                        "4:19: meter.time_tolerance: 5 is not a length of time; write it as in ISO 8601: PT3M, PT36H or P1D",
                        "5:18: meter.raster_offset: the raster offset PT-3M is not a time of 0 to 100 years; give one such as PT3M",
                        "6:3: meter.voltage_band: the key \"voltage_band\" is not known here; did you mean voltage_band_v?",
                        "8:5: meter.meter_types.HOUSHOLD: \"HOUSHOLD\" is no type of meter; did you mean HOUSEHOLD?",
                        "9:17: meter.meter_types.HEAT_PUMP.largest_power_kw: the key \"largest_power_kw\" names types of"
                                + " meter itself; write it once, beside meter_types, as largest_power_kw: {HEAT_PUMP: ...}",
                        "9:69: meter.meter_types.HEAT_PUMP.crosscheck_share: the cross-check share 2.0 is no share;"
                                + " give 0 to 1, such as 0.2 for 20 %",
                        "11:3: rules[meter.voltage.bnd]: there is no rule \"meter.voltage.bnd\"; did you mean"
                                + " meter.voltage.band?",
                        "12:34: rules[meter.voltage.band].severity: \"WARN\" is no severity; did you mean WARNING?",
                        "13:66: series.daily_use.fewest_comparable_days: the fewest comparable days, 7, is out of range;"
                                + " give 3 to 5",
                        "14:1: colour: the key \"colour\" is not known here; the keys are version, meter, grid, weather,"
                                + " series, rules");
    }

    @Test
    void aProblemHasItsFactsAndTheExceptionSaysThemAll() {
        RuleFileException refused =
                refused(() -> RuleFile.parse("version: 1\ngrid:\n  voltage_kv: high\n", "conf/rules.yaml"));

        assertThat(refused)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "conf/rules.yaml has a problem, so none of its rules is used:\n"
                                + "  conf/rules.yaml:3:15: grid.voltage_kv: \"high\" is not a range; write {low: 207, high: 253}");
        RuleFileProblem problem = refused.problems().get(0);
        assertThat(problem.line()).isEqualTo(3);
        assertThat(problem.column()).isEqualTo(15);
        assertThat(problem.path()).isEqualTo("grid.voltage_kv");
        assertThat(problem.value()).isEqualTo("high");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "meter: {capacity_factor: '1.0'}                  | \"1.0\" is not a number; write a decimal number",
                "meter: {capacity_factor: [1]}                    | a list is not a number",
                "meter: {capacity_factor: }                       | nothing is not a number",
                "meter: {capacity_factor: true}                   | true is not a number",
                "meter: {capacity_factor: 0x10}                   | \"0x10\" is not a number",
                "meter: {capacity_factor: 010}                    | \"010\" is not a number",
                "meter: {capacity_factor: 1_000}                  | \"1_000\" is not a number",
                "meter: {capacity_factor: .nan}                   | \".nan\" is not a number",
                "meter: {capacity_factor: .inf}                   | \".inf\" is not a number",
                "meter: {capacity_factor: 1e999999999}            | 1e999999999 is larger than any number",
                "meter: {capacity_factor: -1e999999999}           | -1e999999999 is larger than any number",
                "meter: {capacity_factor: 1e-999999999}           | is 0.0; give a number above 0",
                "meter: {sentinels_kwh: 4294967.295}              | 4294967.295 is not a list",
                "meter: {sentinels_kwh: [0.5, x]}                 | \"x\" is not an amount of energy",
                "meter: {sentinels_kwh: [0.0000001]}              | finer than 0.000001 kWh",
                "meter: {sentinels_kwh: [1e999999999]}            | outside the range of DECIMAL(18,6) kWh",
                "meter: {sentinels_kwh: [1e99999999999]}          | is not a number of kilowatt-hours",
                "meter: {largest_power_kw: {HOUSEHOLD: -5}}       | the largest power of HOUSEHOLD in kW is -5.0",
                "meter: {largest_power_kw: {HOUSEHOLD: much}}     | \"much\" is not a number",
                "meter: {largest_power_kw: {household: 5}}        | did you mean HOUSEHOLD?",
                "meter: {largest_power_kw: 5}                     | 5 stands where keys belong",
                "meter: {voltage_band_v: {low: 207}}              | the range has no high; write both bounds",
                "meter: {voltage_band_v: {high: 207}}             | the range has no low",
                "meter: {voltage_band_v: {low: 253, high: 207}}   | the range 253.0 to 207.0 holds nothing",
                "meter: {voltage_band_v: {low: 1, high: 2, h: 3}} | the keys are low, high",
                "meter: {time_tolerance: P1M}                     | \"P1M\" is not a length of time",
                "meter: {time_tolerance: PT99999999999999999999H} | is not a length of time",
                "weather: {time_tolerance: P36526D}               | is not a time of 0 to 100 years",
                "series: {completeness: {silence: P36526D}}       | is not a time above 0 of at most 100 years",
                "meter: fast                                      | \"fast\" stands where keys belong",
                "meter: {meter_types: [HOUSEHOLD]}                | a list stands where keys belong",
                "grid: {meter_types: {}}                          | the key \"meter_types\" is not known here",
                "grid: {time_tolerance: -PT1S}                    | the time tolerance PT-1S is not a time of 0 to 100 years",
                "weather: {highest_dew_point_celsius: high}       | \"high\" is not a number",
                "series: {runs: {zero_run: PT0S}}                 | the longest run of zeros, PT0S, is not a time above 0",
                "series: {runs: {stuck_values: 6.5}}              | 6.5 is not a whole number",
                "series: {runs: {stuck_values: 99999999999}}      | 99999999999 is not a whole number",
                "series: {runs: {stuck_values: many}}             | \"many\" is not a whole number",
                "series: {registers: {sum_tolerance_kwh: -1}}     | is negative; give 0 or more",
                "series: {spikes: 3}                              | 3 stands where keys belong",
                "rules: {meter.voltage.band: false}               | write {enabled: false} or {severity: WARNING}",
                "rules: {meter.voltage.band: {enabled: no}}       | \"no\" is neither true nor false",
                "rules: {meter.voltage.band: {enabled: 'true'}}   | \"true\" is neither true nor false",
                "rules: {meter.voltage.band: {enable: true}}      | did you mean enabled?",
                "rules: {meter.voltage.band: {severity: FATAL}}   | the severities are INFO, WARNING, ERROR",
                "rules: {acme.rule: {enabled: false}}             | there is no rule \"acme.rule\"",
                "rules: [meter.voltage.band]                      | a list stands where keys belong"
            })
    void aWrongValueIsSaidWithItsRemedy(String section, String message) {
        assertThat(problems("version: 1\n" + section))
                .singleElement()
                .asString()
                .startsWith("2:")
                .contains(message);
    }

    @Test
    void keysThatAreRefusedByOneCheckTogetherAreAllReported() {
        assertThat(problems("""
                version: 1
                meter: {time_tolerance: -PT1M, raster_offset: -PT2M, crosscheck_share: -1, crosscheck_floor_kw: -1}
                """))
                .hasSize(4)
                .satisfiesExactly(
                        problem -> assertThat(problem).startsWith("2:25: meter.time_tolerance: "),
                        problem -> assertThat(problem).startsWith("2:47: meter.raster_offset: "),
                        problem -> assertThat(problem).startsWith("2:72: meter.crosscheck_share: "),
                        problem -> assertThat(problem).startsWith("2:97: meter.crosscheck_floor_kw: "));
    }

    @Test
    void aFigureThatIsRightWithAnotherIsNotBlamedForAThird() {
        assertThat(problems("""
                version: 1
                series: {daily_use: {fewest_comparable_days: 10, comparable_days: 12, high_sigmas: 0}}
                """)).singleElement().asString().contains("series.daily_use.high_sigmas");
    }

    @Test
    void aKeyThatIsThereTwiceIsRefusedWithBothLines() {
        assertThat(problems("version: 1\nmeter: {}\ngrid: {}\nmeter: {}\n"))
                .containsExactly("4:1: meter: the key \"meter\" is here already, in line 2; keep one of the two");
        assertThat(problems("version: 1\nrules:\n  series.gap: {severity: INFO}\n  series.gap: {severity: INFO}\n"))
                .containsExactly(
                        "4:3: rules[series.gap]: the key \"series.gap\" is here already, in line 3; keep one of the two");
    }

    @Test
    void aFileSaysItsVersion() {
        assertThat(problems("meter: {}")).containsExactly("1:1: the file does not say its version; add: version: 1");
        assertThat(problems("version: '1'")).singleElement().asString().contains("\"1\" is no version");
        assertThat(problems("version: 1.0")).singleElement().asString().contains("1.0 is no version");
    }

    @Test
    void aFileIsAMapping() {
        assertThat(problems("- version: 1"))
                .containsExactly("1:1: a rule file is a mapping, not a list; begin it with: version: 1");
        assertThat(problems("hello")).singleElement().asString().contains("not \"hello\"");
    }

    @Test
    void brokenYamlIsSaidWithItsPlace() {
        assertThat(problems("version: 1\nmeter: {capacity_factor: 1\ngrid: {}\n"))
                .singleElement()
                .asString()
                .startsWith("3:")
                .contains("this is not YAML");
        assertThat(problems("version: 1\nmeter:\n\tcapacity_factor: 1\n"))
                .singleElement()
                .asString()
                .startsWith("3:1: this is not YAML")
                .contains("(TAB)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"version\": 1,}                       | 1:15: this is not JSON as it is read here: Unexpected character ('}'",
                "{\"version\": 1                         | this is not JSON as it is read here: Unexpected end-of-input: expected close"
                        + " marker for Object (start marker at line 1, column 1)",
                "{\"version\": 01}                       | this is not JSON as it is read here: Invalid numeric value",
                "{\"version\": NaN}                      | this is not JSON as it is read here: Non-standard token 'NaN'",
                "{\"version\": 1} {}                     | 1:16: a second document begins here",
                "{\"version\": 1} // no comments         | this is not JSON",
                "{version: 1}                            | this is not JSON",
                "{\"version\": 1, \"version\": 1}        | the key \"version\" is here already, in line 1",
                "{\"version\": \"1\"}                    | 1:13: version: \"1\" is no version",
                "[]                                      | a rule file is a mapping, not a list",
                "{\"version\": 1, \"meter\": {\"capacity_factor\": \"1\"}} | 1:45: meter.capacity_factor: \"1\" is not a number"
            })
    void jsonIsReadByTheLetter(String json, String message) {
        RuleFileException refused = refused(() -> RuleFile.parse(json, "rules.json"));

        assertThat(refused.problems())
                .singleElement()
                .asString()
                .contains(message)
                .doesNotContain("Source:", "enable");
    }

    @Test
    void aPlaceInAFileCountsFromOne() {
        assertThatIllegalArgumentException().isThrownBy(() -> new RuleFileProblem("rules.yaml", 0, 1, "", "", "wrong"));
        assertThatIllegalArgumentException().isThrownBy(() -> new RuleFileProblem("rules.yaml", 1, 0, "", "", "wrong"));
        assertThat(new RuleFileProblem("rules.yaml", 1, 1, "", "", "wrong")).hasToString("rules.yaml:1:1: wrong");
    }

    /** The problems without the file's name. */
    static List<String> problems(String yaml) {
        return refused(() -> RuleFile.parse(yaml, "rules.yaml")).problems().stream()
                .map(problem -> problem.toString().substring("rules.yaml:".length()))
                .toList();
    }

    static RuleFileException refused(ThrowingCallable reading) {
        return assertThatExceptionOfType(RuleFileException.class)
                .isThrownBy(reading)
                .actual();
    }
}
