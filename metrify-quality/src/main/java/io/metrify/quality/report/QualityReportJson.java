package io.metrify.quality.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.metrify.model.Energy;
import io.metrify.model.QualityCode;
import io.metrify.model.SubstitutionMethod;
import io.metrify.model.meter.ReadingSeries;
import io.metrify.quality.Dimension;
import io.metrify.quality.QualityTier;
import io.metrify.validation.Finding;
import io.metrify.validation.series.RuleCoverage;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Writes a {@link QualityReport} as JSON, with everything the report holds and nothing rounded. Energies are decimal numbers in
 * kWh as strings with six decimals, shares are exact fractions as strings such as {@code "199/200"}, scores and losses are whole
 * parts per million, instants are ISO 8601 in UTC, dates are local dates of the market, and enumerations are the names that this
 * library's constants have.
 *
 * <p>Version 1 is an object of:
 *
 * <ul>
 *   <li>{@code format} ({@code "metrify-quality-report"}) and {@code version} (1). Later versions of 1 only add fields
 *   <li>{@code title}, {@code generated_at}, {@code market} with {@code zone} and {@code day_start}, and {@code period} with
 *       {@code start} and {@code end}, or null
 *   <li>{@code tiers_ppm}: the least score of {@code excellent}, {@code good} and {@code fair}
 *   <li>{@code score}: {@code ppm} and {@code tier}, or null; {@code dimensions}, each with {@code dimension}, {@code score},
 *       {@code weight}, {@code lost_ppm} and {@code basis}, whose losses add up to 1,000,000 less {@code ppm}; {@code left_out},
 *       the reason by dimension
 *   <li>{@code counts}: {@code expected}, {@code accepted}, {@code rejected}, {@code undecodable}, {@code duplicates}
 *   <li>{@code days}: {@code date} and {@code meters}, the number by tier and {@code NOT_SCORED}
 *   <li>{@code meters}: {@code by_tier}, and {@code worst}, each with {@code meter_id}, {@code score}, {@code counts} and {@code
 *       findings}, the number by rule
 *   <li>{@code rules}: {@code rule}, {@code severity} or null, {@code description}, {@code findings}, {@code meters}, {@code
 *       lost_ppm} and {@code score_without_ppm} or null, and {@code coverage} or null with {@code evaluated} and {@code skipped},
 *       the number by reason
 *   <li>{@code pages}: {@code meter} as above, {@code facts}, {@code series}, {@code findings} ({@code rule}, {@code severity},
 *       {@code start}, {@code end}, {@code field}, {@code observed}, {@code expected}, {@code message}) and {@code coverage} by
 *       rule
 *   <li>a series: {@code register}, {@code start}, {@code resolution_seconds}, {@code kwh}, one energy for each slot or null
 *       where it is missing, and {@code qualities}, for every run of slots that are not just {@code AS_PROVIDED} or missing:
 *       {@code from} and, exclusive, {@code to}, counted from 0, {@code code} and {@code method} or null
 * </ul>
 */
public final class QualityReportJson {

    /** The version of the shape that is written. */
    public static final int VERSION = 1;

