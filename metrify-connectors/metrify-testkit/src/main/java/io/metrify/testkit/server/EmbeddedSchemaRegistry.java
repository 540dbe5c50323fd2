package io.metrify.testkit.server;

import io.metrify.model.MetrifyException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * A real schema registry: Apicurio's, which speaks Confluent's REST API, in a JVM of its own on a free port of the
 * loopback address. It keeps schemas in memory and forgets them with {@link #close()}.
 *
 * <p>Its program is not part of this artifact: unpack {@code io.apicurio:apicurio-registry-app:2.6.13.Final} ({@code
 * tar.gz}, classifier {@code all}, 142 MB) and name the runner in it. If the JVM ends without {@link #close()}, a
 * shutdown hook stops the server.
 */
public final class EmbeddedSchemaRegistry implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int START_ATTEMPTS = 3;
    private static final String HOST = "127.0.0.1";

    private final ServerDirectory directory;
    private final Process process;
    private final Thread shutdownHook;
    private final URI address;
    private boolean closed;

    private EmbeddedSchemaRegistry(ServerDirectory directory, Process process, int port) {
        this.directory = directory;
        this.process = process;
        this.shutdownHook = new Thread(process::destroyForcibly, "metrify-registry-stop");
        this.address = URI.create("http://" + HOST + ":" + port + "/apis/ccompat/v7");
    }

    /**
     * Starts an empty registry and waits until it answers.
     *
     * @param runner the file {@code apicurio-registry-app-2.6.13.Final-runner.jar} beside its {@code lib}
     * @return the running registry
     * @throws MetrifyException if it cannot be started
     */
    public static EmbeddedSchemaRegistry start(Path runner) {
        if (!Files.isRegularFile(Objects.requireNonNull(runner, "runner"))) {
            throw new IllegalArgumentException("There is no program of a registry at " + runner.toAbsolutePath()
                    + "; unpack io.apicurio:apicurio-registry-app there.");
        }
        // Another process can take a port between choosing and binding it: a failed start is worth another port.
        for (int attempt = 1; ; attempt++) {
            try {
                return startOnce(runner);
            } catch (MetrifyException failed) {
                if (attempt == START_ATTEMPTS) {
                    throw failed;
                }
            }
        }
    }

    private static EmbeddedSchemaRegistry startOnce(Path runner) {
        ServerDirectory directory = ServerDirectory.temporary("metrify-registry-");
        try {
            int port = freePort();
            Process process = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-Dquarkus.http.host=" + HOST,
                            "-Dquarkus.http.port=" + port,
                            "-jar",
                            runner.toAbsolutePath().toString()))
                    .directory(directory.path().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.path().resolve("log").toFile())
                    .start();
            EmbeddedSchemaRegistry started = new EmbeddedSchemaRegistry(directory, process, port);
            Runtime.getRuntime().addShutdownHook(started.shutdownHook);
            try {
                started.awaitAnswer();
                return started;
            } catch (RuntimeException | Error e) {
                started.stop();
                throw e;
            }
        } catch (IOException e) {
            directory.close();
            throw new MetrifyException("The registry " + runner + " could not be started.", e);
        } catch (RuntimeException | Error e) {
            directory.close();
            throw e;
        }
    }

    /**
     * Where the registry answers.
     *
     * @return its address with the path of Confluent's API, without a slash at the end
     */
    public URI address() {
        return address;
    }

    private void awaitAnswer() {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest question = HttpRequest.newBuilder(URI.create(address + "/subjects"))
                .timeout(Duration.ofSeconds(5))
                .build();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (process.isAlive() && System.nanoTime() - deadline < 0) {
            try {
                if (http.send(question, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                pause();
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        }
        throw new MetrifyException("The registry did not answer at " + address + " within " + PATIENCE
                + (process.isAlive() ? "." : "; it ended with code " + process.exitValue() + "."));
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static MetrifyException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new MetrifyException("Interrupted while the registry was being started.", e);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void stop() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Stops the registry; calling it again does nothing. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (directory) {
            stop();
            forgetShutdownHook();
        }
    }

    /** Nothing to forget once the JVM is going down: the hook runs already. */
    private boolean forgetShutdownHook() {
        try {
            return Runtime.getRuntime().removeShutdownHook(shutdownHook);
        } catch (IllegalStateException shuttingDown) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "EmbeddedSchemaRegistry[" + address + "]";
    }
}
