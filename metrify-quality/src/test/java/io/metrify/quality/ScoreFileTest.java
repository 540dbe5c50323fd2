package io.metrify.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.metrify.model.MetrifyException;
import io.metrify.model.QualityCode;
import io.metrify.validation.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreFileTest {

    private static final String COMPLETE = """
            {
              "version": 1,
              "allowed_delay": "PT12H",
              "weights": {"COMPLETENESS": 50, "UNIQUENESS": 0},
              "tiers": {"good": 900000},
              "severity_loss_ppm": {"WARNING": 100000},
              "code_loss_ppm": {"ESTIMATED": 0},
              "dimension_percent": {"PLAUSIBILITY": 50},
              "dimensions": {"acme.billing": "TIMELINESS", "acme": "UNIQUENESS"}
            }
            """;

    @Test
    void setsWhatAFileSaysAndLeavesTheRest(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("scores.json"), COMPLETE);
        ScoreSettings settings = ScoreFile.read(file);
        assertThat(settings.allowedDelay()).isEqualTo(Duration.ofHours(12));
        assertThat(settings.fleet().weights())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        Dimension.COMPLETENESS, 50,
                        Dimension.VALIDITY, 25,
                        Dimension.TIMELINESS, 10,
                        Dimension.CONSISTENCY, 10,
                        Dimension.UNIQUENESS, 0,
                        Dimension.PLAUSIBILITY, 15));
        assertThat(settings.fleet().tiers()).isEqualTo(new TierThresholds(950_000, 900_000, 600_000));
        assertThat(settings.reading().severityLossPpm())
                .containsEntry(Severity.WARNING, 100_000)
                .containsEntry(Severity.INFO, 20_000);
        assertThat(settings.reading().codeLossPpm())
                .containsEntry(QualityCode.ESTIMATED, 0)
                .containsEntry(QualityCode.EDITED, 50_000);
        assertThat(settings.reading().dimensionPercent()).containsOnly(Map.entry(Dimension.PLAUSIBILITY, 50));
        assertThat(settings.reading().dimensions())
                .isEqualTo(RuleDimensions.standard()
                        .with("acme", Dimension.UNIQUENESS)
                        .with("acme.billing", Dimension.TIMELINESS));
    }

    @Test
    void isTheStandardWhenItSaysNothing() {
        assertThat(ScoreFile.parse("{\"version\": 1}", "scores.json")).isEqualTo(ScoreSettings.standard());
    }

    @Test
    void listsAllThatIsWrongWithLineAndPath() {
        assertThat(problems("""
                {
                  "version": 2,
                  "allowed_delay": "a day",
                  "weights": {"COMPLETNESS": 30, "VALIDITY": -1, "TIMELINESS": 1.5},
                  "tiers": {"excellent": 800000, "perfect": 1},
                  "severity_loss_ppm": [1, 2],
                  "code_loss_ppm": {"EDITED": 1000001, "EDITED": 1},
                  "dimensions": {"acme.billing": "BILLING", "acme.site": 3},
                  "weigths": {"VALIDITY": 1}
                }
                """))
                .containsExactly(
                        "f:2:14: version: 2 is not known here; write 1",
                        "f:3:20: allowed_delay: \"a day\" is no time in ISO 8601; write for example \"PT36H\"",
                        "f:4:30: weights.COMPLETNESS: there is no such key; the keys are COMPLETENESS, VALIDITY, TIMELINESS,"
                                + " CONSISTENCY, UNIQUENESS, PLAUSIBILITY",
                        "f:4:46: weights.VALIDITY: -1 is out of range; give a whole number from 0 to 2147483647",
                        "f:4:64: weights.TIMELINESS: 1.5 is out of range; give a whole number from 0 to 2147483647",
                        "f:5:45: tiers.perfect: there is no such key; the keys are excellent, good, fair",
                        "f:5:46: tiers: the tiers begin at 800000, 850000 and 600000; give parts per million, 1000000 to 0,"
                                + " the better tier first",
                        "f:6:24: severity_loss_ppm: a list stands where a mapping belongs",
                        "f:7:31: code_loss_ppm.EDITED: 1000001 is out of range; give a whole number from 0 to 1000000",
                        "f:7:50: code_loss_ppm.EDITED: the key stands here twice; keep one",
                        "f:8:34: dimensions.acme.billing: \"BILLING\" is not known here; write one of COMPLETENESS, VALIDITY,"
                                + " TIMELINESS, CONSISTENCY, UNIQUENESS, PLAUSIBILITY",
                        "f:8:58: dimensions.acme.site: 3 stands where a text belongs",
                        "f:9:14: weigths: there is no such key; the keys are version, allowed_delay, weights, tiers,"
                                + " severity_loss_ppm, code_loss_ppm, dimension_percent, dimensions");
    }

    @Test
    void refusesWhatIsNoMappingOrNoJson() {
        assertThat(problems("[]"))
                .containsExactly(
                        "f:1:1: a list stands where a mapping belongs",
                        "f:1:2: the file does not say its version; add \"version\": 1");
        assertThat(problems("")).first().asString().isEqualTo("f:1:1: nothing stands where a mapping belongs");
        assertThat(problems("{\"version\": 1} {}")).singleElement().asString().contains("there is more");
        assertThat(problems("{\"version\": 1, \"weights\": {]}"))
                .singleElement()
                .asString()
                .contains("no JSON");
        assertThat(problems("{\"version\": 1, \"weights\": {\"VALIDITY\":"))
                .singleElement()
                .asString()
                .contains("no JSON");
    }

    @Test
    void refusesWeightsThatWeighNothingAndDelaysThatCannotBe() {
        assertThat(problems("{\"version\": 1, \"allowed_delay\": \"-PT1H\"}"))
                .singleElement()
                .asString()
                .contains("allowed_delay: the allowed delay is PT-1H; give PT0S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScoreSettings.standard().withAllowedDelay(Duration.ofDays(3_661)));
    }

    @Test
    void refusesTextsBeyondTheLimitsOfTheParserWithTheirPlace() {
        assertThat(problems("{\"version\": 1, \"weights\": " + "[".repeat(100_000)))
                .last()
                .asString()
                .startsWith("f:1:")
                .contains("nesting depth");
        assertThat(problems("{\"version\": " + "1".repeat(5_000) + "}"))
                .last()
                .asString()
                .startsWith("f:1:");
    }

    @Test
    void saysThatAFileCannotBeRead(@TempDir Path directory) {
        assertThatExceptionOfType(MetrifyException.class)
                .isThrownBy(() -> ScoreFile.read(directory.resolve("missing.json")))
                .withMessageContaining("cannot be read");
    }

    private static List<String> problems(String text) {
        try {
            ScoreFile.parse(text, "f");
        } catch (ScoreFileException refused) {
            return refused.problems();
        }
        return List.of();
    }
}
