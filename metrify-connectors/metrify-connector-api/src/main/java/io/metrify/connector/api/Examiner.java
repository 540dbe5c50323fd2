package io.metrify.connector.api;

import io.metrify.model.MetrifyException;
import io.metrify.model.meter.MeterReading;
import io.metrify.quality.ReadingScorer;
import io.metrify.validation.BatchReport;
import io.metrify.validation.MeterDirectory;
import io.metrify.validation.ReadingColumns;
import io.metrify.validation.RuleContext;
import io.metrify.validation.RuleSet;
import io.metrify.validation.ValidationReport;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says what records are worth by themselves: decodes them, validates what they mean, many at a time in columns, and scores
 * what can be used. Used by one thread at a time; it keeps its columns for the next records.
 */
final class Examiner {

    private static final int USUAL_SHARE = 1_024;

    private final RecordDecoder<MeterReading> decoder;
    private final RuleSet<MeterReading> rules;
    private final ReadingScorer scorer;
    private final MeterDirectory meters;
    private final InstantSource clock;
    private final ReadingColumns columns = ReadingColumns.withCapacity(USUAL_SHARE);
    private final BatchReport<MeterReading> report;
    private final List<MeterReading> readings = new ArrayList<>(USUAL_SHARE);

    Examiner(
            RecordDecoder<MeterReading> decoder,
            RuleSet<MeterReading> rules,
            ReadingScorer scorer,
            MeterDirectory meters,
            InstantSource clock) {
        this.decoder = decoder;
        this.rules = rules;
        this.scorer = scorer;
        this.meters = meters;
        this.clock = clock;
        this.report = rules.validateAll(columns, RuleContext.at(Instant.EPOCH));
    }

    /** One that says the same, with columns of its own. */
    Examiner another() {
        return new Examiner(decoder, rules, scorer, meters, clock);
    }

    /** Puts down what some records are worth, each at its own place. */
    void examine(List<RawRecord> records, int from, int to, @Nullable Examined[] examined) {
        columns.clear();
        readings.clear();
        for (int place = from; place < to; place++) {
            examined[place] = decode(records.get(place));
        }
        rules.validateAll(columns, new RuleContext(clock.instant(), meters), report);
        BitSet acceptable = report.acceptable();
        int row = 0;
        for (int place = from; place < to; place++) {
            if (examined[place] == null) {
                examined[place] = judged(records.get(place), row, acceptable.get(row));
                row++;
            }
        }
    }

    /** Adds what a record means to the rows that are to be judged, or says why it means nothing. */
    private @Nullable Examined decode(RawRecord record) {
        try {
            MeterReading reading = decoder.decode(record);
            columns.add(reading);
            readings.add(reading);
            return null;
        } catch (MalformedRecordException malformed) {
            return Examined.wanting(DeadLetter.undecodable(record, malformed.path(), malformed.reason()));
        } catch (MetrifyException infrastructure) {
            throw infrastructure;
        } catch (RuntimeException mistake) {
            // A single record that a decoder has not thought of must not hold up all others for ever.
            return Examined.wanting(DeadLetter.undecodable(
                    record, "", "the decoder failed with " + mistake + "; repair it and send the record again"));
        }
    }

    private Examined judged(RawRecord record, int row, boolean acceptable) {
        ValidationReport judgement = report.report(row);
        if (!acceptable) {
            return Examined.wanting(DeadLetter.rejected(record, judgement.findings()));
        }
        MeterReading reading = readings.get(row);
        double score = scorer.score(reading, judgement).value();
        MeterReading scored = reading.withQuality(reading.quality().withScore(score));
        return Examined.usable(record, new AcceptedReading(scored, judgement.findings()));
    }
}
