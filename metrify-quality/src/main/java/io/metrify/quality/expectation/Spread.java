package io.metrify.quality.expectation;

import io.metrify.quality.table.ColumnType;
import java.util.List;

/**
 * The standard deviation of a column of numbers: squared distances from the mean of each batch, put together by the formula of
 * Chan, Golub and LeVeque (1979), which stays accurate where the values are large and lie close together.
 */
final class Spread implements Measure {

    private final ColumnValues values;
    private final boolean measured;
    private final double unit;
    private double count;
    private double mean;
    private double squares;

    private Spread(ColumnValues values, boolean measured, double unit) {
        this.values = values;
        this.measured = measured;
        this.unit = unit;
    }

    static Spread of(Scope scope, int place) {
        ColumnValues values = scope.values(place);
        boolean measured = scope.column(place).type() == ColumnType.DOUBLE;
        double unit = Math.pow(10, scope.column(place).scale());
        return scope.measure(Spread.class, List.of(place), () -> new Spread(values, measured, unit));
    }

    @Override
    public void add(Rows rows) {
        int added = values.count();
        if (added == 0) {
            return;
        }
        if (measured) {
            addAll(values.doubles(), added);
        } else {
            addAll(values.keys(), added);
        }
    }

    /** Distances are taken from the mean so far, which is near enough to lose no digits that the whole would have. */
    private void addAll(double[] of, int added) {
        double from = count == 0 ? of[0] : mean;
        double sum = 0;
        double otherSum = 0;
        double square = 0;
        double otherSquare = 0;
        int even = added & ~1;
        for (int i = 0; i < even; i += 2) {
            double distance = of[i] - from;
            double otherDistance = of[i + 1] - from;
            sum += distance;
            otherSum += otherDistance;
            square += distance * distance;
            otherSquare += otherDistance * otherDistance;
        }
        if (even < added) {
            sum += of[even] - from;
            square += (of[even] - from) * (of[even] - from);
        }
        merge(from, sum + otherSum, square + otherSquare, added);
    }

    private void addAll(long[] of, int added) {
        double from = count == 0 ? of[0] : mean;
        double sum = 0;
        double square = 0;
        for (int i = 0; i < added; i++) {
            double distance = of[i] - from;
            sum += distance;
            square += distance * distance;
        }
        merge(from, sum, square, added);
    }

    private void merge(double from, double sum, double square, int added) {
        double addedMean = from + sum / added;
        double addedSquares = Math.max(0, square - sum * sum / added);
        double distance = addedMean - mean;
        double together = count + added;
        mean += distance * added / together;
        squares += addedSquares + distance * distance * count * added / together;
        count = together;
    }

    /** The mean so far; NaN if there were no values. */
    double mean() {
        return count == 0 ? Double.NaN : mean / unit;
    }

    /** The standard deviation of a sample (divided by one less than the count, as pandas does); NaN for fewer than two values. */
    double deviation() {
        return count < 2 ? Double.NaN : Math.sqrt(squares / (count - 1)) / unit;
    }
}
