package io.metrify.quality.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeparateMachinesTest {

    @Test
    void halvesOfTwoProcessesMergeToTheBytesOfThisOne(@TempDir Path directory) throws Exception {
        Path first = directory.resolve("first");
        Path second = directory.resolve("second");
        List<Process> processes = List.of(
                start(directory, "0", first, "-Xint", "-Duser.language=tr", "-Duser.country=TR"),
                start(
                        directory,
                        "1",
                        second,
                        "-Duser.language=ar",
                        "-Duser.timezone=Asia/Kathmandu",
                        "-XX:+UseSerialGC"));
        for (Process process : processes) {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue())
                    .as(Files.readString(directory.resolve("output")))
                    .isZero();
        }

        byte[] firstHalf = Files.readAllBytes(first);
        byte[] secondHalf = Files.readAllBytes(second);

        assertThat(firstHalf).isEqualTo(HalfProfile.of(0).toBytes());
        assertThat(DataProfile.parse(secondHalf)
                        .merge(DataProfile.parse(firstHalf))
                        .toBytes())
                .isEqualTo(HalfProfile.whole().toBytes());
    }

    private static Process start(Path directory, String half, Path file, String... options)
            throws IOException, URISyntaxException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(Arrays.asList(options));
        command.add("-cp");
        command.add(place(HalfProfile.class) + File.pathSeparator + place(DataProfile.class));
        command.addAll(List.of(HalfProfile.class.getName(), half, file.toString()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("output").toFile()))
                .start();
    }

    private static Path place(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
