package io.metrify.formats;

import static io.metrify.formats.Fixtures.NAME;
import static io.metrify.formats.Fixtures.bytes;
import static io.metrify.formats.Fixtures.gzip;
import static io.metrify.formats.Fixtures.join;
import static io.metrify.formats.Fixtures.malformed;
import static io.metrify.formats.Fixtures.read;
import static io.metrify.formats.Fixtures.readings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metrify.model.MetrifyException;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every format that is made of lines. */
class ReadingFormatTest {

    private static final ReadingFormat FORMAT = ReadingFormat.named("uci-household");
    private static final String HEADER = "Datetime,Global_active_power";
    private static final String FIRST = "1/7/2007 00:00:00,6.000";
    private static final String SECOND = "1/7/2007 00:01:00,6.000";
    private static final byte[] FILE = bytes(HEADER + "\n" + FIRST + "\n" + SECOND + "\n");

    /** A stream that remembers whether it was closed. */
    private static final class Watched extends FilterInputStream {

        private final AtomicBoolean closed = new AtomicBoolean();

        Watched(byte[] file) {
            super(new ByteArrayInputStream(file));
        }

        @Override
        public void close() {
            closed.set(true);
        }
    }

    @Test
    void findsEveryFormatByItsName() {
        assertThat(ReadingFormat.all())
                .extracting(ReadingFormat::name)
                .contains("interval-csv", "jsonl", "mscons", "nem12", "smard", "uci-household")
                .doesNotHaveDuplicates()
                .isSorted();
        for (ReadingFormat format : ReadingFormat.all()) {
            assertThat(ReadingFormat.named(format.name()).name()).isEqualTo(format.name());
            assertThat(format.description()).isNotBlank().doesNotContain("\n");
            assertThat(format.needs()).isNotBlank().doesNotContain("\n");
        }
    }

