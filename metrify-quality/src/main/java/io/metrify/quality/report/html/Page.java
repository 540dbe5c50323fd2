package io.metrify.quality.report.html;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The frame of a page that loads nothing: head, style sheet, and a link past the header. It is in English. */
public final class Page {

    private Page() {}

    /**
     * Begins a page, up to the start of its body; the element that holds the report must have the id {@code main}. {@link #end}
     * must follow.
     *
     * @param html a writer that wrote nothing yet
     * @param title what a browser calls the page
     * @param style what is added to the common style sheet; text of the program, never of its data
     * @throws IOException if the text cannot be written
     */
    public static void begin(Html html, String title, String style) throws IOException {
        html.verbatim("<!DOCTYPE html>\n").open("html", "lang", "en");
        html.open("head");
        html.empty("meta", "charset", "utf-8");
        html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        html.empty("meta", "name", "color-scheme", "content", "light dark");
        html.element("title", title);
        html.open("style").verbatim(resource(Page.class, "page.css") + style).close();
        html.close().open("body");
        html.element("a", "Skip to the report", "href", "#main", "class", "skip");
    }

    /**
     * Ends the page.
     *
     * @param html the writer that began it
     * @throws IOException if the text cannot be written
     * @throws IllegalStateException if an element in it was not ended
     */
    public static void end(Html html) throws IOException {
        html.close().close();
        if (!html.isComplete()) {
            throw new IllegalStateException("an element of the page was not ended; end what a section begins");
        }
    }

    /**
     * A text that is packed with a class, such as a style sheet.
     *
     * @param owner the class beside which it lies
     * @param name its name
     * @return its text, read as UTF-8
     * @throws IOException if it cannot be read
     */
    public static String resource(Class<?> owner, String name) throws IOException {
        try (InputStream resource = owner.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(resource, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
