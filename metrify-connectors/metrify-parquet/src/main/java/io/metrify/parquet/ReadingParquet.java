package io.metrify.parquet;

import io.metrify.connector.api.MalformedRecordException;
import io.metrify.model.MetrifyException;
import io.metrify.model.meter.MeterReading;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;

/**
 * Parquet files of meter readings: the entry point to writing and reading them.
 *
 * <p>A file has one row per reading and one column per wire name:
 *
 * <table>
 * <caption>Columns</caption>
 * <tr><th>column</th><th>Parquet type</th><th>null means</th></tr>
 * <tr><td>{@code meter_id}</td><td>STRING</td><td>never null</td></tr>
 * <tr><td>{@code obis_code}</td><td>STRING</td><td>never null; read as 1-0:1.29.0 if the column is missing</td></tr>
 * <tr><td>{@code timestamp}</td><td>INT64 TIMESTAMP(MILLIS, UTC)</td><td>never null</td></tr>
 * <tr><td>{@code interval_seconds}</td><td>INT32</td><td>never null</td></tr>
 * <tr><td>{@code consumption_kwh}</td><td>INT64 DECIMAL(18,6)</td><td>no energy was measured</td></tr>
 * <tr><td>{@code voltage}, {@code current}, {@code power_factor}, {@code frequency}, {@code temperature},
 *     {@code humidity}</td><td>DOUBLE</td><td>not measured (NaN in the model)</td></tr>
 * <tr><td>{@code quality_code}</td><td>STRING</td><td>never null; read as AS_PROVIDED if the column is missing</td></tr>
 * <tr><td>{@code quality_method}</td><td>STRING</td><td>not a substitute (NONE in the model)</td></tr>
 * <tr><td>{@code data_quality_score}</td><td>DOUBLE</td><td>not scored (NaN in the model)</td></tr>
 * </table>
 *
 * <p>Register and quality code are written although they have a default, so that a query that compares them needs no
 * case for null. What a file is stored under (its day, its region) belongs into its path, not into it.
 *
 * <p>Columns are dictionary-encoded where that is shorter, and compressed with zstd; pages carry checksums. The same
 * readings in the same order give the same bytes. Reading ignores columns it does not know.
 *
 * <p>All methods are safe for use by many threads; the writers and readers they give are not.
 *
 * <pre>{@code
 * byte[] file = ReadingParquet.encode(readings);
 * try (ReadingParquetReader rows = ReadingParquet.reader(file)) {
 *     rows.forEachRemaining(reading -> ...);
 * }
 * }</pre>
 */
public final class ReadingParquet {

    private ReadingParquet() {}

    /**
     * A whole file in memory.
     *
     * @param readings the rows, in this order; none gives a file without rows
     * @return the bytes of the file
     */
    public static byte[] encode(Iterable<MeterReading> readings) {
        MemoryFile file = new MemoryFile();
        try (ReadingParquetWriter writer = writer(file)) {
            readings.forEach(writer::write);
        }
        return file.bytes();
    }

    /**
     * All readings of a file in memory.
     *
     * @param file the bytes of the file
     * @return its readings in the order of the file, unmodifiable
     * @throws MalformedRecordException if these are not the bytes of such a file
     */
    public static List<MeterReading> decode(byte[] file) {
        try (ReadingParquetReader rows = reader(file)) {
            List<MeterReading> readings = new ArrayList<>();
            rows.forEachRemaining(readings::add);
            return List.copyOf(readings);
        }
    }

    /**
     * A writer of a local file, which is replaced if it exists. The file is no Parquet file until the writer is closed.
     *
     * @param file where to write
     * @return a writer to be closed
     * @throws MetrifyException if the file cannot be created
     */
    public static ReadingParquetWriter writer(Path file) {
        return writer(new LocalOutputFile(file));
    }

    /**
     * A writer of a file somewhere else.
     *
     * @param file where to write; what it holds is replaced
     * @return a writer to be closed
     * @throws MetrifyException if the file cannot be created
     */
    public static ReadingParquetWriter writer(OutputFile file) {
        return ReadingParquetWriter.create(Objects.requireNonNull(file, "file"));
    }

    /**
     * A reader of a file in memory.
     *
     * @param file the bytes of the file, which are not copied
     * @return a reader to be closed
     * @throws MalformedRecordException if these are not the bytes of such a file
     */
    public static ReadingParquetReader reader(byte[] file) {
        Objects.requireNonNull(file, "file");
        return reader(new BytesFile(file));
    }

    /**
     * A reader of a local file.
     *
     * @param file the file
     * @return a reader to be closed
     * @throws MalformedRecordException if it is no such file
     * @throws MetrifyException if it cannot be opened
     */
    public static ReadingParquetReader reader(Path file) {
        Objects.requireNonNull(file, "file");
        return reader(new LocalInputFile(file));
    }

    /**
     * A reader of a file somewhere else. It reads the footer now, and one row group at a time later.
     *
     * @param file the file; a {@link MetrifyException} of its streams is passed on as it is
     * @return a reader to be closed
     * @throws MalformedRecordException if it is no such file
     * @throws MetrifyException if it cannot be read
     */
    public static ReadingParquetReader reader(InputFile file) {
        return reader(file, ReadingFilter.ALL);
    }

    /**
     * A reader of some readings of a file. It reads the footer now, and later, one at a time, the row groups that may hold
     * what is wanted.
     *
     * @param file the file; a {@link MetrifyException} of its streams is passed on as it is
     * @param filter which readings are wanted
     * @return a reader to be closed
     * @throws MalformedRecordException if it is no such file
     * @throws MetrifyException if it cannot be read
     */
    public static ReadingParquetReader reader(InputFile file, ReadingFilter filter) {
        return ReadingParquetReader.open(
                Objects.requireNonNull(file, "file"), Objects.requireNonNull(filter, "filter"));
    }
}
