package io.metrify.samples.pipeline.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One page of a browser. */
public final class BrowserPage {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final DevTools tools;
    private final String session;

    private BrowserPage(DevTools tools, String session) {
        this.tools = tools;
        this.session = session;
    }

    static BrowserPage in(DevTools tools) {
        String target = tools.call("", "Target.createTarget", Map.of("url", "about:blank"))
                .path("targetId")
                .asText();
        String session = tools.call("", "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                .path("sessionId")
                .asText();
        BrowserPage page = new BrowserPage(tools, session);
        List.of("Page.enable", "Runtime.enable", "Network.enable", "Log.enable")
                .forEach(domain -> page.call(domain, Map.of()));
        return page;
    }

    /** Sets the size of the window in CSS pixels, and whether it is that of a phone. */
    public BrowserPage size(int width, int height, boolean phone) {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", phone));
        return this;
    }

    /** Sets the colour scheme, {@code light} or {@code dark}, and the medium, {@code screen} or {@code print}. */
    public BrowserPage media(String scheme, String medium) {
        call(
                "Emulation.setEmulatedMedia",
                Map.of("media", medium, "features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
        return this;
    }

    /** Opens an address and waits until it is loaded. */
    public BrowserPage open(URI address) throws InterruptedException {
        call("Page.navigate", Map.of("url", address.toString()));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!evaluate("document.readyState + ' ' + location.href").asText().equals("complete " + address)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(address + " was not loaded within " + PATIENCE.toSeconds() + " s");
            }
            Thread.sleep(20);
        }
        return this;
    }

    /** The value of an expression of JavaScript; a promise is waited for. */
    public JsonNode evaluate(String expression) {
        JsonNode answer =
                call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
        if (answer.has("exceptionDetails")) {
            throw new IllegalStateException("the page could not evaluate: " + answer.get("exceptionDetails"));
        }
        return answer.path("result").path("value");
    }

    /** A picture of the window, or of the whole page, as PNG. */
    public void screenshot(Path target, boolean wholePage) throws IOException {
        write(target, call("Page.captureScreenshot", Map.of("captureBeyondViewport", wholePage)));
    }

    /** The page as it is printed on A4, as PDF. */
    public void print(Path target) throws IOException {
        write(
                target,
                call("Page.printToPDF", Map.of("paperWidth", 8.27, "paperHeight", 11.69, "printBackground", false)));
    }

    /** The addresses that were asked for besides the page itself. */
    public List<String> requests() {
        return tools.events(session).stream()
                .filter(event -> event.method().equals("Network.requestWillBeSent"))
                .map(event -> event.content().path("request").path("url").asText())
                .filter(address ->
                        !address.equals(evaluate("location.href").asText().replaceAll("#.*", "")))
                .toList();
    }

    /** What the page complained about: uncaught exceptions, errors and warnings of the console, and of the browser. */
    public List<String> complaints() {
        return tools.events(session).stream()
                .flatMap(event -> switch (event.method()) {
                    case "Runtime.exceptionThrown", "Log.entryAdded" ->
                        Stream.of(event.content().toString());
                    case "Runtime.consoleAPICalled" ->
                        List.of("error", "warning", "assert")
                                        .contains(event.content().path("type").asText())
                                ? Stream.of(event.content().toString())
                                : Stream.empty();
                    default -> Stream.<String>empty();
                })
                .toList();
    }

    private JsonNode call(String method, Map<String, ?> parameters) {
        return tools.call(session, method, parameters);
    }

    private static void write(Path target, JsonNode answer) throws IOException {
        Files.write(target, Base64.getDecoder().decode(answer.path("data").asText()));
    }
}
