package io.metrify.parquet;

import java.io.ByteArrayOutputStream;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/** A file being written in memory. */
final class MemoryFile implements OutputFile {

    private final ByteArrayOutputStream content = new ByteArrayOutputStream();

    byte[] bytes() {
        return content.toByteArray();
    }

    @Override
    public PositionOutputStream create(long blockSizeHint) {
        return createOrOverwrite(blockSizeHint);
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) {
        content.reset();
        return new PositionOutputStream() {
            @Override
            public long getPos() {
                return content.size();
            }

            @Override
            public void write(int b) {
                content.write(b);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                content.write(bytes, offset, length);
            }
        };
    }

    @Override
    public boolean supportsBlockSize() {
        return false;
    }

    @Override
    public long defaultBlockSize() {
        return 0;
    }

    @Override
    public String getPath() {
        return toString();
    }

    @Override
    public String toString() {
        return "in memory";
    }
}
