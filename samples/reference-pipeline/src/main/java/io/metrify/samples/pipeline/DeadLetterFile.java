package io.metrify.samples.pipeline;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import io.metrify.connector.jdbc.WarehouseQueries;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Base64;

/** Everything that was not accepted, one JSON object a line, so that it can be repaired and sent again. */
final class DeadLetterFile {

    private static final String LETTERS = """
            SELECT source, "partition", "position", kind, path, reason, #text(headers, %s), "value"
            FROM dead_letters ORDER BY source, length("partition"), "partition", "position"
            """.formatted(PublishedHeaders.ORIGIN);

    private static final JsonFactory JSON =
            new JsonFactoryBuilder().rootValueSeparator("").build();

    private DeadLetterFile() {}

    static void write(Path target, WarehouseQueries warehouse) throws IOException, SQLException {
        try (Writer lines = Files.newBufferedWriter(target, StandardCharsets.UTF_8);
                JsonGenerator json = JSON.createGenerator(lines);
                PreparedStatement statement = warehouse.prepare(LETTERS);
                ResultSet letter = statement.executeQuery()) {
            while (letter.next()) {
                json.writeStartObject();
                json.writeStringField("source", letter.getString(1));
                json.writeStringField("partition", letter.getString(2));
                json.writeNumberField("position", letter.getLong(3));
                json.writeStringField("kind", letter.getString(4));
                json.writeStringField("path", letter.getString(5));
                json.writeStringField("reason", letter.getString(6));
                String origin = letter.getString(7);
                if (origin != null) {
                    json.writeStringField("origin", origin);
                }
                byte[] value = letter.getBytes(8);
                if (value != null) {
                    json.writeStringField("value_base64", Base64.getEncoder().encodeToString(value));
                }
                json.writeEndObject();
                json.writeRaw('\n');
            }
        }
    }
}
