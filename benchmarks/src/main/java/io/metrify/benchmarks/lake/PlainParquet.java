package io.metrify.benchmarks.lake;

import com.github.luben.zstd.Zstd;
import io.metrify.model.meter.MeterReading;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.schema.MessageType;

/** Readings through parquet-java's own writer, with the schema and the settings of ours: the best an application gets. */
final class PlainParquet {

    private static final int ZSTD_LEVEL = 3;
    private static final long ROW_GROUP_BYTES = 64L << 20;
    private static final int ROW_GROUP_ROWS = 1_000_000;

    private final MessageType columns;

    PlainParquet(MessageType columns) {
        this.columns = columns;
    }

    byte[] encode(Iterable<MeterReading> readings) {
        MemoryFile file = new MemoryFile();
        try (ParquetWriter<MeterReading> writer = new Builder(file).build()) {
            for (MeterReading reading : readings) {
                writer.write(reading);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory refused a file", e);
        }
        return file.content.toByteArray();
    }

    private final class Builder extends ParquetWriter.Builder<MeterReading, Builder> {

        Builder(OutputFile file) {
            super(file);
            withConf(new PlainParquetConfiguration());
            withCodecFactory(new ZstdPages());
            withCompressionCodec(CompressionCodecName.ZSTD);
            withWriteMode(ParquetFileWriter.Mode.OVERWRITE);
            withRowGroupSize(ROW_GROUP_BYTES);
            withRowGroupRowCountLimit(ROW_GROUP_ROWS);
            withDictionaryEncoding(true);
            withPageWriteChecksumEnabled(true);
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        @SuppressWarnings("deprecation") // abstract all the same; never called
        protected WriteSupport<MeterReading> getWriteSupport(Configuration configuration) {
            return new ReadingWriteSupport(columns);
        }

        @Override
        protected WriteSupport<MeterReading> getWriteSupport(ParquetConfiguration configuration) {
            return new ReadingWriteSupport(columns);
        }
    }

    /** The codec an application without Hadoop has to bring. */
    private static final class ZstdPages
            implements CompressionCodecFactory, CompressionCodecFactory.BytesInputCompressor {

        @Override
        public BytesInputCompressor getCompressor(CompressionCodecName codec) {
            return this;
        }

        @Override
        public BytesInput compress(BytesInput page) throws IOException {
            byte[] bytes = new byte[Math.toIntExact(page.size())];
            try (InputStream in = page.toInputStream()) {
                in.readNBytes(bytes, 0, bytes.length);
            }
            return BytesInput.from(Zstd.compress(bytes, ZSTD_LEVEL));
        }

        @Override
        public CompressionCodecName getCodecName() {
            return CompressionCodecName.ZSTD;
        }

        @Override
        public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
            throw new IllegalStateException("nothing is read");
        }

        @Override
        public void release() {
            // Nothing is held.
        }
    }

    private static final class MemoryFile implements OutputFile {

        private final ByteArrayOutputStream content = new ByteArrayOutputStream();

        @Override
        public PositionOutputStream create(long blockSizeHint) {
            return createOrOverwrite(blockSizeHint);
        }

        @Override
        public PositionOutputStream createOrOverwrite(long blockSizeHint) {
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
    }
}
