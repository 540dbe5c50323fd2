package io.metrify.quality.profile;

import io.metrify.quality.table.Column;
import io.metrify.quality.table.RowBatch;
import java.math.BigInteger;

/** Gathers a column of texts. */
final class TextTally extends ColumnTally {

    private final KnownTexts texts;

    TextTally(Column column, ProfileSettings settings) {
        super(column);
        this.texts = new KnownTexts(settings);
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
            texts.add(text, times);
        }
        return skipped;
    }

    @Override
    void merge(ColumnState other) {
        texts.add(other);
    }

    @Override
    ColumnState state(long absent) {
        return new ColumnState(
                column,
                count,
                absent,
                texts.shortest(),
                texts.longest(),
                0,
                0,
                BigInteger.ZERO,
                BigInteger.ZERO,
                BucketCounts.NONE,
                BucketCounts.NONE,
                texts.distinct());
    }
}
