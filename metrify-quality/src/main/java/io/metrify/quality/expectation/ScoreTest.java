package io.metrify.quality.expectation;

import io.metrify.quality.table.ColumnType;
import io.metrify.quality.table.RowBatch;
import java.util.function.Supplier;

/**
 * Values that lie within so many standard deviations of the mean, which are known only after the last row: the rows are read a
 * second time. A table that can be read only once cannot be checked so; to hold all its values would be a surprise in memory.
 */
final class ScoreTest implements RowTest {

    private final int place;
    private final boolean measured;
    private final double unit;
    private final double threshold;
    private final boolean bothSides;
    private final ColumnValues values;
    private final Supplier<Double> mean;
    private final Spread spread;
    private double centre;
    private double deviation;
    private boolean judging;
    private long unexpected;

    private ScoreTest(Scope scope, int place, double threshold, boolean bothSides) {
        this.place = place;
        this.measured = scope.column(place).type() == ColumnType.DOUBLE;
        this.unit = Math.pow(10, scope.column(place).scale());
        this.threshold = threshold;
        this.bothSides = bothSides;
        this.values = scope.values(place);
        this.mean = AggregateExpectations.mean(scope, place);
        this.spread = Spread.of(scope, place);
    }

    static Check lessThan(Request request) {
        int place = request.numericPlace("z-score");
        double threshold = request.arguments().number("threshold").doubleValue();
        boolean bothSides = request.arguments().flag("double_sided", true);
        return request.ofValues(place, new ScoreTest(request.scope(), place, threshold, bothSides));
    }

    @Override
    public void see(Rows rows) {
        // The column's mean and standard deviation are worked out once for all.
    }

    @Override
    public boolean late() {
        return true;
    }

    @Override
    public boolean wantsAgain() {
        return values.total() > 0;
    }

    @Override
    public void seeAgain(Rows rows) {
        if (!judging) {
            judging = true;
            centre = mean.get();
            deviation = spread.deviation();
        }
        int row = next(rows, 0);
        while (row >= 0) {
            unexpected++;
            row = next(rows, row + 1);
        }
    }

    @Override
    public int next(Rows rows, int from) {
        RowBatch batch = rows.batch();
        boolean[] missing = batch.missing(place);
        for (int row = from; row < batch.rows(); row++) {
            if (!missing[row] && !isWithin(batch, row)) {
                return row;
            }
        }
        return -1;
    }

    private boolean isWithin(RowBatch batch, int row) {
        double value = measured ? batch.doubles(place)[row] : batch.longs(place)[row] / unit;
        double score = (value - centre) / deviation;
        return bothSides ? Math.abs(score) < Math.abs(threshold) : score < threshold;
    }

    @Override
    public long unexpected() {
        if (!judging && values.total() > 0) {
            throw new UncheckableException(
                    "z-scores need the rows a second time, but the table can be read only once; copy it"
                            + " into a ColumnTable");
        }
        return unexpected;
    }
}
