package io.metrify.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.metrify.model.Interval;
import io.metrify.model.meter.MeterReading;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;
import org.junit.jupiter.api.Test;

class ReadingFilterTest {

    private static final int ROWS = 10_000;

    private final List<MeterReading> readings = new ArrayList<>(Readings.mixed(ROWS));

    @Test
    void readsOnlyRowGroupsThatMayHoldTheTime() {
        Interval starts = Interval.of(
                Readings.START.plus(Readings.QUARTER_HOUR.multipliedBy(4_990)), Readings.QUARTER_HOUR.multipliedBy(20));
        assertReads(new ReadingFilter(starts, Set.of()), 20, 0.35);
        assertReads(
                new ReadingFilter(Interval.of(Readings.START.minusSeconds(10), starts.length()), Set.of()), 20, 0.25);
    }

    @Test
    void readsOnlyRowGroupsThatMayHoldTheMeter() {
        readings.sort(Comparator.comparing(MeterReading::meterId));
        assertReads(new ReadingFilter(null, Set.of("DE-3")), 1_429, 0.45);
        assertReads(new ReadingFilter(null, Set.of("DE-9")), 0, 0.1);
    }

    @Test
    void readsEverythingWithoutAFilter() {
        assertReads(ReadingFilter.ALL, ROWS, 2);
    }

    @Test
    void readsRowByRowWhatRowGroupsDoNotTellApart() {
        Interval first = Interval.of(Readings.START, Readings.QUARTER_HOUR.multipliedBy(7));
        assertReads(new ReadingFilter(first, Set.of("DE-3", "DE-5")), 2, 0.25);
    }

    private void assertReads(ReadingFilter filter, int expected, double mostOfTheFile) {
        MemoryFile memory = new MemoryFile();
        try (ReadingParquetWriter writer = ReadingParquetWriter.create(memory, 1_000)) {
            readings.forEach(writer::write);
        }
        byte[] file = memory.bytes();
        AtomicLong bytesRead = new AtomicLong();
        try (ReadingParquetReader reader = ReadingParquet.reader(counting(file, bytesRead), filter)) {
            assertThat(reader.rows()).isEqualTo(ROWS);
            List<MeterReading> wanted =
                    readings.stream().filter(filter::accepts).toList();
            assertThat(wanted).hasSize(expected);
            assertThat(reader).toIterable().containsExactlyElementsOf(wanted);
        }
        // The footer of ten row groups is a good part of so small a file.
        long footer = footerLength(file);
        assertThat(bytesRead.get() - 2 * footer).isLessThan((long) (file.length * mostOfTheFile));
    }

    private static long footerLength(byte[] file) {
        return ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(file.length - 8);
    }

    private static InputFile counting(byte[] file, AtomicLong bytesRead) {
        BytesFile bytes = new BytesFile(file);
        return new InputFile() {
            @Override
            public long getLength() {
                return bytes.getLength();
            }

            @Override
            public SeekableInputStream newStream() {
                SeekableInputStream in = bytes.newStream();
                return new DelegatingSeekableInputStream(in) {
                    @Override
                    public long getPos() throws IOException {
                        return in.getPos();
                    }

                    @Override
                    public void seek(long position) throws IOException {
                        in.seek(position);
                    }

                    @Override
                    public int read(byte[] into, int offset, int length) throws IOException {
                        int read = in.read(into, offset, length);
                        bytesRead.addAndGet(Math.max(0, read));
                        return read;
                    }

                    @Override
                    public void readFully(byte[] into, int offset, int length) throws IOException {
                        in.readFully(into, offset, length);
                        bytesRead.addAndGet(length);
                    }
                };
            }
        };
    }
}
