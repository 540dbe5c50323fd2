package io.metrify.benchmarks.kafka;

import io.metrify.analytics.Rollup;
import io.metrify.analytics.RollupPeriod;
import io.metrify.avro.AvroDecoder;
import io.metrify.connector.api.RawRecord;
import io.metrify.model.meter.MeterReading;
import io.metrify.quality.ReadingScorer;
import io.metrify.validation.BatchReport;
import io.metrify.validation.MeterRules;
import io.metrify.validation.ReadingColumns;
import io.metrify.validation.RuleContext;
import io.metrify.validation.RuleSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Decodes what was polled, validates it poll by poll in columns, scores what can be used, and adds it up by hour. */
final class ReadingHours {

    private static final int USUAL_POLL = 1_000;

    private final AvroDecoder<MeterReading> decoder;
    private final RuleContext context;
    private final RuleSet<MeterReading> rules = MeterRules.standard();
    private final ReadingScorer scorer = ReadingScorer.standard();
    private final ReadingColumns columns = ReadingColumns.withCapacity(USUAL_POLL);
    private final BatchReport<MeterReading> report = rules.validateAll(columns, RuleContext.at(Instant.EPOCH));
    private final Rollup hours = Rollup.of(FleetTopics.BERLIN, RollupPeriod.HOUR);
    private final List<MeterReading> readings = new ArrayList<>(USUAL_POLL);

    private long read;
    private long usable;

    ReadingHours(AvroDecoder<MeterReading> decoder, Instant now) {
        this.decoder = decoder;
        this.context = RuleContext.at(now);
    }

    void take(List<RawRecord> records) {
        read += records.size();
        columns.clear();
        readings.clear();
        for (RawRecord record : records) {
            MeterReading reading = decoder.decode(record);
            columns.add(reading);
            readings.add(reading);
        }
        rules.validateAll(columns, context, report);
        BitSet acceptable = report.acceptable();
        for (int row = acceptable.nextSetBit(0); row >= 0; row = acceptable.nextSetBit(row + 1)) {
            MeterReading reading = readings.get(row);
            hours.add(reading, scorer.score(reading, report.report(row)).value());
            usable++;
        }
    }

    long read() {
        return read;
    }

    long usable() {
        return usable;
    }
}
