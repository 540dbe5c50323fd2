package io.metrify.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.metrify.model.Energy;
import io.metrify.model.meter.MeterReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of several pages, in which dictionaries pay, do not pay, and grow too large on the way. */
class ColumnPagesTest {

    @TempDir
    Path directory;

    @Test
    void givesUpADictionaryThatGrowsTooLargeOnTheWay() throws Exception {
        // Ids take 2 MiB; the first page has few of them, so its dictionary pays.
        assertIsRead(readings(70_000, i -> "meter-with-a-long-name-" + (i < 20_000 ? i % 10 : i)));
    }

    @Test
    void doesWithoutADictionaryThatDoesNotPay() throws Exception {
        assertIsRead(readings(45_000, i -> "M" + i));
    }

    @Test
    void keepsADictionaryOverAllPages() throws Exception {
        assertIsRead(readings(45_000, i -> "M" + i / 96));
    }

    @Test
    void smallFilesOfAnySizeAreRead() {
        for (int count = 0; count < 150; count++) {
            List<MeterReading> readings = Readings.mixed(count);
            assertThat(ReadingParquet.decode(ReadingParquet.encode(readings))).isEqualTo(readings);
        }
    }

    @Test
    void pagesWithoutAnyValueOfAColumnAreRead() {
        List<MeterReading> readings = new ArrayList<>();
        for (MeterReading reading : readings(65_000, i -> "M" + i % 3)) {
            readings.add(readings.size() / 20_000 == 1 ? reading.withConsumption(null) : reading);
        }
        assertThat(ReadingParquet.decode(ReadingParquet.encode(readings))).isEqualTo(readings);
    }

    /** By this library and by another, which skips pages and row groups by their smallest and largest values. */
    private void assertIsRead(List<MeterReading> readings) throws IOException, SQLException {
        byte[] file = ReadingParquet.encode(readings);
        assertThat(ReadingParquet.decode(file)).isEqualTo(readings);
        Path path = Files.write(directory.resolve("file.parquet"), file);
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckDb.createStatement()) {
            assertThat(count(statement, path, "true")).isEqualTo(readings.size());
            for (MeterReading reading : List.of(readings.get(7), readings.get(readings.size() - 1))) {
                long same = readings.stream()
                        .filter(other -> other.meterId().equals(reading.meterId()))
                        .count();
                assertThat(count(statement, path, "meter_id = '" + reading.meterId() + "'"))
                        .isEqualTo(same);
                assertThat(count(
                                statement,
                                path,
                                "consumption_kwh = " + reading.consumption().toKilowattHours()))
                        .isEqualTo(1);
                assertThat(count(
                                statement,
                                path,
                                "epoch_ms(\"timestamp\") = "
                                        + reading.timestamp().toEpochMilli()))
                        .isEqualTo(1);
            }
        }
    }

    private static long count(Statement statement, Path file, String where) throws SQLException {
        try (ResultSet count = statement.executeQuery("SELECT count(*) FROM '" + file + "' WHERE " + where)) {
            count.next();
            return count.getLong(1);
        }
    }

    private static List<MeterReading> readings(int count, IntFunction<String> meter) {
        List<MeterReading> readings = new ArrayList<>();
        int i = 0;
        for (MeterReading reading : Readings.mixed(count)) {
            readings.add(new MeterReading(
                    meter.apply(i),
                    reading.register(),
                    reading.interval(),
                    Energy.ofMilliwattHours(i++ * 7L),
                    reading.electrical(),
                    reading.ambient(),
                    reading.quality()));
        }
        return readings;
    }
}
