package io.metrify.parquet;

import io.metrify.model.MetrifyException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/**
 * A file whose input errors are told apart from its content: Parquet reports both as {@link IOException}, so an error
 * of the store becomes a {@link MetrifyException} where it happens, and what comes out of Parquet is about the bytes.
 */
final class SourceFile implements InputFile {

    private final InputFile file;

    SourceFile(InputFile file) {
        this.file = file;
    }

    @Override
    public long getLength() {
        try {
            return file.getLength();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    @Override
    public SeekableInputStream newStream() {
        try {
            return stream(file.newStream());
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }

    private MetrifyException unreadable(IOException cause) {
        return new MetrifyException("the Parquet file " + file + " cannot be read; check that it is reachable", cause);
    }

    private SeekableInputStream stream(SeekableInputStream in) {
        return new DelegatingSeekableInputStream(new Bytes(in)) {
            @Override
            public long getPos() throws IOException {
                return in.getPos();
            }

            @Override
            public void seek(long position) throws IOException {
                try {
                    in.seek(position);
                } catch (EOFException beyondTheEnd) {
                    throw beyondTheEnd;
                } catch (IOException e) {
                    throw unreadable(e);
                }
            }
        };
    }

    private final class Bytes extends InputStream {
        private final InputStream in;

        Bytes(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            try {
                return in.read();
            } catch (EOFException beyondTheEnd) {
                throw beyondTheEnd;
            } catch (IOException e) {
                throw unreadable(e);
            }
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            try {
                return in.read(into, offset, length);
            } catch (EOFException beyondTheEnd) {
                throw beyondTheEnd;
            } catch (IOException e) {
                throw unreadable(e);
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
