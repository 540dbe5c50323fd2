package io.metrify.formats;

import io.metrify.connector.api.MalformedRecordException;
import io.metrify.connector.api.Origin;
import io.metrify.model.meter.MeterReading;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The records of a file whose lines hold one reading each, at a local time without offset. */
final class LocalRecords implements FileRecords {

    /** What is held back in an overlap is settled early beyond this many bytes, so that memory stays bounded. */
    private static final long MOST_HELD_BYTES = 16L << 20;

    private final String source;
    private final LineReader lines;
    private final ArrayDeque<Line> ahead;
    private final RowParser parser;
    private final LocalTimeline<Draft> timeline;
    private long held;
    private boolean settled;
    private boolean closed;
    private @Nullable FileRecord next;

    /** Makes sense of the text of a line. */
    interface RowParser {

        /**
         * Parses a line.
         *
         * @throws MalformedRecordException if it means nothing
         */
        Row parse(String line);
    }

    /** What a line says: a local time, and the reading it becomes once its instant is known. */
    record Row(LocalDateTime local, Function<Instant, MeterReading> reading) {}

    private record Draft(
            Line line, @Nullable Row row, @Nullable MalformedRecordException failure) {}

    /** Takes over the reader, and the lines that were already read from it. */
    LocalRecords(String source, LineReader lines, List<Line> ahead, ZoneId zone, RowParser parser) {
        this.source = source;
        this.lines = lines;
        this.ahead = new ArrayDeque<>(ahead);
        this.parser = parser;
        this.timeline = LocalTimeline.in(zone);
    }

    @Override
    public boolean hasNext() {
        if (closed) {
            return false;
        }
        while (next == null) {
            LocalTimeline.Placed<Draft> placed = timeline.poll();
            if (placed != null) {
                held -= placed.item().line.bytes().length;
                next = record(placed);
            } else if (settled) {
                return false;
            } else {
                readOn();
            }
        }
        return true;
    }

    @Override
    public FileRecord next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException("the file " + source + " has no more records");
        }
        FileRecord record = next;
        next = null;
        return record;
    }

    @Override
    public void close() {
        closed = true;
        next = null;
        lines.close();
    }

    private void readOn() {
        Line line = ahead.isEmpty() ? lines.next() : ahead.poll();
        if (line == null) {
            timeline.settle();
            settled = true;
        } else if (!line.isBlank()) {
            held += line.bytes().length;
            add(line);
            if (held > MOST_HELD_BYTES) {
                timeline.settle();
            }
        }
    }

    private void add(Line line) {
        try {
            Row row = parser.parse(line.text());
            timeline.add(row.local, new Draft(line, row, null));
        } catch (MalformedRecordException malformed) {
            timeline.pass(new Draft(line, null, malformed));
        }
    }

    private FileRecord record(LocalTimeline.Placed<Draft> placed) {
        Line line = placed.item().line;
        if (placed.item().failure != null) {
            return malformed(line, placed.item().failure);
        }
        if (placed.item().row == null || placed.instant() == null) {
            return malformed(line, new MalformedRecordException("timestamp", String.valueOf(placed.reason())));
        }
        try {
            MeterReading reading = placed.item().row.reading.apply(placed.instant());
            return new FileRecord.Parsed(origin(line), line.bytes(), reading);
        } catch (MalformedRecordException malformed) {
            return malformed(line, malformed);
        }
    }

    private FileRecord malformed(Line line, MalformedRecordException failure) {
        return new FileRecord.Malformed(
                origin(line), line.bytes(), failure.path(), "line " + line.number() + ": " + failure.reason());
    }

    private Origin origin(Line line) {
        return new Origin(source, "", line.number());
    }
}
