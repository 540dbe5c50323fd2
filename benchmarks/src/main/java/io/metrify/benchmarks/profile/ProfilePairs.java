package io.metrify.benchmarks.profile;

import io.metrify.benchmarks.compare.Figure;
import io.metrify.benchmarks.compare.Pair;
import io.metrify.benchmarks.compare.PairGroup;
import io.metrify.quality.profile.ColumnProfile;
import io.metrify.quality.profile.DataProfile;
import io.metrify.quality.table.Table;
import java.util.List;

/**
 * A whole profile of nine columns in one pass against the sketches that one would otherwise keep for each of them. Ours also
 * has exact sums, exact counts of up to 4,096 different values with the most frequent ones, and equal bytes for any order
 * of rows, which the others do not have.
 */
public final class ProfilePairs implements PairGroup {

    @Override
    public String name() {
        return "profile";
    }

    @Override
    public List<Pair> pairs() {
        FleetColumns columns = new FleetColumns();
        Table table = columns.table();
        return List.of(new Pair(
                "profile.vs_sketches",
                FleetColumns.ROWS,
                () -> checksum(DataProfile.of(table)),
                () -> Sketches.profile(columns)));
    }

    @Override
    public List<Figure> figures() {
        FleetColumns columns = new FleetColumns();
        DataProfile profile = DataProfile.of(columns.table());
        return List.of(
                new Figure("profile.bytes", profile.toBytes().length),
                new Figure("profile.sketch_bytes", Sketches.bytes(columns)));
    }

    private static long checksum(DataProfile profile) {
        long sum = 0;
        for (ColumnProfile column : profile.columnProfiles()) {
            long extremes = column.minimum().isEmpty()
                    ? 0
                    : Double.doubleToLongBits(column.quantile(0)) ^ Double.doubleToLongBits(column.quantile(1));
            sum = 31 * sum + 31 * (31 * column.count() + column.missing()) + extremes;
        }
        return sum;
    }
}
