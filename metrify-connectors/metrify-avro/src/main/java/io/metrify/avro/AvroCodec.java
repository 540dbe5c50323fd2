package io.metrify.avro;

import io.metrify.connector.api.MalformedRecordException;
import io.metrify.model.grid.GridOperator;
import io.metrify.model.grid.GridStatus;
import io.metrify.model.meter.Meter;
import io.metrify.model.meter.ReadingVersion;
import io.metrify.model.meter.RegisterReading;
import io.metrify.model.weather.City;
import io.metrify.model.weather.WeatherObservation;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/**
 * Avro's binary encoding of one type of the model, without a header. What it writes is byte for byte what Avro writes
 * for the same schema; what it reads is what Avro reads, as far as the model accepts it. It can be shared between
 * threads.
 *
 * <p>Refused with a {@link MalformedRecordException} although Avro would read it: bytes after the value, text that is
 * not well-formed UTF-8, NaN and infinity in a double (a measurement that was not taken is null), and whatever the
 * model's own types refuse, such as a blank meter id or an amount of energy outside {@code DECIMAL(18,6)}.
 *
 * <p>A measurement that is NaN in the model is null on the wire, and the other way round; no value is made up. An
 * enumeration symbol of a newer writer is read as the default of the enumeration in the reader's schema: a quality code
 * as {@code QUESTIONABLE}, a substitution method as {@code UNSPECIFIED}, a meter type as {@code OTHER}. That needs the
 * writer's schema; an index beyond the symbols of the schema in use is malformed.
 *
 * @param <T> the type of the model
 */
public abstract sealed class AvroCodec<T> implements AvroFormat<T> permits MeterReadingCodec, RecordCodec {

    private final Schema schema;
    private final long fingerprint;

    AvroCodec(Schema schema) {
        this.schema = schema;
        this.fingerprint = SchemaNormalization.parsingFingerprint64(schema);
    }

    /**
     * The codec of interval readings, {@code io/metrify/avro/MeterReading.avsc}; written by hand, for speed.
     *
     * @return the codec
     */
    public static MeterReadingCodec meterReading() {
        return MeterReadingCodec.INSTANCE;
    }

    /**
     * The codec of reading versions, {@code io/metrify/avro/ReadingVersion.avsc}. A kind of version that only a newer
     * writer knows is malformed; there is no kind it could stand for.
     *
     * @return the codec
     */
    public static AvroCodec<ReadingVersion> readingVersion() {
        return RecordCodec.READING_VERSION;
    }

    /**
     * The codec of register readings, {@code io/metrify/avro/RegisterReading.avsc}.
     *
     * @return the codec
     */
    public static AvroCodec<RegisterReading> registerReading() {
        return RecordCodec.REGISTER_READING;
    }

    /**
     * The codec of meters, {@code io/metrify/avro/Meter.avsc}.
     *
     * @return the codec
     */
    public static AvroCodec<Meter> meter() {
        return RecordCodec.METER;
    }

    /**
     * The codec of grid states, {@code io/metrify/avro/GridStatus.avsc}.
     *
     * @return the codec
     */
    public static AvroCodec<GridStatus> gridStatus() {
        return RecordCodec.GRID_STATUS;
    }

    /**
     * The codec of grid operators, {@code io/metrify/avro/GridOperator.avsc}.
     *
     * @return the codec
     */
    public static AvroCodec<GridOperator> gridOperator() {
        return RecordCodec.GRID_OPERATOR;
    }

    /**
     * The codec of weather observations, {@code io/metrify/avro/WeatherObservation.avsc}.
     *
     * @return the codec
     */
    public static AvroCodec<WeatherObservation> weatherObservation() {
        return RecordCodec.WEATHER_OBSERVATION;
    }

    /**
     * The codec of cities, {@code io/metrify/avro/City.avsc}.
     *
     * @return the codec
     */
    public static AvroCodec<City> city() {
        return RecordCodec.CITY;
    }

    /**
     * The schema this codec writes, and reads unless another is named.
     *
     * @return the published schema
     */
    public Schema schema() {
        return schema;
    }

    /**
     * The CRC-64-AVRO fingerprint of the parsing canonical form of {@link #schema()}, by which single-object encoding
     * names it.
     *
     * @return the fingerprint
     */
    public long fingerprint() {
        return fingerprint;
    }

    /**
     * A decoder of what was written with another schema of the same record: an older or newer version, or somebody
     * else's. Fields are matched by name and alias, missing ones take the default of {@link #schema()}, unknown ones
     * are skipped, numbers are promoted, all as Avro resolves schemas.
     *
     * <p>Beyond that, a timestamp of another unit or a decimal of another scale is refused, where Avro would take the
     * number for what it is not.
     *
     * @param writer the schema the bytes were written with
     * @return this codec if the schemas agree; otherwise a decoder that resolves. If the writer's schema cannot be
     *     resolved at all, every call of the decoder is a {@link MalformedRecordException} that says why
     */
    public AvroDecoder<T> writtenWith(Schema writer) {
        String conflict = NumberMeanings.conflict(writer, schema);
        if (conflict != null) {
            return (bytes, from, to) -> {
                throw new MalformedRecordException("", conflict);
            };
        }
        return writer.equals(schema) || SchemaNormalization.parsingFingerprint64(writer) == fingerprint
                ? this
                : resolving(writer);
    }

    /** A decoder that resolves a schema that differs from this codec's. */
    abstract AvroDecoder<T> resolving(Schema writer);

    @Override
    public byte[] encode(T value) {
        return encode(value, 0);
    }

    /** Encodes a value behind a number of zero bytes that a header will take. */
    abstract byte[] encode(T value, int headerBytes);

    /**
     * The full name of the record.
     *
     * @return for example {@code Avro codec of io.metrify.wire.MeterReading}
     */
    @Override
    public String toString() {
        return "Avro codec of " + schema.getFullName();
    }
}
