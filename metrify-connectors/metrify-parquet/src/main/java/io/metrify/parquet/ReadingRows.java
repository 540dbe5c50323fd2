package io.metrify.parquet;

import io.metrify.connector.api.MalformedRecordException;
import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.QualityCode;
import io.metrify.model.SubstitutionMethod;
import io.metrify.model.meter.Ambient;
import io.metrify.model.meter.Electrical;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.ObisCode;
import io.metrify.model.meter.ReadingQuality;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** Puts the columns of a file together into readings, one row group at a time. */
final class ReadingRows {

    private final Column.Text<String> meterId;
    private final Column.Text<ObisCode> obisCode;
    private final Column.Whole timestamp;
    private final Column.Whole intervalSeconds;
    private final Column.Whole consumption;
    private final Column.Measured voltage;
    private final Column.Measured current;
    private final Column.Measured powerFactor;
    private final Column.Measured frequency;
    private final Column.Measured temperature;
    private final Column.Measured humidity;
    private final Column.Text<QualityCode> qualityCode;
    private final Column.Text<SubstitutionMethod> qualityMethod;
    private final Column.Measured score;
    private final List<Column> columns;
    private final int unitsPerMilli;
    private long left;

    ReadingRows(MessageType schema) {
        unitsPerMilli = ReadingSchema.unitsPerMilli(schema);
        meterId = text(schema, ReadingSchema.METER_ID, Function.identity());
        obisCode = text(schema, ReadingSchema.OBIS_CODE, ObisCode::parse);
        timestamp = whole(schema, ReadingSchema.TIMESTAMP);
        intervalSeconds = whole(schema, ReadingSchema.INTERVAL_SECONDS);
        consumption = whole(schema, ReadingSchema.CONSUMPTION_KWH);
        voltage = measured(schema, ReadingSchema.VOLTAGE);
        current = measured(schema, ReadingSchema.CURRENT);
        powerFactor = measured(schema, ReadingSchema.POWER_FACTOR);
        frequency = measured(schema, ReadingSchema.FREQUENCY);
        temperature = measured(schema, ReadingSchema.TEMPERATURE);
        humidity = measured(schema, ReadingSchema.HUMIDITY);
        qualityCode = text(schema, ReadingSchema.QUALITY_CODE, QualityCode::valueOf);
        qualityMethod = text(schema, ReadingSchema.QUALITY_METHOD, SubstitutionMethod::valueOf);
        score = measured(schema, ReadingSchema.DATA_QUALITY_SCORE);
        columns = List.of(
                meterId,
                obisCode,
                timestamp,
                intervalSeconds,
                consumption,
                voltage,
                current,
                powerFactor,
                frequency,
                temperature,
                humidity,
                qualityCode,
                qualityMethod,
                score);
    }

    private static <T> Column.Text<T> text(MessageType schema, String name, Function<String, T> meaning) {
        return new Column.Text<>(name, descriptor(schema, name), meaning);
    }

    private static Column.Whole whole(MessageType schema, String name) {
        return new Column.Whole(name, descriptor(schema, name));
    }

    private static Column.Measured measured(MessageType schema, String name) {
        return new Column.Measured(name, descriptor(schema, name));
    }

    private static @Nullable ColumnDescriptor descriptor(MessageType schema, String name) {
        return schema.containsField(name) ? schema.getColumnDescription(new String[] {name}) : null;
    }

    private long milliseconds(long units) {
        if (units % unitsPerMilli != 0) {
            throw new MalformedRecordException(
                    ReadingSchema.TIMESTAMP, units + " microseconds are finer than a millisecond, which no reading is");
        }
        return units / unitsPerMilli;
    }

    void open(PageReadStore pages) {
        left = pages.getRowCount();
        if (left > 0) {
            columns.forEach(column -> column.open(pages));
        }
    }

    boolean hasNext() {
        return left > 0;
    }

    MeterReading next() {
        left--;
        String meter = meterId.next();
        ObisCode register = obisCode.nextOr(ObisCode.IMPORT_PROFILE);
        long start = milliseconds(timestamp.next());
        long seconds = intervalSeconds.next();
        boolean measured = consumption.advance();
        try {
            Electrical electrical =
                    new Electrical(voltage.next(), current.next(), powerFactor.next(), frequency.next());
            Ambient ambient = new Ambient(temperature.next(), humidity.next());
            ReadingQuality quality = new ReadingQuality(
                    qualityCode.nextOr(QualityCode.AS_PROVIDED),
                    qualityMethod.nextOr(SubstitutionMethod.NONE),
                    score.next());
            return new MeterReading(
                    meter,
                    register,
                    Interval.of(Instant.ofEpochMilli(start), Duration.ofSeconds(seconds)),
                    measured ? Energy.ofMilliwattHours(consumption.value()) : null,
                    electrical,
                    ambient,
                    quality);
        } catch (IllegalArgumentException illegal) {
            throw new MalformedRecordException("", "a row is no reading: " + illegal.getMessage());
        }
    }
}
