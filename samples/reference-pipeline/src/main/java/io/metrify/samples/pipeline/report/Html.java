package io.metrify.samples.pipeline.report;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayDeque;
import java.util.Deque;

/** Writes HTML and the SVG inside it. Whatever is text or the value of an attribute is escaped. */
final class Html {

    private final Writer out;
    private final Deque<String> open = new ArrayDeque<>();

    Html(Writer out) {
        this.out = out;
    }

    /** Begins an element; {@code attributes} are names and values in turn. */
    Html open(String tag, String... attributes) throws IOException {
        startTag(tag, attributes);
        open.push(tag);
        return this;
    }

    /** Ends the element that was begun last. */
    Html close() throws IOException {
        out.write("</");
        out.write(open.pop());
        out.write(">\n");
        return this;
    }

    Html text(String text) throws IOException {
        escape(text);
        return this;
    }

    /** An element that holds text only. */
    Html element(String tag, String text, String... attributes) throws IOException {
        return open(tag, attributes).text(text).close();
    }

    /** An element that holds nothing. An SVG one needs an end tag all the same, one of HTML must not have one. */
    Html empty(String tag, String... attributes) throws IOException {
        startTag(tag, attributes);
        if (!tag.equals("meta") && !tag.equals("br")) {
            out.write("</");
            out.write(tag);
            out.write(">");
        }
        return this;
    }

    /** Text of this program, never of its data: the document type and the style sheet. */
    Html verbatim(String markup) throws IOException {
        out.write(markup);
        return this;
    }

    /** Whether every element was ended. */
    boolean isComplete() {
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
