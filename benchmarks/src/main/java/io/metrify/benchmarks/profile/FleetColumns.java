package io.metrify.benchmarks.profile;

import io.metrify.model.meter.MeterReading;
import io.metrify.quality.table.Column;
import io.metrify.quality.table.ColumnTable;
import io.metrify.quality.table.ColumnType;
import io.metrify.quality.table.Table;
import io.metrify.testkit.fleet.Fleet;
import io.metrify.testkit.fleet.ReadingOrder;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.Objects;
import java.util.stream.DoubleStream;

/**
 * Nine columns of a simulated fleet's readings as arrays: the meter, the energy, its length, and six measurements. Of one
 * meter in ten nothing but energy was measured. Interval by interval, as a head-end delivers them. The same every time.
 */
final class FleetColumns {

    static final int ROWS = 1_000_000;

    private static final int METERS = 10_000;
    private static final int DAYS = 2;
    private static final int NOT_MEASURED_EVERY = 10;

    final String[] meterIds = new String[ROWS];
    final long[] milliwattHours = new long[ROWS];
    final long[] seconds = new long[ROWS];
    /** Voltage, current, power factor, frequency, temperature, humidity; NaN where not measured. */
    final double[][] measurements = new double[6][ROWS];

    FleetColumns() {
        Iterator<MeterReading> readings = Fleet.builder()
                .meters(METERS)
                .seed(2_026)
                .firstDate(LocalDate.of(2026, 3, 10))
                .days(DAYS)
                .build()
                .readings(ReadingOrder.BY_TIME)
                .limit(ROWS)
                .iterator();
        for (int row = 0; row < ROWS; row++) {
            put(row, readings.next());
        }
    }

    private void put(int row, MeterReading reading) {
        boolean measured = reading.meterId().hashCode() % NOT_MEASURED_EVERY != 0;
        meterIds[row] = reading.meterId();
        milliwattHours[row] = Objects.requireNonNull(reading.consumption()).milliwattHours();
        seconds[row] = reading.intervalSeconds();
        double[] values = DoubleStream.of(
                        reading.electrical().voltage(),
                        reading.electrical().current(),
                        reading.electrical().powerFactor(),
                        reading.electrical().frequency(),
                        reading.ambient().temperature(),
                        reading.ambient().humidity())
                .toArray();
        for (int column = 0; column < values.length; column++) {
            measurements[column][row] = measured ? values[column] : Double.NaN;
        }
    }

    Table table() {
        return ColumnTable.builder(ROWS)
                .texts("meter_id", meterIds)
                .decimals("consumption_kwh", 6, milliwattHours, null)
                .longs(Column.of("interval_seconds", ColumnType.INTEGER), seconds, null)
                .doubles("voltage", measurements[0])
                .doubles("current", measurements[1])
                .doubles("power_factor", measurements[2])
                .doubles("frequency", measurements[3])
                .doubles("temperature", measurements[4])
                .doubles("humidity", measurements[5])
                .build();
    }
}
