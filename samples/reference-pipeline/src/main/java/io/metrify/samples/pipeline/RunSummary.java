package io.metrify.samples.pipeline;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.metrify.validation.series.RuleCoverage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/**
 * A run in numbers, as {@code summary.json} holds it. Totals are over all runs that share the output directory, so that
 * a run that was stopped and resumed ends with the numbers of one that was not.
 *
 * @param run what was run
 * @param read records read: accepted + rejected + deadLetters + duplicates
 * @param accepted usable readings
 * @param rejected readings with an error
 * @param deadLetters records that could not be decoded
 * @param duplicates redeliveries
 * @param findings findings on single readings by rule id
 * @param seriesFindings findings on series by rule id
 * @param seriesRules how often each rule on series judged and was skipped, by rule id; for most, what is counted is the
 *     market days of registers. Empty if there was no time to judge
 * @param energyKwh the exact sum of all accepted readings in kWh, as a decimal number of scale 6
 * @param energyByRegister the same by OBIS code
 * @param quality the score of the run
 * @param lake what the lake holds
 * @param warehouse rows by table
 * @param stages seconds by stage of this run
 * @param seconds how long this run took
 * @param readingsPerSecond records that this run stored, divided by the seconds that storing them took
 */
@JsonPropertyOrder({
    "run",
    "read",
    "accepted",
    "rejected",
    "dead_letters",
    "duplicates",
    "findings",
    "series_findings",
    "series_rules",
    "energy_kwh",
    "energy_by_register",
    "quality",
    "lake",
    "warehouse",
    "stages",
    "seconds",
    "readings_per_second"
})
public record RunSummary(
        Run run,
        long read,
        long accepted,
        long rejected,
        long deadLetters,
        long duplicates,
        Map<String, Long> findings,
        Map<String, Long> seriesFindings,
        Map<String, RuleCoverage> seriesRules,
        String energyKwh,
        Map<String, String> energyByRegister,
        Quality quality,
        Lake lake,
        Map<String, Long> warehouse,
        Map<String, Double> stages,
        double seconds,
        long readingsPerSecond) {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .addModule(new SimpleModule()
                    .addSerializer(Double.class, new NumberOrNull())
                    .addSerializer(double.class, new NumberOrNull()))
            .build();

    /**
     * What was run.
     *
     * @param id the name of the input, the same for every run over it
     * @param input the input in words
     * @param marketZone the time zone of the market days
     * @param meters how many meters delivered
     * @param from the start of the first accepted reading, ISO 8601, or empty if there is none
     * @param to the end of the last accepted reading, ISO 8601, or empty if there is none
     * @param resumed whether this run continued an earlier one
     */
    public record Run(
            String id, String input, String marketZone, long meters, String from, String to, boolean resumed) {}

    /**
     * The score of the run.
     *
     * @param score 0 to 1, or NaN (null in JSON) if nothing was scored
     * @param tier its tier, or NOT_SCORED
     * @param lost what was lost by dimension; adds up to 1 - score
     */
    public record Quality(double score, String tier, List<Loss> lost) {}

    /**
     * What a dimension cost.
     *
     * @param dimension the dimension
     * @param share the part of 1 that was lost, rounded for reading
     * @param exact the same as an exact fraction
     * @param explanation the dimension in words
     */
    public record Loss(String dimension, double share, String exact, String explanation) {}

    /**
     * What the lake holds.
     *
     * @param objects Parquet objects
     * @param rows readings in them
     * @param bytes their size
     */
    public record Lake(long objects, long rows, long bytes) {}

    /**
     * Writes the summary; a reader sees the old file or the new one, never half of it.
     *
     * @param target the file
     * @throws IOException if it cannot be written
     */
    public void writeJson(Path target) throws IOException {
        Path draft = target.resolveSibling(target.getFileName() + ".draft");
        Files.writeString(draft, toJson() + "\n");
        Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    String toJson() throws JsonProcessingException {
        return JSON.writeValueAsString(this);
    }

    /** JSON has no NaN. */
    private static final class NumberOrNull extends JsonSerializer<Double> {
        @Override
        public void serialize(Double number, JsonGenerator json, SerializerProvider serializers) throws IOException {
            if (number.isNaN()) {
                json.writeNull();
            } else {
                json.writeNumber(number);
            }
        }
    }
}
