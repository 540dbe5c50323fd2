package io.metrify.avro;

import io.metrify.model.Energy;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.jspecify.annotations.Nullable;

/** Fills the fields of a record from the model's types. */
final class FieldWriter {

    private final GenericData.Record record;

    FieldWriter(Schema schema) {
        record = new GenericData.Record(schema);
    }

    GenericData.Record record() {
        return record;
    }

    /** The fields of a record inside this one. */
    FieldWriter nested(String field) {
        FieldWriter inner = new FieldWriter(record.getSchema().getField(field).schema());
        record.put(field, inner.record);
        return inner;
    }

    FieldWriter text(String field, @Nullable String text) {
        record.put(field, text);
        return this;
    }

    FieldWriter integer(String field, int value) {
        record.put(field, value);
        return this;
    }

    /** A measurement; NaN is null. */
    FieldWriter number(String field, double value) {
        record.put(field, Double.isNaN(value) ? null : value);
        return this;
    }

    FieldWriter instant(String field, @Nullable Instant instant) {
        record.put(field, instant == null ? null : instant.toEpochMilli());
        return this;
    }

    FieldWriter energy(String field, @Nullable Energy energy) {
        record.put(
                field,
                energy == null
                        ? null
                        : ByteBuffer.wrap(
                                BigInteger.valueOf(energy.milliwattHours()).toByteArray()));
        return this;
    }

    FieldWriter symbol(String field, Enum<?> value) {
        Schema schema = record.getSchema().getField(field).schema();
        Schema enumeration =
                schema.getType() == Schema.Type.UNION ? schema.getTypes().get(1) : schema;
        record.put(field, new GenericData.EnumSymbol(enumeration, value.name()));
        return this;
    }

    /** A symbol whose absence says the same. */
    FieldWriter symbol(String field, Enum<?> value, Enum<?> implied) {
        return value == implied ? this : symbol(field, value);
    }
}
