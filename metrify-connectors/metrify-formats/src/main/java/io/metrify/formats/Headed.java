package io.metrify.formats;

import io.metrify.connector.api.MalformedRecordException;
import java.io.InputStream;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** Files that begin with a header line. */
final class Headed {

    /** How the lines below a header are to be read. */
    record Layout(ZoneId zone, LocalRecords.RowParser parser, Completion completion) {

        /** A layout whose records are complete as they are. */
        Layout(ZoneId zone, LocalRecords.RowParser parser) {
            this(zone, parser, (source, records) -> records);
        }
    }

    /** What is done to the records that single lines give. */
    interface Completion {

        FileRecords complete(String source, FileRecords records);
    }

    private Headed() {}

    /**
     * Reads the header and a few lines, asks for the layout, and gives the records from there on.
     *
     * @param lookAhead how many lines below the header the layout is told from
     * @param layout the layout of a file with this header and these first lines
     */
    static FileRecords read(
            InputStream file, String source, int lookAhead, BiFunction<String, List<Line>, Layout> layout) {
        return ZipRecords.read(file, source, (plain, name) -> readPlain(plain, name, lookAhead, layout));
    }

    private static FileRecords readPlain(
            InputStream file, String source, int lookAhead, BiFunction<String, List<Line>, Layout> layout) {
        LineReader lines = LineReader.open(file, source);
        try {
            return read(lines, source, lookAhead, layout);
        } catch (RuntimeException failure) {
            lines.closeAfter(failure);
            throw failure;
        }
    }

    private static FileRecords read(
            LineReader lines, String source, int lookAhead, BiFunction<String, List<Line>, Layout> layout) {
        Line header = lines.next();
        while (header != null && header.isBlank()) {
            header = lines.next();
        }
        if (header == null || header.defect() != null) {
            List<Line> unread = header == null ? List.of() : List.of(header);
            return new LocalRecords(source, lines, unread, ZoneOffset.UTC, Headed::headless);
        }
        List<Line> first = new ArrayList<>();
        while (first.size() < lookAhead) {
            Line line = lines.next();
            if (line == null) {
                break;
            }
            first.add(line);
        }
        Layout known = layout.apply(header.lenientText(), first);
        return known.completion.complete(source, new LocalRecords(source, lines, first, known.zone, known.parser));
    }

    private static LocalRecords.Row headless(String line) {
        throw new MalformedRecordException("", "the header of the file could not be read, so no line below it can");
    }
}
