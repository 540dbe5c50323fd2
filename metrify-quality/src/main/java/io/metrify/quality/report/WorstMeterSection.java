package io.metrify.quality.report;

import io.metrify.quality.ReadingScore;
import io.metrify.quality.report.html.Figures;
import io.metrify.quality.report.html.Html;
import io.metrify.quality.report.html.Table;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The meters with the least scores, with links to those that have a page. */
final class WorstMeterSection implements ReportSection {

    private static final int RULES = 4;

    private final QualityReport report;

    WorstMeterSection(QualityReport report) {
        this.report = report;
    }

    @Override
    public String id() {
        return "meters";
    }

    @Override
    public String heading() {
        return "Meters to look at first";
    }

    @Override
    public void write(Html html) throws IOException {
        long scored =
                report.meters().meters().total() - report.meters().meters().unscored();
        List<ReportedMeter> imperfect = report.meters().worst().stream()
                .filter(meter -> meter.score().partsPerMillion().orElse(0) < ReadingScore.PERFECT)
                .toList();
        if (scored == 0) {
            html.element("p", "No meter has a score.");
            return;
        }
        if (imperfect.isEmpty()) {
            html.element("p", "Every meter delivered everything that was expected, without a doubt.");
            return;
        }
        int largest = imperfect.stream().mapToInt(WorstMeterSection::lost).max().orElse(1);
        Map<String, String> anchors = anchors();
        Table table = Table.begin(
                html,
                imperfect.size() + " of " + Figures.count(scored, "meter")
                        + ", those with the least score first; bars are relative to the largest loss",
                "Meter",
                "#Lost",
                "Score",
                "Readings",
                "Lost by",
                "Findings");
        for (ReportedMeter meter : imperfect) {
            table.beginRow().beginCell("id");
            String anchor = anchors.get(meter.meterId());
            if (anchor == null) {
                html.text(Wording.name(meter.meterId()));
            } else {
                html.element("a", Wording.name(meter.meterId()), "href", "#" + anchor);
            }
            table.endCell();
            table.bar(Wording.ppm(lost(meter)), lost(meter) / (double) largest, "warning");
            table.cell(Wording.score(meter.score()) + " " + Wording.tier(meter.score()));
            table.cell(readings(meter.counts()));
            table.cell(Wording.losses(meter.score()), "long");
            table.cell(meter.findings().isEmpty() ? "none" : Wording.findings(meter.findings(), RULES), "long")
                    .endRow();
        }
        table.end();
    }

    private static int lost(ReportedMeter meter) {
        return ReadingScore.PERFECT - meter.score().partsPerMillion().orElse(0);
    }

    private static String readings(ReportedCounts counts) {
        return Figures.count(counts.accepted())
                + (counts.expected() == 0 ? "" : " of " + Figures.count(counts.expected()))
                + (counts.rejected() == 0 ? "" : ", " + Figures.count(counts.rejected()) + " rejected");
    }

    private Map<String, String> anchors() {
        Map<String, String> anchors = new HashMap<>();
        for (int i = 0; i < report.pages().size(); i++) {
            anchors.put(report.pages().get(i).meter().meterId(), MeterPageSection.anchor(i));
        }
        return anchors;
    }
}
