package io.metrify.quality.expectation;

import java.util.List;

/**
 * The sum of a column of measurements. What each addition rounds off is kept and added at the end (Kahan and Babuška, in
 * Neumaier's form); four sums side by side, as each addition has to wait for the one before.
 */
final class DoubleSum implements Measure {

    private static final int LANES = 4;

    private final ColumnValues values;
    private final double[] sums = new double[LANES];
    private final double[] lost = new double[LANES];

    private DoubleSum(ColumnValues values) {
        this.values = values;
    }

    static DoubleSum of(Scope scope, int place) {
        ColumnValues values = scope.values(place);
        return scope.measure(DoubleSum.class, List.of(place), () -> new DoubleSum(values));
    }

    @Override
    public void add(Rows rows) {
        double[] doubles = values.doubles();
        int count = values.count();
        int whole = count - count % LANES;
        double s0 = sums[0];
        double s1 = sums[1];
        double s2 = sums[2];
        double s3 = sums[3];
        double l0 = lost[0];
        double l1 = lost[1];
        double l2 = lost[2];
        double l3 = lost[3];
        for (int i = 0; i < whole; i += LANES) {
            double t0 = s0 + doubles[i];
            double t1 = s1 + doubles[i + 1];
            double t2 = s2 + doubles[i + 2];
            double t3 = s3 + doubles[i + 3];
            l0 += lost(s0, doubles[i], t0);
            l1 += lost(s1, doubles[i + 1], t1);
            l2 += lost(s2, doubles[i + 2], t2);
            l3 += lost(s3, doubles[i + 3], t3);
            s0 = t0;
            s1 = t1;
            s2 = t2;
            s3 = t3;
        }
        for (int i = whole; i < count; i++) {
            double t0 = s0 + doubles[i];
            l0 += lost(s0, doubles[i], t0);
            s0 = t0;
        }
        sums[0] = s0;
        sums[1] = s1;
        sums[2] = s2;
        sums[3] = s3;
        lost[0] = l0;
        lost[1] = l1;
        lost[2] = l2;
        lost[3] = l3;
    }

    /** The sum so far; 0 if there were no values. */
    double sum() {
        double total = 0;
        double rest = 0;
        for (int lane = 0; lane < LANES; lane++) {
            double next = total + sums[lane];
            rest += lost(total, sums[lane], next) + lost[lane];
            total = next;
        }
        return Double.isFinite(total) ? total + rest : total;
    }

    /** What an addition rounded off, exactly, whichever of the two was larger (Knuth's two-sum). */
    private static double lost(double sum, double added, double total) {
        double fromAdded = total - sum;
        return (sum - (total - fromAdded)) + (added - fromAdded);
    }
}
