package io.metrify.samples.pipeline.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens the report in a real browser, where there is one. */
class ChromiumTest {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final int PATIENCE_SECONDS = 60;

    @TempDir
    Path directory;

    @Test
    void aPhoneShowsTheReportWithoutScrollingSideways() throws Exception {
        Optional<Path> browser = browser();
        assumeTrue(browser.isPresent(), "no Chromium is installed; install one to see the report in a browser");
        SampleRuns.fleet(directory, 20, 2).report(directory.resolve("report.html"));
        // A headless window is at least 500 pixels wide, so the phone is a frame in a page that looks into it.
        Files.writeString(directory.resolve("phone.html"), """
                <iframe id="phone" src="report.html" style="width:360px;height:800px;border:0"></iframe>
                <script>
                document.getElementById("phone").onload = event => {
                    const page = event.target.contentDocument;
                    const fits = page.documentElement.scrollWidth <= page.documentElement.clientWidth;
                    document.title = "fits " + fits + " charts " + page.querySelectorAll("svg[role=img]").length
                        + " sections " + page.querySelectorAll("section").length;
                };
                </script>
                """);

        assertThat(dump(browser.orElseThrow(), directory.resolve("phone.html")))
                .contains("<title>fits true charts 4 sections 9</title>");
    }

    private String dump(Path browser, Path page) throws IOException, InterruptedException {
        Path output = directory.resolve("dom.html");
        List<String> command = new ArrayList<>(List.of(
                browser.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--allow-file-access-from-files",
                "--virtual-time-budget=5000",
                "--dump-dom",
                "--user-data-dir=" + directory.resolve("profile"),
                page.toUri().toString()));
        Process process = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("the browser answers")
                    .isTrue();
        } finally {
            process.destroyForcibly();
            process.onExit().join();
        }
        return Files.readString(output);
    }

    private static Optional<Path> browser() {
        return Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
