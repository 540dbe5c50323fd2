package io.metrify.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import io.metrify.connector.api.MalformedRecordException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Unpacks pages compressed with zstd, or not at all; Parquet's own codecs would ask for Hadoop's. Keeps no state. */
final class ZstdCodecs implements CompressionCodecFactory {

    /** The level zstd itself takes for the best trade of time against size: 3. */
    static final int LEVEL = 3;

    /**
     * The largest page that is unpacked, in bytes: 128 MiB. Writers make pages of about 1 MiB; a header that promises
     * more than this wants to exhaust the memory.
     */
    private static final int LARGEST_PAGE = 128 << 20;

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
        throw new IllegalStateException("pages are compressed by ZstdPages, not with " + codec + " by Parquet");
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
        return switch (codec) {
            case ZSTD -> ZstdDecompressor.INSTANCE;
            case UNCOMPRESSED -> Unpacked.INSTANCE;
            default -> throw refused(codec);
        };
    }

    @Override
    public void release() {
        // Nothing is held: zstd-jni's one-shot calls free what they take.
    }

    private static MalformedRecordException refused(CompressionCodecName codec) {
        return new MalformedRecordException(
                "", "the file is compressed with " + codec + "; only ZSTD and UNCOMPRESSED are read");
    }

    private static byte[] bytes(BytesInput input) throws IOException {
        byte[] bytes = new byte[Math.toIntExact(input.size())];
        try (InputStream in = input.toInputStream()) {
            in.readNBytes(bytes, 0, bytes.length);
        }
        return bytes;
    }

    private static void requirePageSize(int size) {
        if (size < 0 || size > LARGEST_PAGE) {
            throw new MalformedRecordException(
                    "", "a page claims to unpack to " + size + " bytes; at most " + LARGEST_PAGE + " are unpacked");
        }
    }

    private static final class ZstdDecompressor implements BytesInputDecompressor {
        static final ZstdDecompressor INSTANCE = new ZstdDecompressor();

        @Override
        public BytesInput decompress(BytesInput bytes, int unpackedSize) throws IOException {
            return BytesInput.from(unpack(bytes(bytes), unpackedSize));
        }

        @Override
        public void decompress(ByteBuffer packed, int packedSize, ByteBuffer unpacked, int unpackedSize) {
            byte[] bytes = new byte[packedSize];
            packed.get(bytes);
            unpacked.put(unpack(bytes, unpackedSize));
        }

        @Override
        public void release() {
            // Nothing is held.
        }

        private static byte[] unpack(byte[] packed, int unpackedSize) {
            requirePageSize(unpackedSize);
            byte[] unpacked = new byte[unpackedSize];
            long size;
            try {
                size = Zstd.decompress(unpacked, packed);
            } catch (ZstdException e) {
                throw new MalformedRecordException("", "a page is not zstd: " + e.getMessage(), e);
            }
            if (Zstd.isError(size) || size != unpackedSize) {
                throw new MalformedRecordException(
                        "", "a page does not unpack to the " + unpackedSize + " bytes that its header promises");
            }
            return unpacked;
        }
    }

    private static final class Unpacked implements BytesInputDecompressor {
        static final Unpacked INSTANCE = new Unpacked();

        @Override
        public BytesInput decompress(BytesInput bytes, int unpackedSize) {
            return bytes;
        }

        @Override
        public void decompress(ByteBuffer packed, int packedSize, ByteBuffer unpacked, int unpackedSize) {
            byte[] bytes = new byte[packedSize];
            packed.get(bytes);
            unpacked.put(bytes);
        }

        @Override
        public void release() {
            // Nothing is held.
        }
    }
}
