package io.metrify.parquet;

import io.metrify.connector.api.MalformedRecordException;
import io.metrify.model.MetrifyException;
import io.metrify.model.meter.MeterReading;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * The readings of a Parquet file, in the order of the file. One row group is in memory at a time. Not safe for use by
 * many threads. {@link ReadingParquet#reader(java.nio.file.Path)} opens one.
 *
 * <p>A file that is truncated, damaged or not made of readings ends in a {@link MalformedRecordException} that says what
 * is wrong, when it is opened or at the row where it shows; nothing can be read after it. Checksums of pages are
 * verified. Snappy, gzip and delta encodings, which other tools may choose, are not read.
 */
public final class ReadingParquetReader implements Iterator<MeterReading>, AutoCloseable {

    private final ParquetFileReader file;
    private final ReadingRows group;
    private final String name;
    private final long rows;
    private final ReadingFilter filter;
    private final List<BlockMetaData> groups;
    private final RowGroupPruning pruning;
    private int nextGroup;
    private long left;
    private @Nullable MeterReading ahead;

    private ReadingParquetReader(
            ParquetFileReader file, MessageType columns, String name, long rows, ReadingFilter filter) {
        this.filter = filter;
        this.groups = file.getFooter().getBlocks();
        this.pruning = new RowGroupPruning(filter, ReadingSchema.unitsPerMilli(columns));
        this.file = file;
        this.group = new ReadingRows(columns);
        this.name = name;
        this.rows = rows;
        this.left = rows;
    }

    static ReadingParquetReader open(InputFile input, ReadingFilter filter) {
        SourceFile source = new SourceFile(input);
        ParquetReadOptions options = new ParquetReadOptions.Builder(new PlainParquetConfiguration())
                .withCodecFactory(new ZstdCodecs())
                .usePageChecksumVerification()
                .build();
        try {
            ParquetFileReader file = ParquetFileReader.open(source, options);
            try {
                MessageType columns =
                        ReadingSchema.understood(file.getFileMetaData().getSchema());
                long rows = Footer.rows(file.getFooter(), columns, source.getLength());
                file.setRequestedSchema(columns);
                return new ReadingParquetReader(file, columns, source.toString(), rows, filter);
            } catch (RuntimeException e) {
                file.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            throw explain(source.toString(), e);
        }
    }

    /**
     * How many rows the file has in all, as its footer says.
     *
     * @return the number of rows, 0 or more
     */
    public long rows() {
        return rows;
    }

    /** Whether there is another reading; one that is filtered reads on until it knows. */
    @Override
    public boolean hasNext() {
        if (filter.isAll()) {
            return left > 0;
        }
        while (ahead == null && left > 0) {
            MeterReading reading = read();
            ahead = reading != null && filter.accepts(reading) ? reading : null;
        }
        return ahead != null;
    }

    /**
     * The next reading.
     *
     * @return the reading of the next row that is wanted
     * @throws NoSuchElementException if there is none
     * @throws MalformedRecordException if the file is damaged here
     * @throws MetrifyException if the file cannot be read any more
     */
    @Override
    public MeterReading next() {
        if (!hasNext()) {
            throw new NoSuchElementException("all " + rows + " rows of the file " + name + " were read");
        }
        MeterReading reading = ahead == null ? read() : ahead;
        ahead = null;
        return Objects.requireNonNull(reading, "only row groups that are pruned have none");
    }

    /** The next row; null if what was left is ruled out. */
    private @Nullable MeterReading read() {
        try {
            while (!group.hasNext()) {
                if (left == 0) {
                    return null;
                }
                openRowGroup();
            }
            MeterReading reading = group.next();
            left--;
            return reading;
        } catch (IOException | RuntimeException e) {
            left = 0;
            throw explain(name, e);
        }
    }

    private void openRowGroup() throws IOException {
        if (!filter.isAll() && nextGroup < groups.size() && !pruning.mayHold(groups.get(nextGroup))) {
            left -= groups.get(nextGroup).getRowCount();
            nextGroup++;
            file.skipNextRowGroup();
            return;
        }
        nextGroup++;
        PageReadStore pages = file.readNextRowGroup();
        if (pages == null) {
            throw new MalformedRecordException("", "the row groups end " + left + " rows early");
        }
        group.open(pages);
    }

    /**
     * Closes the file. Closing twice is harmless.
     *
     * @throws MetrifyException if that fails
     */
    @Override
    public void close() {
        left = 0;
        ahead = null;
        try {
            file.close();
        } catch (IOException e) {
            throw new MetrifyException("the Parquet file " + name + " cannot be closed", e);
        }
    }

    /** A failure of the store stays what it is; whatever else went wrong, the bytes are to blame. */
    private static RuntimeException explain(String name, Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof MetrifyException store) {
                return store;
            }
            if (cause instanceof MalformedRecordException malformed) {
                return new MalformedRecordException(
                        malformed.path(), malformed.reason() + " (Parquet file " + name + ")", failure);
            }
        }
        String detail = Objects.requireNonNullElse(
                failure.getMessage(), failure.getClass().getSimpleName());
        return new MalformedRecordException(
                "", "the Parquet file " + name + " is damaged, truncated or no Parquet file: " + detail, failure);
    }
}
