package io.metrify.samples.pipeline.report;

import io.metrify.connector.jdbc.WarehouseQueries;
import io.metrify.quality.report.html.Figures;
import io.metrify.quality.report.html.Html;
import io.metrify.quality.report.html.Table;
import io.metrify.samples.pipeline.RunSummary;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** What became of every record, and whether everything that should be equal is. */
final class ReconciliationSection implements Section {

    /** A part that is there is drawn at least this wide, or nobody would see it. */
    private static final double NARROWEST = 0.008;

    private static final String STORED = """
            SELECT (SELECT count(*) FROM readings),
                   (SELECT count(*) FROM dead_letters),
                   (SELECT coalesce(sum(consumption_kwh), 0) FROM readings),
                   (SELECT coalesce(sum(consumption_kwh), 0) FROM fact_smart_meter_analytics),
                   (SELECT coalesce(sum(consumption_kwh), 0) FROM daily_consumption_metrics)
            """;

    private final RunSummary summary;
    private final WarehouseQueries warehouse;

    ReconciliationSection(RunSummary summary, WarehouseQueries warehouse) {
        this.summary = summary;
        this.warehouse = warehouse;
    }

    /** One of the four things that can become of a record. */
    private record Outcome(String name, String meaning, String style, long count) {}

    @Override
    public String id() {
        return "reconciliation";
    }

    @Override
    public String heading() {
        return "What became of every record";
    }

    @Override
    public void write(Html html) throws IOException, SQLException {
        List<Outcome> outcomes = List.of(
                new Outcome("accepted", "usable readings", "accepted", summary.accepted()),
                new Outcome("rejected", "readings with an error", "rejected", summary.rejected()),
                new Outcome("dead letters", "records that could not be decoded", "dead", summary.deadLetters()),
                new Outcome("duplicates", "readings that came again, unchanged", "duplicate", summary.duplicates()));
        equation(html, outcomes);
        bar(html, outcomes);
        table(html, outcomes);
        checks(html, outcomes);
    }

    private void equation(Html html, List<Outcome> outcomes) throws IOException {
        html.open("p", "class", "equation").element("b", Figures.count(summary.read()) + " read");
        String sign = "=";
        for (Outcome outcome : outcomes) {
            html.element("span", sign + " " + Figures.count(outcome.count()) + " " + outcome.name());
            sign = "+";
        }
        html.close();
    }

    private void bar(Html html, List<Outcome> outcomes) throws IOException {
        html.open("svg", "role", "img", "aria-labelledby", "outcomes-title outcomes-desc", "class", "outcomes");
        html.element("title", "Records by what became of them", "id", "outcomes-title");
        html.element(
                "desc",
                String.join(
                        ", ",
                        outcomes.stream()
                                .map(outcome -> outcome.name() + " " + Figures.count(outcome.count()))
                                .toList()),
                "id",
                "outcomes-desc");
        patterns(html);
        html.empty("rect", "class", "track", "width", "100%", "height", "100%");
        double widened = outcomes.stream().mapToDouble(this::width).sum();
        double left = 0;
        for (Outcome outcome : outcomes) {
            double width = widened == 0 ? 0 : width(outcome) / widened;
            html.open(
                    "rect",
                    "class",
                    "part " + outcome.style(),
                    "x",
                    Figures.position(left),
                    "width",
                    Figures.position(width),
                    "height",
                    "100%");
            html.element("title", outcome.name() + ": " + Figures.count(outcome.count()))
                    .close();
            left += width;
        }
        html.close();
    }

    private double width(Outcome outcome) {
        double share = Figures.share(outcome.count(), summary.read());
        return outcome.count() == 0 ? 0 : Math.max(NARROWEST, share);
    }

    /** Hatchings, so that the parts differ without colour too. */
    private static void patterns(Html html) throws IOException {
        html.open("defs");
        pattern(html, "hatch", "M-2 2 2 -2M-2 10 10 -2M6 10 10 6");
        pattern(html, "cross", "M0 0 8 8M8 0 0 8");
        pattern(html, "lines", "M0 2H8M0 6H8");
        html.close();
    }

    private static void pattern(Html html, String name, String path) throws IOException {
        html.open("pattern", "id", name, "class", name, "width", "8", "height", "8", "patternUnits", "userSpaceOnUse");
        html.empty("rect", "width", "8", "height", "8").empty("path", "d", path).close();
    }

    private void table(Html html, List<Outcome> outcomes) throws IOException {
        Table table = Table.begin(
                html,
                "Parts narrower than 0.8 % are drawn wider, so that they can be seen.",
                "Outcome",
                "Meaning",
                "#Records",
                "#Share");
        for (Outcome outcome : outcomes) {
            table.beginRow().beginCell("");
            html.open("svg", "class", "swatch", "aria-hidden", "true");
            html.empty("rect", "class", "part " + outcome.style(), "width", "100%", "height", "100%")
                    .close();
            html.text(outcome.name());
            table.endCell().cell(outcome.meaning());
            table.amount(Long.toString(outcome.count()), Figures.count(outcome.count()));
            table.cell(Figures.percent(Figures.share(outcome.count(), summary.read())))
                    .endRow();
        }
        table.end();
    }

    private void checks(Html html, List<Outcome> outcomes) throws IOException, SQLException {
        html.element("h3", "Checks");
        html.open("ul", "class", "checks");
        long parts = outcomes.stream().mapToLong(Outcome::count).sum();
        check(html, "accepted + rejected + dead letters + duplicates = read", parts, summary.read());
        try (PreparedStatement statement = warehouse.prepare(STORED);
                ResultSet stored = statement.executeQuery()) {
            stored.next();
            check(html, "readings in the warehouse = accepted", stored.getLong(1), summary.accepted());
            check(html, "readings in the lake = accepted", summary.lake().rows(), summary.accepted());
            check(
                    html,
                    "dead letters in the warehouse = rejected + dead letters",
                    stored.getLong(2),
                    summary.rejected() + summary.deadLetters());
            BigDecimal energy = stored.getBigDecimal(3);
            check(html, "energy of the readings = energy of the summary", energy, new BigDecimal(summary.energyKwh()));
            check(html, "energy of the hourly facts = energy of the readings", stored.getBigDecimal(4), energy);
            check(html, "energy of the daily facts = energy of the readings", stored.getBigDecimal(5), energy);
        }
        html.close();
    }

    private static void check(Html html, String rule, long left, long right) throws IOException {
        check(html, rule, left == right, Figures.count(left), Figures.count(right), "");
    }

    private static void check(Html html, String rule, BigDecimal left, BigDecimal right) throws IOException {
        check(html, rule, left.compareTo(right) == 0, Figures.exact(left), Figures.exact(right), " kWh");
    }

    private static void check(Html html, String rule, boolean holds, String left, String right, String unit)
            throws IOException {
        html.open("li", "class", holds ? "holds" : "fails");
        html.element("b", holds ? "✓ holds" : "✗ differs");
        html.element("span", rule);
        html.element("span", left + (holds ? " = " : " ≠ ") + right + unit, "class", "figures")
                .close();
    }
}
