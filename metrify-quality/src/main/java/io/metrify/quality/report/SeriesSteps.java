package io.metrify.quality.report;

import io.metrify.model.QualityCode;
import io.metrify.model.SubstitutionMethod;
import io.metrify.model.meter.ReadingSeries;
import io.metrify.quality.report.html.LineChart;
import java.util.ArrayList;
import java.util.List;

/**
 * A series as a chart has room for it: at most 720 steps of one or more slots, each with the least, the mean and the largest power
 * of what was measured in it and, apart from that, of what was substituted. A step in which any slot is missing is part of a gap,
 * so that no gap is too short to be seen.
 *
 * @param slotsPerStep how many slots a step is; 1 if there is room for all
 * @param measured the steps with measured slots, in kW
 * @param substituted the steps with substituted slots, in kW
 * @param gaps the steps with missing slots, neighbours taken together
 * @param missing how many slots are missing
 * @param substitutes how many slots were substituted
 */
record SeriesSteps(
        int slotsPerStep,
        List<LineChart.Point> measured,
        List<LineChart.Point> substituted,
        List<Span> gaps,
        int missing,
        int substitutes) {

    /** About one for each pixel column of a chart on a desk. */
    static final int MOST = 720;

    private static final double MILLIWATT_HOURS_PER_KILOWATT_HOUR = 1e6;
    private static final double SECONDS_PER_HOUR = 3_600;

    /**
     * A part of the time.
     *
     * @param from its first second since 1970
     * @param to the second after its last
     */
    record Span(long from, long to) {}

    static SeriesSteps of(ReadingSeries series) {
        int slotsPerStep = (series.size() - 1) / MOST + 1;
        List<LineChart.Point> measured = new ArrayList<>();
        List<LineChart.Point> substituted = new ArrayList<>();
        List<Span> gaps = new ArrayList<>();
        int missing = 0;
        int substitutes = 0;
        for (int first = 0; first < series.size(); first += slotsPerStep) {
            int end = Math.min(series.size(), first + slotsPerStep);
            long from = series.slotStart(first).getEpochSecond();
            long to = series.slotStart(end - 1).plus(series.resolution()).getEpochSecond();
            Extent real = new Extent();
            Extent made = new Extent();
            for (int slot = first; slot < end; slot++) {
                if (series.isPresent(slot)) {
                    (isSubstitute(series, slot) ? made : real).add(kilowatts(series, slot));
                }
            }
            real.addTo(measured, from, to);
            made.addTo(substituted, from, to);
            int absent = end - first - real.count - made.count;
            if (absent > 0) {
                addGap(gaps, from, to);
            }
            missing += absent;
            substitutes += made.count;
        }
        return new SeriesSteps(slotsPerStep, measured, substituted, gaps, missing, substitutes);
    }

    /** Whether a slot holds what somebody or something put there instead of a measured value. */
    static boolean isSubstitute(ReadingSeries series, int slot) {
        QualityCode code = series.quality(slot);
        return series.method(slot) != SubstitutionMethod.NONE
                || code == QualityCode.ESTIMATED
                || code == QualityCode.EDITED
                || code == QualityCode.PRELIMINARY;
    }

    /** The mean power of a slot: its energy over its length. */
    static double kilowatts(ReadingSeries series, int slot) {
        return series.milliwattHours(slot)
                / MILLIWATT_HOURS_PER_KILOWATT_HOUR
                * SECONDS_PER_HOUR
                / series.resolution().toSeconds();
    }

    private static void addGap(List<Span> gaps, long from, long to) {
        int last = gaps.size() - 1;
        if (last >= 0 && gaps.get(last).to() == from) {
            gaps.set(last, new Span(gaps.get(last).from(), to));
        } else {
            gaps.add(new Span(from, to));
        }
    }

    private static final class Extent {
        private double least = Double.POSITIVE_INFINITY;
        private double most = Double.NEGATIVE_INFINITY;
        private double sum;
        private int count;

        void add(double value) {
            least = Math.min(least, value);
            most = Math.max(most, value);
            sum += value;
            count++;
        }

        void addTo(List<LineChart.Point> points, long from, long to) {
            if (count > 0) {
                points.add(new LineChart.Point(from, to, least, sum / count, most));
            }
        }
    }
}
