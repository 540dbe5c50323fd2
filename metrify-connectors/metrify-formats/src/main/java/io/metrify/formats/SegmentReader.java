package io.metrify.formats;

import io.metrify.model.MetrifyException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** The segments of an EDIFACT file, plain or gzip, in memory that does not grow with the file. */
final class SegmentReader implements AutoCloseable {

    /** The longest segment that is read, in bytes: 64 KiB. */
    static final int LONGEST = 1 << 16;

    private static final int SHOWN = 64;
    private static final byte[] ADVICE = {'U', 'N', 'A'};

    private final InputStream in;
    private final String source;
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int limit;
    private byte[] segment = new byte[256];
    private int length;
    private long dropped;
    private long number;
    private boolean ended;
    private @Nullable String damage;
    private ServiceCharacters service = ServiceCharacters.DEFAULT;
    private Charset charset = StandardCharsets.ISO_8859_1;

    private SegmentReader(InputStream in, String source) {
        this.in = in;
        this.source = source;
    }

    static SegmentReader open(InputStream file, String source) {
        return new SegmentReader(LineReader.unpacked(file, source), source);
    }

    /** The first characters of the file, without a byte order mark and white space before them; empty if it is empty. */
    String start() {
        while (limit < SHOWN && fill(limit)) {
            // A stream may give its first bytes one by one.
            at = 0;
        }
        boolean marked = limit > 2 && buffer[0] == (byte) 0xef && buffer[1] == (byte) 0xbb && buffer[2] == (byte) 0xbf;
        at = marked ? 3 : 0;
        return new String(buffer, at, Math.min(limit - at, SHOWN), StandardCharsets.ISO_8859_1).strip();
    }

    /** Decodes what follows as UTF-8 or as ISO 8859-1. */
    void decodeAsUtf8(boolean utf8) {
        charset = utf8 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
    }

    /** The next segment, or null at the end. Damage to a compressed file is a last segment with a defect. */
    @Nullable
    Segment next() {
        boolean released = false;
        while (!ended) {
            if (at == limit && !fill(0)) {
                ended = true;
                return damage == null && length == 0 ? null : last();
            }
            byte b = buffer[at++];
            char c = (char) (b & 0xff);
            if (length == 0 && c <= ' ') {
                continue;
            }
            keep(b);
            if (length <= ServiceCharacters.LENGTH && isAdvice()) {
                if (length == ServiceCharacters.LENGTH) {
                    Segment refused = advise();
                    if (refused != null) {
                        return refused;
                    }
                }
            } else if (released) {
                released = false;
            } else if (service.isRelease(c)) {
                released = true;
            } else if (c == service.terminator()) {
                return take();
            }
        }
        return null;
    }

    private boolean isAdvice() {
        return length >= ADVICE.length && Arrays.equals(segment, 0, ADVICE.length, ADVICE, 0, ADVICE.length);
    }

    /** Takes over the characters of UNA; answers the segment only if they are no good. */
    private @Nullable Segment advise() {
        ServiceCharacters advised = ServiceCharacters.of(segment);
        byte[] bytes = Arrays.copyOf(segment, length);
        length = 0;
        if (advised != null) {
            service = advised;
            return null;
        }
        number++;
        return Segment.damaged(
                number,
                bytes,
                "the service characters \""
                        + Separated.shown(new String(
                                bytes, ADVICE.length, bytes.length - ADVICE.length, StandardCharsets.ISO_8859_1))
                        + "\" of UNA cannot be told apart; they should be like :+.? '");
    }

    private boolean fill(int from) {
        try {
            at = from;
            limit = from + Math.max(0, in.read(buffer, from, buffer.length - from));
        } catch (ZipException damaged) {
            limit = from;
            damage = damaged.getMessage() + "; what follows is lost, fetch the file again";
        } catch (IOException failure) {
            throw new MetrifyException(
                    "the file " + source + " cannot be read beyond segment " + number + " (" + failure + ")", failure);
        }
        return limit > from;
    }

    private void keep(byte b) {
        if (length == LONGEST) {
            dropped++;
            return;
        }
        if (length == segment.length) {
            segment = Arrays.copyOf(segment, 2 * length);
        }
        segment[length++] = b;
    }

    private Segment take() {
        number++;
        byte[] bytes = Arrays.copyOf(segment, length);
        long whole = length + dropped;
        length = 0;
        dropped = 0;
        if (whole > LONGEST) {
            return Segment.damaged(
                    number, bytes, "the segment has " + whole + " bytes; at most " + LONGEST + " are read");
        }
        return Segment.of(number, bytes, new String(bytes, 0, bytes.length - 1, charset), service);
    }

    private Segment last() {
        number++;
        byte[] bytes = Arrays.copyOf(segment, length);
        return Segment.damaged(
                number,
                bytes,
                damage != null
                        ? damage
                        : "the segment \"" + Separated.shown(new String(bytes, charset))
                                + "\" has no terminator; the file is cut off");
    }

    /** Closes the file because something else has failed; a failure to close must not hide that. */
    void closeAfter(RuntimeException failure) {
        ended = true;
        LineReader.closeAfter(failure, in);
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
}
