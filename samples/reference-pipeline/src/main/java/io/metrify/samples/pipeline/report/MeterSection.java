package io.metrify.samples.pipeline.report;

import io.metrify.quality.FleetScore;
import io.metrify.quality.QualityCounts;
import io.metrify.quality.report.html.Figures;
import io.metrify.quality.report.html.Html;
import io.metrify.quality.report.html.Table;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How the scores of the meters are distributed, and which meters to look at first. */
final class MeterSection implements Section {

    private static final int LONGEST_ID = 80;
    private static final int RULES = 4;
    private static final int MILLION = 1_000_000;

    private final MeterScores scores;

    MeterSection(MeterScores scores) {
        this.scores = scores;
    }

    @Override
    public String id() {
        return "meters";
    }

    @Override
    public String heading() {
        return "Quality by meter";
    }

    @Override
    public void write(Html html) throws IOException, SQLException {
        MeterScores.Result result = scores.result();
        if (result.meters() == 0) {
            html.element("p", "No meter is known, so there is none to score.");
            return;
        }
        html.element(
                "p",
                "Scores of " + Figures.count(result.meters(), "meter")
                        + ". Records that could not be decoded and duplicates are not known by meter; they count in the"
                        + " score of the run only."
                        + (result.unscored() == 0
                                ? ""
                                : " Without a score, because nothing was expected of them or read: "
                                        + Figures.count(result.unscored()) + "."));
        distribution(html, result);
        worst(html, result);
    }

    private static void distribution(Html html, MeterScores.Result result) throws IOException {
        Table table = Table.begin(html, "Meters by score", "Score", "Tier", "#Meters");
        for (MeterScores.Range range : result.distribution()) {
            double share = Figures.share(range.meters(), result.meters());
            table.beginRow().cell(name(range)).cell(range.tier().toLowerCase(Locale.ROOT));
            String text = Figures.count(range.meters()) + " (" + Figures.percent(share) + ")";
            table.bar(text, share, "neutral").endRow();
        }
        table.end();
    }

    private void worst(Html html, MeterScores.Result result) throws IOException, SQLException {
        List<MeterScores.MeterScore> imperfect = result.worst().stream()
                .filter(meter -> meter.partsPerMillion() < MILLION)
                .toList();
        html.element("h3", "Meters to look at first");
        if (imperfect.isEmpty()) {
            html.element("p", "Every meter delivered everything that was expected, without a doubt.");
            return;
        }
        Table table = Table.begin(
                html,
                "The " + Figures.count(imperfect.size(), "meter") + " with the least score",
                "Meter",
                "#Score",
                "#Accepted of expected",
                "#Rejected",
                "Lost by",
                "Findings");
        for (MeterScores.MeterScore meter : imperfect) {
            QualityCounts counts = meter.score().counts();
            table.beginRow().cell(Figures.clip(meter.meterId(), LONGEST_ID), "id");
            table.cell(Figures.score(meter.partsPerMillion() / (double) MILLION) + " "
                    + meter.score()
                            .tier()
                            .map(tier -> tier.name().toLowerCase(Locale.ROOT))
                            .orElse(""));
            table.cell(Figures.count(counts.outcomes().accepted()) + " of "
                    + Figures.count(counts.slots().expected()));
            table.cell(Figures.count(counts.outcomes().rejected()));
            table.cell(losses(meter.score()))
                    .cell(findings(counts.findings()), "long")
                    .endRow();
        }
        table.end();
    }

    private static String losses(FleetScore score) {
        List<String> losses = new ArrayList<>();
        score.lostPpm().forEach((dimension, partsPerMillion) -> {
            if (partsPerMillion > 0) {
                losses.add(dimension.name().toLowerCase(Locale.ROOT) + " "
                        + Figures.score(partsPerMillion / (double) MILLION));
            }
        });
        return String.join(", ", losses);
    }

    private static String findings(Map<String, Long> byRule) {
        List<String> findings = new ArrayList<>();
        byRule.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(RULES)
                .forEach(rule ->
                        findings.add(Figures.clip(rule.getKey(), LONGEST_ID) + " × " + Figures.count(rule.getValue())));
        if (byRule.size() > RULES) {
            findings.add("and " + Figures.count(byRule.size() - RULES, "more rule"));
        }
        return findings.isEmpty() ? "none; readings are missing" : String.join(", ", findings);
    }

    private static String name(MeterScores.Range range) {
        if (range.from() == MILLION) {
            return "1, perfect";
        }
        String below = "below " + decimal(range.below());
        return range.from() == 0 ? below : decimal(range.from()) + " to " + below;
    }

    private static String decimal(int partsPerMillion) {
        return partsPerMillion == MILLION
                ? "1"
                : String.format(Locale.ROOT, "%.2f", partsPerMillion / (double) MILLION);
    }
}
