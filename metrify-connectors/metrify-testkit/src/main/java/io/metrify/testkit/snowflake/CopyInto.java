package io.metrify.testkit.snowflake;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.metrify.testkit.snowflake.SqlToken.Kind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

/**
 * Loads the files of a stage into a table, each file once unless forced to, all or nothing.
 */
final class CopyInto {

    private static final String RECORDS = "COPY$RECORDS";
    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;

    private final Session session;
    private final Stages stages;
    private final Definitions definitions;

    CopyInto(Session session, Stages stages, Definitions definitions) {
        this.session = session;
        this.stages = stages;
        this.definitions = definitions;
    }

    Answer run(CopyStatement copy) throws SQLException {
        FileFormat format = definitions.resolve(copy.format());
        StageLocation source = stages.locate(copy.source(), session);
        ObjectName table = session.complete(copy.table());
        Map<String, String> types = columnTypes(table);
        return session.atomically(() -> {
            LoadHistory history = new LoadHistory(session, table);
            Map<Path, Long> loaded = new LinkedHashMap<>();
            for (Path file : files(copy, source)) {
                String name = source.stage() + "/" + Stages.relative(source, file);
                if (!copy.force() && history.has(name, file)) {
                    continue;
                }
                long rows = format.isParquet()
                        ? loadParquet(copy, table, types, file)
                        : loadCsv(copy, format, table, types, file);
                history.add(name, file, rows);
                loaded.put(file, rows);
            }
            Answer answer = answer(source, loaded);
            if (copy.purge()) {
                purge(loaded.keySet());
            }
            return answer;
        });
    }

    private static List<Path> files(CopyStatement copy, StageLocation source) {
        if (copy.files().isEmpty()) {
            return Stages.files(source, copy.pattern());
        }
        List<Path> files = new ArrayList<>();
        for (String name : copy.files()) {
            String path = source.path().isEmpty() ? name : source.path() + "/" + name;
            Path file = source.root().resolve(path).normalize();
            if (!file.startsWith(source.root()) || !Files.isRegularFile(file)) {
                throw new SnowflakeError(
                        "091016", "22000", "Remote file '" + source.stage() + "/" + path + "' was not found.");
            }
            files.add(file);
        }
        return files;
    }

    private long loadParquet(CopyStatement copy, ObjectName table, Map<String, String> types, Path file)
            throws SQLException {
        if (!copy.byColumnName() || !copy.select().isEmpty()) {
            throw SnowflakeError.notEmulated("COPY of Parquet without MATCH_BY_COLUMN_NAME");
        }
        String fields = types.keySet().stream()
                .map(column -> SqlToken.quoted(SqlToken.shown(column)) + " AS " + SqlToken.quoted(column))
                .collect(Collectors.joining(", "));
        try (Statement insert = session.connection().createStatement()) {
            session.running(insert);
            return insert.executeUpdate("INSERT INTO " + session.sql(table) + " BY NAME SELECT " + fields
                    + " FROM read_parquet(" + SqlToken.literal(file.toString()) + ")");
        }
    }

    private long loadCsv(CopyStatement copy, FileFormat format, ObjectName table, Map<String, String> types, Path file)
            throws SQLException {
        if (!format.isCsv()) {
            throw SnowflakeError.notEmulated("COPY of " + format.text("TYPE", "CSV") + " files");
        }
        List<String> columns = copy.columns().isEmpty() ? List.copyOf(types.keySet()) : copy.columns();
        boolean plain = copy.select().isEmpty();
        boolean exact = plain && format.is("ERROR_ON_COLUMN_COUNT_MISMATCH", true);
        int fields = plain ? columns.size() : highestField(copy.select());
        readRecords(format, file, fields, exact);
        String values = plain
                ? IntStream.range(0, columns.size())
                        .mapToObj(i -> converted("C" + (i + 1), type(types, columns.get(i))))
                        .collect(Collectors.joining(", "))
                : selected(copy.select());
        String names = columns.stream().map(SqlToken::quoted).collect(Collectors.joining(", "));
        try (Statement insert = session.connection().createStatement()) {
            session.running(insert);
            return insert.executeUpdate("INSERT INTO " + session.sql(table) + " (" + names + ") SELECT " + values
                    + " FROM " + SqlToken.quoted(RECORDS) + " ORDER BY RECORD");
        } finally {
            session.running(null);
        }
    }

