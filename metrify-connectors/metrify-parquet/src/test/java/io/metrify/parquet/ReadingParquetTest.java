package io.metrify.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metrify.connector.api.MalformedRecordException;
import io.metrify.model.Energy;
import io.metrify.model.MetrifyException;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.ObisCode;
import io.metrify.model.meter.ReadingQuality;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadingParquetTest {

    @TempDir
    Path directory;

    @Test
    void writesTheSameBytesForTheSameReadings() {
        List<MeterReading> readings = Readings.mixed(5_000);
        assertThat(ReadingParquet.encode(readings)).isEqualTo(ReadingParquet.encode(readings));
    }

    @Test
    void readsBackALocalFileInOrder() {
        List<MeterReading> readings = Readings.mixed(30_000);
        Path file = directory.resolve("readings.parquet");
        try (ReadingParquetWriter writer = ReadingParquet.writer(file)) {
            readings.forEach(writer::write);
            assertThat(writer.rows()).isEqualTo(30_000);
        }
        try (ReadingParquetReader reader = ReadingParquet.reader(file)) {
            assertThat(reader.rows()).isEqualTo(30_000);
            assertThat(reader).toIterable().containsExactlyElementsOf(readings);
        }
    }

    @Test
    void replacesAnExistingFile() throws IOException {
        Path file = directory.resolve("readings.parquet");
        Files.writeString(file, "something else, and longer than nothing");
        ReadingParquet.writer(file).close();
        assertThat(ReadingParquet.decode(Files.readAllBytes(file))).isEmpty();
    }

    @Test
    void readsAFileWithoutRows() {
        try (ReadingParquetReader reader = ReadingParquet.reader(ReadingParquet.encode(List.of()))) {
            assertThat(reader.rows()).isZero();
            assertThat(reader.hasNext()).isFalse();
            assertThatThrownBy(reader::next).isInstanceOf(NoSuchElementException.class);
        }
    }

    @Test
    void refusesARowAfterTheFileIsFinished() {
        ReadingParquetWriter writer = ReadingParquet.writer(directory.resolve("finished.parquet"));
        writer.close();
        writer.close();
        assertThatIllegalStateException()
                .isThrownBy(() -> writer.write(Readings.mixed(1).get(0)))
                .withMessageContaining("finished");
    }

    @Test
    void duckDbReadsTheTypesAndExactlyTheSameSums() throws SQLException {
        List<MeterReading> readings = Readings.mixed(100_000);
        Path file = write(readings);
        BigDecimal expected = Energy.sum(readings.stream()
                        .map(MeterReading::consumption)
                        .filter(Objects::nonNull)
                        .toList())
                .toKilowattHours();
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckDb.createStatement();
                ResultSet sums = statement.executeQuery("SELECT sum(consumption_kwh), count(*), count(consumption_kwh),"
                        + " count(voltage), any_value(typeof(consumption_kwh)), any_value(typeof(\"timestamp\")),"
                        + " epoch_ms(min(\"timestamp\")), any_value(typeof(interval_seconds))"
                        + " FROM '" + file + "'")) {
            sums.next();
            assertThat(sums.getBigDecimal(1)).isEqualByComparingTo(expected);
            assertThat(sums.getLong(2)).isEqualTo(readings.size());
            assertThat(sums.getLong(3))
                    .isEqualTo(readings.stream()
                            .filter(r -> r.consumption() != null)
                            .count());
            assertThat(sums.getLong(4))
                    .isEqualTo(readings.stream()
                            .filter(r -> !Double.isNaN(r.electrical().voltage()))
                            .count());
            assertThat(sums.getString(5)).isEqualTo("DECIMAL(18,6)");
            assertThat(sums.getString(6)).isEqualTo("TIMESTAMP WITH TIME ZONE");
            assertThat(sums.getLong(7)).isEqualTo(Readings.START.toEpochMilli());
            assertThat(sums.getString(8)).isEqualTo("INTEGER");
        }
    }

    @Test
    void readsWhatDuckDbMakesOfAFile() throws SQLException, IOException {
        List<MeterReading> readings = Readings.mixed(10_000);
        Path copy = duckDbCopy("SELECT * FROM '" + write(readings) + "'", "COMPRESSION zstd");
        assertThat(ReadingParquet.decode(Files.readAllBytes(copy))).isEqualTo(readings);
    }

    @Test
    void readsAbsentColumnsAsTheirDefaultsAndIgnoresUnknownOnes() throws SQLException, IOException {
        MeterReading full = Readings.mixed(2).get(1);
        Path copy = duckDbCopy(
                "SELECT 'x' AS color, consumption_kwh, interval_seconds, \"timestamp\", meter_id FROM '"
                        + write(List.of(full)) + "'",
                "COMPRESSION uncompressed");
        assertThat(ReadingParquet.decode(Files.readAllBytes(copy)))
                .containsExactly(MeterReading.of(full.meterId(), full.interval(), Energy.ZERO)
                        .withConsumption(full.consumption())
                        .withRegister(ObisCode.IMPORT_PROFILE)
                        .withQuality(ReadingQuality.AS_PROVIDED));
    }

    @Test
    void namesAColumnThatIsMissing() throws SQLException, IOException {
        Path copy = duckDbCopy(
                "SELECT * EXCLUDE (consumption_kwh) FROM '" + write(Readings.mixed(3)) + "'", "COMPRESSION zstd");
        assertMalformed(Files.readAllBytes(copy), "consumption_kwh", "no such column");
    }

    @Test
    void namesAColumnOfAnotherType() throws SQLException, IOException {
        Path copy = duckDbCopy(
                "SELECT * REPLACE (consumption_kwh::DOUBLE AS consumption_kwh) FROM '" + write(Readings.mixed(3)) + "'",
                "COMPRESSION zstd");
        assertMalformed(Files.readAllBytes(copy), "consumption_kwh", "double");
    }

    @Test
    void namesAValueThatIsNotUnderstood() throws SQLException, IOException {
        Path copy = duckDbCopy(
                "SELECT * REPLACE ('SPLENDID' AS quality_code) FROM '" + write(Readings.mixed(3)) + "'",
                "COMPRESSION zstd");
        assertMalformed(Files.readAllBytes(copy), "quality_code", "SPLENDID");
    }

    @Test
    void namesAValueThatIsMissing() throws SQLException, IOException {
        Path copy = duckDbCopy(
                "SELECT * REPLACE (NULL::VARCHAR AS meter_id) FROM '" + write(Readings.mixed(3)) + "'",
                "COMPRESSION zstd");
        assertMalformed(Files.readAllBytes(copy), "meter_id", "missing");
    }

    @Test
    void refusesARowThatIsNoReading() throws SQLException, IOException {
        Path copy = duckDbCopy(
                "SELECT * REPLACE (-1::INTEGER AS interval_seconds) FROM '" + write(Readings.mixed(3)) + "'",
                "COMPRESSION zstd");
        assertMalformed(Files.readAllBytes(copy), "", "empty");
    }

    @Test
    void namesACompressionThatIsNotRead() throws SQLException, IOException {
        Path copy = duckDbCopy("SELECT * FROM '" + write(Readings.mixed(3)) + "'", "COMPRESSION snappy");
        assertMalformed(Files.readAllBytes(copy), "", "SNAPPY");
    }

    @Test
    void reportsAFileThatDoesNotExistAsAFailureOfTheStore() {
        Path missing = directory.resolve("missing.parquet");
        assertThatThrownBy(() -> ReadingParquet.reader(missing)).isInstanceOf(MetrifyException.class);
    }

    @Test
    void reportsAnInputErrorAsAFailureOfTheStore() {
        InputFile broken = new InputFile() {
            @Override
            public long getLength() {
                return 1_000;
            }

            @Override
            public SeekableInputStream newStream() throws IOException {
                throw new IOException("the disk is on fire");
            }
        };
        assertThatThrownBy(() -> ReadingParquet.reader(broken))
                .isInstanceOf(MetrifyException.class)
                .hasRootCauseMessage("the disk is on fire");
    }

    @Test
    void reportsADirectoryThatCannotBeWrittenTo() {
        Path nowhere = directory.resolve("no/such/directory/readings.parquet");
        assertThatThrownBy(() -> ReadingParquet.writer(nowhere)).isInstanceOf(MetrifyException.class);
    }

    private static void assertMalformed(byte[] file, String path, String reason) {
        assertThatThrownBy(() -> ReadingParquet.decode(file))
                .isInstanceOfSatisfying(MalformedRecordException.class, malformed -> {
                    assertThat(malformed.path()).isEqualTo(path);
                    assertThat(malformed.reason()).contains(reason);
                });
    }

    private Path write(List<MeterReading> readings) {
        Path file = directory.resolve("readings-" + readings.size() + ".parquet");
        try {
            return Files.write(file, ReadingParquet.encode(readings));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path duckDbCopy(String query, String options) throws SQLException {
        Path copy = directory.resolve("copy.parquet");
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckDb.createStatement()) {
            statement.execute("COPY (" + query + ") TO '" + copy + "' (FORMAT parquet, " + options + ")");
        }
        return copy;
    }
}
