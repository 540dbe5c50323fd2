package io.metrify.quality.profile;

import io.metrify.quality.table.ColumnType;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.LongStream;

/** Whether what was read of a column can be: what its figures say of each other. */
final class StateCheck {

    private final ColumnState state;
    private final ProfileSettings settings;
    private final ColumnType type;

    private StateCheck(ColumnState state, ProfileSettings settings) {
        this.state = state;
        this.settings = settings;
        this.type = state.column().type();
    }

    /** What cannot be, said of the column; empty if nothing. */
    static Optional<String> problem(ColumnState state, ProfileSettings settings) {
        StateCheck check = new StateCheck(state, settings);
        if (state.finite() < 0) {
            return Optional.of("has more infinities than values");
        }
        if (!check.isRange()) {
            return Optional.of("has a least and a greatest value that cannot be");
        }
        if (!check.isSpread()) {
            return Optional.of("has sums that cannot be");
        }
        if (!check.isFilled(state.positive(), state.negative())) {
            return Optional.of("has other buckets than values");
        }
        return check.isCounted() ? Optional.empty() : Optional.of("has other different values than values");
    }

    private boolean isRange() {
        if (state.finite() == 0) {
            return state.least() == 0 && state.greatest() == 0;
        }
        return switch (type) {
            case DOUBLE -> {
                double least = Double.longBitsToDouble(state.least());
                double greatest = Double.longBitsToDouble(state.greatest());
                yield Double.isFinite(least) && Double.isFinite(greatest) && least <= greatest;
            }
            case TEXT ->
                state.least() >= 0 && state.least() <= state.greatest() && state.greatest() <= Integer.MAX_VALUE;
            case DATE ->
                state.least() >= LocalDate.MIN.toEpochDay()
                        && state.least() <= state.greatest()
                        && state.greatest() <= LocalDate.MAX.toEpochDay();
            default -> state.least() <= state.greatest();
        };
    }

    private boolean isSpread() {
        return BigInteger.valueOf(state.finite())
                        .multiply(state.squares())
                        .compareTo(state.sum().pow(2))
                >= 0;
    }

    private boolean isFilled(BucketCounts... signs) {
        long left = state.finite();
        for (BucketCounts buckets : signs) {
            long[] counts = buckets.counts();
            boolean ragged = counts.length > 0 && (counts[0] == 0 || counts[counts.length - 1] == 0);
            boolean floating = counts.length == 0 && (buckets.first() != 0 || buckets.below() != 0);
            if (ragged || floating) {
                return false;
            }
            left = less(less(left, LongStream.of(counts)), LongStream.of(buckets.below()));
        }
        return left >= 0;
    }

    private boolean isCounted() {
        DistinctValues distinct = state.distinct();
        long left = less(state.count(), LongStream.of(distinct.counts()));
        boolean counted = distinct.exceeded() ? left > 0 && distinct.size() == settings.distinctLimit() : left == 0;
        if (!counted || LongStream.of(distinct.counts()).anyMatch(count -> count == 0)) {
            return false;
        }
        for (int place = 0; place < distinct.size(); place++) {
            if (!isKept(distinct, place) || (place > 0 && !isAscending(distinct, place))) {
                return false;
            }
        }
        return true;
    }

    private boolean isKept(DistinctValues distinct, int place) {
        if (type == ColumnType.TEXT) {
            return distinct.texts()[place].length() <= KnownTexts.LONGEST_KEPT;
        }
        long kept = ValueHash.number(distinct.hashes()[place]);
        if (type != ColumnType.DOUBLE) {
            return kept >= state.least() && kept <= state.greatest();
        }
        double value = Double.longBitsToDouble(kept);
        return Double.isInfinite(value)
                || (value >= Double.longBitsToDouble(state.least())
                        && value <= Double.longBitsToDouble(state.greatest()));
    }

    private boolean isAscending(DistinctValues distinct, int place) {
        int order = Long.compareUnsigned(distinct.hashes()[place - 1], distinct.hashes()[place]);
        return order < 0
                || (order == 0
                        && type == ColumnType.TEXT
                        && distinct.texts()[place - 1].compareTo(distinct.texts()[place]) < 0);
    }

    /** What is left of a number after counts are taken away; -1 if that is too little. */
    private static long less(long number, LongStream counts) {
        return counts.reduce(number, (left, count) -> left < count ? -1 : left - count);
    }
}
