package io.metrify.formats;

import static io.metrify.formats.Fixtures.NAME;
import static io.metrify.formats.Fixtures.bytes;
import static io.metrify.formats.Fixtures.join;
import static io.metrify.formats.Fixtures.malformed;
import static io.metrify.formats.Fixtures.read;
import static io.metrify.formats.Fixtures.readings;
import static io.metrify.formats.Fixtures.zip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metrify.connector.api.Origin;
import io.metrify.model.MetrifyException;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds for zip files of any format. */
class ZipTest {

    private static final ReadingFormat NEM = ReadingFormat.named("nem12");
    private static final ReadingFormat CSV = ReadingFormat.named("interval-csv");
    private static final byte[] DAY =
            bytes("100,NEM12,200405011135,MDA1,Ret1\n200,N1,E1,1,E1,N1,M1,kWh,720,\n300,20040201,1,2,A\n900\n");

    private static byte[] twoDays() {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("NEM12#1#A#B.csv", DAY);
        entries.put("NEM12#2#A#B.CSV", DAY);
        return zip(entries);
    }

    @Test
    void readsAllEntriesAndSaysWhichOneARecordIsFrom() {
        List<FileRecord> records = read(NEM, twoDays());

        assertThat(records)
                .extracting(FileRecord::origin)
                .containsExactly(
                        new Origin(NAME, "NEM12#1#A#B.csv", 3),
                        new Origin(NAME, "NEM12#1#A#B.csv", 3),
                        new Origin(NAME, "NEM12#2#A#B.CSV", 3),
                        new Origin(NAME, "NEM12#2#A#B.CSV", 3));
        assertThat(readings(records)).hasSize(4);
    }

    @Test
    void readsTheHeaderOfEachEntry() {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("a", bytes("start,value\n2026-01-01T00:00Z,1\n2026-01-01T01:00Z,1\n"));
        entries.put("b", bytes("value;start\n2;2026-01-01T02:00Z\n2;2026-01-01T03:00Z\n"));

        assertThat(readings(read(CSV, zip(entries)))).hasSize(4);
    }

    @Test
    void placesEveryKindOfRecord() {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put(
                "../evil.csv",
                bytes(
                        "100,NEM13,200405011135\n250,N1,11,1,11,11,M1,E,1,20031005,A,,,2,20040107,A,,,1,kWh,20040407,\n300\n"));

        assertThat(read(NEM, zip(entries)))
                .hasSize(4)
                .allSatisfy(record -> assertThat(record.origin().partition()).isEqualTo("../evil.csv"));
    }

    @Test
    void passesDirectoriesAndResourceForks() {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("data/", new byte[0]);
        entries.put("data/day.csv", DAY);
        entries.put("__MACOSX/data/._day.csv", new byte[] {0, 5, 22, 7});

        assertThat(read(NEM, zip(entries))).hasSize(2);
    }

    @Test
    void hasNoRecordsInAZipWithoutEntries() {
        assertThat(read(NEM, zip(Map.of()))).isEmpty();
        assertThat(read(NEM, zip(Map.of("empty.csv", new byte[0])))).isEmpty();
    }

    @Test
    void refusesAZipWhoseFirstEntryIsOfAnotherFormat() {
        AtomicInteger closed = new AtomicInteger();
        InputStream file = new FilterInputStream(new ByteArrayInputStream(zip(Map.of("a.txt", bytes("hello"))))) {
            @Override
            public void close() {
                closed.incrementAndGet();
            }
        };

        assertThatThrownBy(() -> NEM.read(file, NAME))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("hello");
        assertThat(closed).hasPositiveValue();
    }

    @Test
    void reportsALaterEntryOfAnotherFormat() {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("day.csv", DAY);
        entries.put("read.me", bytes("hello"));
        entries.put("day2.csv", DAY);
        List<FileRecord> records = read(NEM, zip(entries));

        assertThat(readings(records)).hasSize(4);
        assertThat(malformed(records)).hasSize(1);
        assertThat(malformed(records.get(2)).reason()).contains("entry read.me", "hello");
    }

    @Test
    void saysWhereverAZipIsCutOffThatItIs() {
        byte[] whole = twoDays();
        for (int length = 40; length < whole.length; length++) {
            List<FileRecord> records = read(NEM, Arrays.copyOf(whole, length));

            assertThat(malformed(records))
                    .as("cut at %d of %d", length, whole.length)
                    .extracting(FileRecord.Malformed::reason)
                    .anySatisfy(reason -> assertThat(reason).contains("fetch the file again"));
        }
    }

    @Test
    void saysThatAnEntryIsDamaged() {
        byte[] file = zip(Map.of("day.csv", DAY));
        for (int at = 45; at < 60; at++) {
            byte[] damaged = file.clone();
            damaged[at] ^= 0x55;

            assertThat(malformed(read(NEM, damaged))).as("byte %d", at).isNotEmpty();
        }
    }

    @Test
    void saysThatEntriesTheDirectoryListsAreMissing() {
        byte[] file = twoDays();
        int end = file.length - 22;
        file[end + 10] = 3;
        List<FileRecord> records = read(NEM, file);

        assertThat(readings(records)).hasSize(4);
        assertThat(malformed(records.get(4)).reason()).contains("lists 3 entries", "2 could be read");
    }

    @Test
    void readsAZipWithAComment() {
        byte[] file = twoDays();
        byte[] comment = bytes("AEMO");
        file[file.length - 2] = (byte) comment.length;

        assertThat(read(NEM, join(file, comment))).hasSize(4);
        assertThat(malformed(read(NEM, join(file, bytes("other")))))
                .as("a directory that is not at the end")
                .hasSize(1);
    }

    @Test
    void failsWhenTheFileCannotBeReadOn() {
        InputStream broken = new FilterInputStream(InputStream.nullInputStream()) {
            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                throw new IOException("the disk is gone");
            }
        };
        byte[] half = Arrays.copyOf(twoDays(), 60);

        assertThatThrownBy(() -> {
                    try (FileRecords records =
                            NEM.read(new SequenceInputStream(new ByteArrayInputStream(half), broken), NAME)) {
                        records.forEachRemaining(record -> assertThat(record).isNotNull());
                    }
                })
                .isInstanceOf(MetrifyException.class)
                .hasMessageContaining(NAME);
    }

    @Test
    void endsWhenItIsClosed() {
        FileRecords records = NEM.read(new ByteArrayInputStream(twoDays()), NAME);
        assertThat(records.hasNext()).isTrue();

        records.close();
        records.close();

        assertThat(records.hasNext()).isFalse();
        assertThatThrownBy(records::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void streamsAZipBomb(@TempDir Path directory) throws IOException {
        Path bomb = directory.resolve("bomb.zip");
        byte[] zeros = new byte[1 << 20];
        int mebibytes = 256;
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(bomb))) {
            zip.putNextEntry(new ZipEntry("bomb.csv"));
            zip.write(DAY);
            for (int i = 0; i < mebibytes; i++) {
                zip.write(zeros);
            }
            zip.closeEntry();
            zip.putNextEntry(new ZipEntry("day.csv"));
            zip.write(DAY);
        }

        try (FileRecords records = NEM.read(bomb)) {
            List<FileRecord> all = records.stream().toList();
            assertThat(readings(all)).hasSize(4);
            assertThat(malformed(all)).hasSize(1);
            assertThat(malformed(all).get(0).reason()).contains("at most 1048576 are read");
        }
    }
}
