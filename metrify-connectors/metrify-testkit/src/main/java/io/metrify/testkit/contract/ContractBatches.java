package io.metrify.testkit.contract;

import io.metrify.connector.api.AcceptedReading;
import io.metrify.connector.api.BatchSpan;
import io.metrify.connector.api.DeadLetter;
import io.metrify.connector.api.IngestBatch;
import io.metrify.connector.api.Origin;
import io.metrify.connector.api.RawRecord;
import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.meter.MeterReading;
import io.metrify.validation.Finding;
import io.metrify.validation.Severity;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The batches that contracts store: one reading of 1 Wh and more for each position, in slots of a quarter of an hour. */
final class ContractBatches {

    static final String SOURCE = "contract";

    private static final Instant FIRST_SLOT = Instant.parse("2026-03-31T20:00:00Z");
    private static final Duration SLOT = Duration.ofMinutes(15);

    private ContractBatches() {}

    static MeterReading reading(String partition, long position) {
        return reading(partition, position, position + 1);
    }

    static MeterReading reading(String partition, long position, long wattHours) {
        return MeterReading.of(
                "meter-" + partition,
                Interval.of(FIRST_SLOT.plus(SLOT.multipliedBy(position)), SLOT),
                Energy.ofWattHours(wattHours));
    }

    static IngestBatch readings(String partition, long first, long end, long epoch) {
        List<AcceptedReading> accepted = new ArrayList<>();
        for (long position = first; position < end; position++) {
            accepted.add(new AcceptedReading(reading(partition, position), List.of()));
        }
        return of(partition, first, end, epoch, accepted, List.of(), 0);
    }

    /** A batch of one accepted reading with a remark, one rejected record, one undecodable record and a duplicate. */
    static IngestBatch oneOfEach(String partition, long first, long epoch) {
        Instant start = reading(partition, first).timestamp();
        Finding remark = new Finding(
                "contract.remark", Severity.WARNING, "meter-" + partition, start, null, null, "1", "2", "a remark");
        Finding error = new Finding(
                "contract.error",
                Severity.ERROR,
                "meter-" + partition,
                start,
                start.plus(SLOT),
                "consumption_kwh",
                "-1",
                "0 or more",
                "an error with \"quotes\", 'apostrophes',\ttabs and \\ in it");
        DeadLetter rejected = new DeadLetter(
                record(partition, first + 1, "{}".getBytes(StandardCharsets.UTF_8), Map.of("a key", "a \"value\"")),
                DeadLetter.Kind.REJECTED,
                "consumption_kwh",
                error.message(),
                List.of(error));
        DeadLetter undecodable = new DeadLetter(
                record(partition, first + 2, new byte[] {0, -1, 10, 13, 34}, Map.of()),
                DeadLetter.Kind.UNDECODABLE,
                "",
                "a text with \u0000, \uD83D\uDD0C and a line\nbreak",
                List.of());
        return of(
                partition,
                first,
                first + 4,
                epoch,
                List.of(new AcceptedReading(reading(partition, first), List.of(remark))),
                List.of(rejected, undecodable),
                1);
    }

    static IngestBatch of(
            String partition,
            long first,
            long end,
            long epoch,
            List<AcceptedReading> accepted,
            List<DeadLetter> letters,
            long duplicates) {
        List<RawRecord> records = new ArrayList<>();
        for (long position = first; position < end; position++) {
            byte[] value = ("record " + position).getBytes(StandardCharsets.UTF_8);
            records.add(record(partition, position, value, Map.of()));
        }
        return new IngestBatch(
                new BatchSpan(SOURCE, partition, first, end), epoch, accepted, letters, duplicates, records);
    }

    private static RawRecord record(String partition, long position, byte[] value, Map<String, String> headers) {
        byte[] key = ("meter-" + partition).getBytes(StandardCharsets.UTF_8);
        return new RawRecord(new Origin(SOURCE, partition, position), key, value, headers);
    }
}
