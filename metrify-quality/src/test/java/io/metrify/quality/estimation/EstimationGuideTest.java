package io.metrify.quality.estimation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class EstimationGuideTest {

    private static final Path GUIDE = Path.of("../docs/guide/estimation.md");
    private static final Path SOURCE = Path.of("src/test/java/io/metrify/quality/estimation/EstimationExample.java");

    @Test
    void theGuideShowsThisProgram() throws IOException {
        String source = Files.readString(SOURCE);
        int start = source.indexOf("{\n", source.indexOf("void main")) + 2;
        String body =
                source.substring(start, source.indexOf("\n    }\n", start)).stripIndent();

        assertThat(fenced("java")).isEqualToIgnoringNewLines(body);
    }

    @Test
    void theGuideShowsWhatThisProgramPrints() throws IOException {
        PrintStream terminal = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            EstimationExample.main(new String[0]);
        } finally {
            System.setOut(terminal);
        }

        assertThat(printed.toString(StandardCharsets.UTF_8)).isEqualToIgnoringNewLines(fenced("text"));
    }

    /** What stands in the guide between the first fence of a language and its end. */
    private static String fenced(String language) throws IOException {
        String guide = Files.readString(GUIDE);
        int start = guide.indexOf("```" + language + "\n") + language.length() + 4;
        return guide.substring(start, guide.indexOf("```", start));
    }
}
