package io.metrify.samples.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metrify.model.MarketCalendar;
import io.metrify.testkit.fleet.Fleet;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a run keeps its readings in, it says the same of them. */
class WarehouseKindTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What a run measured of itself, and so is never the same twice. */
    private static final List<String> MEASURED = List.of("stages", "seconds", "readings_per_second", "lake");

    private static final Set<WarehouseKind> WITHOUT_AN_ACCOUNT =
            EnumSet.complementOf(EnumSet.of(WarehouseKind.SNOWFLAKE));

    @TempDir
    private Path directory;

    @Test
    void everyWarehouseGivesTheSameTotalsAndReports() throws IOException {
        Path reference = run(WarehouseKind.DUCKDB);
        for (WarehouseKind kind : WITHOUT_AN_ACCOUNT) {
            Path other = kind == WarehouseKind.DUCKDB ? reference : run(kind);
            assertThat(summary(other)).as(kind.optionName()).isEqualTo(summary(reference));
            for (String file : List.of("quality-report.json", "dead-letters.jsonl", "profile.json")) {
                assertThat(other.resolve(file)).as(kind + " " + file).hasSameTextualContentAs(reference.resolve(file));
            }
            assertThat(chart(other)).as(kind + " report.html").isEqualTo(chart(reference));
        }
    }

    private Path run(WarehouseKind kind) throws IOException {
        Fleet fleet = Fleet.builder()
                .meters(40)
                .firstDate(LocalDate.of(2026, 3, 28))
                .days(2)
                .calendar(MarketCalendar.of(ZoneId.of("Europe/Berlin")))
                .build();
        Path out = directory.resolve(kind.optionName());
        RunSettings settings = new RunSettings(
                out,
                Optional.empty(),
                Map.of(),
                2,
                Optional.empty(),
                Optional.empty(),
                "us-east-1",
                5_000,
                Optional.empty(),
                kind,
                Optional.empty());
        Console silent =
                new Console(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8), false);
        RunSummary summary = new PipelineRun(new FleetInput(fleet, true), settings, silent)
                .run()
                .orElseThrow();
        assertThat(summary.accepted()).isPositive();
        assertThat(summary.rejected()).isPositive();
        assertThat(summary.deadLetters()).isPositive();
        return out;
    }

    private static JsonNode summary(Path out) throws IOException {
        ObjectNode summary =
                (ObjectNode) JSON.readTree(out.resolve("summary.json").toFile());
        MEASURED.forEach(summary::remove);
        return summary;
    }

    /** The lines of the report that are not about time taken. */
    private static List<String> chart(Path out) throws IOException {
        return Arrays.stream(Files.readString(out.resolve("report.html")).split("<section"))
                .filter(section -> !section.startsWith(" id=\"storage\"") && section.startsWith(" id="))
                .toList();
    }
}
