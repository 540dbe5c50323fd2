package io.metrify.samples.pipeline.report;

import io.metrify.quality.TierThresholds;
import io.metrify.quality.report.html.Figures;
import io.metrify.quality.report.html.Html;
import io.metrify.quality.report.html.Table;
import io.metrify.samples.pipeline.RunSummary;
import java.io.IOException;
import java.util.Locale;

/** The score of the run and what each dimension cost it. */
final class QualitySection implements Section {

    private static final double MILLION = 1e6;

    private final RunSummary summary;

    QualitySection(RunSummary summary) {
        this.summary = summary;
    }

    @Override
    public String id() {
        return "quality";
    }

    @Override
    public String heading() {
        return "Quality of the run";
    }

    @Override
    public void write(Html html) throws IOException {
        RunSummary.Quality quality = summary.quality();
        html.open("p").text("For whoever looks after the readings: ");
        html.element("a", "the quality report", "href", QualityReportFiles.HTML)
                .text(", with grades day by day, the worst meters and their readings.")
                .close();
        if (Double.isNaN(quality.score())) {
            html.element("p", "Nothing was read, so there is nothing to score.");
            return;
        }
        html.open("p", "class", "score");
        html.element("strong", Figures.score(quality.score()));
        html.element("span", quality.tier().toLowerCase(Locale.ROOT));
        html.close();
        TierThresholds tiers = TierThresholds.standard();
        html.element(
                "p",
                "1 is perfect. From " + tiers.excellent() / MILLION + " a score is excellent, from "
                        + tiers.good() / MILLION + " good, from " + tiers.fair() / MILLION
                        + " fair, below that poor. The losses below are exact fractions; the score and they add up to 1.");
        double largest = quality.lost().stream()
                .mapToDouble(RunSummary.Loss::share)
                .max()
                .orElse(0);
        Table table = Table.begin(
                html,
                "What each dimension cost; bars are relative to the largest loss.",
                "Dimension",
                "#Lost",
                "#Exactly",
                "Because");
        for (RunSummary.Loss loss : quality.lost()) {
            table.beginRow().cell(loss.dimension().toLowerCase(Locale.ROOT));
            table.bar(Figures.score(loss.share()), largest == 0 ? 0 : loss.share() / largest, "warning");
            table.cell(loss.share() == 0 ? "0" : loss.exact(), "fraction")
                    .cell(loss.explanation())
                    .endRow();
        }
        table.end();
    }
}
