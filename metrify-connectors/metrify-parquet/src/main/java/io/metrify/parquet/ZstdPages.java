package io.metrify.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.util.Arrays;

/** Compresses page after page with the same tables and buffer, which cost more to make than a small page to compress. */
final class ZstdPages implements AutoCloseable {

    private final ZstdCompressCtx zstd = new ZstdCompressCtx().setLevel(ZstdCodecs.LEVEL);
    private byte[] buffer = {};

    byte[] compress(PageBytes page) {
        int bound = Math.toIntExact(Zstd.compressBound(page.size()));
        if (buffer.length < bound) {
            buffer = new byte[bound];
        }
        int size = zstd.compressByteArray(buffer, 0, buffer.length, page.array(), 0, page.size());
        return Arrays.copyOf(buffer, size);
    }

    @Override
    public void close() {
        zstd.close();
    }
}
