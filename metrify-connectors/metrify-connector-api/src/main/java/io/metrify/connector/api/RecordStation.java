package io.metrify.connector.api;

import io.metrify.model.meter.MeterReading;
import io.metrify.validation.Finding;
import io.metrify.validation.SeenReadings;
import io.metrify.validation.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What happens to a record that was examined: redeliveries are recognised, and everything is sorted into its open batch. */
final class RecordStation {

    /** The rule that a second value for the same meter, register and start breaks. */
    static final String CONFLICT = "meter.duplicate.conflict";

    /** The rule that a reading breaks which is too old to know whether it was delivered before. */
    static final String TOO_LATE = "meter.duplicate.too_late";

    private SeenReadings seen;

    RecordStation(SeenReadings seen) {
        this.seen = seen;
    }

    SeenReadings seen() {
        return seen;
    }

    /** Forgets every reading that was seen. */
    void forget() {
        seen = SeenReadings.of(seen.window());
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
            case CONFLICT -> batch.reject(DeadLetter.rejected(record, and(accepted.findings(), conflict(reading))));
            case TOO_LATE -> batch.reject(DeadLetter.rejected(record, and(accepted.findings(), tooLate(reading))));
        }
    }

    private static List<Finding> and(List<Finding> findings, Finding finding) {
        List<Finding> all = new ArrayList<>(findings);
        all.add(finding);
        return all;
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
