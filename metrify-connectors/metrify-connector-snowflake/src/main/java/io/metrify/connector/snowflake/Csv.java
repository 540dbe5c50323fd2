package io.metrify.connector.snowflake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** A gzip file of records in memory. The same records give the same bytes. */
final class Csv {

    private static final int BUFFER = 1 << 15;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final StringBuilder waiting = new StringBuilder();
    private final GZIPOutputStream zip;
    private long records;

    Csv() {
        try {
            zip = new GZIPOutputStream(bytes, BUFFER);
        } catch (IOException impossible) {
            throw new IllegalStateException("memory does not fail", impossible);
        }
    }

    long records() {
        return records;
    }

    /** Compressed so far; what was written last may not be in it yet. */
    int size() {
        return bytes.size();
    }

    /** NULL is nothing at all; an empty text is a pair of quotes. */
    void add(@Nullable String[] record) {
        for (int i = 0; i < record.length; i++) {
            if (i > 0) {
                waiting.append(',');
            }
            String value = record[i];
            if (value != null) {
                waiting.append('"').append(value.replace("\"", "\"\"")).append('"');
            }
        }
        waiting.append('\n');
        records++;
        if (waiting.length() >= BUFFER) {
            drain();
        }
    }

    byte[] finish() {
        drain();
        try {
            zip.close();
        } catch (IOException impossible) {
            throw new IllegalStateException("memory does not fail", impossible);
        }
        return bytes.toByteArray();
    }

    private void drain() {
        try {
            zip.write(waiting.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new IllegalStateException("memory does not fail", impossible);
        }
        waiting.setLength(0);
    }
}
