package io.metrify.quality.profile;

import io.metrify.quality.table.Column;
import io.metrify.quality.table.RowBatch;
import java.math.BigInteger;

/** Gathers a column of texts. */
final class TextTally extends ColumnTally {

    private final TextHashes hashes;
    private final DistinctTexts distinct;
    private int shortest = Integer.MAX_VALUE;
    private int longest;

    TextTally(Column column, ProfileSettings settings, WorkSpace space) {
        super(column);
        this.hashes = space.texts;
        this.distinct = new DistinctTexts(settings.distinctLimit());
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // a run of one object is found fast, one of equal objects need not be
    int addPresent(RowBatch batch, int place, Rows rows) {
        String[] values = batch.texts(place);
        boolean[] absent = batch.missing(place);
        int skipped = 0;
        int at = 0;
        while (at < rows.count()) {
            int row = rows.row(at++);
            if (absent[row]) {
                skipped++;
                continue;
            }
            String text = values[row];
            int times = 1;
            while (at < rows.count() && values[rows.row(at)] == text && !absent[rows.row(at)]) {
                times++;
                at++;
            }
            int known = hashes.find(text);
            include(hashes.length(known), hashes.length(known));
            distinct.add(text, hashes.hash(known), times);
        }
        return skipped;
    }

    private void include(int least, int greatest) {
        shortest = Math.min(shortest, least);
        longest = Math.max(longest, greatest);
    }

    @Override
    void merge(ColumnState other) {
        if (other.count() > 0) {
            include((int) other.least(), (int) other.greatest());
        }
        distinct.add(other.distinct());
    }

    @Override
    ColumnState state(long absent) {
        return new ColumnState(
                column,
                count,
                absent,
                count == 0 ? 0 : shortest,
                longest,
                0,
                0,
                BigInteger.ZERO,
                BigInteger.ZERO,
                BucketCounts.NONE,
                BucketCounts.NONE,
                distinct.toValues());
    }
}
