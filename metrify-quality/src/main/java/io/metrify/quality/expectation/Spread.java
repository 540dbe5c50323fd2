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
        double addedMean = measured ? mean(values.doubles(), added) : mean(values.keys(), added);
        double addedSquares =
                measured ? squares(values.doubles(), added, addedMean) : squares(values.keys(), added, addedMean);
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

    private static double mean(double[] of, int count) {
        double even = 0;
        double odd = 0;
        int i = 0;
        for (; i + 1 < count; i += 2) {
            even += of[i];
            odd += of[i + 1];
        }
        return (even + odd + (i < count ? of[i] : 0)) / count;
    }

    private static double mean(long[] of, int count) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += of[i];
        }
        return sum / count;
    }

    private static double squares(double[] of, int count, double mean) {
        double even = 0;
        double odd = 0;
        int i = 0;
        for (; i + 1 < count; i += 2) {
            even += (of[i] - mean) * (of[i] - mean);
            odd += (of[i + 1] - mean) * (of[i + 1] - mean);
        }
        return even + odd + (i < count ? (of[i] - mean) * (of[i] - mean) : 0);
    }

    private static double squares(long[] of, int count, double mean) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += (of[i] - mean) * (of[i] - mean);
        }
        return sum;
    }
}
