package io.metrify.parquet;

import java.util.Arrays;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** A column of INT32, INT64 or DOUBLE, each value as the bits of a long. */
final class NumberChunk extends ColumnChunk {

    private final PrimitiveTypeName type;
    private final int bytes;
    private NumberDictionary dictionary;
    private long[] values = {};

    NumberChunk(ColumnDescriptor column) {
        super(column);
        this.type = column.getPrimitiveType().getPrimitiveTypeName();
        this.bytes = type == PrimitiveTypeName.INT32 ? Integer.BYTES : Long.BYTES;
        this.dictionary = newDictionary();
    }

    void add(long value) {
        values[count++] = value;
    }

    /** Adds the value of an optional column. */
    void add(int row, long value) {
        define(row);
        values[count++] = value;
    }

    @Override
    void grow(int rows) {
        super.grow(rows);
        values = Arrays.copyOf(values, rows);
    }

    @Override
    boolean toPlaces(int[] into) {
        for (int i = 0; i < count; i++) {
            into[i] = dictionary.place(values[i]);
            if (into[i] < 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    int dictionarySize() {
        return dictionary.size();
    }

    @Override
    long dictionaryBytes() {
        return (long) dictionary.size() * bytes;
    }

    @Override
    void appendDictionary(PageBytes out) {
        out.reserve(dictionary.size() * bytes);
        for (int place = 0; place < dictionary.size(); place++) {
            append(out, dictionary.value(place));
        }
    }

    @Override
    void forgetDictionary() {
        dictionary = newDictionary();
    }

    private NumberDictionary newDictionary() {
        return new NumberDictionary(DICTIONARY_BYTES / bytes);
    }

    @Override
    long plainBytes() {
        return (long) count * bytes;
    }

    @Override
    void appendPlain(PageBytes out) {
        out.reserve(count * bytes);
        for (int i = 0; i < count; i++) {
            append(out, values[i]);
        }
    }

    private void append(PageBytes out, long value) {
        if (bytes == Integer.BYTES) {
            out.putInt((int) value);
        } else {
            out.putLong(value);
        }
    }

    @Override
    Statistics<?> statistics(Statistics<?> statistics) {
        if (count > 0) {
            switch (type) {
                case DOUBLE -> addDoubles(statistics);
                case INT32 -> addWhole(statistics, true);
                default -> addWhole(statistics, false);
            }
        }
        return statistics;
    }

    private void addWhole(Statistics<?> statistics, boolean narrow) {
        long least = values[0];
        long greatest = least;
        for (int i = 1; i < count; i++) {
            least = Math.min(least, values[i]);
            greatest = Math.max(greatest, values[i]);
        }
        if (narrow) {
            statistics.updateStats((int) least);
            statistics.updateStats((int) greatest);
        } else {
            statistics.updateStats(least);
            statistics.updateStats(greatest);
        }
    }

    /** A value that is written is measured, so it is a number; of the zeros the negative one is the smaller. */
    private void addDoubles(Statistics<?> statistics) {
        double least = Double.longBitsToDouble(values[0]);
        double greatest = least;
        for (int i = 1; i < count; i++) {
            double value = Double.longBitsToDouble(values[i]);
            least = Math.min(least, value);
            greatest = Math.max(greatest, value);
        }
        statistics.updateStats(least);
        statistics.updateStats(greatest);
    }
}
