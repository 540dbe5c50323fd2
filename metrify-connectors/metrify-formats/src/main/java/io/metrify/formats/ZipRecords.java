package io.metrify.formats;

import io.metrify.connector.api.Origin;
import io.metrify.model.MetrifyException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Objects;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** The records of all entries of a zip file. Its first entry decides whether it is of a format. */
final class ZipRecords extends BufferedRecords {

    private final ZipEntries zip;
    private final Format format;
    private @Nullable FileRecords current;
    private String entry = "";
    private long opened;

    /** A way to read a file that is not a zip. */
    interface Format {

        FileRecords read(InputStream file, String source);
    }

    private ZipRecords(InputStream in, String source, Format format) {
        super(source);
        this.zip = new ZipEntries(in);
        this.format = format;
    }

    /** Reads a file as it is, or the entries of it if it is a zip. */
    static FileRecords read(InputStream file, String source, Format format) {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(source, "source");
        PushbackInputStream in = new PushbackInputStream(file, 4);
        byte[] start;
        try {
            start = in.readNBytes(4);
            in.unread(start);
        } catch (IOException failure) {
            MetrifyException unreadable =
                    new MetrifyException("the file " + source + " cannot be read (" + failure + ")", failure);
            LineReader.closeAfter(unreadable, in);
            throw unreadable;
        }
        if (!ZipEntries.isMagic(start)) {
            return format.read(in, source);
        }
        ZipRecords records = new ZipRecords(in, source, format);
        try {
            records.openNext();
        } catch (RuntimeException failure) {
            LineReader.closeAfter(failure, in);
            throw failure;
        }
        return records;
    }

    @Override
    boolean readOn() {
        if (current != null && current.hasNext()) {
            add(placed(current.next()));
            return true;
        }
        return openNext();
    }

    @Override
    void closeFile() {
        try {
            zip.close();
        } catch (IOException failure) {
            throw new MetrifyException("the file " + source() + " cannot be closed (" + failure + ")", failure);
        }
    }

    /** Opens the next entry; answers whether there may be more. */
    private boolean openNext() {
        current = null;
        try {
            String name = zip.next();
            if (name == null) {
                return false;
            }
            entry = Separated.shown(name);
            opened++;
        } catch (ZipException damaged) {
            add(new FileRecord.Malformed(
                    new Origin(source(), "", opened + 1),
                    new byte[0],
                    "",
                    "entry " + (opened + 1) + ": " + damaged.getMessage()
                            + "; what follows is lost, fetch the file again"));
            return false;
        } catch (IOException failure) {
            throw new MetrifyException(
                    "the file " + source() + " cannot be read beyond entry " + opened + " (" + failure + ")", failure);
        }
        try {
            current = format.read(zip.content(), source());
        } catch (IllegalArgumentException other) {
            if (opened == 1) {
                throw other;
            }
            add(new FileRecord.Malformed(
                    new Origin(source(), entry, 1), new byte[0], "", "entry " + entry + ": " + other.getMessage()));
        }
        return true;
    }

    private FileRecord placed(FileRecord record) {
        Origin origin = new Origin(source(), entry, record.origin().position());
        if (record instanceof FileRecord.Parsed parsed) {
            return new FileRecord.Parsed(origin, parsed.bytes(), parsed.reading());
        }
        if (record instanceof FileRecord.Index index) {
            return new FileRecord.Index(origin, index.bytes(), index.reading());
        }
        if (record instanceof FileRecord.NoReading other) {
            return new FileRecord.NoReading(origin, other.bytes(), other.reason());
        }
        FileRecord.Malformed malformed = (FileRecord.Malformed) record;
        return new FileRecord.Malformed(origin, malformed.bytes(), malformed.path(), malformed.reason());
    }
}
