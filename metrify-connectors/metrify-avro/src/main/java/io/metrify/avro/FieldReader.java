package io.metrify.avro;

import io.metrify.connector.api.MalformedRecordException;
import io.metrify.model.Energy;
import io.metrify.model.WireText;
import io.metrify.model.WireTime;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** The fields of a record in the model's types; what the model refuses is reported with the field's wire name. */
final class FieldReader {

    private final GenericRecord record;
    private final String path;

    FieldReader(GenericRecord record) {
        this(record, "");
    }

    private FieldReader(GenericRecord record, String path) {
        this.record = record;
        this.path = path;
    }

    /** The fields of a record inside this one. */
    FieldReader nested(String field) {
        return new FieldReader((GenericRecord) record.get(field), path + field + "/");
    }

    String text(String field) {
        return record.get(field).toString();
    }

    /** A name or identifier by the rules of {@link WireText}. */
    String wireText(String field) {
        return parsed(field, text -> WireText.require(text, "the text"));
    }

    @Nullable
    String optionalText(String field) {
        return record.get(field) == null ? null : text(field);
    }

    @Nullable
    String optionalWireText(String field) {
        return record.get(field) == null ? null : wireText(field);
    }

    /** What a text stands for. */
    <V> V parsed(String field, Function<String, V> parser) {
        return parse(path + field, text(field), parser);
    }

    /** What a text stands for, or what its absence stands for. */
    <V> V parsed(String field, Function<String, V> parser, V absent) {
        return record.get(field) == null ? absent : parsed(field, parser);
    }

    int integer(String field) {
        return (Integer) record.get(field);
    }

    int positive(String field) {
        int value = integer(field);
        if (value <= 0) {
            throw malformed(field, value + " is not positive");
        }
        return value;
    }

    double number(String field) {
        double value = (Double) record.get(field);
        if (!Double.isFinite(value)) {
            throw malformed(field, value + " is no measurement; one that was not taken is null on the wire");
        }
        return value;
    }

    double optionalNumber(String field) {
        return record.get(field) == null ? Double.NaN : number(field);
    }

    Instant instant(String field) {
        long millis = (Long) record.get(field);
        if (millis < WireTime.MIN_EPOCH_MILLI || millis > WireTime.MAX_EPOCH_MILLI) {
            throw malformed(field, millis + " ms since 1970 is outside the years 0001 to 9999 that wire formats carry");
        }
        return Instant.ofEpochMilli(millis);
    }

    @Nullable
    Instant optionalInstant(String field) {
        return record.get(field) == null ? null : instant(field);
    }

    Energy energy(String field) {
        ByteBuffer bytes = (ByteBuffer) record.get(field);
        BinaryInput in = new BinaryInput(
                bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.arrayOffset() + bytes.limit());
        return in.readEnergy(in.remaining(), path + field);
    }

    @Nullable
    Energy optionalEnergy(String field) {
        return record.get(field) == null ? null : energy(field);
    }

    /** Builds a value whose constructor may still refuse what it is given; the field is the one it can only be. */
    <V> V build(String field, Supplier<V> constructor) {
        try {
            return constructor.get();
        } catch (IllegalArgumentException refused) {
            throw new MalformedRecordException(path + field, reason(refused), refused);
        }
    }

    private MalformedRecordException malformed(String field, String reason) {
        return new MalformedRecordException(path + field, reason);
    }

    /** What a text stands for, or a malformed record at a path. */
    static <V> V parse(String path, String text, Function<String, V> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException | DateTimeException refused) {
            throw new MalformedRecordException(path, reason(refused), refused);
        }
    }

    static String reason(RuntimeException refused) {
        return Objects.requireNonNullElse(refused.getMessage(), refused.toString());
    }
}
