package io.metrify.validation;

import java.util.List;

/**
 * Records that are judged together, by number. {@link ReadingColumns} holds meter readings as columns of primitive
 * values, over which the stock rules run fastest; grid states and weather observations are few, and a list of them is a
 * batch as it is.
 *
 * @param <T> the kind of record
 */
public interface Batch<T> {

    /**
     * The number of records.
     *
     * @return 0 or more; 0 is a batch like any other
     */
    int size();

    /**
     * One record.
     *
     * @param row 0 to below {@link #size()}
     * @return the record; the same or an equal one for the same row
     * @throws IndexOutOfBoundsException if there is no such row
     */
    T record(int row);

    /**
     * A batch of given records.
     *
     * @param records the records; copied
     * @param <T> the kind of record
     * @return the batch
     */
    static <T> Batch<T> of(List<? extends T> records) {
        return new RecordList<T>(List.copyOf(records));
    }
}
