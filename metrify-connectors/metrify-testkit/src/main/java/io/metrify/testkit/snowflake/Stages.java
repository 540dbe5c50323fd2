package io.metrify.testkit.snowflake;

import io.metrify.testkit.snowflake.SqlToken.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Internal stages as directories: named ones, a user's ({@code @~}) and a table's ({@code @%table}). */
final class Stages {

    private static final DateTimeFormatter LAST_MODIFIED =
            DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String BIND = "SYSTEM$BIND";

    private final Path directory;

    Stages(Path directory) {
        this.directory = directory;
    }

    static boolean isReference(SqlToken token) {
        return token.kind() == Kind.STAGE
                || (token.kind() == Kind.TEXT && token.text().startsWith("@"));
    }

    StageLocation locate(SqlToken reference, Session session) {
        if (!isReference(reference)) {
            throw SnowflakeError.syntax("expected a stage instead of '" + reference.text() + "'");
        }
        return locate(reference.text().substring(1), session);
    }

    StageLocation locate(String reference, Session session) {
        int slash = reference.indexOf('/');
        String stage = slash < 0 ? reference : reference.substring(0, slash);
        String path = slash < 0 ? "" : reference.substring(slash + 1);
        while (path.endsWith("/")) {
            path = path.substring(0, path.length() - 1);
        }
        Path root = root(stage, session);
        if (!Files.isDirectory(root)) {
            throw new SnowflakeError(
                    "002003",
                    "02000",
                    "SQL compilation error: Stage '" + stage + "' does not exist or not authorized.");
        }
        return new StageLocation(stage.toLowerCase(Locale.ROOT), root, path);
    }

    boolean create(List<String> name, Session session) {
        Path root = directory.resolve(key(name, session));
        boolean isNew = !Files.isDirectory(root);
        makeDirectory(root);
        return isNew;
    }

    boolean exists(List<String> name, Session session) {
        return Files.isDirectory(directory.resolve(key(name, session)));
    }

    boolean drop(List<String> name, Session session) {
        Path root = directory.resolve(key(name, session));
        if (!Files.isDirectory(root)) {
            return false;
        }
        try (Stream<Path> tree = Files.walk(root)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
            return true;
        } catch (IOException failed) {
            throw new UncheckedIOException("dropping a stage", failed);
        }
    }

    /** All files whose path begins with the location's, ordered by path. A prefix need not end where a name ends. */
    static List<Path> files(StageLocation location) {
        try (Stream<Path> tree = Files.walk(location.root())) {
            return tree.filter(Files::isRegularFile)
                    .filter(file -> relative(location, file).startsWith(location.path()))
                    .sorted()
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException("listing a stage", failed);
        }
    }

    static List<Path> files(StageLocation location, String pattern) {
        Pattern wanted = Pattern.compile(pattern);
        return files(location).stream()
                .filter(file -> pattern.isEmpty()
                        || wanted.matcher(relative(location, file)).matches())
                .toList();
    }

    static String relative(StageLocation location, Path file) {
        return location.root().relativize(file).toString().replace('\\', '/');
    }

    static String md5(Path file) {
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream digest = new DigestInputStream(in, MessageDigest.getInstance("MD5"))) {
            digest.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.getMessageDigest().digest());
        } catch (IOException failed) {
            throw new UncheckedIOException("reading a file of a stage", failed);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has MD5", impossible);
        }
    }

    Answer list(StageLocation location, String pattern) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        for (Path file : files(location, pattern)) {
            rows.add(List.of(
                    location.stage() + "/" + relative(location, file),
                    Long.toString(Files.size(file)),
                    md5(file),
                    LAST_MODIFIED.format(Files.getLastModifiedTime(file).toInstant())));
        }
        return Answer.rows(
                Answer.SHOW,
                List.of(
                        ResultColumn.text("name"),
                        ResultColumn.number("size"),
                        ResultColumn.text("md5"),
                        ResultColumn.text("last_modified")),
                rows);
    }

    Answer remove(StageLocation location, String pattern) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        for (Path file : files(location, pattern)) {
            Files.delete(file);
            rows.add(List.of(location.stage() + "/" + relative(location, file), "removed"));
        }
        return Answer.rows(Answer.SHOW, List.of(ResultColumn.text("name"), ResultColumn.text("result")), rows);
    }

    private Path root(String stage, Session session) {
        if (stage.equals("~")) {
            return makeDirectory(directory.resolve("~" + session.user().toUpperCase(Locale.ROOT)));
        }
        if (stage.startsWith("%")) {
            return makeDirectory(directory.resolve("%" + key(name(stage.substring(1)), session)));
        }
        return directory.resolve(key(name(stage), session));
    }

    private static List<String> name(String stage) {
        return new SqlCursor(SqlTokens.of(stage)).name();
    }

    /** The stage that the driver makes for large batches is one per session. */
    private static String key(List<String> name, Session session) {
        String last = name.get(name.size() - 1);
        String key = last.equalsIgnoreCase(BIND)
                ? last + "." + session.id()
                : session.complete(name).toString().toUpperCase(Locale.ROOT);
        if (key.contains("/") || key.contains("\\")) {
            throw SnowflakeError.notEmulated("names of stages with a slash");
        }
        return key;
    }

    private static Path makeDirectory(Path path) {
        try {
            return Files.createDirectories(path);
        } catch (IOException failed) {
            throw new UncheckedIOException("making the directory of a stage", failed);
        }
    }
}
