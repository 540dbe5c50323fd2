package io.metrify.validation;

import java.util.List;

/** A batch of records that are there as objects. */
record RecordList<T>(List<T> records) implements Batch<T> {

    @Override
    public int size() {
        return records.size();
    }

    @Override
    public T record(int row) {
        return records.get(row);
    }
}
