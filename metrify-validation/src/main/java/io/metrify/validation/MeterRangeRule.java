package io.metrify.validation;

import io.metrify.model.meter.Meter;
import io.metrify.model.meter.MeterReading;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One measured value lies in a band, unless it is beyond a limit, which another rule reports. */
final class MeterRangeRule extends MeterRule {

    private static final int NOT_MEASURED = 1;

    private final MeterField field;
    private final List<Bounds> bounds;
    private final boolean uniform;
    private final double[] low;
    private final double[] high;

    /** A band and the limit beyond which it is not spoken of. */
    record Bounds(Range band, Range limit) {}

    MeterRangeRule(String id, Severity severity, MeterField field, ByMeterType<Bounds> bounds, String source) {
        super(
                new Title(
                        id,
                        severity,
                        MeterKinds.sentences(bounds, figures -> field.quantity().demand(figures.band, figures.limit)),
                        source),
                field.wireName(),
                field.quantity().notMeasured());
        this.field = field;
        this.bounds = MeterKinds.figures(bounds);
        this.uniform = MeterKinds.isUniform(bounds);
        this.low = MeterKinds.doubles(bounds, figures -> figures.band.low());
        this.high = MeterKinds.doubles(bounds, figures -> figures.band.high());
    }

    @Override
    int judge(ReadingColumns readings, int row, MeterFacts facts) {
        double value = readings.value(field, row);
        int kind = uniform ? 0 : facts.kind(readings.meters[row]);
        if (value >= low[kind] && value <= high[kind]) {
            return SOUND;
        }
        if (Double.isNaN(value)) {
            return NOT_MEASURED;
        }
        return bounds.get(kind).limit.contains(value) ? VIOLATED : SOUND;
    }

    @Override
    void judgeAll(ReadingColumns readings, int from, int to, MeterFacts facts, Outcomes outcomes) {
        if (uniform) {
            judgeOutside(low[0], high[0], readings, from, to, facts, outcomes);
        } else {
            for (int row = from; row < to; row++) {
                outcomes.put(row, judge(readings, row, facts));
            }
        }
    }

    /** Looks closely only at what is not between two bounds. */
    private void judgeOutside(
            double least, double most, ReadingColumns readings, int from, int to, MeterFacts facts, Outcomes outcomes) {
        double[] values = readings.column(field);
        for (int row = from; row < to; row++) {
            double value = values[row];
            if (!(value >= least && value <= most)) {
                outcomes.put(row, judge(readings, row, facts));
            }
        }
    }

    @Override
    boolean narrow(Screen screen) {
        if (uniform) {
            screen.narrow(field, bounds.get(0).band);
        }
        return uniform;
    }

    @Override
    boolean asksForMeters() {
        return !uniform;
    }

    @Override
    Words words(MeterReading reading, @Nullable Meter meter, Instant now) {
        return field.quantity().outside(field.of(reading), bounds.get(MeterKinds.of(meter)).band);
    }
}
