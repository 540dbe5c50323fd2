package io.metrify.connector.s3;

import io.metrify.model.meter.MeterReading;
import io.metrify.parquet.ReadingFilter;
import io.metrify.parquet.ReadingParquetReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/** The readings of several objects in the order of objects, a row group of each in memory. */
final class MergedReadings implements Iterator<MeterReading>, AutoCloseable {

    private static final int END_BYTES = 1 << 20;

    private final List<ReadingParquetReader> readers = new ArrayList<>();
    private final PriorityQueue<Head> heads = new PriorityQueue<>(
            Comparator.comparing(Head::reading, LakeLayout.ORDER).thenComparing(Head::number));

    /** The next reading of an object. */
    private record Head(MeterReading reading, int number) {}

    MergedReadings(LakeFiles files, List<LakeObject> objects) {
        try {
            for (LakeObject object : objects) {
                readers.add(files.read(object, ReadingFilter.ALL, END_BYTES));
                advance(readers.size() - 1);
            }
        } catch (RuntimeException failure) {
            close();
            throw failure;
        }
    }

    private void advance(int number) {
        if (readers.get(number).hasNext()) {
            heads.add(new Head(readers.get(number).next(), number));
        }
    }

    @Override
    public boolean hasNext() {
        return !heads.isEmpty();
    }

    @Override
    public MeterReading next() {
        Head head = heads.poll();
        if (head == null) {
            throw new NoSuchElementException("all readings were merged");
        }
        advance(head.number());
        return head.reading();
    }

    @Override
    public void close() {
        readers.forEach(ReadingParquetReader::close);
    }
}