    @Test
    void namesTheFormatsThereAreWhenAskedForAnother() {
        assertThatThrownBy(() -> ReadingFormat.named("edifact"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"edifact\"")
                .hasMessageContaining("interval-csv, jsonl, mscons, nem12, smard, uci-household");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void readsEveryLineEnd(String end) {
        List<FileRecord> records = read(FORMAT, bytes(HEADER + end + FIRST + end + "x" + end + SECOND));

        assertThat(records).extracting(record -> record.origin().position()).containsExactly(2L, 3L, 4L);
        assertThat(records.get(0).bytes()).isEqualTo(bytes(FIRST));
        assertThat(readings(records)).hasSize(2);
    }

    @Test
    void countsBlankLinesWithoutMakingThemRecords() {
        List<FileRecord> records =
                read(FORMAT, bytes("\n \t\r\n" + HEADER + "\n\n" + FIRST + "\n   \n" + SECOND + "\n\n"));

        assertThat(readings(records))
                .extracting(record -> record.origin().position())
                .containsExactly(5L, 7L);
        assertThat(records).hasSize(2);
    }

    @Test
    void takesALineOfSeparatorsForARecord() {
        assertThat(malformed(read(FORMAT, HEADER, ","))).hasSize(1);
    }

    @Test
    void skipsAByteOrderMark() {
        assertThat(readings(read(FORMAT, join(new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf}, FILE))))
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", HEADER, HEADER + "\n"})
    void hasNoRecordsInAFileWithoutLinesBelowTheHeader(String file) {
        assertThat(read(FORMAT, bytes(file))).isEmpty();
    }

    @Test
    void readsGzipWhateverTheNameSays() {
        assertThat(read(FORMAT, gzip(FILE))).isEqualTo(read(FORMAT, FILE)).hasSize(2);
    }

    @Test
    void readsAllMembersOfAGzipFile() {
        byte[] halves = join(
                gzip(bytes(HEADER + "\n" + FIRST.substring(0, 9))),
                gzip(bytes("")),
                gzip(bytes(FIRST.substring(9) + "\n" + SECOND)));

        assertThat(read(FORMAT, halves)).isEqualTo(read(FORMAT, FILE));
        assertThat(read(FORMAT, join(halves, new byte[512])))
                .as("padded with zeros")
                .isEqualTo(read(FORMAT, FILE));
    }

    @Test
    void givesWhatCouldBeReadOfAGzipFileThatIsCutOffAndThenSaysSo() {
        byte[] whole = gzip(FILE);
        for (int length = 3; length < whole.length; length++) {
            List<FileRecord> records = read(FORMAT, Arrays.copyOf(whole, length));

            assertThat(malformed(records))
                    .as("cut at %d of %d", length, whole.length)
                    .hasSize(1);
            FileRecord.Malformed last = malformed(records.get(records.size() - 1));
            assertThat(last.reason()).contains("the compressed data is cut off", "fetch the file again");
            assertThat(last.path()).isEmpty();
            assertThat(last.origin().position()).as("below what was read").isGreaterThanOrEqualTo(records.size());
        }
    }

    @Test
    void saysThatTheChecksumOfAGzipFileIsWrong() {
        byte[] file = gzip(FILE);
        file[file.length - 6] ^= 1;

        List<FileRecord> records = read(FORMAT, file);

        assertThat(readings(records)).hasSize(2);
        assertThat(malformed(records).get(0).reason()).contains("checksum");
        assertThat(malformed(records).get(0).origin().position()).isEqualTo(4);
    }

    @Test
    void saysThatSomethingElseFollowsAGzipFile() {
        List<FileRecord> records = read(FORMAT, join(gzip(FILE), bytes("garbage")));

        assertThat(readings(records)).hasSize(2);
        assertThat(malformed(records)).hasSize(1);
        assertThat(malformed(records).get(0).reason()).contains("not gzip");
    }

    @Test
    void skipsTheRestOfALineThatIsTooLong() {
        byte[] comment = new byte[3_000_000];
        Arrays.fill(comment, (byte) 'x');

        List<FileRecord> records = read(FORMAT, gzip(join(bytes(HEADER + "\n"), comment, bytes("\n" + FIRST + "\n"))));

        assertThat(records).hasSize(2);
        FileRecord.Malformed tooLong = malformed(records.get(0));
        assertThat(tooLong.reason()).contains("3000000 bytes", "1048576");
        assertThat(tooLong.bytes()).hasSize(1_048_576);
        assertThat(readings(records)).hasSize(1);
    }

    @Test
    void readsALineOfExactlyTheGreatestLength() {
        byte[] line = Arrays.copyOf(bytes(FIRST), 1_048_576);
        Arrays.fill(line, FIRST.length(), line.length, (byte) ' ');

        assertThat(readings(read(FORMAT, join(bytes(HEADER + "\n"), line)))).hasSize(1);
        assertThat(malformed(read(FORMAT, join(bytes(HEADER + "\n"), line, bytes(" ")))))
                .hasSize(1);
    }

    @Test
    void streamsAGzipBomb(@TempDir Path directory) throws IOException {
        Path bomb = directory.resolve("bomb.gz");
        byte[] zeros = new byte[1 << 20];
        int mebibytes = 512;
        try (GZIPOutputStream gzip = new GZIPOutputStream(Files.newOutputStream(bomb), 1 << 16)) {
            gzip.write(FILE);
            for (int i = 0; i < mebibytes; i++) {
                gzip.write(zeros);
            }
            gzip.write(bytes("\n" + FIRST));
        }

        try (FileRecords records = FORMAT.read(bomb)) {
            List<FileRecord> all = records.stream().toList();
            assertThat(readings(all)).hasSize(3);
            assertThat(malformed(all)).hasSize(1);
            assertThat(all.get(0).origin().source()).isEqualTo("bomb.gz");
        }
    }

    @Test
    void reportsBytesThatAreNotUtf8WithTheirPlace() {
        List<FileRecord> records = read(
                FORMAT,
                join(bytes(HEADER + "\n" + FIRST), new byte[] {(byte) 0xfc}, bytes("\n" + SECOND + "\u00e4\n")));

        assertThat(malformed(records.get(0)).reason()).contains("line 2", "byte 24 (0xfc) is not UTF-8");
        assertThat(malformed(records.get(1)).reason())
                .as("UTF-8, but no number")
                .contains("6.000\u00e4");
        assertThat(malformed(read(FORMAT, join(bytes(HEADER + "\n" + FIRST), new byte[] {(byte) 0xc3}))))
                .as("a character that is cut off")
                .hasSize(1);
    }

    @Test
    void reportsANulByte() {
        assertThat(malformed(read(FORMAT, HEADER, FIRST + "\0").get(0)).reason())
                .contains("byte 24 is NUL");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"1/7/2007 00:00:00,6.000",
                "\"1/7/2007 00:00:00\"x,6.000",
                "1/7/2007 00:00:00,6.000,7.000",
                "1/7/2007 00:00:00",
            })
    void reportsALineWithDamagedFields(String line) {
        FileRecord.Malformed record = malformed(read(FORMAT, HEADER, line).get(0));

        assertThat(record.path()).isEmpty();
        assertThat(record.reason()).startsWith("line 2: ");
    }

    @Test
    void readsFieldsInQuotationMarks() {
        assertThat(readings(read(FORMAT, HEADER, "\"1/7/2007 00:00:00\", \"6.000\" ", " 1/7/2007 00:01:00 ,\"\"")))
                .hasSize(2);
    }

    @Test
    void makesEveryLineARecordEvenIfTheHeaderIsTooLong() {
        byte[] header = new byte[1_048_577];
        Arrays.fill(header, (byte) 'x');

        assertThat(malformed(read(FORMAT, join(header, bytes("\n" + FIRST + "\n" + SECOND)))))
                .extracting(record -> record.origin().position())
                .containsExactly(1L, 2L, 3L);
    }

    @Test
    void closesTheFileWithTheRecords() {
        Watched file = new Watched(FILE);
        FileRecords records = FORMAT.read(file, NAME);
        assertThat(records.hasNext()).isTrue();

        records.close();
        records.close();

        assertThat(file.closed).isTrue();
        assertThat(records.hasNext()).isFalse();
        assertThatThrownBy(records::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void closesAFileOfAnotherFormat() {
        Watched file = new Watched(bytes("nothing\nof the kind\n"));

        assertThatThrownBy(() -> FORMAT.read(file, NAME)).isInstanceOf(IllegalArgumentException.class);
        assertThat(file.closed).isTrue();
    }

    @Test
    void failsAfterWhatCouldBeReadWhenTheFileCannotBeReadOn() {
        InputStream broken = new FilterInputStream(InputStream.nullInputStream()) {
            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                throw new IOException("the disk is gone");
            }
        };

        try (FileRecords records = FORMAT.read(new SequenceInputStream(new ByteArrayInputStream(FILE), broken), NAME)) {
            assertThat(records.next()).isInstanceOf(FileRecord.Parsed.class);
            assertThat(records.next()).isInstanceOf(FileRecord.Parsed.class);
            assertThatThrownBy(records::hasNext)
                    .isInstanceOf(MetrifyException.class)
                    .hasMessageContaining(NAME)
                    .hasMessageContaining("line 3")
                    .hasRootCauseMessage("the disk is gone");
        }
    }

    @Test
    void failsWhenThereIsNoSuchFile(@TempDir Path directory) {
        assertThatThrownBy(() -> FORMAT.read(directory.resolve("absent.csv")))
                .isInstanceOf(MetrifyException.class)
                .hasMessageContaining("absent.csv");
    }

    @Test
    void comparesRecordsByTheirContent() {
        List<FileRecord> once = read(FORMAT, HEADER, FIRST, "x");
        List<FileRecord> again = read(FORMAT, HEADER, FIRST, "x");

        assertThat(once).isEqualTo(again).hasSameHashCodeAs(again);
        assertThat(once.get(0)).isNotEqualTo(once.get(1));
        assertThat(once.get(0).toString()).startsWith("a-file.csv@2: MeterReading");
        assertThat(once.get(1))
                .hasToString("a-file.csv@3: line 3: the line has 1 field, the last \"x\", but the header"
                        + " has 2; the line is cut off");
    }
}
