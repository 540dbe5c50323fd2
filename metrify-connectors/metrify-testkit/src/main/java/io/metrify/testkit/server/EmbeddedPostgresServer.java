package io.metrify.testkit.server;

import io.metrify.model.MetrifyException;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * A real PostgreSQL server, run as a child process on a free port of the loopback address.
 *
 * <p>Any local user may connect without a password, so it is for test data only. Data survives {@link #restart()} and,
 * in a directory of the caller, {@link #close()}; it is not flushed to disk and would not survive a power cut. Sorting
 * is by code point and the server's time zone is UTC, whatever the machine's settings are.
 *
 * <p>PostgreSQL refuses to run as root. For root it is started in a user namespace ({@code unshare -U}), which the
 * machine has to allow; every other user needs nothing. If the JVM ends without {@link #close()}, a shutdown hook stops
 * the server. Safe for use by many threads, and several servers may run at once, each in its own directory.
 */
public final class EmbeddedPostgresServer implements AutoCloseable {

    private static final String USER = "postgres";
    private static final String DATABASE = "postgres";
    private static final int START_ATTEMPTS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ServerDirectory directory;
    private final PostgresFiles files;
    private final PgBinaryResolver binaries = new ThisInstanceOnly();
    private final Thread shutdownHook = new Thread(this::stopForGood, "metrify-postgres-stop");
    private int port;
    private Optional<EmbeddedPostgres> server = Optional.empty();
    private boolean closed;

    private EmbeddedPostgresServer(ServerDirectory directory) {
        this.directory = directory;
        this.files = new PostgresFiles(directory.path());
    }

    /**
     * Starts an empty server in a temporary directory that {@link #close()} deletes.
     *
     * @return the running server
     * @throws MetrifyException if the server cannot be started
     */
    public static EmbeddedPostgresServer start() {
        return start(ServerDirectory.temporary("metrify-postgres-"));
    }

    /**
     * Starts a server on a directory that outlives it, program files included: a later server on the same directory has
     * its data and starts faster, on a port that may be another one.
     *
     * @param directory a directory of its own for one server at a time; created if missing. Its path may hold spaces, but
     *     no double quote, dollar sign or backtick: PostgreSQL's programs call each other through a shell
     * @return the running server
     * @throws MetrifyException if the server cannot be started, for instance because another one has the directory open
     */
    public static EmbeddedPostgresServer start(Path directory) {
        Objects.requireNonNull(directory, "directory");
        return start(ServerDirectory.of(directory));
    }

    private static EmbeddedPostgresServer start(ServerDirectory directory) {
        EmbeddedPostgresServer started = new EmbeddedPostgresServer(directory);
        try {
            Runtime.getRuntime().addShutdownHook(started.shutdownHook);
            started.launchOnFreePort();
            return started;
        } catch (RuntimeException | Error e) {
            started.close();
            throw e;
        }
    }

    /**
     * The JDBC address of the server's default database; it stays the same through {@link #restart()}.
     *
     * @return {@code jdbc:postgresql://localhost:port/postgres?user=postgres}
     */
    public synchronized String jdbcUrl() {
        return "jdbc:postgresql://localhost:" + port + "/" + DATABASE + "?user=" + USER;
    }

    /**
     * The superuser to connect as, who has no password.
     *
     * @return {@code postgres}
     */
    public String user() {
        return USER;
    }

    /**
     * Stops the server, breaking its connections, and starts it again on the same port and data.
     *
     * @throws IllegalStateException if this server is closed
     * @throws MetrifyException if the server does not start again; it is then stopped and can be restarted or closed
     */
    public synchronized void restart() {
        requireOpen();
        stop();
        launch(port);
    }

    /** Stops the server and, if its directory is temporary, deletes that; calling it again does nothing. */
    @Override
    public void close() {
        stopForGood();
        forgetShutdownHook();
    }

    private synchronized void stopForGood() {
        if (closed) {
            return;
        }
        closed = true;
        try (directory) {
            stop();
        }
    }

    /** Nothing to forget once the JVM is going down: the hook has run by then, or is waiting for this thread. */
    private boolean forgetShutdownHook() {
        try {
            return Runtime.getRuntime().removeShutdownHook(shutdownHook);
        } catch (IllegalStateException shuttingDown) {
            return false;
        }
    }

    /** Another process can take a port between choosing and binding it: a failed start is worth another port. */
    private synchronized void launchOnFreePort() {
        for (int attempt = 1; server.isEmpty(); attempt++) {
            port = freePort();
            try {
                launch(port);
            } catch (MetrifyException e) {
                if (attempt == START_ATTEMPTS || !files.lastLogLines().contains("in use")) {
                    throw e;
                }
            }
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("This server is closed; start another one.");
        }
    }

    private void launch(int onPort) {
        requireOpen();
        files.runningProcess().ifPresent(other -> {
            throw new MetrifyException("Another PostgreSQL (process " + other.pid() + ") has " + directory.path()
                    + " open; close it, or choose another directory.");
        });
        File programs = files.programs().toFile();
        try {
            server = Optional.of(EmbeddedPostgres.builder()
                    .setPgBinaryResolver(binaries)
                    .setOverrideWorkingDirectory(programs)
                    .setDataDirectory(files.data())
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setOutputRedirector(
                            ProcessBuilder.Redirect.appendTo(files.log().toFile()))
                    .setPGStartupWait(PATIENCE)
                    .setPort(onPort)
                    .setLocaleConfig("locale", "C")
                    .setLocaleConfig("locale-provider", "builtin")
                    .setLocaleConfig("builtin-locale", "C.UTF-8")
                    .setServerConfig("unix_socket_directories", "")
                    .setServerConfig("timezone", "UTC")
                    .setServerConfig("log_timezone", "UTC")
                    .start());
        } catch (IOException | RuntimeException | ExceptionInInitializerError e) {
            files.killRunningProcess();
            throw new MetrifyException(
                    "PostgreSQL could not be started in " + directory.path() + ". " + remedy() + files.lastLogLines(),
                    e);
        } finally {
            // The library opens the program directory to every local user, who could then swap what is run from it.
            programs.setWritable(false, false);
            programs.setWritable(true, true);
        }
    }

    private static String remedy() {
        return "root".equals(System.getProperty("user.name"))
                ? "For root it needs user namespaces (try: unshare -U true); allow them, or run as another user. "
                : "The directory must be writable, and its file system must allow programs to be executed. ";
    }

    private void stop() {
        Optional<EmbeddedPostgres> running = server;
        server = Optional.empty();
        if (running.isEmpty()) {
            return;
        }
        try {
            running.get().close();
        } catch (IOException e) {
            throw new MetrifyException("PostgreSQL in " + directory.path() + " could not be stopped.", e);
        } finally {
            // The library gives up after a few seconds and only logs that.
            files.killRunningProcess();
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new MetrifyException("No free port was found for PostgreSQL.", e);
        }
    }

    @Override
    public String toString() {
        return "EmbeddedPostgresServer[" + jdbcUrl() + ", " + directory.path() + "]";
    }

    /** The library unpacks once per resolver and JVM; one of its own keeps each server's programs in its directory. */
    private static final class ThisInstanceOnly implements PgBinaryResolver {

        @Override
        public InputStream getPgBinary(String system, String machineHardware) throws IOException {
            return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machineHardware);
        }
    }
}
