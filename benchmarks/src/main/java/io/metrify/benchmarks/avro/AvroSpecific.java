package io.metrify.benchmarks.avro;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.avro.util.ClassSecurityValidator;

/**
 * Avro as a careful user runs it: one writer, one reader, one encoder, one decoder and one buffer for all records, and
 * Avro's fast reader, which is on by default.
 *
 * @param <T> the generated class
 */
final class AvroSpecific<T extends SpecificRecordBase> {

    static {
        // Avro loads no class by name that it was not told to trust.
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.DEFAULT, type -> type.getName().startsWith("io.metrify.")));
    }

    private final SpecificDatumWriter<T> writer;
    private final SpecificDatumReader<T> reader;
    private final Buffer buffer = new Buffer();
    private final BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(buffer, null);
    private final BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(new byte[0], null);

    private AvroSpecific(Schema schema, SpecificData data) {
        writer = new SpecificDatumWriter<>(schema, data);
        reader = new SpecificDatumReader<>(schema, schema, data);
    }

    /** Energy as a number: everything as it was generated. */
    static AvroSpecific<io.metrify.wire.MeterReading> numbers() {
        return new AvroSpecific<>(
                io.metrify.wire.MeterReading.getClassSchema(),
                SpecificData.getForClass(io.metrify.wire.MeterReading.class));
    }

    /** Energy as bytes. */
    static AvroSpecific<io.metrify.benchmarks.bytebuffer.MeterReading> byteBuffers() {
        // The generated class cannot be read with its own conversions: they make a number of a decimal inside a union,
        // for a field that is a ByteBuffer.
        SpecificData data = new SpecificData();
        data.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
        return new AvroSpecific<>(io.metrify.benchmarks.bytebuffer.MeterReading.getClassSchema(), data);
    }

    /** Encodes a record into {@link #bytes()}; answers its length. */
    int encode(T record) {
        buffer.reset();
        try {
            writer.write(record, encoder);
            encoder.flush();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return buffer.size();
    }

    /** The bytes of the last record, and whatever was there before it. */
    byte[] bytes() {
        return buffer.bytes();
    }

    T decode(byte[] bytes, int offset, int length) {
        try {
            return reader.read(null, DecoderFactory.get().binaryDecoder(bytes, offset, length, decoder));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** A buffer that shows its bytes instead of copying them. */
    private static final class Buffer extends ByteArrayOutputStream {
        byte[] bytes() {
            return buf;
        }
    }
}
