package io.metrify.formats;

import java.io.InputStream;
import java.util.Objects;
import java.util.Set;

/** The format {@code mscons}; what it decides is written down at {@link ReadingFormat#mscons}. */
final class Mscons implements ReadingFormat {

    private static final Set<String> FIRST = Set.of("UNA", "UNB", "UNG", "UNH");

    private final MsconsOptions options;

    Mscons(MsconsOptions options) {
        this.options = Objects.requireNonNull(options, "options");
    }

    @Override
    public String name() {
        return "mscons";
    }

    @Override
    public String description() {
        return "MSCONS: EDIFACT messages of metered values, as the German and Swiss markets exchange them";
    }

    @Override
    public String needs() {
        return "an EDIFACT interchange that begins with UNA or UNB; plain, gzip or zip";
    }

    @Override
    public FileRecords read(InputStream file, String source) {
        return ZipRecords.read(file, source, this::readPlain);
    }

    private FileRecords readPlain(InputStream file, String source) {
        SegmentReader segments = SegmentReader.open(file, source);
        try {
            String start = segments.start();
            if (!start.isEmpty() && !FIRST.contains(start.substring(0, Math.min(3, start.length())))) {
                throw new IllegalArgumentException("the file " + source + " is not of the format mscons, which needs "
                        + needs() + "; it begins with \"" + Separated.shown(start) + "\"");
            }
            return new MsconsRecords(source, segments, options.zone());
        } catch (RuntimeException failure) {
            segments.closeAfter(failure);
            throw failure;
        }
    }
}
