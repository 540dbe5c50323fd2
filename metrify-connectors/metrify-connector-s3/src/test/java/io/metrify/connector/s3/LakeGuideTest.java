package io.metrify.connector.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.metrify.model.meter.MeterType;
import io.metrify.testkit.server.EmbeddedS3;
import io.metrify.validation.MeterDirectory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LakeGuideTest {

    private static final Path GUIDE = Path.of("../../docs/guide/lake.md");
    private static final Path SOURCE = Path.of("src/test/java/io/metrify/connector/s3/LakeExample.java");
    private static final Pattern LISTING = Pattern.compile("```java\\R(.*?)```", Pattern.DOTALL);

    @Test
    void theGuideShowsWhatCompiles() throws IOException {
        String compiled = withoutLayout(Files.readString(SOURCE));
        List<String> listings = LISTING.matcher(Files.readString(GUIDE))
                .results()
                .map(listing -> withoutLayout(listing.group(1)))
                .toList();
        assertThat(listings)
                .hasSize(5)
                .allSatisfy(listing -> assertThat(compiled).contains(listing));
    }

    @Test
    void theListingsDoWhatTheGuideSays() {
        try (EmbeddedS3 server = EmbeddedS3.start();
                TestLake test = new TestLake(server)) {
            // Space, beyond ASCII, and what has a meaning in addresses.
            S3Lake lake = test.lake(test.client)
                    .prefix("läke/a b=c%+&")
                    .meters(MeterDirectory.of(List.of(
                            TestLake.meter("M-0", MeterType.HOUSEHOLD, "Bayern"),
                            TestLake.meter("DE-17", MeterType.HOUSEHOLD, "Bayern"))))
                    .build();
            lake.sink().write(TestLake.batch(0, 10));
            lake.sink().write(TestLake.batch(10, 20));
            lake.sink().write(TestLake.batchOf("DE-17", 20, 24));
            assertThat(printedBy(() -> LakeExample.read(lake)).lines())
                    .hasSize(4)
                    .allMatch(line -> line.contains("DE-17"));
            LakeExample.keepInOrder(lake);
            assertThat(LakeExample.addresses(lake)).hasSize(3).allMatch(address -> address.startsWith("s3://"));
            assertThat(LakeExample.erase(lake.maintenance(), record -> TestLake.reading(0))
                            .readings())
                    .isEqualTo(4);
            assertThat(printedBy(() -> LakeExample.read(lake))).isEmpty();
        }
    }

    private static String withoutLayout(String code) {
        return code.replaceAll("\\s+", "");
    }

    private static String printedBy(Runnable program) {
        PrintStream terminal = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            program.run();
        } finally {
            System.setOut(terminal);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }
}
