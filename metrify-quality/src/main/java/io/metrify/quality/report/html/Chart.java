package io.metrify.quality.report.html;

import java.io.IOException;
import java.util.List;

/**
 * The frame of a chart over time: an SVG whose text keeps its size while its width follows the page. Positions are in
 * percent of the drawing; labels stand outside of it, in the padding that the style sheet gives the element around it.
 */
public final class Chart {

    /** What a path is drawn on; it is stretched to the size of the chart. */
    static final int PATH_WIDTH = 10_000;

    /** The height that belongs to {@link #PATH_WIDTH}. */
    static final int PATH_HEIGHT = 1_000;

    private final Html html;
    private final TimeAxis time;
    private final ValueAxis values;

    /**
     * A frame of two axes.
     *
     * @param html the page
     * @param time the level axis
     * @param values the upright axis
     */
    public Chart(Html html, TimeAxis time, ValueAxis values) {
        this.html = html;
        this.time = time;
        this.values = values;
    }

    /**
     * Begins the chart; {@link #end} must follow.
     *
     * @param id a name for the chart in the page
     * @param title what the chart shows
     * @param description the same for those who do not see it
     * @param labels what stands below the chart
     * @throws IOException if the text cannot be written
     */
    public void begin(String id, String title, String description, List<TimeAxis.Tick> labels) throws IOException {
        html.element("p", values.scale().unit(), "class", "unit", "aria-hidden", "true");
        html.open("div", "class", "plot");
        html.open("svg", "role", "img", "aria-labelledby", id + "-title " + id + "-desc", "class", "chart");
        html.element("title", title, "id", id + "-title");
        html.element("desc", description, "id", id + "-desc");
        for (ValueAxis.Tick tick : values.ticks()) {
            String y = Figures.position(tick.down());
            html.empty("line", "class", "grid", "x1", "0", "x2", "100%", "y1", y, "y2", y);
            html.element("text", tick.label(), "class", "value", "x", "-8", "y", y, "dy", "0.32em");
        }
        timeLabels(labels);
    }

    /**
     * Marks where the clock changes.
     *
     * @throws IOException if the text cannot be written
     */
    public void clockChanges() throws IOException {
        for (TimeAxis.Tick change : time.clockChanges()) {
            String x = Figures.position(change.right());
            html.empty("line", "class", "change", "x1", x, "x2", x, "y1", "0", "y2", "100%");
            html.element("text", change.label(), "class", TimeLabels.anchor(change) + " clock", "x", x, "y", "-5");
        }
    }

    /** Draws paths in the coordinates that {@link #x} and {@link #y} give. */
    void beginPaths() throws IOException {
        html.open(
                "svg",
                "viewBox",
                "0 0 " + PATH_WIDTH + " " + PATH_HEIGHT,
                "preserveAspectRatio",
                "none",
                "width",
                "100%",
                "height",
                "100%");
    }

    void endPaths() throws IOException {
        html.close();
    }

    /**
     * Ends the chart.
     *
     * @throws IOException if the text cannot be written
     */
    public void end() throws IOException {
        double zero = values.down(0);
        String y = Figures.position(zero);
        html.empty("line", "class", "axis", "x1", "0", "x2", "100%", "y1", y, "y2", y);
        html.close().close();
    }

    /**
     * A part of the chart that shows its text when the pointer rests on it.
     *
     * @param from its first second since 1970
     * @param to the second after its last
     * @param text what it shows
     * @throws IOException if the text cannot be written
     */
    public void hint(long from, long to, String text) throws IOException {
        double left = Math.max(0, time.right(from));
        html.open(
                "rect",
                "class",
                "hint",
                "x",
                Figures.position(left),
                "y",
                "0",
                "width",
                Figures.position(Math.min(1, time.right(to)) - left),
                "height",
                "100%");
        html.element("title", text).close();
    }

    /**
     * A part of the chart that is marked over its whole height.
     *
     * @param from its first second since 1970
     * @param to the second after its last
     * @param style the class of the style sheet that draws it
     * @throws IOException if the text cannot be written
     */
    public void area(long from, long to, String style) throws IOException {
        block(time.right(from), time.right(to), 0, 1, style);
    }

    /**
     * A mark above the chart with a line as long as what it marks. What is outside of the chart is marked at its edge.
     *
     * @param from the first second of what is marked, since 1970
     * @param to the second after its last
     * @param style the class of the style sheet that draws it
     * @param shape the path of its shape, in pixels around its middle
     * @param text what it shows when the pointer rests on it
     * @throws IOException if the text cannot be written
     */
    public void mark(long from, long to, String style, String shape, String text) throws IOException {
        double left = Math.min(1, Math.max(0, time.right(from)));
        double right = Math.min(1, Math.max(left, time.right(to)));
        html.open("g", "class", "mark " + style).element("title", text);
        html.empty(
                "rect",
                "x",
                Figures.position(left),
                "y",
                "-5",
                "width",
                Figures.position(right - left),
                "height",
                "3",
                "class",
                "extent");
        html.open("svg", "x", Figures.position((left + right) / 2), "y", "-15", "width", "1", "height", "1");
        html.empty("path", "d", shape).close().close();
    }

    /** A rectangle; all edges are shares of the chart. */
    void block(double left, double right, double top, double bottom, String style) throws IOException {
        html.empty(
                "rect",
                "class",
                style,
                "x",
                Figures.position(left),
                "y",
                Figures.position(top),
                "width",
                Figures.position(right - left),
                "height",
                Figures.position(bottom - top));
    }

    double right(long epochSecond) {
        return time.right(epochSecond);
    }

    double down(double value) {
        return values.down(value);
    }

    long x(long epochSecond) {
        return Math.round(time.right(epochSecond) * PATH_WIDTH);
    }

    long y(double value) {
        return Math.round(values.down(value) * PATH_HEIGHT);
    }

    /** Labels that fit a phone are always shown; those that only fit a desk disappear on a narrow page. */
    private void timeLabels(List<TimeAxis.Tick> ticks) throws IOException {
        TimeLabels placed = new TimeLabels(ticks);
        List<TimeAxis.Tick> onPhone = placed.fitting(TimeLabels.PHONE, List.of());
        for (TimeAxis.Tick tick : placed.fitting(TimeLabels.DESK, onPhone)) {
            String style = TimeLabels.anchor(tick) + (onPhone.contains(tick) ? "" : " wide");
            html.element(
                    "text", tick.label(), "class", style, "x", Figures.position(tick.right()), "y", "100%", "dy", "20");
        }
    }
}
