package io.metrify.formats;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * The content of a gzip file of one or more members (RFC 1952). Unlike {@link java.util.zip.GZIPInputStream}, it takes
 * nothing that follows a member for the end unless it is the end or padding with zeros, and reports every damage as a
 * {@link ZipException}, so that damage can be told from a failure of the stream underneath.
 */
final class GzipMembers extends InputStream {

    private static final int FIRST_MAGIC = 0x1f;
    private static final int SECOND_MAGIC = 0x8b;
    private static final int DEFLATE = 8;
    private static final int HEADER_CHECKSUM = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xe0;

    private final InputStream in;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private final byte[] input = new byte[8_192];
    private int at;
    private int limit;
    private boolean inMember;
    private boolean anyMember;

    GzipMembers(InputStream in) {
        this.in = in;
    }

    static boolean isMagic(byte[] start) {
        return start.length >= 2 && (start[0] & 0xff) == FIRST_MAGIC && (start[1] & 0xff) == SECOND_MAGIC;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        while (inMember || nextMember()) {
            int count = inflate(target, offset, length);
            if (count > 0) {
                checksum.update(target, offset, count);
                return count;
            }
            if (inflater.finished()) {
                at = limit - inflater.getRemaining();
                endMember();
            } else if (inflater.needsDictionary()) {
                throw new ZipException("the compressed data asks for a dictionary, which gzip does not have");
            } else {
                if (!fill()) {
                    throw new ZipException("the compressed data is cut off");
                }
                inflater.setInput(input, 0, limit);
            }
        }
        return -1;
    }

    private int inflate(byte[] target, int offset, int length) throws ZipException {
        try {
            return inflater.inflate(target, offset, length);
        } catch (DataFormatException damaged) {
            ZipException failure = new ZipException("the compressed data is damaged (" + damaged.getMessage() + ")");
            failure.initCause(damaged);
            throw failure;
        }
    }

    private boolean nextMember() throws IOException {
        int first = octetOrEnd();
        while (anyMember && first == 0) {
            first = octetOrEnd();
        }
        if (first < 0) {
            return false;
        }
        if (first != FIRST_MAGIC || octet() != SECOND_MAGIC) {
            throw new ZipException("what follows the compressed data is not gzip");
        }
        if (octet() != DEFLATE) {
            throw new ZipException("the compressed data is not packed by deflate, the only way gzip has");
        }
        int flags = octet();
        if ((flags & RESERVED) != 0) {
            throw new ZipException("the gzip header has flags that are reserved");
        }
        skip(6); // time, level, operating system
        if ((flags & EXTRA) != 0) {
            skip(octet() | octet() << 8);
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        if ((flags & HEADER_CHECKSUM) != 0) {
            skip(2);
        }
        inflater.reset();
        inflater.setInput(input, at, limit - at);
        checksum.reset();
        inMember = true;
        anyMember = true;
        return true;
    }

    private void endMember() throws IOException {
        long expected = number();
        long length = number();
        if (expected != checksum.getValue() || length != (inflater.getBytesWritten() & 0xffff_ffffL)) {
            throw new ZipException("the compressed data does not have the checksum and length it says it has");
        }
        inMember = false;
    }

    private long number() throws IOException {
        long value = 0;
        for (int shift = 0; shift < 32; shift += 8) {
            value |= (long) octet() << shift;
        }
        return value;
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            octet();
        }
    }

    private void skipText() throws IOException {
        int c;
        do {
            c = octet();
        } while (c != 0);
    }

    private int octet() throws IOException {
        int octet = octetOrEnd();
        if (octet < 0) {
            throw new ZipException("the compressed data is cut off");
        }
        return octet;
    }

    private int octetOrEnd() throws IOException {
        return at < limit || fill() ? input[at++] & 0xff : -1;
    }

    private boolean fill() throws IOException {
        at = 0;
        limit = Math.max(0, in.read(input));
        return limit > 0;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }
}
