package io.metrify.connector.s3;

import io.metrify.connector.s3.Vault.Sealed;
import java.io.EOFException;
import java.io.InputStream;
import java.util.Arrays;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;
import org.jspecify.annotations.Nullable;

/**
 * An object as a file that Parquet reads: the end of it, where the footer is, in one request, and every stretch outside
 * in another. An object shorter than that end takes a single request.
 */
final class ObjectFile implements InputFile {

    private final Bucket bucket;
    private final LakeEntry object;
    private final @Nullable Sealed sealed;
    private final long length;
    private final int endBytes;

    /** Reads the header of an encrypted object now. */
    ObjectFile(Bucket bucket, LakeEntry object, Vault vault, int endBytes) {
        this.bucket = bucket;
        this.object = object;
        this.endBytes = endBytes;
        if (vault.isSealing()) {
            int beginning = (int) Math.min(object.bytes(), SealedHeader.LIKELY_BYTES);
            sealed = vault.sealed(object.key(), toString(), object.bytes(), bucket.range(object, 0, beginning));
            length = sealed.plainLength();
        } else {
            sealed = null;
            length = object.bytes();
        }
    }

    @Override
    public long getLength() {
        return length;
    }

    /** Some plain bytes. */
    private byte[] range(long from, int count) {
        if (sealed == null) {
            return bucket.range(object, from, count);
        }
        long storedFrom = sealed.storedAt(from);
        long storedEnd = sealed.storedEnd(from + count, object.bytes());
        byte[] plain = sealed.open(
                from / SealedHeader.CHUNK, bucket.range(object, storedFrom, Math.toIntExact(storedEnd - storedFrom)));
        int skipped = (int) (from % SealedHeader.CHUNK);
        return Arrays.copyOfRange(plain, skipped, skipped + count);
    }

    @Override
    public SeekableInputStream newStream() {
        Cursor cursor = new Cursor();
        return new DelegatingSeekableInputStream(cursor) {
            @Override
            public long getPos() {
                return cursor.position;
            }

            @Override
            public void seek(long position) throws EOFException {
                if (position < 0 || position > length) {
                    throw new EOFException("position " + position + " is outside the " + length + " bytes");
                }
                cursor.position = position;
            }
        };
    }

    @Override
    public String toString() {
        return bucket.address(object.key());
    }

    private final class Cursor extends InputStream {
        private final long endFrom = Math.max(0, length - endBytes);
        private byte[] end = {};
        private long position;

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int most) {
            if (most == 0) {
                return 0;
            }
            if (position >= length) {
                return -1;
            }
            boolean atEnd = position >= endFrom;
            int count = (int) Math.min(most, (atEnd ? length : endFrom) - position);
            if (atEnd) {
                System.arraycopy(end(), (int) (position - endFrom), into, offset, count);
            } else {
                System.arraycopy(range(position, count), 0, into, offset, count);
            }
            position += count;
            return count;
        }

        private byte[] end() {
            if (end.length == 0) {
                end = range(endFrom, (int) (length - endFrom));
            }
            return end;
        }
    }
}
