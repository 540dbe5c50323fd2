package io.metrify.testkit.snowflake;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;

/**
 * Writes result sets the way the protocol wants them: the first rows in the answer, the others in chunks that the driver
 * fetches by an address nobody can guess. Memory is bounded by one chunk's row at a time.
 */
final class Results {

    private static final int ROWS_IN_ANSWER = 1_000;
    private static final int ROWS_IN_CHUNK = 50_000;
    private static final int BYTES_PER_VALUE = 16;

    private final Path directory;
    private final String address;

    /** @param address where chunks are fetched, ending with a slash */
    Results(Path directory, String address) {
        this.directory = directory;
        this.address = address;
    }

    Path chunk(String name) {
        Path file = directory.resolve(name).normalize();
        if (!directory.equals(file.getParent()) || !Files.isRegularFile(file)) {
            throw new SnowflakeError("000404", "02000", "There is no such chunk of a result.");
        }
        return file;
    }

    static List<ResultColumn> columns(ResultSetMetaData result) throws SQLException {
        List<ResultColumn> columns = new ArrayList<>();
        for (int i = 1; i <= result.getColumnCount(); i++) {
            columns.add(ResultColumn.of(result, i));
        }
        return columns;
    }

    Answer of(ResultSet rows) throws SQLException {
        List<ResultColumn> columns = columns(rows.getMetaData());
        Answer answer = Answer.rows(Answer.SELECT, columns, List.of());
        ObjectNode data = answer.data();
        ArrayNode first = data.putArray("rowset");
        int inAnswer = 0;
        boolean more = rows.next();
        while (more && inAnswer < ROWS_IN_ANSWER) {
            ArrayNode row = first.addArray();
            for (int i = 0; i < columns.size(); i++) {
                row.add(columns.get(i).read(rows, i + 1));
            }
            inAnswer++;
            more = rows.next();
        }
        long total = inAnswer + (more ? chunks(data, columns, rows) : 0);
        data.put("total", total);
        data.put("returned", total);
        return answer;
    }

    /** Begins with the row that the result set stands on. */
    private long chunks(ObjectNode data, List<ResultColumn> columns, ResultSet rows) throws SQLException {
        ArrayNode chunks = data.putArray("chunks");
        data.putObject("chunkHeaders").put("x-metrify-chunk", "1");
        long total = 0;
        boolean more = true;
        while (more) {
            String name = UUID.randomUUID().toString();
            Path file = directory.resolve(name);
            int count = 0;
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file));
                    JsonGenerator json = Json.MAPPER.createGenerator(out).setRootValueSeparator(null)) {
                do {
                    if (count > 0) {
                        json.writeRaw(',');
                    }
                    write(json, columns, rows);
                    count++;
                    more = rows.next();
                } while (more && count < ROWS_IN_CHUNK);
            } catch (IOException failed) {
                throw new UncheckedIOException("writing a chunk of a result", failed);
            }
            ObjectNode chunk = chunks.addObject();
            chunk.put("url", address + name);
            chunk.put("rowCount", count);
            // The driver sets memory aside by this number; it need not be exact.
            chunk.put("uncompressedSize", (long) count * columns.size() * BYTES_PER_VALUE);
            chunk.put("compressedSize", size(file));
            total += count;
        }
        return total;
    }

    private static void write(JsonGenerator json, List<ResultColumn> columns, ResultSet rows)
            throws IOException, SQLException {
        json.writeStartArray();
        for (int i = 0; i < columns.size(); i++) {
            String value = columns.get(i).read(rows, i + 1);
            if (value == null) {
                json.writeNull();
            } else {
                json.writeString(value);
            }
        }
        json.writeEndArray();
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException failed) {
            throw new UncheckedIOException("measuring a chunk of a result", failed);
        }
    }
}
