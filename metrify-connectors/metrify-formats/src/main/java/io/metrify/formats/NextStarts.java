package io.metrify.formats;

import io.metrify.model.Interval;
import io.metrify.model.meter.MeterReading;
import java.time.Instant;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** The records of a file in which an interval lasts until the next one starts. */
final class NextStarts extends BufferedRecords {

    /** What is held back behind a reading until the next start is given up beyond this many records. */
    private static final int MOST_HELD = 10_000;

    private final FileRecords records;
    private final ArrayDeque<FileRecord> behind = new ArrayDeque<>();
    private FileRecord.@Nullable Parsed open;

    /** Takes over records whose intervals have a start, and an end that means nothing. */
    NextStarts(String source, FileRecords records) {
        super(source);
        this.records = records;
    }

    @Override
    boolean readOn() {
        if (!records.hasNext()) {
            settle(null);
            return false;
        }
        FileRecord record = records.next();
        if (record instanceof FileRecord.Parsed next) {
            settle(next.reading().timestamp());
            open = next;
        } else if (open == null) {
            add(record);
        } else {
            behind.add(record);
            if (behind.size() >= MOST_HELD) {
                settle(null);
            }
        }
        return true;
    }

    @Override
    void closeFile() {
        records.close();
    }

    private void settle(@Nullable Instant next) {
        if (open != null) {
            add(until(open, next));
            open = null;
        }
        behind.forEach(this::add);
        behind.clear();
    }

    private static FileRecord until(FileRecord.Parsed parsed, @Nullable Instant next) {
        MeterReading reading = parsed.reading();
        Instant start = reading.timestamp();
        String line = "line " + parsed.origin().position() + ": ";
        if (next == null) {
            return reading.consumption() == null
                    ? new FileRecord.NoReading(
                            parsed.origin(),
                            parsed.bytes(),
                            line + "the last start has no value; it ends the interval before")
                    : new FileRecord.Malformed(
                            parsed.origin(),
                            parsed.bytes(),
                            "interval_seconds",
                            line + "no start follows to end the interval from " + start + "; give the resolution");
        }
        try {
            return new FileRecord.Parsed(
                    parsed.origin(), parsed.bytes(), reading.withInterval(Interval.between(start, next)));
        } catch (IllegalArgumentException unfit) {
            return new FileRecord.Malformed(
                    parsed.origin(),
                    parsed.bytes(),
                    "interval_seconds",
                    line + "the interval from " + start + " should last until the next start: " + unfit.getMessage());
        }
    }
}
