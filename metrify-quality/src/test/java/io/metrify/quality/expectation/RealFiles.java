package io.metrify.quality.expectation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Real files that are no part of the project. */
final class RealFiles {

    private RealFiles() {}

    /** A file under {@code quality} in the directory of the system property {@code metrify.data}. */
    static Path path(String name) {
        String directory = System.getProperty("metrify.data");
        assumeTrue(directory != null, "give the directory of the real files with -Dmetrify.data=DIR to run this test");
        Path file = Path.of(directory, "quality").resolve(name);
        assertThat(Files.exists(file)).as("%s exists", file).isTrue();
        return file;
    }
}
