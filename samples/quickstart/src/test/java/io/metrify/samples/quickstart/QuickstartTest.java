package io.metrify.samples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class QuickstartTest {

    private static final Path README = Path.of("../../README.md");
    private static final Path SOURCE = Path.of("src/main/java/io/metrify/samples/quickstart/Quickstart.java");

    @Test
    void theReadmeShowsThisProgram() throws IOException {
        assertThat(fenced("java")).isEqualToIgnoringNewLines(body(Files.readString(SOURCE)));
    }

    @Test
    void theReadmeShowsWhatThisProgramPrints() throws IOException {
        PrintStream terminal = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            Quickstart.main(new String[0]);
        } finally {
            System.setOut(terminal);
        }

        assertThat(printed.toString(StandardCharsets.UTF_8)).isEqualToIgnoringNewLines(fenced("text"));
    }

    /** What stands in the README between the first fence of a language and its end. */
    private static String fenced(String language) throws IOException {
        String readme = Files.readString(README);
        int start = readme.indexOf("```" + language + "\n") + language.length() + 4;
        return readme.substring(start, readme.indexOf("```", start));
    }

    /** The lines of the main method, without their common indentation. */
    private static String body(String source) {
        int start = source.indexOf("{\n", source.indexOf("void main")) + 2;
        return source.substring(start, source.indexOf("\n    }\n", start)).stripIndent();
    }
}
