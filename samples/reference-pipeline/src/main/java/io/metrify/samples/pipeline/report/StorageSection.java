package io.metrify.samples.pipeline.report;

import io.metrify.quality.report.html.Figures;
import io.metrify.quality.report.html.Html;
import io.metrify.quality.report.html.Table;
import io.metrify.samples.pipeline.RunSummary;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;

/** What was stored where, and how long it took. */
final class StorageSection implements Section {

    private static final double MEGABYTE = 1e6;

    private final RunSummary summary;

    StorageSection(RunSummary summary) {
        this.summary = summary;
    }

    @Override
    public String id() {
        return "storage";
    }

    @Override
    public String heading() {
        return "Lake, warehouse and time";
    }

    @Override
    public void write(Html html) throws IOException {
        RunSummary.Lake lake = summary.lake();
        html.element("h3", "Lake");
        html.element(
                "p",
                Figures.count(lake.rows(), "reading") + " in " + Figures.count(lake.objects(), "Parquet object") + ", "
                        + String.format(Locale.ROOT, "%,.2f MB", lake.bytes() / MEGABYTE) + ".");
        html.element("h3", "Warehouse");
        Table table = Table.begin(html, "Rows by table", "Table", "#Rows");
        for (Map.Entry<String, Long> rows : summary.warehouse().entrySet()) {
            table.beginRow().cell(rows.getKey());
            table.amount(Long.toString(rows.getValue()), Figures.count(rows.getValue()))
                    .endRow();
        }
        table.end();
        stages(html);
    }

    private void stages(Html html) throws IOException {
        html.element("h3", "Time");
        html.element(
                "p",
                "This run took " + Figures.seconds(summary.seconds()) + " and stored "
                        + Figures.count(summary.readingsPerSecond())
                        + " records per second. Stages may run at the same time, so they need not add up.");
        double longest = summary.stages().values().stream()
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0);
        Table table = Table.begin(html, "Stages of this run; bars are relative to the longest.", "Stage", "#Seconds");
        for (Map.Entry<String, Double> stage : summary.stages().entrySet()) {
            table.beginRow().cell(stage.getKey());
            table.bar(Figures.seconds(stage.getValue()), longest == 0 ? 0 : stage.getValue() / longest, "neutral")
                    .endRow();
        }
        table.end();
    }
}
