package io.metrify.quality.table;

/** The rows of a table, read once from the first to the last. Not thread-safe. */
public interface TableReader extends AutoCloseable {

    /**
     * Reads the next rows into a batch.
     *
     * @param batch where to put them, made for the columns of this table; what it held is overwritten
     * @return false if there were none left, and the batch is empty
     */
    boolean next(RowBatch batch);

    /** Lets go of what was opened; the batches read stay readable. */
    @Override
    void close();
}
