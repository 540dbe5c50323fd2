package io.metrify.quality.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.QualityCode;
import io.metrify.model.SubstitutionMethod;
import io.metrify.model.meter.ObisCode;
import io.metrify.model.meter.ReadingSeries;
import io.metrify.model.meter.ReadingSeriesBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QualityReportJsonTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void hasTheShapeThatVersion1Has() throws IOException {
        JsonNode json = JSON.readTree(Reports.json(Reports.complete("M-1")));

        assertThat(names(json))
                .containsExactly(
                        "format",
                        "version",
                        "title",
                        "generated_at",
                        "market",
                        "period",
                        "tiers_ppm",
                        "score",
                        "counts",
                        "days",
                        "meters",
                        "rules",
                        "pages");
        assertThat(json.get("format").asText()).isEqualTo("metrify-quality-report");
        assertThat(json.get("version").asInt()).isEqualTo(1);
        assertThat(json.get("market")).hasToString("{\"zone\":\"Europe/Berlin\",\"day_start\":\"00:00\"}");
        assertThat(json.get("period"))
                .hasToString("{\"start\":\"2026-10-24T22:00:00Z\",\"end\":\"2026-10-25T23:00:00Z\"}");
        assertThat(json.get("tiers_ppm")).hasToString("{\"excellent\":950000,\"good\":850000,\"fair\":600000}");
        assertThat(json.get("counts"))
                .hasToString("{\"expected\":100,\"accepted\":84,\"rejected\":2,\"undecodable\":0,\"duplicates\":0}");
        assertThat(names(json.at("/score/dimensions/0")))
                .containsExactly("dimension", "score", "weight", "lost_ppm", "basis");
        assertThat(json.at("/score/dimensions/0/score").asText()).isEqualTo("21/25");
        assertThat(names(json.at("/rules/0")))
                .containsExactly(
                        "rule",
                        "severity",
                        "description",
                        "findings",
                        "meters",
                        "lost_ppm",
                        "score_without_ppm",
                        "coverage");
        assertThat(json.at("/rules/1/lost_ppm").isNull()).isTrue();
        assertThat(names(json.at("/pages/0"))).containsExactly("meter", "facts", "series", "findings", "coverage");
        assertThat(names(json.at("/pages/0/findings/0")))
                .containsExactly("rule", "severity", "start", "end", "field", "observed", "expected", "message");
        assertThat(json.at("/pages/0/coverage/series.day.high/skipped"))
                .hasToString("{\"fewer than 7 whole market days were judged\":1}");
    }

    @Test
    void theLossesAddUpToWhatIsMissingToAPerfectScore() throws IOException {
        JsonNode score = JSON.readTree(Reports.json(Reports.complete("M-1"))).get("score");

        int sum = score.get("ppm").asInt();
        for (JsonNode dimension : score.get("dimensions")) {
            sum += dimension.get("lost_ppm").asInt();
        }
        assertThat(sum).isEqualTo(1_000_000);
    }

    @Test
    void aSeriesCanBeReadBackToTheLastDigit() throws IOException {
        ReadingSeries series = Reports.longDay("M-1");
        JsonNode json = JSON.readTree(Reports.json(Reports.complete("M-1"))).at("/pages/0/series/0");

        Duration step = Duration.ofSeconds(json.get("resolution_seconds").asLong());
        Instant start = Instant.parse(json.get("start").asText());
        JsonNode amounts = json.get("kwh");
        ReadingSeriesBuilder read = ReadingSeries.builder(
                "M-1",
                ObisCode.parse(json.get("register").asText()),
                Interval.of(start, step.multipliedBy(amounts.size())),
                step);
        for (int slot = 0; slot < amounts.size(); slot++) {
            if (!amounts.get(slot).isNull()) {
                Energy energy = Energy.parse(amounts.get(slot).asText());
                read.set(slot, energy, QualityCode.AS_PROVIDED, SubstitutionMethod.NONE);
            }
        }
        for (JsonNode run : json.get("qualities")) {
            String method =
                    run.get("method").isNull() ? "NONE" : run.get("method").asText();
            for (int slot = run.get("from").asInt(); slot < run.get("to").asInt(); slot++) {
                read.set(
                        slot,
                        Energy.parse(amounts.get(slot).asText()),
                        QualityCode.valueOf(run.get("code").asText()),
                        SubstitutionMethod.valueOf(method));
            }
        }
        assertThat(read.build()).isEqualTo(series);
    }

    @Test
    void aReportOfNothingSaysNull() throws IOException {
        JsonNode json = JSON.readTree(Reports.json(Reports.empty()));

        assertThat(json.get("period").isNull()).isTrue();
        assertThat(json.at("/score/ppm").isNull()).isTrue();
        assertThat(json.at("/score/tier").isNull()).isTrue();
        assertThat(json.at("/score/left_out").size()).isEqualTo(6);
        assertThat(json.get("pages")).isEmpty();
    }

    @Test
    void hostileTextComesBackAsItWas() throws IOException {
        String text = Reports.json(Reports.complete(Reports.HOSTILE));

        assertThat(JSON.readTree(text).at("/pages/0/meter/meter_id").asText()).isEqualTo(Reports.HOSTILE);
        assertThat(text.chars()).allMatch(character -> character < 128);
    }

    @Test
    void leavesTheStreamOpen() throws IOException {
        List<String> closed = new ArrayList<>();
        QualityReportJson.write(Reports.empty(), new ByteArrayOutputStream() {
            @Override
            public void close() {
                closed.add("closed");
            }
        });

        assertThat(closed).isEmpty();
    }

    @Test
    void aScoreWhoseLossesDoNotAddUpIsNoScore() {
        ReportedScore score = ReportedScore.of(Reports.score(84, 2, 16));

        assertThatThrownBy(() -> new ReportedScore(
                        score.partsPerMillion(),
                        score.tier(),
                        score.dimensions().subList(0, 1),
                        Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("every loss needs its dimension");
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
