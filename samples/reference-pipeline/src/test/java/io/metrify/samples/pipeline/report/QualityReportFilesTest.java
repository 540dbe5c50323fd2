package io.metrify.samples.pipeline.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QualityReportFilesTest {

    @TempDir
    Path directory;

    @Test
    void theScoreIsThatOfTheRunAndRulesExplainAllOfItsLoss() throws Exception {
        SampleRun run = SampleRuns.fleet(directory, 30, 2);
        run.qualityReport(directory);
        JsonNode report = json();

        assertThat(report.at("/score/ppm").asInt())
                .isEqualTo(Math.round(run.summary().quality().score() * 1e6));
        int lost = 0;
        for (JsonNode rule : report.get("rules")) {
            lost += rule.get("lost_ppm").asInt(0);
        }
        assertThat(lost)
                .isPositive()
                .isEqualTo(1_000_000 - report.at("/score/ppm").asInt());
    }

    @Test
    void everyMeterIsGradedOnEveryDay() throws Exception {
        SampleRuns.fleet(directory, 30, 3).qualityReport(directory);
        JsonNode report = json();

        assertThat(report.get("days")).hasSize(3);
        for (JsonNode day : report.get("days")) {
            int meters = 0;
            for (JsonNode tier : day.get("meters")) {
                meters += tier.asInt();
            }
            assertThat(meters).as(day.get("date").asText()).isEqualTo(30);
        }
    }

    @Test
    void theWorstMetersAreShownWithWhatTheWarehouseHoldsOfThem() throws Exception {
        SampleRun run = SampleRuns.fleet(directory, 30, 2);
        run.qualityReport(directory);
        JsonNode page = json().at("/pages/0");
        String meterId = page.at("/meter/meter_id").asText();

        assertThat(meterId).isEqualTo(json().at("/meters/worst/0/meter_id").asText());
        int measured = 0;
        for (JsonNode series : page.get("series")) {
            assertThat(series.get("kwh")).hasSize(96 + 100);
            for (JsonNode amount : series.get("kwh")) {
                measured += amount.isNull() ? 0 : 1;
            }
            for (JsonNode made : series.get("qualities")) {
                measured -= made.get("method").isNull()
                        ? 0
                        : made.get("to").asInt() - made.get("from").asInt();
            }
        }
        assertThat(measured)
                .isPositive()
                .isLessThanOrEqualTo(Integer.parseInt(
                        run.query("SELECT count(*) FROM readings WHERE meter_id = '" + meterId + "'")));
        assertThat(page.get("findings").size())
                .isEqualTo(Integer.parseInt(run.query("SELECT (SELECT count(*) FROM findings WHERE subject = '"
                        + meterId + "') + (SELECT count(*) FROM series_findings WHERE subject = '" + meterId + "')")));
        assertThat(page.at("/coverage/series.gap/evaluated").asInt()).isPositive();
    }

    @Test
    void aRunOfNothingHasAReportOfNothing() throws Exception {
        String html = SampleRuns.empty(directory).qualityReport(directory);

        assertThat(html).contains("Nothing was measured, so there is nothing to score.");
        assertThat(json().get("period").isNull()).isTrue();
    }

    private JsonNode json() throws Exception {
        return new ObjectMapper()
                .readTree(directory.resolve("quality-report.json").toFile());
    }
}
