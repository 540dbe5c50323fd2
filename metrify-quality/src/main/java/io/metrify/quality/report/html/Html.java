package io.metrify.quality.report.html;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A writer of HTML and of the SVG inside it. Whatever is text or the value of an attribute is escaped, and characters that
 * reorder or hide the text around them are replaced, so that data cannot change the page. Not thread-safe.
 */
public final class Html {

    private final Writer out;
    private final Deque<String> open = new ArrayDeque<>();

    /**
     * A writer of a page that has not begun.
     *
     * @param out takes the text; it is neither flushed nor closed
     */
    public Html(Writer out) {
        this.out = out;
    }

    /**
     * Begins an element.
     *
     * @param tag its name
     * @param attributes names and values in turn
     * @return this
     * @throws IOException if the text cannot be written
     */
    public Html open(String tag, String... attributes) throws IOException {
        startTag(tag, attributes);
        open.push(tag);
        return this;
    }

    /**
     * Ends the element that was begun last.
     *
     * @return this
     * @throws IOException if the text cannot be written
     */
    public Html close() throws IOException {
        out.write("</");
        out.write(open.pop());
        out.write(">\n");
        return this;
    }

    /**
     * Text, escaped.
     *
     * @param text any text
     * @return this
     * @throws IOException if the text cannot be written
     */
    public Html text(String text) throws IOException {
        escape(text);
        return this;
    }

    /**
     * An element that holds text only.
     *
     * @param tag its name
     * @param text any text
     * @param attributes names and values in turn
     * @return this
     * @throws IOException if the text cannot be written
     */
    public Html element(String tag, String text, String... attributes) throws IOException {
        return open(tag, attributes).text(text).close();
    }

    /**
     * An element that holds nothing. An SVG one needs an end tag all the same, one of HTML must not have one.
     *
     * @param tag its name
     * @param attributes names and values in turn
     * @return this
     * @throws IOException if the text cannot be written
     */
    public Html empty(String tag, String... attributes) throws IOException {
        startTag(tag, attributes);
        if (!tag.equals("meta") && !tag.equals("br")) {
            out.write("</");
            out.write(tag);
            out.write(">");
        }
        return this;
    }

    /**
     * Markup of the program, never of its data: the document type and the style sheet.
     *
     * @param markup written as it is
     * @return this
     * @throws IOException if the text cannot be written
     */
    public Html verbatim(String markup) throws IOException {
        out.write(markup);
        return this;
    }

    /**
     * Whether every element was ended.
     *
     * @return true if none is open
     */
    public boolean isComplete() {
        return open.isEmpty();
    }

    private void startTag(String tag, String... attributes) throws IOException {
        out.write('<');
        out.write(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            out.write(' ');
            out.write(attributes[i]);
            out.write("=\"");
            escape(attributes[i + 1]);
            out.write('"');
        }
        out.write('>');
    }

    private void escape(String text) throws IOException {
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            i += Character.charCount(character);
            switch (character) {
                case '&' -> out.write("&amp;");
                case '<' -> out.write("&lt;");
                case '>' -> out.write("&gt;");
                case '"' -> out.write("&quot;");
                case '\'' -> out.write("&#39;");
                default -> out.write(Character.toString(isHarmful(character) ? '\uFFFD' : character));
            }
        }
    }

    /** Characters that HTML forbids, and those that reorder or hide the text around them. */
    private static boolean isHarmful(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL -> character != '\n' && character != '\t';
            case Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED -> true;
            default -> false;
        };
    }
}
