package io.metrify.testkit.server;

import io.metrify.model.MetrifyException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What a PostgreSQL server leaves in its directory, and what can be learnt from it about the server.
 *
 * @param directory the server's directory
 */
record PostgresFiles(Path directory) {

    private static final int REPORTED_LOG_LINES = 8;
    private static final int KILL_PATIENCE_SECONDS = 60;

    Path data() {
        return directory.resolve("data");
    }

    Path programs() {
        return directory.resolve("program");
    }

    Path log() {
        return directory.resolve("server.log");
    }

    /** The process that has the data open: its number is the first line of a file it keeps while it runs. */
    Optional<ProcessHandle> runningProcess() {
        Path file = data().resolve("postmaster.pid");
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        // The file of a server that was killed stays behind, and its number may belong to another program by now.
        return lines(file).stream()
                .findFirst()
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid.strip())))
                .filter(ProcessHandle::isAlive)
                .filter(process -> process.info().command().orElse("postgres").contains("postgres"));
    }

    void killRunningProcess() {
        runningProcess().ifPresent(process -> {
            process.destroyForcibly();
            process.onExit().orTimeout(KILL_PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        });
    }

    String lastLogLines() {
        if (Files.notExists(log())) {
            return "";
        }
        List<String> lines = lines(log());
        return String.join(" | ", lines.subList(Math.max(0, lines.size() - REPORTED_LOG_LINES), lines.size()));
    }

    private static List<String> lines(Path file) {
        try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            return lines.toList();
        } catch (IOException e) {
            throw new MetrifyException("The file " + file + " of PostgreSQL could not be read.", e);
        }
    }
}
