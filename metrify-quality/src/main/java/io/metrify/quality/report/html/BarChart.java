package io.metrify.quality.report.html;

import java.io.IOException;
import java.util.List;

/** Amounts of days, months or years as upright bars; each is as wide as the time it stands for, unless there are few. */
public final class BarChart {

    private static final double GAP = 0.12;

    /** No bar is wider, of the whole chart, or two days would look like two walls. */
    private static final double WIDEST = 0.08;

    private static final int LABELLED = 60;

    /**
     * One bar.
     *
     * @param from the start of its time in seconds since 1970
     * @param to the end of it
     * @param value its height
     * @param label what stands below it, if there is room
     * @param hint what it says when the pointer rests on it
     */
    public record Bar(long from, long to, double value, String label, String hint) {}

    private final Chart chart;
    private final Html html;

    /**
     * A drawing of bars.
     *
     * @param html the page
     * @param chart the frame, which was begun
     */
    public BarChart(Html html, Chart chart) {
        this.html = html;
        this.chart = chart;
    }

    /**
     * Labels for a chart of these bars: in the middle of each, or those of the time if there are many.
     *
     * @param bars the bars
     * @param time the axis
     * @return places with a label each
     */
    public static List<TimeAxis.Tick> labels(List<Bar> bars, TimeAxis time) {
        if (bars.size() > LABELLED) {
            return time.ticks();
        }
        return bars.stream()
                .map(bar -> new TimeAxis.Tick(
                        (time.right(bar.from()) + time.right(bar.to())) / 2,
                        bar.label(),
                        TimeAxis.importance(bar.label())))
                .toList();
    }

    /**
     * Draws bars.
     *
     * @param bars what to draw
     * @param style the class of the style sheet that draws them
     * @throws IOException if the text cannot be written
     */
    public void draw(List<Bar> bars, String style) throws IOException {
        StringBuilder path = new StringBuilder();
        for (Bar bar : bars) {
            long room = chart.x(bar.to()) - chart.x(bar.from());
            long gap = Math.round(Math.max(room * GAP, (room - WIDEST * Chart.PATH_WIDTH) / 2));
            path.append('M').append(chart.x(bar.from()) + gap).append(' ').append(chart.y(0));
            path.append('V').append(chart.y(bar.value())).append('H').append(chart.x(bar.to()) - gap);
            path.append('V').append(chart.y(0)).append('Z');
        }
        chart.beginPaths();
        html.empty("path", "class", "bars " + style, "d", path.toString());
        chart.endPaths();
        for (Bar bar : bars) {
            chart.hint(bar.from(), bar.to(), bar.hint());
        }
    }
}
