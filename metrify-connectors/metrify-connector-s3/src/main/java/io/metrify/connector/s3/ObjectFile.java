package io.metrify.connector.s3;

import java.io.EOFException;
import java.io.InputStream;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/**
 * An object as a file that Parquet reads: the end of it, where the footer is, in one request, and every stretch outside
 * in another. An object shorter than that end takes a single request.
 */
final class ObjectFile implements InputFile {

    private final Bucket bucket;
    private final LakeObject object;
    private final int endBytes;

    ObjectFile(Bucket bucket, LakeObject object, int endBytes) {
        this.bucket = bucket;
        this.object = object;
        this.endBytes = endBytes;
    }

    @Override
    public long getLength() {
        return object.bytes();
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
                if (position < 0 || position > object.bytes()) {
                    throw new EOFException("position " + position + " is outside the " + object.bytes() + " bytes");
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
        private final long endFrom = Math.max(0, object.bytes() - endBytes);
        private byte[] end = {};
        private long position;

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (length == 0) {
                return 0;
            }
            if (position >= object.bytes()) {
                return -1;
            }
            boolean atEnd = position >= endFrom;
            int count = (int) Math.min(length, (atEnd ? object.bytes() : endFrom) - position);
            if (atEnd) {
                System.arraycopy(end(), (int) (position - endFrom), into, offset, count);
            } else {
                System.arraycopy(bucket.range(object, position, count), 0, into, offset, count);
            }
            position += count;
            return count;
        }

        private byte[] end() {
            if (end.length == 0) {
                end = bucket.range(object, endFrom, (int) (object.bytes() - endFrom));
            }
            return end;
        }
    }
}
