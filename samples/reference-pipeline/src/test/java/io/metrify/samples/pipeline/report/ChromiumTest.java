package io.metrify.samples.pipeline.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.metrify.samples.pipeline.browser.BrowserPage;
import io.metrify.samples.pipeline.browser.Chromium;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Opens the reports of a run in a real browser, as a phone and a desk show them, in light and dark, and prints them. */
class ChromiumTest {

    @TempDir
    static Path directory;

    private static @Nullable Chromium browser;
    private static String inspection = "";

    @BeforeAll
    static void writeReports() throws Exception {
        Optional<Path> program = Chromium.find();
        assumeTrue(
                program.isPresent(),
                "no Chromium is installed; install one (Debian: apt-get install chromium) or name one with"
                        + " -Dmetrify.chromium=PATH to see the reports in a browser");
        browser = Chromium.start(program.orElseThrow(), directory.resolve("profile"));
        inspection = new String(
                Objects.requireNonNull(ChromiumTest.class.getResourceAsStream("inspection.js"))
                        .readAllBytes(),
                StandardCharsets.UTF_8);
        SampleRun run = SampleRuns.fleet(directory, 20, 3);
        run.report(directory.resolve("report.html"));
        run.qualityReport(directory);
        Path hostile = Files.createDirectory(directory.resolve("hostile"));
        SampleRuns.hostile(hostile).qualityReport(hostile);
        Path empty = Files.createDirectory(directory.resolve("empty"));
        SampleRuns.empty(empty).qualityReport(empty);
    }

    @AfterAll
    static void endBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    static Stream<Arguments> views() {
        return Stream.of(
                        "report.html",
                        "quality-report.html",
                        "hostile/quality-report.html",
                        "empty/quality-report.html")
                .flatMap(file -> Stream.of("light", "dark")
                        .flatMap(scheme -> Stream.of(390, 1440).map(width -> Arguments.of(file, scheme, width))));
    }

    @ParameterizedTest
    @MethodSource("views")
    void everythingCanBeReadAndNothingIsLoaded(String file, String scheme, int width) throws Exception {
        BrowserPage page = page().size(width, width < 500 ? 844 : 900, width < 500)
                .media(scheme, "screen")
                .open(address(file));

        JsonNode found = page.evaluate(inspection);

        assertThat(found.get("texts").asInt()).as("texts looked at").isGreaterThan(20);
        assertThat(found.get("problems")).as("what a reader would stumble over").isEmpty();
        assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth")
                        .asBoolean())
                .as("nothing to scroll sideways")
                .isTrue();
        assertThat(page.requests()).as("requests besides the page itself").isEmpty();
        assertThat(page.complaints()).isEmpty();
    }

    @Test
    void theKeyboardReachesEveryLinkAndShowsWhereItIs() throws Exception {
        BrowserPage page =
                page().size(1440, 900, false).media("light", "screen").open(address("quality-report.html"));

        JsonNode invisible = page.evaluate("""
                [...document.querySelectorAll('a, summary')].filter(element => {
                    element.focus({focusVisible: true});
                    const style = getComputedStyle(element);
                    return document.activeElement !== element
                        || style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2;
                }).map(element => element.textContent)
                """);

        assertThat(invisible).isEmpty();
    }

    @Test
    void hostileNamesAreShownAsText() throws Exception {
        BrowserPage page =
                page().size(390, 844, true).media("light", "screen").open(address("hostile/quality-report.html"));

        assertThat(page.evaluate("document.querySelector('#meter-1 h3').textContent")
                        .asText())
                .isEqualTo("</script><img src=x onerror=document.title='run'>");
        assertThat(page.evaluate("document.querySelectorAll('img, script, iframe').length + document.title")
                        .asText())
                .startsWith("0Quality report: ");
    }

    @Test
    void paperShowsEveryChartInOnePieceAndNoLink() throws Exception {
        BrowserPage page = page().size(794, 1123, false).media("dark", "print").open(address("quality-report.html"));

        JsonNode cut = page.evaluate("""
                [...document.querySelectorAll('figure')].filter(figure => {
                    const box = figure.getBoundingClientRect();
                    return getComputedStyle(figure).breakInside !== 'avoid' || box.height > 900
                        || box.right > innerWidth || box.width === 0;
                }).map(figure => figure.textContent.slice(0, 80))
                """);
        Path pdf = directory.resolve("quality-report.pdf");
        page.print(pdf);

        assertThat(cut).isEmpty();
        assertThat(page.evaluate("getComputedStyle(document.body).backgroundColor")
                        .asText())
                .isEqualTo("rgb(255, 255, 255)");
        assertThat(page.evaluate("getComputedStyle(document.querySelector('nav')).display")
                        .asText())
                .isEqualTo("none");
        String text = Files.readString(pdf, StandardCharsets.ISO_8859_1);
        assertThat(text.split("/Type\\s*/Page\\b(?!s)", -1)).as("pages").hasSizeGreaterThan(5);
    }

    private static BrowserPage page() {
        return Objects.requireNonNull(browser).newPage();
    }

    private static URI address(String file) {
        return directory.resolve(file).toUri();
    }
}
