package io.metrify.avro;

import io.metrify.model.grid.GridOperator;
import io.metrify.model.grid.GridStatus;
import io.metrify.model.meter.Meter;
import io.metrify.model.meter.ReadingVersion;
import io.metrify.model.meter.RegisterReading;
import io.metrify.model.weather.City;
import io.metrify.model.weather.WeatherObservation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** A codec that goes through Avro's generic records, for types of which there are few. */
final class RecordCodec<T> extends AvroCodec<T> {

    static final RecordCodec<ReadingVersion> READING_VERSION =
            new RecordCodec<>("ReadingVersion", MeterRecords::writeReadingVersion, MeterRecords::readReadingVersion);
    static final RecordCodec<RegisterReading> REGISTER_READING =
            new RecordCodec<>("RegisterReading", MeterRecords::writeRegisterReading, MeterRecords::readRegisterReading);
    static final RecordCodec<Meter> METER =
            new RecordCodec<>("Meter", MeterRecords::writeMeter, MeterRecords::readMeter);
    static final RecordCodec<GridStatus> GRID_STATUS =
            new RecordCodec<>("GridStatus", GridRecords::writeGridStatus, GridRecords::readGridStatus);
    static final RecordCodec<GridOperator> GRID_OPERATOR =
            new RecordCodec<>("GridOperator", GridRecords::writeGridOperator, GridRecords::readGridOperator);
    static final RecordCodec<WeatherObservation> WEATHER_OBSERVATION = new RecordCodec<>(
            "WeatherObservation", WeatherRecords::writeWeatherObservation, WeatherRecords::readWeatherObservation);
    static final RecordCodec<City> CITY =
            new RecordCodec<>("City", WeatherRecords::writeCity, WeatherRecords::readCity);

    private static final int USUAL_BYTES = 128;

    private final BiConsumer<T, FieldWriter> writer;
    private final Function<FieldReader, T> reader;
    private final GenericDatumWriter<GenericRecord> encoder;
    private final AvroDecoder<T> decoder;

    private RecordCodec(String record, BiConsumer<T, FieldWriter> writer, Function<FieldReader, T> reader) {
        super(PublishedSchema.of(record));
        this.writer = writer;
        this.reader = reader;
        this.encoder = new GenericDatumWriter<>(schema());
        this.decoder = resolving(schema());
    }

    @Override
    byte[] encode(T value, int headerBytes) {
        FieldWriter fields = new FieldWriter(schema());
        writer.accept(value, fields);
        ByteArrayOutputStream out = new ByteArrayOutputStream(USUAL_BYTES);
        out.writeBytes(new byte[headerBytes]);
        BinaryEncoder binary = EncoderFactory.get().directBinaryEncoder(out, null);
        try {
            encoder.write(fields.record(), binary);
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory failed", impossible);
        }
        return out.toByteArray();
    }

    @Override
    public T decode(byte[] bytes, int from, int to) {
        return decoder.decode(bytes, from, to);
    }

    @Override
    AvroDecoder<T> resolving(Schema written) {
        return new ResolvingDecoder<>(written, schema(), reader);
    }
}
