package io.metrify.connector.s3;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import io.metrify.connector.api.MalformedRecordException;
import io.metrify.connector.api.Origin;
import io.metrify.connector.api.RawRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Records as they came, as a file: zstd around, for each record, the position, the key, the value and the headers, with
 * lengths before texts and bytes (4 bytes, the highest first, -1 for null). The same records give the same bytes.
 */
final class RawRecords {

    static final String CONTENT_TYPE = "application/zstd";

    private static final byte[] MAGIC = "MTRAW1\n\0".getBytes(StandardCharsets.US_ASCII);
    private static final int LEVEL = 3;

    private RawRecords() {}

    static byte[] encode(List<RawRecord> records) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(new ZstdOutputStream(bytes, LEVEL))) {
            out.write(MAGIC);
            out.writeInt(records.size());
            for (RawRecord record : records) {
                write(out, record.origin().source().getBytes(StandardCharsets.UTF_8));
                write(out, record.origin().partition().getBytes(StandardCharsets.UTF_8));
                out.writeLong(record.origin().position());
                write(out, record.key());
                write(out, record.value());
                out.writeInt(record.headers().size());
                for (Map.Entry<String, String> header : record.headers().entrySet()) {
                    write(out, header.getKey().getBytes(StandardCharsets.UTF_8));
                    write(out, header.getValue().getBytes(StandardCharsets.UTF_8));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory refused a few bytes", e);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, byte @Nullable [] bytes) throws IOException {
        out.writeInt(bytes == null ? -1 : bytes.length);
        if (bytes != null) {
            out.write(bytes);
        }
    }

    @SuppressWarnings("NullAway") // it misses that arrays of records may be null when it reads their class files
    static List<RawRecord> decode(byte[] file, String name) {
        try (DataInputStream in = new DataInputStream(new ZstdInputStream(new ByteArrayInputStream(file)))) {
            byte[] magic = in.readNBytes(MAGIC.length);
            if (!Arrays.equals(magic, MAGIC)) {
                throw new IOException("it does not begin like one");
            }
            int count = in.readInt();
            List<RawRecord> records = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                Origin origin = new Origin(text(in), text(in), in.readLong());
                byte[] key = read(in);
                byte[] value = read(in);
                Map<String, String> headers = new LinkedHashMap<>();
                for (int left = in.readInt(); left > 0; left--) {
                    headers.put(text(in), text(in));
                }
                records.add(new RawRecord(origin, key, value, headers));
            }
            return records;
        } catch (IOException | IllegalArgumentException e) {
            throw new MalformedRecordException("", name + " is no file of raw records: " + e.getMessage(), e);
        }
    }

    private static String text(DataInputStream in) throws IOException {
        byte[] bytes = read(in);
        if (bytes == null) {
            throw new IOException("a text is missing");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte @Nullable [] read(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0) {
            return null;
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new IOException("it ends in the middle of a record");
        }
        return bytes;
    }
}
