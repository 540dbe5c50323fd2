package io.metrify.formats;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The formats NEM12 and NEM13; what it decides is written down at {@link ReadingFormat#nem12}. */
final class Nem12 implements ReadingFormat {

    @Override
    public String name() {
        return "nem12";
    }

    @Override
    public String description() {
        return "Meter data of the Australian market (AEMO): NEM12 interval data, NEM13 register reads";
    }

    @Override
    public String needs() {
        return "comma-separated lines that start with a type of record: 100, 200, 250, 300, 400, 500, 550 or 900; plain, gzip"
                + " or zip";
    }

    @Override
    public FileRecords read(InputStream file, String source) {
        return ZipRecords.read(file, source, this::readPlain);
    }

    private FileRecords readPlain(InputStream file, String source) {
        LineReader lines = LineReader.open(file, source);
        try {
            Line first = lines.next();
            while (first != null && first.isBlank()) {
                first = lines.next();
            }
            requireKnown(first, source);
            return new NemRecords(source, lines, first);
        } catch (RuntimeException failure) {
            lines.closeAfter(failure);
            throw failure;
        }
    }

    private void requireKnown(@Nullable Line first, String source) {
        if (first == null || first.defect() != null) {
            return;
        }
        String text = first.lenientText();
        int comma = text.indexOf(',');
        String type = comma < 0 ? text : text.substring(0, comma);
        if (!NemRecords.TYPES.contains(type.replace('"', ' ').strip())) {
            throw new IllegalArgumentException("the file " + source + " is not of the format nem12, which needs "
                    + needs() + "; its first line is \"" + Separated.shown(text) + "\"");
        }
    }
}
