package io.metrify.quality.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The upright axis of a chart: from the largest round number below the values, or 0, to the smallest above them. */
public final class ValueAxis {

    private static final int STEPS = 4;
    private static final double[] ROUND = {1, 2, 2.5, 5, 10};

    private final Scale scale;
    private final double step;
    private final double bottom;
    private final double top;

    /**
     * An axis for values in the base unit of a scale.
     *
     * @param scale the unit of its numbers
     * @param least the least value; 0 is on the axis in any case
     * @param most the largest value
     */
    public ValueAxis(Scale scale, double least, double most) {
        this(scale, least, most, 0);
    }

    private ValueAxis(Scale scale, double least, double most, double leastStep) {
        this.scale = scale;
        double low = Math.min(0, least) / scale.factor();
        double high = Math.max(0, most) / scale.factor();
        this.step = roundStep(Math.max(leastStep, high > low ? (high - low) / STEPS : 1));
        this.bottom = Math.floor(low / step) * step;
        this.top = high > low ? Math.ceil(high / step) * step : step;
    }

    /**
     * An axis for numbers of things, which are whole.
     *
     * @param things what is counted, such as {@code meters}
     * @param most the largest number
     * @return an axis from 0 whose ticks are whole numbers
     */
    public static ValueAxis ofCounts(String things, long most) {
        return new ValueAxis(new Scale(things, 1), 0, most, 1);
    }

    Scale scale() {
        return scale;
    }

    /** How far below the top of the chart a value is, 0 to 1. */
    double down(double value) {
        return (top - value / scale.factor()) / (top - bottom);
    }

    List<Tick> ticks() {
        int decimals = Math.max(0, (int) -Math.floor(Math.log10(step) + 1e-9));
        if (step * Math.pow(10, decimals) % 1 > 1e-9) {
            decimals++;
        }
        List<Tick> ticks = new ArrayList<>();
        long count = Math.round((top - bottom) / step);
        for (long i = 0; i <= count; i++) {
            double value = bottom + i * step;
            ticks.add(new Tick(
                    (top - value) / (top - bottom), String.format(Locale.ROOT, "%,." + decimals + "f", value)));
        }
        return ticks;
    }

    private static double roundStep(double least) {
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        for (double round : ROUND) {
            if (round * power >= least * (1 - 1e-9)) {
                return round * power;
            }
        }
        return 10 * power;
    }

    /** A place on the axis, 0 at the top to 1 at the bottom, and its number. */
    record Tick(double down, String label) {}
}
