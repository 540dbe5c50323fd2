package io.metrify.quality.report;

import io.metrify.model.MarketCalendar;
import io.metrify.model.meter.ReadingSeries;
import io.metrify.quality.report.html.Chart;
import io.metrify.quality.report.html.Figures;
import io.metrify.quality.report.html.Html;
import io.metrify.quality.report.html.LineChart;
import io.metrify.quality.report.html.LocalTimes;
import io.metrify.quality.report.html.Registers;
import io.metrify.quality.report.html.Scale;
import io.metrify.quality.report.html.Severities;
import io.metrify.quality.report.html.TimeAxis;
import io.metrify.quality.report.html.ValueAxis;
import io.metrify.validation.Finding;
import io.metrify.validation.Severity;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** One register of a meter in one chart: what was measured, what was substituted, what is missing, and where rules found something. */
final class SeriesChart {

    private final String id;
    private final ReadingSeries series;
    private final SeriesSteps steps;
    private final FindingMarks marks;
    private final MarketCalendar calendar;
    private final Scale scale;

    SeriesChart(String id, ReadingSeries series, List<Finding> findings, MarketCalendar calendar) {
        this.id = id;
        this.series = series;
        this.steps = SeriesSteps.of(series);
        this.marks = new FindingMarks(findings, series.interval(), calendar.zone());
        this.calendar = calendar;
        this.scale = Scale.ofPower(Math.max(most(), -least()));
    }

    void write(Html html) throws IOException {
        String register = Registers.name(series.register().toString());
        html.open("figure", "class", "readings");
        html.open("figcaption");
        html.element("p", "Mean power, " + register + explanation(), "class", "caption");
        legend(html);
        html.close();
        long from = series.start().getEpochSecond();
        long to = series.interval().end().getEpochSecond();
        TimeAxis time = new TimeAxis(calendar, from, to);
        Chart chart = new Chart(html, time, new ValueAxis(scale, least(), most()));
        chart.begin(id, "Readings of " + Wording.name(series.meterId()) + ", " + register, description(), time.ticks());
        for (SeriesSteps.Span gap : steps.gaps()) {
            chart.area(gap.from(), gap.to(), "gap");
        }
        chart.clockChanges();
        LineChart.Line measured = new LineChart.Line("read", "read", steps.measured());
        LineChart.Line substituted = new LineChart.Line("substituted", "made", steps.substituted());
        LineChart lines = new LineChart(html, chart);
        lines.draw(List.of(measured, substituted));
        lines.drawSquares(substituted);
        hints(chart);
        marks.draw(chart);
        chart.end();
        html.close();
    }

    private String explanation() {
        String slot = Figures.length(series.resolution());
        return steps.slotsPerStep() == 1
                ? ": the energy of each " + slot + " slot over its length."
                : ": each step is " + steps.slotsPerStep() + " slots of " + slot
                        + ". The line is their mean, the band around it reaches from the least slot to the largest.";
    }

    private void legend(Html html) throws IOException {
        html.open("ul", "class", "legend");
        int read = series.count() - steps.substitutes();
        key(html, "line read", "M0 7H28", "measured, " + Figures.count(read, "slot"));
        if (steps.substitutes() > 0) {
            html.open("li").open("svg", "class", "key", "aria-hidden", "true", "viewBox", "0 0 28 14");
            html.empty("path", "class", "line made", "d", "M0 7H28");
            html.empty("path", "class", "squares made", "d", "M7 7h0M21 7h0").close();
            html.text("substituted, " + Figures.count(steps.substitutes(), "slot"))
                    .close();
        }
        if (steps.missing() > 0) {
            html.open("li");
            TierFills.swatch(html, "gap");
            html.text("missing, " + Figures.count(steps.missing(), "slot")).close();
        }
        for (Severity severity : marks.severities()) {
            html.open("li").open("svg", "class", "swatch", "aria-hidden", "true", "viewBox", "-8 -8 16 16");
            html.open("g", "class", "mark " + Severities.style(severity));
            html.empty("path", "d", FindingMarks.shape(severity)).close().close();
            html.text(Severities.style(severity)).close();
        }
        html.close();
    }

    private static void key(Html html, String style, String path, String text) throws IOException {
        html.open("li").open("svg", "class", "key", "aria-hidden", "true", "viewBox", "0 0 28 14");
        html.empty("path", "class", style, "d", path).close();
        html.text(text).close();
    }

    private String description() {
        return "From " + LocalTimes.full(series.start().getEpochSecond(), calendar.zone()) + " to "
                + LocalTimes.full(series.interval().end().getEpochSecond(), calendar.zone()) + ": "
                + Figures.count(series.count() - steps.substitutes(), "slot") + " measured, "
                + Figures.count(steps.substitutes()) + " substituted, " + Figures.count(steps.missing())
                + " missing" + (series.count() == 0 ? "" : ", at most " + scale.format(most()))
                + ". The tables below the chart have the values.";
    }

    private void hints(Chart chart) throws IOException {
        NavigableMap<Long, Hint> hints = new TreeMap<>();
        collect(hints, "measured", steps.measured());
        collect(hints, "substituted", steps.substituted());
        for (Map.Entry<Long, Hint> hint : hints.entrySet()) {
            String when = LocalTimes.full(hint.getKey(), calendar.zone());
            chart.hint(
                    hint.getKey(), hint.getValue().to(), when + hint.getValue().text());
        }
    }

    /** What there is to say about a step that ends at some time. */
    private record Hint(long to, String text) {}

    private void collect(NavigableMap<Long, Hint> hints, String name, List<LineChart.Point> points) {
        for (LineChart.Point point : points) {
            String text =
                    "\n" + name + " " + scale.format(point.mean()) + (point.least() < point.most() ? range(point) : "");
            hints.merge(
                    point.from(),
                    new Hint(point.to(), text),
                    (one, other) -> new Hint(one.to(), one.text() + other.text()));
        }
    }

    private String range(LineChart.Point point) {
        return " (" + scale.format(point.least()) + " to " + scale.format(point.most()) + ")";
    }

    private double most() {
        return points().mapToDouble(LineChart.Point::most).max().orElse(0);
    }

    private double least() {
        return points().mapToDouble(LineChart.Point::least).min().orElse(0);
    }

    private Stream<LineChart.Point> points() {
        return Stream.concat(steps.measured().stream(), steps.substituted().stream());
    }
}
