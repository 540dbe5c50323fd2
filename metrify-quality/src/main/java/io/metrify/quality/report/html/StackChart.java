package io.metrify.quality.report.html;

import java.io.IOException;
import java.util.List;

/** Numbers of days or months as upright bars of several parts, the first part at the bottom. */
public final class StackChart {

    private static final double GAP = 0.1;

    /** No bar is wider, of the whole chart, or two days would look like two walls. */
    private static final double WIDEST = 0.12;

    /**
     * One bar.
     *
     * @param from the start of its time in seconds since 1970
     * @param to the end of it
     * @param parts its parts, the lowest first
     * @param hint what it says when the pointer rests on it
     */
    public record Stack(long from, long to, List<Part> parts, String hint) {

        /** Copies the list. */
        public Stack {
            parts = List.copyOf(parts);
        }
    }

    /**
     * One part of a bar.
     *
     * @param style the class of the style sheet that draws it
     * @param value its height, 0 or more
     */
    public record Part(String style, double value) {}

    private final Html html;
    private final Chart chart;

    /**
     * A drawing of bars.
     *
     * @param html the page
     * @param chart the frame, which was begun
     */
    public StackChart(Html html, Chart chart) {
        this.html = html;
        this.chart = chart;
    }

    /**
     * Draws bars.
     *
     * @param stacks what to draw
     * @throws IOException if the text cannot be written
     */
    public void draw(List<Stack> stacks) throws IOException {
        for (Stack stack : stacks) {
            double room = chart.right(stack.to()) - chart.right(stack.from());
            double gap = Math.max(room * GAP, (room - WIDEST) / 2);
            double below = 0;
            html.open("g", "class", "stack").element("title", stack.hint());
            for (Part part : stack.parts()) {
                if (part.value() > 0) {
                    chart.block(
                            chart.right(stack.from()) + gap,
                            chart.right(stack.to()) - gap,
                            chart.down(below + part.value()),
                            chart.down(below),
                            part.style());
                    below += part.value();
                }
            }
            html.close();
        }
    }
}
