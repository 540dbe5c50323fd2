package io.metrify.parquet;

import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;
import static org.apache.parquet.schema.Type.Repetition.REPEATED;

import io.metrify.connector.api.MalformedRecordException;
import io.metrify.model.Energy;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** The columns of a reading in Parquet, and what of them a file to be read must have. */
final class ReadingSchema {

    static final String METER_ID = "meter_id";
    static final String OBIS_CODE = "obis_code";
    static final String TIMESTAMP = "timestamp";
    static final String INTERVAL_SECONDS = "interval_seconds";
    static final String CONSUMPTION_KWH = "consumption_kwh";
    static final String VOLTAGE = "voltage";
    static final String CURRENT = "current";
    static final String POWER_FACTOR = "power_factor";
    static final String FREQUENCY = "frequency";
    static final String TEMPERATURE = "temperature";
    static final String HUMIDITY = "humidity";
    static final String QUALITY_CODE = "quality_code";
    static final String QUALITY_METHOD = "quality_method";
    static final String DATA_QUALITY_SCORE = "data_quality_score";

    static final MessageType COLUMNS = Types.buildMessage()
            .required(BINARY)
            .as(LogicalTypeAnnotation.stringType())
            .named(METER_ID)
            .required(BINARY)
            .as(LogicalTypeAnnotation.stringType())
            .named(OBIS_CODE)
            .required(INT64)
            .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MILLIS))
            .named(TIMESTAMP)
            .required(INT32)
            .named(INTERVAL_SECONDS)
            .optional(INT64)
            .as(LogicalTypeAnnotation.decimalType(Energy.SCALE, Energy.PRECISION))
            .named(CONSUMPTION_KWH)
            .optional(DOUBLE)
            .named(VOLTAGE)
            .optional(DOUBLE)
            .named(CURRENT)
            .optional(DOUBLE)
            .named(POWER_FACTOR)
            .optional(DOUBLE)
            .named(FREQUENCY)
            .optional(DOUBLE)
            .named(TEMPERATURE)
            .optional(DOUBLE)
            .named(HUMIDITY)
            .required(BINARY)
            .as(LogicalTypeAnnotation.stringType())
            .named(QUALITY_CODE)
            .optional(BINARY)
            .as(LogicalTypeAnnotation.stringType())
            .named(QUALITY_METHOD)
            .optional(DOUBLE)
            .named(DATA_QUALITY_SCORE)
            .named("meter_reading");

    /** Without these a row is no reading; every other column may be missing. */
    private static final List<String> INDISPENSABLE = List.of(METER_ID, TIMESTAMP, INTERVAL_SECONDS, CONSUMPTION_KWH);

    private static final LogicalTypeAnnotation MICROSECONDS =
            LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS);

    private ReadingSchema() {}

    /** The columns of a file that are understood; refuses a file that cannot be read as readings. */
    static MessageType understood(MessageType file) {
        List<Type> columns = new ArrayList<>();
        for (Type ours : COLUMNS.getFields()) {
            String name = ours.getName();
            if (file.containsField(name)) {
                columns.add(compatible(ours.asPrimitiveType(), file.getType(name)));
            } else if (INDISPENSABLE.contains(name)) {
                throw new MalformedRecordException(
                        name, "the file has no such column; a file of readings has " + INDISPENSABLE);
            }
        }
        return new MessageType(file.getName(), columns);
    }

    private static Type compatible(PrimitiveType ours, Type theirs) {
        boolean same = theirs.isPrimitive()
                && !theirs.isRepetition(REPEATED)
                && theirs.asPrimitiveType().getPrimitiveTypeName() == ours.getPrimitiveTypeName()
                && isSameMeaning(ours, theirs.asPrimitiveType());
        if (!same) {
            throw new MalformedRecordException(
                    ours.getName(), "the column is \"" + theirs + "\"; readings have \"" + ours + "\"");
        }
        return theirs;
    }

    /** An INT32 may say that it is one, or not; other tools count instants in microseconds. */
    private static boolean isSameMeaning(PrimitiveType ours, PrimitiveType theirs) {
        LogicalTypeAnnotation expected = ours.getLogicalTypeAnnotation();
        LogicalTypeAnnotation found = theirs.getLogicalTypeAnnotation();
        if (expected == null) {
            return found == null || found.equals(LogicalTypeAnnotation.intType(Integer.SIZE, true));
        }
        return expected.equals(found)
                || (expected instanceof TimestampLogicalTypeAnnotation && MICROSECONDS.equals(found));
    }

    /** How many of the file's units of time make a millisecond. */
    static int unitsPerMilli(MessageType file) {
        return MICROSECONDS.equals(file.getType(TIMESTAMP).getLogicalTypeAnnotation()) ? 1_000 : 1;
    }
}
