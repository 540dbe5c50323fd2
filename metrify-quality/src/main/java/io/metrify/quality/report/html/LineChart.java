package io.metrify.quality.report.html;

import java.io.IOException;
import java.util.List;

/**
 * Power over time as step lines, because a value holds for the whole of its interval. Where a step stands for several
 * slots, a band shows their least and largest value. Where there is no value there is no line.
 */
public final class LineChart {

    /**
     * The values of one line, in the order of time.
     *
     * @param name what the legend calls it
     * @param style the class of the style sheet that draws it
     * @param points its values
     */
    public record Line(String name, String style, List<Point> points) {}

    /**
     * What one step shows.
     *
     * @param from its start in seconds since 1970
     * @param to its end
     * @param least the least value
     * @param mean the value of the line
     * @param most the largest value
     */
    public record Point(long from, long to, double least, double mean, double most) {}

    private final Chart chart;
    private final Html html;

    /**
     * A drawing of lines.
     *
     * @param html the page
     * @param chart the frame, which was begun
     */
    public LineChart(Html html, Chart chart) {
        this.html = html;
        this.chart = chart;
    }

    /**
     * Draws lines, the first below the others.
     *
     * @param lines what to draw
     * @throws IOException if the text cannot be written
     */
    public void draw(List<Line> lines) throws IOException {
        chart.beginPaths();
        for (Line line : lines) {
            html.empty("path", "class", "band " + line.style(), "d", band(line.points()));
        }
        for (Line line : lines) {
            html.empty("path", "class", "line " + line.style(), "d", steps(line.points()));
        }
        chart.endPaths();
    }

    /**
     * Draws a square in the middle of each step, so that a line differs from others by more than its colour.
     *
     * @param line whose steps
     * @throws IOException if the text cannot be written
     */
    public void drawSquares(Line line) throws IOException {
        StringBuilder path = new StringBuilder();
        for (Point point : line.points()) {
            path.append('M').append((chart.x(point.from()) + chart.x(point.to())) / 2);
            path.append(' ').append(chart.y(point.mean())).append("h0");
        }
        chart.beginPaths();
        html.empty("path", "class", "squares " + line.style(), "d", path.toString());
        chart.endPaths();
    }

    private String steps(List<Point> points) {
        StringBuilder path = new StringBuilder();
        long end = Long.MIN_VALUE;
        for (Point point : points) {
            if (point.from() == end) {
                path.append('V').append(chart.y(point.mean()));
            } else {
                path.append('M').append(chart.x(point.from())).append(' ').append(chart.y(point.mean()));
            }
            path.append('H').append(chart.x(point.to()));
            end = point.to();
        }
        return path.toString();
    }

    private String band(List<Point> points) {
        StringBuilder path = new StringBuilder();
        for (Point point : points) {
            if (point.least() < point.most()) {
                path.append('M').append(chart.x(point.from())).append(' ').append(chart.y(point.most()));
                path.append('H').append(chart.x(point.to())).append('V').append(chart.y(point.least()));
                path.append('H').append(chart.x(point.from())).append('Z');
            }
        }
        return path.toString();
    }
}
