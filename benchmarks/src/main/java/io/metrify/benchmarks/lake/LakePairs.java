package io.metrify.benchmarks.lake;

import io.metrify.benchmarks.compare.Figure;
import io.metrify.benchmarks.compare.Pair;
import io.metrify.benchmarks.compare.PairGroup;
import io.metrify.model.meter.MeterReading;
import io.metrify.parquet.ReadingParquet;
import io.metrify.testkit.fleet.Fleet;
import io.metrify.testkit.fleet.ReadingOrder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.MessageType;

/**
 * Writing a million quarter hours of a fleet as one Parquet file in memory, meter by meter as the lake has them: columns fed
 * directly against parquet-java's writer, which is handed row after row. Schema, compression, dictionaries, checksums and
 * sizes of pages and row groups are the same.
 */
public final class LakePairs implements PairGroup {

    private static final int COUNT = 1_000_000;
    private static final int METERS = 320;
    private static final int DAYS = 30;

    private double bytesRatio;
    private double bytesPerReading;

    @Override
    public String name() {
        return "lake";
    }

    @Override
    public List<Pair> pairs() {
        List<MeterReading> readings = Fleet.builder()
                .meters(METERS)
                .seed(2_026)
                .firstDate(LocalDate.of(2026, 4, 1))
                .days(DAYS)
                .build()
                .readings(ReadingOrder.BY_METER)
                .limit(COUNT)
                .toList();
        if (readings.size() != COUNT) {
            throw new IllegalStateException(readings.size() + " readings instead of " + COUNT);
        }
        PlainParquet plain = new PlainParquet(columns());
        byte[] ours = ReadingParquet.encode(readings);
        byte[] theirs = plain.encode(readings);
        check(ours, readings);
        check(theirs, readings);
        bytesRatio = (double) ours.length / theirs.length;
        bytesPerReading = (double) ours.length / COUNT;
        return List.of(new Pair(
                "lake.write_vs_parquet_java",
                COUNT,
                () -> count(ReadingParquet.encode(readings)),
                () -> count(plain.encode(readings))));
    }

    @Override
    public List<Figure> figures() {
        return List.of(
                new Figure("lake.bytes_vs_parquet_java", bytesRatio),
                new Figure("lake.bytes_per_reading", bytesPerReading));
    }

    /** The files of both sides must be the readings. */
    private static void check(byte[] file, List<MeterReading> readings) {
        if (!ReadingParquet.decode(file).equals(readings)) {
            throw new IllegalStateException("a file does not hold the readings that were written");
        }
    }

    private static long count(byte[] file) {
        if (file.length < COUNT) {
            throw new IllegalStateException("a file of " + file.length + " bytes cannot hold all readings");
        }
        return COUNT;
    }

    /** The schema that ours writes. */
    private static MessageType columns() {
        try {
            Path file = Files.createTempFile("lake", ".parquet");
            try {
                ReadingParquet.writer(file).close();
                try (ParquetFileReader reader = ParquetFileReader.open(
                        new LocalInputFile(file),
                        new ParquetReadOptions.Builder(new PlainParquetConfiguration()).build())) {
                    return reader.getFileMetaData().getSchema();
                }
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the schema of ours cannot be read", e);
        }
    }
}
