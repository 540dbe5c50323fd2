package io.metrify.samples.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.metrify.formats.ReadingFormat;
import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.MarketCalendar;
import io.metrify.model.meter.MeterReading;
import io.metrify.validation.RuleContext;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLineTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    @Test
    void helpExplainsFilesFormatsAndExitCodes() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString())
                .contains("interval-csv", "mscons", "nem12", "smard", "uci-household")
                .contains("--csv-resolution", "MEGAWATT_HOURS")
                .contains("summary.json", "METRIFY_S3_BUCKET", "--rules", "--suite", "profile.json", "130");
    }

    @Test
    void aFileNeedsAFormat() {
        assertThat(run("--input", "x.csv", "--out", directory.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("--input needs --format").contains("uci-household");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--rules", "--suite", "--kafka-config"})
    void aFileThatIsNotThereIsABadCall(String option) {
        assertThat(run(option, "nowhere.json", "--out", directory.toString())).isEqualTo(2);
        assertThat(err.toString()).contains(option + " nowhere.json cannot be read");
    }

    @Test
    void anUnknownWarehouseIsABadCall() {
        assertThat(run("--warehouse", "shed", "--out", directory.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("shed").contains("duckdb, postgres");
    }

    @Test
    void aFormatNeedsAFile() {
        assertThat(run("--format", "smard")).isEqualTo(2);
        assertThat(err.toString()).contains("--input");
    }

    @Test
    void anUnknownFormatIsABadCall() {
        assertThat(run("--input", "x.csv", "--format", "abacus")).isEqualTo(2);
        assertThat(err.toString()).contains("abacus").contains("smard");
    }

    @Test
    void aMissingFileIsSaidInASentence() {
        String missing = directory.resolve("nowhere.csv").toString();
        assertThat(run("--input", missing, "--format", "smard", "--out", directory.toString()))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("nowhere.csv")
                .contains("cannot be read")
                .doesNotContain("\tat ");
    }

    @Test
    void aFileOfAnotherFormatIsRefusedBeforeAnythingIsWritten() throws IOException {
        Path file = Files.writeString(directory.resolve("wrong.csv"), "foo;bar\n1;2\n");
        Path out = directory.resolve("out");
        assertThat(run("--input", file.toString(), "--format", "uci-household", "--out", out.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("wrong.csv", "foo;bar").doesNotContain("\tat ");
        assertThat(out).doesNotExist();
    }

    @Test
    void aFileOfAnExchangeFormatIsCheckedBeforeAnythingIsWritten() throws IOException {
        Path file = Files.writeString(directory.resolve("wrong.csv"), "start;value\n2026-01-01;1\n");
        Path out = directory.resolve("out");
        assertThat(run("--input", file.toString(), "--format", "nem12", "--out", out.toString()))
                .isEqualTo(2);
        assertThat(run("--input", file.toString(), "--format", "mscons", "--out", out.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("UNA or UNB", "100, 200").doesNotContain("\tat ");
        assertThat(out).doesNotExist();
    }

    @Test
    void anIntervalCsvIsReadAsItsOptionsSay() throws IOException {
        Path file = Files.writeString(directory.resolve("other.csv"), "t,kwh\n2026-01-01,1\n");
        assertThat(run(
                        "--input",
                        file.toString(),
                        "--format",
                        "interval-csv",
                        "--csv-start",
                        "T",
                        "--csv-value",
                        "mwh"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("needs a header with \"T\" and \"mwh\"", "t,kwh");
    }

    @Test
    void optionsOfAnIntervalCsvSayNothingOfAnotherFormat() throws IOException {
        Path file = Files.writeString(directory.resolve("other.csv"), "t,kwh\n2026-01-01,1\n");
        assertThat(run("--input", file.toString(), "--format", "smard", "--csv-unit", "WATT_HOURS"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--csv-", "--format is smard", "leave them out");
    }

    @Test
    void aFileThatIsReadInAnotherWayIsAnotherInput() throws IOException {
        Path file = Files.writeString(directory.resolve("same.csv"), "start,value\n2026-01-01T00:00Z,1\n");
        ReadingFormat format = ReadingFormat.named("interval-csv");
        MarketCalendar utc = MarketCalendar.of(ZoneOffset.UTC);
        assertThat(new FileInput(file, format, utc, "kWh").id())
                .isEqualTo(new FileInput(file, format, utc, "kWh").id())
                .isNotEqualTo(new FileInput(file, format, utc, "MWh").id());
    }

    @Test
    void hoursOfAFileBeginWhereThoseOfTheMarketDo() throws IOException {
        Path file = Files.writeString(directory.resolve("india.csv"), "start,value\n2026-01-01T00:00+05:30,1\n");
        FileInput india = new FileInput(
                file, ReadingFormat.named("interval-csv"), MarketCalendar.of(ZoneId.of("Asia/Kolkata")), "");
        MeterReading hour = MeterReading.of(
                "A", Interval.of(Instant.parse("2025-12-31T18:30:00Z"), Duration.ofHours(1)), Energy.ofWattHours(1));
        assertThat(india.rules()
                        .validate(hour, RuleContext.at(india.clock().instant()))
                        .findings())
                .isEmpty();
    }

    @Test
    void aRuleFileWithProblemsIsRefusedBeforeAnythingIsWritten() throws IOException {
        Path rules = Files.writeString(
                directory.resolve("rules.yaml"), "version: 1\nmeter:\n  capacity_factor: 0\n  time_tolerance: 5\n");
        Path out = directory.resolve("out");

        assertThat(run("--rules", rules.toString(), "--out", out.toString())).isEqualTo(2);
        assertThat(err.toString())
                .contains(
                        "has 2 problems",
                        rules + ":3:20: meter.capacity_factor: ",
                        rules + ":4:19: meter.time_tolerance: ")
                .doesNotContain("\tat ");
        assertThat(out).doesNotExist();
    }

    @Test
    void aMissingRuleFileIsSaidInASentence() {
        assertThat(run("--rules", directory.resolve("nowhere.yaml").toString(), "--out", directory.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("nowhere.yaml", "cannot be read").doesNotContain("\tat ");
    }

    @Test
    void aSuiteThatExpectsNothingIsABadCall() throws IOException {
        Path suite = Files.writeString(directory.resolve("suite.json"), "{\"name\": \"n\", \"expectation\": []}");

        assertThat(run("--suite", suite.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("suite.json expects nothing");
    }

    @Test
    void batchesAndPartitionsAreAtLeastOne() {
        String out = directory.resolve("out").toString();
        assertThat(run("--batch", "0", "--out", out)).isEqualTo(2);
        assertThat(run("--partitions", "0", "--out", out)).isEqualTo(2);
        assertThat(err.toString()).contains("use at least 1", "use 1 to 1000");
    }

    @Test
    void anUnusableDirectoryIsSaidInASentence() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");
        assertThat(run("--out", file.resolve("out").toString())).isEqualTo(1);
        assertThat(err.toString()).contains("cannot be used", "permissions");
    }

    @Test
    void anUnknownOptionIsABadCall() {
        assertThat(run("--metres", "3")).isEqualTo(2);
    }

    @Test
    void simulatingTwiceGivesTheSameDigest() {
        CommandLine simulate = SimulateCommand.commandLine().setOut(new PrintWriter(out));
        assertThat(simulate.execute("--meters", "5", "--order", "BY_TIME")).isZero();
        String first = out.toString();
        out.getBuffer().setLength(0);
        assertThat(SimulateCommand.commandLine()
                        .setOut(new PrintWriter(out))
                        .execute("--meters", "5", "--order", "BY_TIME"))
                .isZero();

        assertThat(first).contains("readings ", "energy_kwh ", "unordered ");
        assertThat(out.toString().lines().filter(line -> line.startsWith("sha256")))
                .containsExactly(first.lines()
                        .filter(line -> line.startsWith("sha256"))
                        .findFirst()
                        .orElseThrow());
    }

    private int run(String... arguments) {
        return RunCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
