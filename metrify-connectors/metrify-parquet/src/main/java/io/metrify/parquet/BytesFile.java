package io.metrify.parquet;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/** A file that lies in memory. */
final class BytesFile implements InputFile {

    private final byte[] content;

    BytesFile(byte[] content) {
        this.content = content;
    }

    @Override
    public long getLength() {
        return content.length;
    }

    @Override
    public SeekableInputStream newStream() {
        Cursor cursor = new Cursor(ByteBuffer.wrap(content));
        return new DelegatingSeekableInputStream(cursor) {
            @Override
            public long getPos() {
                return cursor.bytes.position();
            }

            @Override
            public void seek(long position) throws IOException {
                if (position < 0 || position > content.length) {
                    throw new EOFException("position " + position + " is outside the " + content.length + " bytes");
                }
                cursor.bytes.position((int) position);
            }
        };
    }

    @Override
    public String toString() {
        return "in memory";
    }

    private static final class Cursor extends java.io.InputStream {
        final ByteBuffer bytes;

        Cursor(ByteBuffer bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            return bytes.hasRemaining() ? bytes.get() & 0xff : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (length == 0) {
                return 0;
            }
            if (!bytes.hasRemaining()) {
                return -1;
            }
            int count = Math.min(length, bytes.remaining());
            bytes.get(into, offset, count);
            return count;
        }
    }
}
