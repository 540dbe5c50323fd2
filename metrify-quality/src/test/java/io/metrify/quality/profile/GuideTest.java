package io.metrify.quality.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.metrify.quality.expectation.ExpectationSuite;
import io.metrify.quality.table.ColumnTable;
import io.metrify.quality.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The example of the guide, which stands there word for word. */
class GuideTest {

    private static final Path GUIDE = Path.of("../docs/guide/profiles.md");
    private static final Path THIS = Path.of("src/test/java/io/metrify/quality/profile/GuideTest.java");

    @Test
    void theExampleOfTheGuideDoesWhatItSays() {
        Table january = table(1, 230);
        Table february = table(2, 230);
        Table march = table(3, 242);

        // guide
        DataProfile winter = DataProfile.of(january).merge(DataProfile.of(february));
        ColumnProfile voltage = winter.column("voltage").orElseThrow();
        double median = voltage.quantile(0.5);
        double share = voltage.missingShare();

        byte[] kept = winter.toBytes(); // the same bytes for any split and order of the rows
        Drift drift = Drift.between(DataProfile.parse(kept), DataProfile.of(march));
        List<ColumnDrift> moved = drift.columns().stream()
                .filter(column ->
                        column.grade().filter(DriftGrade.STRONG::equals).isPresent())
                .toList();

        ExpectationSuite suite = ExpectationSuite.of("readings", Suggestions.from(winter));
        String forPeople = ProfileJson.of(winter);
        // end of guide

        assertThat(median).isBetween(229.0, 231.0);
        assertThat(share).isZero();
        assertThat(moved).extracting(column -> column.column().name()).containsExactly("voltage");
        assertThat(suite.expectations()).hasSizeGreaterThan(5);
        assertThat(forPeople).contains("\"quantiles_exact\" : true");
    }

    @Test
    void theGuideHasTheExampleAsItIsHere() throws IOException {
        String source = Files.readString(THIS);
        String example = source.substring(source.indexOf("// guide") + 9, source.indexOf("        // end of guide"))
                .stripIndent()
                .strip();
        assertThat(withoutSpaces(Files.readString(GUIDE))).contains(withoutSpaces(example));
    }

    private static String withoutSpaces(String text) {
        return text.replaceAll("\\s+", "");
    }

    private static Table table(long seed, double volts) {
        Random random = new Random(seed);
        String[] meters = random.ints(500, 0, 50).mapToObj(i -> "m-" + i).toArray(String[]::new);
        double[] voltage =
                random.ints(500, -30, 31).mapToDouble(i -> volts + i / 10.0).toArray();
        return ColumnTable.builder(500)
                .texts("meter_id", meters)
                .doubles("voltage", voltage)
                .build();
    }
}
