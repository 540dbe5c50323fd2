package io.metrify.quality.report.html;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Which labels of a time axis fit side by side. Text has the same size on every page, so a narrow one has room for less. */
final class TimeLabels {

    /** The width of a chart on a phone, in pixels. */
    static final double PHONE = 280;

    /** The width of a chart on a desk, in pixels. */
    static final double DESK = 760;

    private static final double CHARACTER = 6.8;
    private static final double GAP = 10;
    private static final double LEFT_PADDING = 40;
    private static final double RIGHT_PADDING = 4;
    private static final double EDGE = 0.04;

    private final List<TimeAxis.Tick> ticks;

    TimeLabels(List<TimeAxis.Tick> ticks) {
        this.ticks = ticks;
    }

    /**
     * As many labels as fit, the important ones first.
     *
     * @param width the width of the chart in pixels
     * @param first labels that are there in any case
     */
    List<TimeAxis.Tick> fitting(double width, List<TimeAxis.Tick> first) {
        List<TimeAxis.Tick> placed = new ArrayList<>(first);
        for (TimeAxis.Tick tick : byImportance()) {
            boolean inside =
                    left(tick, width) >= -LEFT_PADDING && left(tick, width) + length(tick) <= width + RIGHT_PADDING;
            if (inside && placed.stream().noneMatch(other -> overlap(tick, other, width))) {
                placed.add(tick);
            }
        }
        placed.sort(Comparator.comparingDouble(TimeAxis.Tick::right));
        return placed;
    }

    /** Where a label stands: in the middle below its place, but inside at the edges. */
    static String anchor(TimeAxis.Tick tick) {
        return tick.right() < EDGE ? "time first" : tick.right() > 1 - EDGE ? "time last" : "time";
    }

    private List<TimeAxis.Tick> byImportance() {
        return ticks.stream()
                .sorted(Comparator.comparingInt(TimeAxis.Tick::importance))
                .toList();
    }

    private static boolean overlap(TimeAxis.Tick one, TimeAxis.Tick other, double width) {
        return left(one, width) < left(other, width) + length(other) + GAP
                && left(other, width) < left(one, width) + length(one) + GAP;
    }

    private static double left(TimeAxis.Tick tick, double width) {
        double at = tick.right() * width;
        return switch (anchor(tick)) {
            case "time first" -> at;
            case "time last" -> at - length(tick);
            default -> at - length(tick) / 2;
        };
    }

    private static double length(TimeAxis.Tick tick) {
        return tick.label().length() * CHARACTER;
    }
}
