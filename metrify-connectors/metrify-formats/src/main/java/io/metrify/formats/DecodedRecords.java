package io.metrify.formats;

import io.metrify.connector.api.MalformedRecordException;
import io.metrify.connector.api.Origin;
import io.metrify.connector.api.RawRecord;
import io.metrify.connector.api.RecordDecoder;
import io.metrify.model.meter.MeterReading;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The records of a file without header whose lines are readings by themselves. */
final class DecodedRecords implements FileRecords {

    private final String source;
    private final LineReader lines;
    private final RecordDecoder<MeterReading> decoder;
    private boolean closed;
    private @Nullable FileRecord next;

    /** Takes over the reader. */
    DecodedRecords(String source, LineReader lines, RecordDecoder<MeterReading> decoder) {
        this.source = source;
        this.lines = lines;
        this.decoder = decoder;
    }

    @Override
    public boolean hasNext() {
        while (!closed && next == null) {
            Line line = lines.next();
            if (line == null) {
                return false;
            }
            if (!line.isBlank()) {
                next = record(line);
            }
        }
        return next != null;
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

    private FileRecord record(Line line) {
        Origin origin = new Origin(source, "", line.number());
        try {
            if (line.defect() != null) {
                throw new MalformedRecordException("", line.defect());
            }
            return new FileRecord.Parsed(origin, line.bytes(), decoder.decode(RawRecord.of(origin, line.bytes())));
        } catch (MalformedRecordException malformed) {
            return new FileRecord.Malformed(
                    origin, line.bytes(), malformed.path(), "line " + line.number() + ": " + malformed.reason());
        }
    }
}
