package io.metrify.parquet;

import io.metrify.model.Energy;
import io.metrify.model.Measurement;
import io.metrify.model.SubstitutionMethod;
import io.metrify.model.meter.Ambient;
import io.metrify.model.meter.Electrical;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.ObisCode;
import io.metrify.model.meter.ReadingQuality;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.hadoop.ParquetFileWriter;

/** Takes readings apart into the columns of a row group. */
final class ReadingColumns implements AutoCloseable {

    /** Rows of a page: 20,000, as parquet-java has it. */
    private static final int PAGE_ROWS = 20_000;

    private static final int FIRST_PAGE_ROWS = 64;

    private final List<ColumnChunk> columns = new ArrayList<>();
    private final TextChunk meterId = text(ReadingSchema.METER_ID);
    private final TextChunk obisCode = text(ReadingSchema.OBIS_CODE);
    private final NumberChunk timestamp = number(ReadingSchema.TIMESTAMP);
    private final NumberChunk intervalSeconds = number(ReadingSchema.INTERVAL_SECONDS);
    private final NumberChunk consumption = number(ReadingSchema.CONSUMPTION_KWH);
    private final NumberChunk voltage = number(ReadingSchema.VOLTAGE);
    private final NumberChunk current = number(ReadingSchema.CURRENT);
    private final NumberChunk powerFactor = number(ReadingSchema.POWER_FACTOR);
    private final NumberChunk frequency = number(ReadingSchema.FREQUENCY);
    private final NumberChunk temperature = number(ReadingSchema.TEMPERATURE);
    private final NumberChunk humidity = number(ReadingSchema.HUMIDITY);
    private final TextChunk qualityCode = text(ReadingSchema.QUALITY_CODE);
    private final TextChunk qualityMethod = text(ReadingSchema.QUALITY_METHOD);
    private final NumberChunk score = number(ReadingSchema.DATA_QUALITY_SCORE);

    private final PageBytes out = new PageBytes();
    private final ZstdPages zstd = new ZstdPages();

    private final Map<ObisCode, String> registers = new HashMap<>();
    private ObisCode lastRegister = ObisCode.IMPORT_PROFILE;
    private String lastRegisterText = ObisCode.IMPORT_PROFILE.toString();

    private int pageCapacity;
    private int pageRows;
    private long rows;
    private long memory;

    private TextChunk text(String name) {
        TextChunk column = new TextChunk(descriptor(name));
        columns.add(column);
        return column;
    }

    private NumberChunk number(String name) {
        NumberChunk column = new NumberChunk(descriptor(name));
        columns.add(column);
        return column;
    }

    private static ColumnDescriptor descriptor(String name) {
        return ReadingSchema.COLUMNS.getColumnDescription(new String[] {name});
    }

    /** How many rows the row group has so far. */
    long rows() {
        return rows;
    }

    /** What the finished pages of the row group take, in bytes. */
    long memory() {
        return memory;
    }

    void add(MeterReading reading) {
        if (pageRows == pageCapacity) {
            makeRoom();
        }
        int row = pageRows++;
        rows++;
        meterId.add(reading.meterId());
        obisCode.add(register(reading.register()));
        timestamp.add(reading.timestamp().toEpochMilli());
        intervalSeconds.add(reading.intervalSeconds());
        Energy energy = reading.consumption();
        if (energy != null) {
            consumption.add(row, energy.milliwattHours());
        }
        Electrical electrical = reading.electrical();
        measured(voltage, row, electrical.voltage());
        measured(current, row, electrical.current());
        measured(powerFactor, row, electrical.powerFactor());
        measured(frequency, row, electrical.frequency());
        Ambient ambient = reading.ambient();
        measured(temperature, row, ambient.temperature());
        measured(humidity, row, ambient.humidity());
        ReadingQuality quality = reading.quality();
        qualityCode.add(quality.code().name());
        if (quality.method() != SubstitutionMethod.NONE) {
            qualityMethod.add(row, quality.method().name());
        }
        measured(score, row, quality.score());
    }

    private static void measured(NumberChunk column, int row, double value) {
        if (Measurement.isTaken(value)) {
            column.add(row, Double.doubleToRawLongBits(value));
        }
    }

    /** Nearly always the register of the row before, for which no text is made. */
    private String register(ObisCode register) {
        if (!register.equals(lastRegister)) {
            lastRegister = register;
            lastRegisterText = registers.computeIfAbsent(register, ObisCode::toString);
        }
        return lastRegisterText;
    }

    private void makeRoom() {
        if (pageCapacity == PAGE_ROWS) {
            endPage();
            return;
        }
        pageCapacity = pageCapacity == 0 ? FIRST_PAGE_ROWS : Math.min(pageCapacity * 4, PAGE_ROWS);
        columns.forEach(column -> column.grow(pageCapacity));
    }

    private void endPage() {
        memory = 0;
        for (ColumnChunk column : columns) {
            column.endPage(pageRows, out, zstd);
            memory += column.memory();
        }
        pageRows = 0;
    }

    /** Writes the row group and begins another one; does nothing if it has no rows. */
    void endRowGroup(ParquetFileWriter file) throws IOException {
        if (rows == 0) {
            return;
        }
        if (pageRows > 0) {
            endPage();
        }
        file.startBlock(rows);
        for (ColumnChunk column : columns) {
            column.write(file, rows, out, zstd);
        }
        file.endBlock();
        rows = 0;
        memory = 0;
    }

    @Override
    public void close() {
        zstd.close();
    }
}
