package io.metrify.testkit.server;

import io.metrify.model.MetrifyException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The directory a server keeps its files in, held by that server alone: one the caller owns, or a temporary one that
 * goes away with the server.
 *
 * <p>The servers' own locks are not enough: a second Kafka broker takes its lock after it has written to the metadata
 * log of the first.
 */
final class ServerDirectory implements AutoCloseable {

    private static final String LOCK_FILE = ".metrify-lock";
    private static final int DELETE_ATTEMPTS = 3;

    // File locks are held by the JVM as a whole, and opening and closing a locked file once more can release them.
    private static final Set<Path> HELD_BY_THIS_JVM = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final boolean temporary;
    private final FileChannel lock;

    private ServerDirectory(Path path, boolean temporary, FileChannel lock) {
        this.path = path;
        this.temporary = temporary;
        this.lock = lock;
    }

    static ServerDirectory temporary(String prefix) {
        try {
            return hold(Files.createTempDirectory(prefix), true);
        } catch (IOException e) {
            throw new MetrifyException(
                    "A temporary directory is needed and could not be created; check java.io.tmpdir.", e);
        }
    }

    static ServerDirectory of(Path path) {
        try {
            return hold(Files.createDirectories(path.toAbsolutePath()), false);
        } catch (IOException e) {
            throw new MetrifyException(
                    "The directory " + path + " could not be opened; name one that can be written to.", e);
        }
    }

    private static ServerDirectory hold(Path directory, boolean temporary) throws IOException {
        Path path = directory.toRealPath();
        if (!HELD_BY_THIS_JVM.add(path)) {
            throw inUse(path);
        }
        try {
            FileChannel lock =
                    FileChannel.open(path.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock.tryLock() == null) {
                lock.close();
                throw inUse(path);
            }
            return new ServerDirectory(path, temporary, lock);
        } catch (IOException | RuntimeException e) {
            HELD_BY_THIS_JVM.remove(path);
            throw e;
        }
    }

    private static MetrifyException inUse(Path path) {
        return new MetrifyException(
                "The directory " + path + " is in use by another server; close that one, or choose another directory.");
    }

    /** The directory, existing, as an absolute path without symbolic links. */
    Path path() {
        return path;
    }

    /** Lets go of the directory; a temporary one is deleted with all it contains. */
    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new MetrifyException("The directory " + path + " could not be unlocked.", e);
        } finally {
            HELD_BY_THIS_JVM.remove(path);
        }
        if (temporary) {
            delete();
        }
    }

    private void delete() {
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
            if (Files.exists(path)) {
                throw alreadyGone;
            }
        }
    }
}
