package io.metrify.samples.pipeline.report;

import io.metrify.model.MarketCalendar;
import io.metrify.quality.report.html.Chart;
import io.metrify.quality.report.html.Figures;
import io.metrify.quality.report.html.Html;
import io.metrify.quality.report.html.LineChart;
import io.metrify.quality.report.html.LocalTimes;
import io.metrify.quality.report.html.Scale;
import io.metrify.quality.report.html.Table;
import io.metrify.quality.report.html.TimeAxis;
import io.metrify.quality.report.html.ValueAxis;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the fleet drew from the grid and fed into it over time. */
final class LoadSection implements Section {

    private final LoadCurve curve;
    private final MarketCalendar calendar;

    LoadSection(LoadCurve curve, MarketCalendar calendar) {
        this.curve = curve;
        this.calendar = calendar;
    }

    @Override
    public String id() {
        return "load";
    }

    @Override
    public String heading() {
        return "Load of the fleet";
    }

    @Override
    public void write(Html html) throws IOException, SQLException {
        LoadCurve.Shape shape = curve.shape();
        List<LineChart.Line> lines = new ArrayList<>();
        addLine(lines, "import", shape, shape.imports());
        addLine(lines, "export", shape, shape.exports());
        if (lines.isEmpty()) {
            html.element(
                    "p", "There is no accepted reading of imported or exported electricity, so there is no curve.");
            return;
        }
        Scale scale = Scale.ofPower(largest(lines));
        explain(html, shape);
        html.open("figure");
        legend(html, lines, scale, shape);
        draw(html, lines, scale, shape);
        html.close();
        html.open("details").element("summary", "The curve as a table");
        table(html, lines, scale, shape);
        html.close();
    }

    private void addLine(List<LineChart.Line> lines, String name, LoadCurve.Shape shape, List<String> registers)
            throws SQLException {
        if (!registers.isEmpty()) {
            List<LineChart.Point> points = curve.power(shape, registers);
            if (!points.isEmpty()) {
                lines.add(new LineChart.Line(name, name, points));
            }
        }
    }

    private void explain(Html html, LoadCurve.Shape shape) throws IOException {
        StringBuilder text = new StringBuilder("Mean power of all accepted readings in each ")
                .append(
                        shape.condenses()
                                ? Figures.length(Duration.ofSeconds(shape.slot())) + " slot"
                                : shape.stepName())
                .append(", in local time of ")
                .append(calendar.zone().getId())
                .append(". Readings that are missing or were not accepted are missing here too.");
        if (shape.condenses()) {
            text.append(" The line is the mean of each ")
                    .append(shape.stepName())
                    .append("; the band around it reaches from its least slot to its largest.");
        }
        if (shape.leftOut() > 0) {
            text.append(' ')
                    .append(Figures.count(shape.leftOut(), "reading"))
                    .append(" longer than ")
                    .append(Figures.length(Duration.ofSeconds(shape.slot())))
                    .append(" cannot be placed and are left out.");
        }
        text.append(shape.days().omission());
        if (!shape.others().isEmpty()) {
            text.append(" Not drawn, because they are neither import nor export: ")
                    .append(Figures.clip(String.join(", ", shape.others()), 200))
                    .append('.');
        }
        html.element("p", text.toString());
    }

    private void legend(Html html, List<LineChart.Line> lines, Scale scale, LoadCurve.Shape shape) throws IOException {
        html.open("figcaption").open("ul", "class", "legend");
        for (LineChart.Line line : lines) {
            html.open("li");
            html.open("svg", "class", "key", "aria-hidden", "true", "viewBox", "0 0 28 10");
            html.empty("path", "class", "line " + line.style(), "d", "M0 5H28").close();
            LineChart.Point peak = peak(line);
            html.text(line.name() + (line.style().equals("export") ? " (dashed)" : " (solid)") + ", peak "
                    + scale.format(peak.most())
                    + (shape.condenses() ? " in the " + shape.stepName() + " from " : " at ")
                    + LocalTimes.full(peak.from(), calendar.zone()));
            html.close();
        }
        html.close().close();
    }

    private static LineChart.Point peak(LineChart.Line line) {
        LineChart.Point peak = line.points().get(0);
        for (LineChart.Point point : line.points()) {
            peak = point.most() > peak.most() ? point : peak;
        }
        return peak;
    }

    private void draw(Html html, List<LineChart.Line> lines, Scale scale, LoadCurve.Shape shape) throws IOException {
        long from = shape.steps().get(0);
        long to = shape.steps().get(shape.steps().size() - 1);
        ValueAxis values = new ValueAxis(scale, least(lines), largest(lines));
        TimeAxis time = new TimeAxis(calendar, from, to);
        Chart chart = new Chart(html, time, values);
        chart.begin("load-chart", "Load of the fleet", description(lines, scale, from, to), time.ticks());
        chart.clockChanges();
        new LineChart(html, chart).draw(lines);
        for (Map.Entry<Long, List<String>> step : texts(lines, scale).entrySet()) {
            int index = shape.steps().indexOf(step.getKey());
            chart.hint(
                    step.getKey(),
                    shape.steps().get(index + 1),
                    LocalTimes.full(step.getKey(), calendar.zone()) + "\n" + String.join("\n", step.getValue()));
        }
        chart.end();
    }

    private String description(List<LineChart.Line> lines, Scale scale, long from, long to) {
        StringBuilder text = new StringBuilder("Power from ")
                .append(LocalTimes.full(from, calendar.zone()))
                .append(" to ")
                .append(LocalTimes.full(to, calendar.zone()))
                .append('.');
        for (LineChart.Line line : lines) {
            LineChart.Point peak = peak(line);
            text.append(" The ")
                    .append(line.name())
                    .append(" is at most ")
                    .append(scale.format(peak.most()))
                    .append(", at ")
                    .append(LocalTimes.full(peak.from(), calendar.zone()))
                    .append('.');
        }
        return text.append(" The table below the chart has every value.").toString();
    }

    /** What there is to say about each step, by its start. */
    private static Map<Long, List<String>> texts(List<LineChart.Line> lines, Scale scale) {
        Map<Long, List<String>> texts = new TreeMap<>();
        for (LineChart.Line line : lines) {
            for (LineChart.Point point : line.points()) {
                String range = point.least() < point.most()
                        ? " (" + scale.format(point.least()) + " to " + scale.format(point.most()) + ")"
                        : "";
                texts.computeIfAbsent(point.from(), from -> new ArrayList<>())
                        .add(line.name() + " " + scale.format(point.mean()) + range);
            }
        }
        return texts;
    }

    private void table(Html html, List<LineChart.Line> lines, Scale scale, LoadCurve.Shape shape) throws IOException {
        Table table = Table.begin(
                html,
                "Power by " + shape.stepName() + ": mean" + (shape.condenses() ? " (least to largest slot)" : ""),
                "From",
                "Power");
        for (Map.Entry<Long, List<String>> step : texts(lines, scale).entrySet()) {
            table.beginRow().cell(LocalTimes.full(step.getKey(), calendar.zone()));
            table.cell(String.join("; ", step.getValue())).endRow();
        }
        table.end();
    }

    private static double largest(List<LineChart.Line> lines) {
        return lines.stream()
                .flatMap(line -> line.points().stream())
                .mapToDouble(LineChart.Point::most)
                .max()
                .orElse(0);
    }

    private static double least(List<LineChart.Line> lines) {
        return lines.stream()
                .flatMap(line -> line.points().stream())
                .mapToDouble(LineChart.Point::least)
                .min()
                .orElse(0);
    }
}
