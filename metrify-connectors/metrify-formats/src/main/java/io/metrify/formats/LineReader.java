package io.metrify.formats;

import io.metrify.model.MetrifyException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a file, plain or gzip, in memory that does not grow with the file. What it promises is written down at
 * {@link ReadingFormat}.
 */
final class LineReader implements AutoCloseable {

    /** The longest line that is read, in bytes: 1 MiB. */
    static final int LONGEST = 1 << 20;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final InputStream in;
    private final String source;
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int limit;
    private boolean afterCarriageReturn;
    private byte[] line = new byte[256];
    private int length;
    private long dropped;
    private long number;
    private boolean ended;
    private @Nullable String damage;

    private LineReader(InputStream in, String source) {
        this.in = in;
        this.source = source;
    }

    static LineReader open(InputStream file, String source) {
        return new LineReader(unpacked(file, source), source);
    }

    /** What a file holds, whether it is plain or gzip. */
    static InputStream unpacked(InputStream file, String source) {
        PushbackInputStream in = new PushbackInputStream(file, 2);
        try {
            byte[] start = in.readNBytes(2);
            in.unread(start);
            return GzipMembers.isMagic(start) ? new GzipMembers(in) : in;
        } catch (ZipException damaged) {
            return new DamagedInput(in, damaged);
        } catch (IOException failure) {
            MetrifyException unreadable =
                    new MetrifyException("the file " + source + " cannot be read (" + failure + ")", failure);
            closeAfter(unreadable, in);
            throw unreadable;
        }
    }

    /** The next line, or null at the end. Damage to a compressed file is a last line with a defect. */
    @Nullable
    Line next() {
        while (!ended) {
            if (at == limit && !fill()) {
                ended = true;
                return damage == null && length == 0 && dropped == 0 ? null : take();
            }
            if (afterCarriageReturn) {
                afterCarriageReturn = false;
                if (buffer[at] == '\n') {
                    at++;
                    continue;
                }
            }
            int end = at;
            while (end < limit && buffer[end] != '\n' && buffer[end] != '\r') {
                end++;
            }
            keep(end);
            if (end < limit) {
                afterCarriageReturn = buffer[end] == '\r';
                at = end + 1;
                return take();
            }
            at = end;
        }
        return null;
    }

    private boolean fill() {
        try {
            at = 0;
            limit = Math.max(0, in.read(buffer));
        } catch (ZipException damaged) {
            limit = 0;
            damage = damaged.getMessage() + "; what follows is lost, fetch the file again";
        } catch (IOException failure) {
            throw new MetrifyException(
                    "the file " + source + " cannot be read beyond line " + number + " (" + failure + ")", failure);
        }
        return limit > 0;
    }

    private void keep(int end) {
        int count = Math.min(end - at, LONGEST - length);
        if (length + count > line.length) {
            line = Arrays.copyOf(line, Math.min(LONGEST, Math.max(length + count, 2 * line.length)));
        }
        System.arraycopy(buffer, at, line, length, count);
        length += count;
        dropped += end - at - count;
    }

    private Line take() {
        number++;
        boolean marked = number == 1
                && length >= BYTE_ORDER_MARK.length
                && Arrays.equals(line, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
        byte[] bytes = Arrays.copyOfRange(line, marked ? BYTE_ORDER_MARK.length : 0, length);
        String defect = null;
        if (ended && damage != null) {
            defect = damage;
        } else if (dropped > 0) {
            defect = "the line has " + (length + dropped) + " bytes; at most " + LONGEST + " are read";
        }
        length = 0;
        dropped = 0;
        if (line.length > buffer.length) {
            line = new byte[256];
        }
        return new Line(number, bytes, defect);
    }

    /** Closes the file because something else has failed; a failure to close must not hide that. */
    void closeAfter(RuntimeException failure) {
        ended = true;
        closeAfter(failure, in);
    }

    /** Closes a file because something else has failed. */
    static void closeAfter(RuntimeException failure, InputStream in) {
        try {
            in.close();
        } catch (IOException second) {
            failure.addSuppressed(second);
        }
    }

    @Override
    public void close() {
        ended = true;
        try {
            in.close();
        } catch (IOException failure) {
            throw new MetrifyException("the file " + source + " cannot be closed (" + failure + ")", failure);
        }
    }

    /** An entry of a zip file that is damaged from its first byte on, which is for the reader of its lines to say. */
    private static final class DamagedInput extends FilterInputStream {

        private final ZipException damage;

        DamagedInput(InputStream in, ZipException damage) {
            super(in);
            this.damage = damage;
        }

        @Override
        public int read() throws IOException {
            throw damage;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            throw damage;
        }
    }
}
