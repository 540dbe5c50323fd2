package io.metrify.samples.pipeline.browser;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Chromium process without a window, driven by the DevTools protocol. It is killed when closed, with all that it started.
 */
public final class Chromium implements AutoCloseable {

    private static final String PROPERTY = "metrify.chromium";
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final DevTools tools;

    private Chromium(Process process, DevTools tools) {
        this.process = process;
        this.tools = tools;
    }

    /**
     * The browser that the system property {@code metrify.chromium} names, or one on the path.
     *
     * @return the program, or empty if there is none and none was asked for
     * @throws IllegalStateException if the one that was asked for cannot be run
     */
    public static Optional<Path> find() {
        String named = System.getProperty(PROPERTY);
        if (named != null) {
            Path program = Path.of(named);
            if (!Files.isExecutable(program)) {
                throw new IllegalStateException(
                        named + " cannot be run; name a Chromium with -D" + PROPERTY + ", or leave the property out");
            }
            return Optional.of(program);
        }
        return Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Starts a browser.
     *
     * @param program the Chromium
     * @param profile a directory of its own, which need not exist
     * @return the running browser
     * @throws IOException if it does not come up within a minute
     */
    public static Chromium start(Path program, Path profile) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        program.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--hide-scrollbars",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            return new Chromium(process, DevTools.connect(address(process, profile), PATIENCE));
        } catch (IOException | InterruptedException | RuntimeException failed) {
            kill(process);
            throw failed;
        }
    }

    /**
     * Opens an empty page, with nothing of an earlier one.
     *
     * @return the page
     */
    public BrowserPage newPage() {
        return BrowserPage.in(tools);
    }

    @Override
    public void close() {
        tools.close();
        kill(process);
    }

    /** The browser writes its port and path into its profile once it listens. */
    private static URI address(Process process, Path profile) throws IOException, InterruptedException {
        Path file = profile.resolve("DevToolsActivePort");
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            if (Files.exists(file)) {
                List<String> lines = Files.readAllLines(file);
                if (lines.size() >= 2) {
                    return URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1));
                }
            }
            if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                throw new IOException("the browser ended with " + process.exitValue() + " before it listened");
            }
        }
        throw new IOException("the browser did not listen within " + PATIENCE.toSeconds() + " s");
    }

    private static void kill(Process process) {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        process.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }
}
