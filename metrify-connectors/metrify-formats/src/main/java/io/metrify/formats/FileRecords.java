package io.metrify.formats;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The records of one file in the file's order, read when they are asked for. It holds the file open until it is closed,
 * and is used by one thread.
 */
public interface FileRecords extends Iterator<FileRecord>, AutoCloseable {

    /**
     * Whether the file has another record.
     *
     * @return false at the end, and after {@link #close}
     * @throws io.metrify.model.MetrifyException if the file cannot be read any more
     */
    @Override
    boolean hasNext();

    /**
     * The next record.
     *
     * @return the record
     * @throws NoSuchElementException if there is none
     * @throws io.metrify.model.MetrifyException if the file cannot be read any more
     */
    @Override
    FileRecord next();

    /**
     * The records not yet read as a stream.
     *
     * @return a sequential stream that closes the file when it is closed itself
     */
    default Stream<FileRecord> stream() {
        int traits = Spliterator.ORDERED | Spliterator.NONNULL;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(this, traits), false)
                .onClose(this::close);
    }

    /**
     * Closes the file. Closing twice is harmless.
     *
     * @throws io.metrify.model.MetrifyException if the file cannot be closed
     */
    @Override
    void close();
}
