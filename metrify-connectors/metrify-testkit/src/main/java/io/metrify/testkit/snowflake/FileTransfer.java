package io.metrify.testkit.snowflake;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** PUT and GET: the driver is told the stage's directory and moves the files itself. */
final class FileTransfer {

    private final Session session;
    private final Stages stages;

    FileTransfer(Session session, Stages stages) {
        this.session = session;
        this.stages = stages;
    }

    /** @param cursor just after PUT */
    Answer put(SqlCursor cursor) {
        String local = localPath(cursor);
        StageLocation target = stages.locate(cursor.take(), session);
        Map<String, String> options = options(cursor);
        ObjectNode data = transfer(target.directory(), "UPLOAD", Answer.PUT);
        data.putArray("src_locations").add(local);
        data.put("autoCompress", !options.getOrDefault("AUTO_COMPRESS", "TRUE").equals("FALSE"));
        data.put("overwrite", options.getOrDefault("OVERWRITE", "FALSE").equals("TRUE"));
        data.put(
                "sourceCompression",
                options.getOrDefault("SOURCE_COMPRESSION", "AUTO_DETECT").toLowerCase(Locale.ROOT));
        return new Answer(data, true, List.of());
    }

    /** @param cursor just after GET */
    Answer get(SqlCursor cursor) {
        StageLocation source = stages.locate(cursor.take(), session);
        String local = localPath(cursor);
        options(cursor);
        ObjectNode data = transfer(source.root(), "DOWNLOAD", Answer.GET);
        data.put("localLocation", local);
        ArrayNode files = data.putArray("src_locations");
        Stages.files(source).forEach(file -> files.add(Stages.relative(source, file)));
        return new Answer(data, true, List.of());
    }

    private static ObjectNode transfer(Path directory, String command, long type) {
        try {
            Files.createDirectories(directory);
        } catch (IOException failed) {
            throw new UncheckedIOException("making the directory of a stage", failed);
        }
        ObjectNode data = Json.object();
        data.put("statementTypeId", type);
        data.put("command", command);
        data.put("kind", "INTERNAL");
        data.put("operation", "Node");
        data.put("parallel", 4);
        data.put("threshold", 209_715_200L);
        data.put("clientShowEncryptionParameter", false);
        data.putNull("encryptionMaterial");
        data.putArray("rowtype");
        data.putArray("rowset");
        ObjectNode stage = data.putObject("stageInfo");
        stage.put("locationType", "LOCAL_FS");
        stage.put("location", directory.toString());
        stage.put("path", "");
        stage.putNull("region");
        stage.put("isClientSideEncrypted", false);
        stage.putObject("creds");
        return data;
    }

    private static String localPath(SqlCursor cursor) {
        String address = cursor.take().text();
        if (!address.startsWith("file://")) {
            throw SnowflakeError.syntax("expected an address that begins with file:// instead of '" + address + "'");
        }
        return address.substring("file://".length());
    }

    private static Map<String, String> options(SqlCursor cursor) {
        Map<String, String> options = new TreeMap<>();
        while (!cursor.atEnd()) {
            String name = cursor.take().name();
            cursor.expect("=");
            options.put(name, cursor.take().text().toUpperCase(Locale.ROOT));
        }
        return options;
    }
}