    /** All fields of a file as texts in a table of the session. */
    private void readRecords(FileFormat format, Path file, int fields, boolean exact) throws SQLException {
        String columns = IntStream.rangeClosed(1, fields)
                .mapToObj(i -> ", C" + i + " VARCHAR")
                .collect(Collectors.joining());
        session.run("CREATE OR REPLACE TEMP TABLE " + SqlToken.quoted(RECORDS) + " (RECORD BIGINT" + columns + ")");
        try (BufferedReader in = open(file);
                DuckDBAppender rows = session.connection().createAppender("temp", "main", RECORDS)) {
            CsvReader csv = new CsvReader(in, format);
            long number = 0;
            for (List<@Nullable String> record = csv.next(); record != null; record = csv.next()) {
                number++;
                if (exact && record.size() != fields) {
                    throw new SnowflakeError(
                            "100080",
                            "22000",
                            "Number of columns in file (" + record.size() + ") does not match that of the"
                                    + " corresponding table (" + fields + "), file '" + file.getFileName() + "', line "
                                    + number + ".");
                }
                rows.beginRow();
                rows.append(number);
                for (int i = 0; i < fields; i++) {
                    String value = i < record.size() ? record.get(i) : null;
                    if (value == null) {
                        rows.appendNull();
                    } else {
                        rows.append(value);
                    }
                }
                rows.endRow();
            }
            rows.flush();
        } catch (IOException failed) {
            throw new UncheckedIOException("reading a file of a stage", failed);
        }
    }

    private static BufferedReader open(Path file) throws IOException {
        PushbackInputStream in = new PushbackInputStream(Files.newInputStream(file), 2);
        byte[] start = in.readNBytes(2);
        in.unread(start);
        boolean zipped = start.length == 2 && (start[0] & 0xff) == GZIP_FIRST && (start[1] & 0xff) == GZIP_SECOND;
        InputStream plain = zipped ? new GZIPInputStream(in, 1 << 16) : in;
        return new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8), 1 << 16);
    }

    private static String type(Map<String, String> types, String column) {
        return types.entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(column))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new SnowflakeError(
                        "000904", "42000", "SQL compilation error: invalid identifier '" + column + "'"));
    }

    private static String converted(String field, String type) {
        return type.equals("BLOB") ? "unhex(" + field + ")" : "CAST(" + field + " AS " + type + ")";
    }

    private static int highestField(List<SqlToken> select) {
        return select.stream()
                .filter(CopyInto::isField)
                .mapToInt(token -> Integer.parseInt(token.text().substring(1)))
                .max()
                .orElse(0);
    }

    private static boolean isField(SqlToken token) {
        return token.kind() == Kind.WORD && token.text().matches("\\$[0-9]+");
    }

    private String selected(List<SqlToken> select) {
        SqlCursor cursor = new SqlCursor(select);
        cursor.expect("SELECT");
        List<SqlToken> expressions = cursor.rest().stream()
                .map(token -> isField(token)
                        ? new SqlToken(Kind.WORD, "C" + token.text().substring(1))
                        : token)
                .toList();
        return new SqlTranslation(session.context()).translate(expressions);
    }

    private Map<String, String> columnTypes(ObjectName table) throws SQLException {
        Map<String, String> types = new LinkedHashMap<>();
        try (PreparedStatement select = session.connection()
                .prepareStatement(
                        "SELECT column_name, data_type FROM duckdb_columns() WHERE upper(table_name) = upper(?)"
                                + " AND upper(database_name) = upper(?) AND upper(schema_name) = upper(?)"
                                + " ORDER BY column_index")) {
            select.setString(1, table.name());
            select.setString(2, session.isTemporary(table) ? "temp" : table.database());
            select.setString(3, session.isTemporary(table) ? "main" : table.schema());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    types.put(row.getString(1), row.getString(2));
                }
            }
        }
        if (types.isEmpty()) {
            throw SnowflakeError.noSuchObject(table.toString());
        }
        return types;
    }

    private static Answer answer(StageLocation source, Map<Path, Long> loaded) {
        if (loaded.isEmpty()) {
            return Answer.done(Answer.COPY, "Copy executed with 0 files processed.");
        }
        List<ResultColumn> columns = List.of(
                ResultColumn.text("file"),
                ResultColumn.text("status"),
                ResultColumn.number("rows_parsed"),
                ResultColumn.number("rows_loaded"),
                ResultColumn.number("error_limit"),
                ResultColumn.number("errors_seen"),
                ResultColumn.text("first_error"),
                ResultColumn.number("first_error_line"),
                ResultColumn.number("first_error_character"),
                ResultColumn.text("first_error_column_name"));
        Answer answer = Answer.rows(Answer.COPY, columns, List.of());
        ArrayNode rows = answer.data().putArray("rowset");
        loaded.forEach((file, count) -> {
            ArrayNode row = rows.addArray();
            row.add(source.stage() + "/" + Stages.relative(source, file));
            row.add("LOADED")
                    .add(Long.toString(count))
                    .add(Long.toString(count))
                    .add("1")
                    .add("0");
            row.addNull().addNull().addNull().addNull();
        });
        answer.data().put("total", loaded.size());
        answer.data().put("returned", loaded.size());
        return answer;
    }

    private static void purge(Iterable<Path> files) {
        try {
            for (Path file : files) {
                Files.delete(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("purging the files of a stage", failed);
        }
    }
}
