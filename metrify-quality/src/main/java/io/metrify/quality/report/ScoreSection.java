package io.metrify.quality.report;

import io.metrify.quality.Dimension;
import io.metrify.quality.report.html.Html;
import io.metrify.quality.report.html.Table;
import java.io.IOException;

/** The six dimensions of the score and what each cost. */
final class ScoreSection implements ReportSection {

    private final QualityReport report;

    ScoreSection(QualityReport report) {
        this.report = report;
    }

    @Override
    public String id() {
        return "score";
    }

    @Override
    public String heading() {
        return "What the score lost";
    }

    @Override
    public void write(Html html) throws IOException {
        ReportedScore score = report.score();
        if (score.partsPerMillion().isEmpty()) {
            html.element("p", "No dimension was measured, so there is no score.");
        } else {
            html.element(
                    "p",
                    "1 is perfect. A score is excellent from "
                            + Wording.ppm(report.tiers().excellent()) + ", good from "
                            + Wording.ppm(report.tiers().good()) + ", fair from "
                            + Wording.ppm(report.tiers().fair())
                            + ", below that poor. The score and the losses below add up"
                            + " to 1.");
        }
        int largest = score.dimensions().stream()
                .mapToInt(ReportedDimension::lostPpm)
                .max()
                .orElse(0);
        Table table = Table.begin(
                html,
                "What each dimension cost, bars relative to the largest loss",
                "Dimension",
                "#Cost",
                "#Its score",
                "#Weight",
                "Because");
        for (Dimension dimension : Dimension.values()) {
            table.beginRow().cell(Wording.dimension(dimension), "name");
            for (ReportedDimension measured : score.dimensions()) {
                if (measured.dimension() == dimension) {
                    table.bar(
                            Wording.ppm(measured.lostPpm()),
                            largest == 0 ? 0 : measured.lostPpm() / (double) largest,
                            "warning");
                    table.cell(Wording.ppm(measured.score().toPartsPerMillion()));
                    table.cell(measured.weight().toString(), "fraction");
                    table.cell(measured.basis(), "long");
                }
            }
            String reason = score.leftOut().get(dimension);
            if (reason != null) {
                table.cell("not measured").cell("").cell("").cell(reason, "long");
            }
            table.endRow();
        }
        table.end();
    }
}