    /** Line and paragraph separators and the like are escaped, so that the text may stand in any other. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();

    private final JsonGenerator json;

    private QualityReportJson(JsonGenerator json) {
        this.json = json;
    }

    /**
     * Writes the report, encoded as UTF-8.
     *
     * @param report the report
     * @param out takes the text; it is flushed, not closed
     * @throws IOException if it cannot be written
     */
    public static void write(QualityReport report, OutputStream out) throws IOException {
        Objects.requireNonNull(report, "report");
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            new QualityReportJson(json).report(report);
            json.writeRaw('\n');
        }
    }

    private void report(QualityReport report) throws IOException {
        json.writeStartObject();
        json.writeStringField("format", "metrify-quality-report");
        json.writeNumberField("version", VERSION);
        json.writeStringField("title", report.title());
        instant("generated_at", report.generatedAt());
        json.writeObjectFieldStart("market");
        json.writeStringField("zone", report.calendar().zone().getId());
        json.writeStringField("day_start", report.calendar().dayStart().toString());
        json.writeEndObject();
        if (report.period().isPresent()) {
            json.writeObjectFieldStart("period");
            instant("start", report.period().get().start());
            instant("end", report.period().get().end());
            json.writeEndObject();
        } else {
            json.writeNullField("period");
        }
        json.writeObjectFieldStart("tiers_ppm");
        json.writeNumberField("excellent", report.tiers().excellent());
        json.writeNumberField("good", report.tiers().good());
        json.writeNumberField("fair", report.tiers().fair());
        json.writeEndObject();
        score(report.score());
        counts(report.counts());
        json.writeArrayFieldStart("days");
        for (ReportedDay day : report.days()) {
            json.writeStartObject();
            json.writeStringField("date", day.date().toString());
            tierCounts("meters", day.meters());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeObjectFieldStart("meters");
        tierCounts("by_tier", report.meters().meters());
        json.writeArrayFieldStart("worst");
        for (ReportedMeter meter : report.meters().worst()) {
            meter(meter);
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeArrayFieldStart("rules");
        for (ReportedRule rule : report.rules()) {
            rule(rule);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("pages");
        for (MeterPage page : report.pages()) {
            page(page);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void score(ReportedScore score) throws IOException {
        json.writeObjectFieldStart("score");
        ppm("ppm", score.partsPerMillion());
        text("tier", score.tier().map(QualityTier::name).orElse(null));
        json.writeArrayFieldStart("dimensions");
        for (ReportedDimension dimension : score.dimensions()) {
            json.writeStartObject();
            json.writeStringField("dimension", dimension.dimension().name());
            json.writeStringField("score", dimension.score().toString());
            json.writeStringField("weight", dimension.weight().toString());
            json.writeNumberField("lost_ppm", dimension.lostPpm());
            json.writeStringField("basis", dimension.basis());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeObjectFieldStart("left_out");
        for (Map.Entry<Dimension, String> left : score.leftOut().entrySet()) {
            json.writeStringField(left.getKey().name(), left.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private void counts(ReportedCounts counts) throws IOException {
        json.writeObjectFieldStart("counts");
        json.writeNumberField("expected", counts.expected());
        json.writeNumberField("accepted", counts.accepted());
        json.writeNumberField("rejected", counts.rejected());
        json.writeNumberField("undecodable", counts.undecodable());
        json.writeNumberField("duplicates", counts.duplicates());
        json.writeEndObject();
    }

    private void tierCounts(String name, TierCounts counts) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<QualityTier, Long> tier : counts.scored().entrySet()) {
            json.writeNumberField(tier.getKey().name(), tier.getValue());
        }
        json.writeNumberField("NOT_SCORED", counts.unscored());
        json.writeEndObject();
    }

    private void meter(ReportedMeter meter) throws IOException {
        json.writeStartObject();
        json.writeStringField("meter_id", meter.meterId());
        score(meter.score());
        counts(meter.counts());
        numbers("findings", meter.findings());
        json.writeEndObject();
    }

    private void rule(ReportedRule rule) throws IOException {
        json.writeStartObject();
        json.writeStringField("rule", rule.rule());
        text("severity", rule.severity().map(Enum::name).orElse(null));
        json.writeStringField("description", rule.description());
        json.writeNumberField("findings", rule.findings());
        json.writeNumberField("meters", rule.meters());
        ppm("lost_ppm", rule.lostPpm());
        ppm("score_without_ppm", rule.withoutPpm());
        if (rule.coverage().isPresent()) {
            coverage("coverage", rule.coverage().get());
        } else {
            json.writeNullField("coverage");
        }
        json.writeEndObject();
    }

    private void page(MeterPage page) throws IOException {
        json.writeStartObject();
        json.writeFieldName("meter");
        meter(page.meter());
        json.writeObjectFieldStart("facts");
        for (Map.Entry<String, String> fact : page.facts().entrySet()) {
            json.writeStringField(fact.getKey(), fact.getValue());
        }
        json.writeEndObject();
        json.writeArrayFieldStart("series");
        for (ReadingSeries series : page.series()) {
            series(series);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("findings");
        for (Finding finding : page.findings()) {
            finding(finding);
        }
        json.writeEndArray();
        json.writeObjectFieldStart("coverage");
        for (Map.Entry<String, RuleCoverage> rule : page.coverage().entrySet()) {
            coverage(rule.getKey(), rule.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private void series(ReadingSeries series) throws IOException {
        json.writeStartObject();
        json.writeStringField("register", series.register().toString());
        instant("start", series.start());
        json.writeNumberField("resolution_seconds", series.resolution().toSeconds());
        json.writeArrayFieldStart("kwh");
        for (int slot = 0; slot < series.size(); slot++) {
            Energy energy = series.energy(slot);
            if (energy == null) {
                json.writeNull();
            } else {
                json.writeString(energy.toKilowattHours().toPlainString());
            }
        }
        json.writeEndArray();
        qualities(series);
        json.writeEndObject();
    }

    private void qualities(ReadingSeries series) throws IOException {
        json.writeArrayFieldStart("qualities");
        int from = 0;
        for (int slot = 1; slot <= series.size(); slot++) {
            if (slot == series.size()
                    || series.quality(slot) != series.quality(from)
                    || series.method(slot) != series.method(from)
                    || series.isPresent(slot) != series.isPresent(from)) {
                if (series.isPresent(from)
                        && (series.quality(from) != QualityCode.AS_PROVIDED
                                || series.method(from) != SubstitutionMethod.NONE)) {
                    json.writeStartObject();
                    json.writeNumberField("from", from);
                    json.writeNumberField("to", slot);
                    json.writeStringField("code", series.quality(from).name());
                    text(
                            "method",
                            series.method(from) == SubstitutionMethod.NONE
                                    ? null
                                    : series.method(from).name());
                    json.writeEndObject();
                }
                from = slot;
            }
        }
        json.writeEndArray();
    }

    private void finding(Finding finding) throws IOException {
        json.writeStartObject();
        json.writeStringField("rule", finding.rule());
        json.writeStringField("severity", finding.severity().name());
        instant("start", finding.start());
        Instant end = finding.end();
        text("end", end == null ? null : end.toString());
        text("field", finding.field());
        json.writeStringField("observed", finding.observed());
        json.writeStringField("expected", finding.expected());
        json.writeStringField("message", finding.message());
        json.writeEndObject();
    }

    private void coverage(String name, RuleCoverage coverage) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("evaluated", coverage.evaluated());
        numbers("skipped", coverage.skipped());
        json.writeEndObject();
    }

    private void numbers(String name, Map<String, Long> numbers) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, Long> number : numbers.entrySet()) {
            json.writeNumberField(number.getKey(), number.getValue());
        }
        json.writeEndObject();
    }

    private void instant(String name, Instant instant) throws IOException {
        json.writeStringField(name, instant.toString());
    }

    private void ppm(String name, OptionalInt partsPerMillion) throws IOException {
        if (partsPerMillion.isPresent()) {
            json.writeNumberField(name, partsPerMillion.getAsInt());
        } else {
            json.writeNullField(name);
        }
    }

    private void text(String name, @Nullable String text) throws IOException {
        if (text == null) {
            json.writeNullField(name);
        } else {
            json.writeStringField(name, text);
        }
    }
}
