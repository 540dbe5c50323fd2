package io.metrify.parquet;

import io.metrify.model.MetrifyException;
import io.metrify.model.meter.MeterReading;
import java.io.IOException;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
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

    private final ParquetWriter<MeterReading> writer;
    private final String name;
    private long rows;
    private boolean closed;

    private ReadingParquetWriter(ParquetWriter<MeterReading> writer, String name) {
        this.writer = writer;
        this.name = name;
    }

    static ReadingParquetWriter create(OutputFile file) {
        String name = Objects.requireNonNullElse(file.getPath(), file.toString());
        try {
            return new ReadingParquetWriter(new Builder(file).build(), name);
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
        try {
            writer.write(reading);
        } catch (IOException e) {
            throw failed(name, e);
        }
        rows++;
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
        try {
            writer.close();
        } catch (IOException e) {
            throw failed(name, e);
        }
    }

    private static MetrifyException failed(String name, IOException cause) {
        return new MetrifyException(
                "the Parquet file " + name + " cannot be written; check space and permissions", cause);
    }

    private static final class Builder extends ParquetWriter.Builder<MeterReading, Builder> {

        Builder(OutputFile file) {
            super(file);
            withConf(new PlainParquetConfiguration());
            withCodecFactory(new ZstdCodecs());
            withCompressionCodec(CompressionCodecName.ZSTD);
            withWriteMode(ParquetFileWriter.Mode.OVERWRITE);
            withRowGroupSize(ROW_GROUP_BYTES);
            withRowGroupRowCountLimit(ROW_GROUP_ROWS);
            // Digits of a measurement rarely repeat within a group, codes and ids do; Parquet falls back by itself.
            withDictionaryEncoding(true);
            withPageWriteChecksumEnabled(true);
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        @SuppressWarnings("deprecation") // abstract all the same; never called
        protected WriteSupport<MeterReading> getWriteSupport(Configuration configuration) {
            return new ReadingWriteSupport();
        }

        @Override
        protected WriteSupport<MeterReading> getWriteSupport(ParquetConfiguration configuration) {
            return new ReadingWriteSupport();
        }
    }
}
