package io.metrify.testkit.server;

import io.metrify.model.MetrifyException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The directory a server keeps its files in: one the caller owns, or a temporary one that goes away with the server.
 *
 * @param path an existing, absolute directory
 * @param temporary whether {@link #close()} deletes it
 */
record ServerDirectory(Path path, boolean temporary) implements AutoCloseable {

    private static final int DELETE_ATTEMPTS = 3;

    static ServerDirectory temporary(String prefix) {
        try {
            return new ServerDirectory(Files.createTempDirectory(prefix).toAbsolutePath(), true);
        } catch (IOException e) {
            throw new MetrifyException(
                    "A temporary directory is needed and could not be created; check java.io.tmpdir.", e);
        }
    }

    static ServerDirectory of(Path path) {
        try {
            return new ServerDirectory(Files.createDirectories(path.toAbsolutePath()), false);
        } catch (IOException e) {
            throw new MetrifyException(
                    "The directory " + path + " could not be created; name one that can be written to.", e);
        }
    }

    /** Deletes a temporary directory with all it contains; a directory of the caller stays as it is. */
    @Override
    public void close() {
        if (!temporary) {
            return;
        }
        // A stopping server may still remove files of its own while the tree is being walked.
        for (int attempt = 1; Files.exists(path); attempt++) {
            try {
                deleteTree();
            } catch (IOException | UncheckedIOException e) {
                if (attempt == DELETE_ATTEMPTS) {
                    throw new MetrifyException("The temporary directory " + path + " could not be deleted.", e);
                }
            }
        }
    }

    private void deleteTree() throws IOException {
        try (Stream<Path> tree = Files.walk(path)) {
            for (Path file : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException alreadyGone) {
            if (path.toString().equals(alreadyGone.getFile())) {
                return;
            }
            throw alreadyGone;
        }
    }
}
