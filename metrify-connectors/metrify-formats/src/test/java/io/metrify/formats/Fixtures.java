package io.metrify.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.metrify.model.Energy;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** What the tests of formats share: small files in memory, and the real files where they are given. */
final class Fixtures {

    static final String NAME = "a-file.csv";

    private Fixtures() {}

    static List<FileRecord> read(ReadingFormat format, byte[] file) {
        try (FileRecords records = format.read(new ByteArrayInputStream(file), NAME)) {
            return records.stream().toList();
        }
    }

    static List<FileRecord> read(ReadingFormat format, String... lines) {
        return read(format, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    static FileRecord.Parsed parsed(FileRecord record) {
        assertThat(record).isInstanceOf(FileRecord.Parsed.class);
        return (FileRecord.Parsed) record;
    }

    static FileRecord.Malformed malformed(FileRecord record) {
        assertThat(record).isInstanceOf(FileRecord.Malformed.class);
        return (FileRecord.Malformed) record;
    }

    static List<FileRecord.Parsed> readings(List<FileRecord> records) {
        return records.stream()
                .filter(FileRecord.Parsed.class::isInstance)
                .map(FileRecord.Parsed.class::cast)
                .toList();
    }

    static List<FileRecord.Malformed> malformed(List<FileRecord> records) {
        return records.stream()
                .filter(FileRecord.Malformed.class::isInstance)
                .map(FileRecord.Malformed.class::cast)
                .toList();
    }

    static List<FileRecord.NoReading> noReadings(List<FileRecord> records) {
        return records.stream()
                .filter(FileRecord.NoReading.class::isInstance)
                .map(FileRecord.NoReading.class::cast)
                .toList();
    }

    static List<FileRecord.Index> indexes(List<FileRecord> records) {
        return records.stream()
                .filter(FileRecord.Index.class::isInstance)
                .map(FileRecord.Index.class::cast)
                .toList();
    }

    static Energy total(List<FileRecord> records) {
        return readings(records).stream()
                .map(record -> record.reading().consumption())
                .filter(energy -> energy != null)
                .reduce(Energy.ZERO, Energy::plus);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] gzip(byte[] content) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(file)) {
            gzip.write(content);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return file.toByteArray();
    }

    /** A zip file of entries, each a name and what it holds. */
    static byte[] zip(Map<String, byte[]> entries) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(file)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return file.toByteArray();
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** A real file under the directory of the system property {@code metrify.data}. */
    static Path real(String path) {
        String directory = System.getProperty("metrify.data");
        assumeTrue(directory != null, "give the directory of the real files with -Dmetrify.data=DIR to run this test");
        Path file = Path.of(directory).resolve(path);
        assertThat(Files.exists(file)).as("%s exists", file).isTrue();
        return file;
    }
}
