package io.metrify.parquet;

import io.metrify.model.MetrifyException;
import io.metrify.model.meter.MeterReading;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.io.OutputFile;

/**
 * A Parquet file of readings being written, row by row. It holds at most one row group in memory, and becomes a Parquet
 * file when it is closed. Not safe for use by many threads. {@link ReadingParquet#writer(java.nio.file.Path)} makes one.
 */
public final class ReadingParquetWriter implements AutoCloseable {

    /**
     * Rows of a row group at most: 1,000,000. Engines read the row groups of a file in parallel and skip those whose
     * statistics rule them out, so a group should be large enough for its columns to compress and small enough to be
     * one of several.
     */
    private static final int ROW_GROUP_ROWS = 1_000_000;

    /** Encoded size of a row group that is closed before it has that many rows, which bounds memory: 64 MiB. */
    private static final long ROW_GROUP_BYTES = 64L << 20;

    private static final ParquetProperties PROPERTIES =
            ParquetProperties.builder().withPageWriteChecksumEnabled(true).build();

    private final ParquetFileWriter file;
    private final ReadingColumns columns = new ReadingColumns();
    private final String name;
    private final int rowGroupRows;
    private long rows;
    private boolean closed;

    private ReadingParquetWriter(ParquetFileWriter file, String name, int rowGroupRows) {
        this.rowGroupRows = rowGroupRows;
        this.file = file;
        this.name = name;
    }

    static ReadingParquetWriter create(OutputFile output) {
        return create(output, ROW_GROUP_ROWS);
    }

    static ReadingParquetWriter create(OutputFile output, int rowGroupRows) {
        String name = Objects.requireNonNullElse(output.getPath(), output.toString());
        try {
            ParquetFileWriter file = new ParquetFileWriter(
                    output,
                    ReadingSchema.COLUMNS,
                    ParquetFileWriter.Mode.OVERWRITE,
                    ROW_GROUP_BYTES,
                    ParquetWriter.MAX_PADDING_SIZE_DEFAULT,
                    null,
                    PROPERTIES);
            file.start();
            return new ReadingParquetWriter(file, name, rowGroupRows);
        } catch (IOException e) {
            throw failed(name, e);
        }
    }

    /**
     * Adds a row.
     *
     * @param reading the reading
     * @throws MetrifyException if the file cannot be written; it is useless then
     * @throws IllegalStateException if this writer is closed
     */
    public void write(MeterReading reading) {
        Objects.requireNonNull(reading, "reading");
        if (closed) {
            throw new IllegalStateException("the file " + name + " is finished; open another one");
        }
        columns.add(reading);
        rows++;
        if (columns.rows() == rowGroupRows || columns.memory() > ROW_GROUP_BYTES) {
            try {
                columns.endRowGroup(file);
            } catch (IOException e) {
                throw failed(name, e);
            }
        }
    }

    /**
     * How many rows were added.
     *
     * @return the number of rows so far
     */
    public long rows() {
        return rows;
    }

    /**
     * Writes what is left and the footer. Closing twice is harmless.
     *
     * @throws MetrifyException if the file cannot be finished; it is useless then
     */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (columns;
                file) {
            columns.endRowGroup(file);
            file.end(Map.of());
        } catch (IOException e) {
            throw failed(name, e);
        }
    }

    private static MetrifyException failed(String name, IOException cause) {
        return new MetrifyException(
                "the Parquet file " + name + " cannot be written; check space and permissions", cause);
    }
}
