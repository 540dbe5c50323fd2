package io.metrify.quality.table;

import io.metrify.model.SubstitutionMethod;
import io.metrify.model.meter.MeterReading;

/** Meter readings as a table, with the names that every wire has for their fields. */
public final class ReadingTable {

    private static final RecordTable.Builder<MeterReading> COLUMNS = RecordTable.<MeterReading>builder()
            .text("meter_id", MeterReading::meterId)
            .timestamp("timestamp", MeterReading::timestamp)
            .integer("interval_seconds", reading -> (long) reading.intervalSeconds())
            .text("register", reading -> reading.register().toString())
            .energy("consumption_kwh", MeterReading::consumption)
            .number("voltage", reading -> reading.electrical().voltage())
            .number("current", reading -> reading.electrical().current())
            .number("power_factor", reading -> reading.electrical().powerFactor())
            .number("frequency", reading -> reading.electrical().frequency())
            .number("temperature", reading -> reading.ambient().temperature())
            .number("humidity", reading -> reading.ambient().humidity())
            .text("quality_code", reading -> reading.quality().code().name())
            .text(
                    "quality_method",
                    reading -> reading.quality().method() == SubstitutionMethod.NONE
                            ? null
                            : reading.quality().method().name())
            .number("data_quality_score", reading -> reading.quality().score());

    private ReadingTable() {}

    /**
     * The readings as rows.
     *
     * @param readings the readings, in their order; the table can be opened as often as they can be iterated
     * @return a table with a column for each field of the wire; what is absent there is missing here
     */
    public static Table of(Iterable<MeterReading> readings) {
        return COLUMNS.over(readings);
    }
}
