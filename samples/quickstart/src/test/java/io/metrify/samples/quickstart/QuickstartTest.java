package io.metrify.samples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class QuickstartTest {

    private static final Path SOURCES = Path.of("src/main/java/io/metrify/samples/quickstart");

    /** A program and the text that shows it. */
    enum Example {
        README("../../README.md", "Quickstart.java", Quickstart::main),
        SCORES("../../docs/guide/scores.md", "Scores.java", Scores::main);

        private final Path text;
        private final Path source;
        private final Consumer<String[]> program;

        Example(String text, String source, Consumer<String[]> program) {
            this.text = Path.of(text);
            this.source = SOURCES.resolve(source);
            this.program = program;
        }

        /** What stands in the text between the first fence of a language and its end. */
        String fenced(String language) throws IOException {
            String shown = Files.readString(text);
            int start = shown.indexOf("```" + language + "\n") + language.length() + 4;
            return shown.substring(start, shown.indexOf("```", start));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theTextShowsThisProgram(Example example) throws IOException {
        assertThat(example.fenced("java")).isEqualToIgnoringNewLines(body(Files.readString(example.source)));
    }

    @ParameterizedTest
    @EnumSource
    void theTextShowsWhatThisProgramPrints(Example example) throws IOException {
        PrintStream terminal = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            example.program.accept(new String[0]);
        } finally {
            System.setOut(terminal);
        }

        assertThat(printed.toString(StandardCharsets.UTF_8)).isEqualToIgnoringNewLines(example.fenced("text"));
    }

    /** The lines of the main method, without their common indentation. */
    private static String body(String source) {
        int start = source.indexOf("{\n", source.indexOf("void main")) + 2;
        return source.substring(start, source.indexOf("\n    }\n", start)).stripIndent();
    }
}
