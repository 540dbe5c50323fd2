package io.metrify.formats;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a zip file, one after the other, in memory that does not grow with the file or with what it unpacks to.
 * Nothing is extracted. Unlike {@link ZipInputStream}, it reports every damage as a {@link ZipException}, also that
 * entries at the end are missing, so that damage can be told from a failure of the stream underneath.
 */
final class ZipEntries implements AutoCloseable {

    private static final String RESOURCE_FORKS = "__MACOSX/";

    private final Tail tail;
    private final ZipInputStream zip;
    private int entries;
    private boolean damaged;

    ZipEntries(InputStream in) {
        tail = new Tail(in);
        zip = new ZipInputStream(new BufferedInputStream(tail, Tail.CHUNK), StandardCharsets.ISO_8859_1);
    }

    /** Whether a file that starts so is a zip file, with entries or without. */
    static boolean isMagic(byte[] start) {
        return start.length >= 4
                && start[0] == 'P'
                && start[1] == 'K'
                && ((start[2] == 3 && start[3] == 4) || (start[2] == 5 && start[3] == 6));
    }

    /** The name of the next entry that holds anything, or null at the end and after damage. */
    @Nullable
    String next() throws IOException {
        while (!damaged) {
            ZipEntry entry = reading(zip::getNextEntry);
            if (entry == null) {
                requireComplete();
                return null;
            }
            entries++;
            if (!entry.isDirectory() && !entry.getName().startsWith(RESOURCE_FORKS)) {
                return entry.getName();
            }
        }
        return null;
    }

    /** What the entry holds. Closing it leaves the zip file open. */
    InputStream content() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                return reading(zip::read);
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return reading(() -> zip.read(target, offset, length));
            }
        };
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private interface Step<T> {

        T take() throws IOException;
    }

    private <T> T reading(Step<T> step) throws IOException {
        try {
            return step.take();
        } catch (EOFException cut) {
            throw damage("the zip file is cut off", cut);
        } catch (ZipException | IllegalArgumentException broken) {
            throw damage("the zip file is damaged (" + broken.getMessage() + ")", broken);
        }
    }

    private ZipException damage(String message, @Nullable Exception cause) {
        damaged = true;
        ZipException damage = new ZipException(message);
        if (cause != null) {
            damage.initCause(cause);
        }
        return damage;
    }

    /** The directory at the end says how many entries there should have been. */
    private void requireComplete() throws IOException {
        tail.transferTo(OutputStream.nullOutputStream());
        int listed = tail.listedEntries();
        if (listed < 0) {
            throw damage("the zip file is cut off before its directory", null);
        }
        if (listed != Tail.MANY && listed != (entries & 0xffff)) {
            throw damage(
                    "the directory of the zip file lists " + listed + " entries, but " + entries + " could be read",
                    null);
        }
    }

    /** A stream that remembers its end, where the directory of a zip file ends with a record of 22 bytes and a comment. */
    private static final class Tail extends FilterInputStream {

        static final int CHUNK = 1 << 16;
        static final int MANY = 0xffff;
        private static final int RECORD = 22;
        private static final int KEPT = RECORD + MANY;

        private final byte[] kept = new byte[KEPT + CHUNK];
        private int length;

        Tail(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int count) throws IOException {
            int read = in.read(target, offset, Math.min(count, CHUNK));
            if (read > 0) {
                if (length + read > kept.length) {
                    System.arraycopy(kept, length - KEPT, kept, 0, KEPT);
                    length = KEPT;
                }
                System.arraycopy(target, offset, kept, length, read);
                length += read;
            }
            return read;
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        /** How many entries the directory lists, or -1 if there is none. */
        int listedEntries() {
            byte[] signature = {'P', 'K', 5, 6};
            for (int at = length - RECORD; at >= 0; at--) {
                if (Arrays.equals(kept, at, at + 4, signature, 0, 4) && number(at + 20) == length - at - RECORD) {
                    return number(at + 10);
                }
            }
            return -1;
        }

        private int number(int at) {
            return (kept[at] & 0xff) | (kept[at + 1] & 0xff) << 8;
        }
    }
}
