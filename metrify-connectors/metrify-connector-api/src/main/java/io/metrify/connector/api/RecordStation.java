package io.metrify.connector.api;

import io.metrify.model.MetrifyException;
import io.metrify.model.meter.MeterReading;
import io.metrify.quality.ReadingScore;
import io.metrify.quality.ReadingScorer;
import io.metrify.validation.Finding;
import io.metrify.validation.MeterDirectory;
import io.metrify.validation.RuleContext;
import io.metrify.validation.RuleSet;
import io.metrify.validation.SeenReadings;
import io.metrify.validation.Severity;
import io.metrify.validation.ValidationReport;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** What happens to a single record: decode, validate, score, recognise redeliveries, and sort into the open batch. */
final class RecordStation {

    /** The rule that a second value for the same meter, register and start breaks. */
    static final String CONFLICT = "meter.duplicate.conflict";

    /** The rule that a reading breaks which is too old to know whether it was delivered before. */
    static final String TOO_LATE = "meter.duplicate.too_late";

    private final RecordDecoder<MeterReading> decoder;
    private final RuleSet<MeterReading> rules;
    private final ReadingScorer scorer;
    private SeenReadings seen;
    private final MeterDirectory meters;
    private final InstantSource clock;

    RecordStation(IngestPipeline.Builder builder) {
        this.decoder = builder.decoder;
        this.rules = builder.rules;
        this.scorer = builder.scorer;
        this.seen = builder.seen;
        this.meters = builder.meters;
        this.clock = builder.clock;
    }

    SeenReadings seen() {
        return seen;
    }

    /** Forgets every reading that was seen. */
    void forget() {
        seen = SeenReadings.of(seen.window());
    }

    /** What a record is worth by itself. Safe for use by many threads. */
    Examined examine(RawRecord record) {
        MeterReading reading;
        try {
            reading = decoder.decode(record);
        } catch (MalformedRecordException malformed) {
            return undecodable(record, malformed.path(), malformed.reason());
        } catch (MetrifyException infrastructure) {
            throw infrastructure;
        } catch (RuntimeException mistake) {
            // A single record that a decoder has not thought of must not hold up all others for ever.
            return undecodable(
                    record, "", "the decoder failed with " + mistake + "; repair it and send the record again");
        }
        ValidationReport report = rules.validate(reading, new RuleContext(clock.instant(), meters));
        if (!report.isAcceptable()) {
            return Examined.wanting(rejected(record, report.findings()));
        }
        ReadingScore score = scorer.score(reading, report);
        MeterReading scored = reading.withQuality(reading.quality().withScore(score.value()));
        return Examined.usable(record, new AcceptedReading(scored, report.findings()));
    }

    /** Tells a usable reading from redeliveries, and sorts the record into its batch. */
    void settle(Examined examined, OpenBatch batch) {
        RawRecord record = examined.record();
        AcceptedReading accepted = examined.reading();
        if (accepted == null) {
            batch.reject(Objects.requireNonNull(examined.deadLetter()));
            return;
        }
        MeterReading reading = accepted.reading();
        switch (seen.see(reading)) {
            case NEW -> batch.accept(accepted, record);
            case REDELIVERY -> batch.drop(record);
            case CONFLICT -> batch.reject(rejected(record, and(accepted.findings(), conflict(reading))));
            case TOO_LATE -> batch.reject(rejected(record, and(accepted.findings(), tooLate(reading))));
        }
    }

    private static Examined undecodable(RawRecord record, String path, String reason) {
        return Examined.wanting(new DeadLetter(record, DeadLetter.Kind.UNDECODABLE, path, reason, List.of()));
    }

    private static List<Finding> and(List<Finding> findings, Finding finding) {
        List<Finding> all = new ArrayList<>(findings);
        all.add(finding);
        return all;
    }

    private static DeadLetter rejected(RawRecord record, List<Finding> findings) {
        String reason = findings.stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .map(Finding::message)
                .collect(Collectors.joining("; "));
        String path = findings.stream()
                .filter(finding -> finding.severity() == Severity.ERROR && finding.field() != null)
                .map(Finding::field)
                .findFirst()
                .orElse("");
        return new DeadLetter(record, DeadLetter.Kind.REJECTED, path, reason, findings);
    }

    private static Finding conflict(MeterReading reading) {
        return finding(
                CONFLICT,
                reading,
                "consumption_kwh",
                String.valueOf(reading.consumption()),
                "the value that was accepted before",
                "meter " + reading.meterId() + " delivered " + reading.consumption() + " for " + reading.register()
                        + " at " + reading.timestamp()
                        + ", but another value was accepted before; send it as a correction if it is right");
    }

    private Finding tooLate(MeterReading reading) {
        return finding(
                TOO_LATE,
                reading,
                "timestamp",
                reading.timestamp().toString(),
                "at most " + seen.window() + " older than the meter's newest reading",
                "the reading of meter " + reading.meterId() + " at " + reading.timestamp()
                        + " is too old to know whether it was accepted before; send it through a pipeline with a"
                        + " longer window than " + seen.window());
    }

    private static Finding finding(
            String rule, MeterReading reading, String field, String observed, String expected, String message) {
        return new Finding(
                rule,
                Severity.ERROR,
                reading.meterId(),
                reading.interval().start(),
                reading.interval().end(),
                field,
                observed,
                expected,
                message);
    }
}
