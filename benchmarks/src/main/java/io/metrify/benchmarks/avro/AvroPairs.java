package io.metrify.benchmarks.avro;

import io.metrify.avro.AvroCodec;
import io.metrify.avro.MeterReadingCodec;
import io.metrify.benchmarks.compare.Pair;
import io.metrify.benchmarks.compare.PairGroup;
import io.metrify.model.meter.MeterReading;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Encoding and decoding of meter readings: the hand-written codec against the class that Avro generates from the same
 * schema. Each side goes from and to its own objects, each writes into one buffer it keeps, and the bytes are the same.
 *
 * <p>The figure that counts is against the generated class whose amount of energy is a number ({@code BigDecimal}), as a
 * reading's is. Against the generator's default, where it is a {@code ByteBuffer} that somebody still has to read, the
 * keys end in {@code _bytebuffer}.
 */
public final class AvroPairs implements PairGroup {

    private static final int RECORDS = 1_000_000;
    private static final long SEED = 20_260_329;

    /** Decoded objects are kept here for a while, so that they must be made. */
    private static final int KEPT = 1024;

    /** The group, without data yet. */
    public AvroPairs() {}

    @Override
    public String name() {
        return "avro";
    }

    @Override
    public List<Pair> pairs() {
        MeterReading[] readings = FleetReadings.of(RECORDS, SEED);
        Encoded encoded = Encoded.of(readings);
        AvroSpecific<io.metrify.wire.MeterReading> numbers = AvroSpecific.numbers();
        AvroSpecific<io.metrify.benchmarks.bytebuffer.MeterReading> buffers = AvroSpecific.byteBuffers();
        io.metrify.wire.MeterReading[] typed =
                convert(readings, SpecificReadings::typed, new io.metrify.wire.MeterReading[RECORDS], numbers, encoded);
        io.metrify.benchmarks.bytebuffer.MeterReading[] untyped = convert(
                readings,
                SpecificReadings::untyped,
                new io.metrify.benchmarks.bytebuffer.MeterReading[RECORDS],
                buffers,
                encoded);
        Pair.Side encode = () -> encode(readings);
        Pair.Side decode = () -> decode(encoded);
        return List.of(
                new Pair("avro.encode_vs_specific", RECORDS, encode, () -> encode(numbers, typed)),
                new Pair("avro.decode_vs_specific", RECORDS, decode, () -> decodeTyped(numbers, encoded)),
                new Pair("avro.encode_vs_specific_bytebuffer", RECORDS, encode, () -> encode(buffers, untyped)),
                new Pair("avro.decode_vs_specific_bytebuffer", RECORDS, decode, () -> decodeUntyped(buffers, encoded)));
    }

    /** All readings, one behind the other. */
    private record Encoded(byte[] bytes, int[] offsets) {

        static Encoded of(MeterReading[] readings) {
            MeterReadingCodec codec = AvroCodec.meterReading();
            byte[] bytes = new byte[readings.length * 128 + MeterReadingCodec.MAX_ENCODED_BYTES];
            int[] offsets = new int[readings.length + 1];
            for (int i = 0; i < readings.length; i++) {
                offsets[i + 1] = offsets[i] + codec.encode(readings[i], bytes, offsets[i]);
            }
            return new Encoded(bytes, offsets);
        }

        boolean holds(int record, byte[] other, int length) {
            return Arrays.equals(bytes, offsets[record], offsets[record + 1], other, 0, length);
        }
    }

    private static <T extends SpecificRecordBase> T[] convert(
            MeterReading[] readings,
            Function<MeterReading, T> conversion,
            T[] records,
            AvroSpecific<T> avro,
            Encoded encoded) {
        for (int i = 0; i < readings.length; i++) {
            records[i] = conversion.apply(readings[i]);
            int length = avro.encode(records[i]);
            if (!encoded.holds(i, avro.bytes(), length)) {
                throw new IllegalStateException("Avro writes other bytes for " + readings[i]);
            }
        }
        return records;
    }

    private static long encode(MeterReading[] readings) {
        MeterReadingCodec codec = AvroCodec.meterReading();
        byte[] buffer = new byte[MeterReadingCodec.MAX_ENCODED_BYTES];
        long result = 0;
        for (MeterReading reading : readings) {
            int length = codec.encode(reading, buffer, 0);
            result = result * 31 + length + buffer[length >> 1];
        }
        return result;
    }

    private static <T extends SpecificRecordBase> long encode(AvroSpecific<T> avro, T[] records) {
        long result = 0;
        for (T record : records) {
            int length = avro.encode(record);
            result = result * 31 + length + avro.bytes()[length >> 1];
        }
        return result;
    }

    private static long decode(Encoded encoded) {
        MeterReadingCodec codec = AvroCodec.meterReading();
        MeterReading[] kept = new MeterReading[KEPT];
        int[] offsets = encoded.offsets();
        long result = 0;
        for (int i = 0; i < RECORDS; i++) {
            MeterReading reading = codec.decode(encoded.bytes(), offsets[i], offsets[i + 1]);
            kept[i % KEPT] = reading;
            result = result * 31 + reading.meterId().length();
        }
        return result + kept.length;
    }

    private static long decodeTyped(AvroSpecific<io.metrify.wire.MeterReading> avro, Encoded encoded) {
        io.metrify.wire.MeterReading[] kept = new io.metrify.wire.MeterReading[KEPT];
        int[] offsets = encoded.offsets();
        long result = 0;
        for (int i = 0; i < RECORDS; i++) {
            io.metrify.wire.MeterReading record = avro.decode(encoded.bytes(), offsets[i], offsets[i + 1] - offsets[i]);
            kept[i % KEPT] = record;
            result = result * 31 + record.getMeterId().length();
        }
        return result + kept.length;
    }

    private static long decodeUntyped(
            AvroSpecific<io.metrify.benchmarks.bytebuffer.MeterReading> avro, Encoded encoded) {
        io.metrify.benchmarks.bytebuffer.MeterReading[] kept = new io.metrify.benchmarks.bytebuffer.MeterReading[KEPT];
        int[] offsets = encoded.offsets();
        long result = 0;
        for (int i = 0; i < RECORDS; i++) {
            io.metrify.benchmarks.bytebuffer.MeterReading record =
                    avro.decode(encoded.bytes(), offsets[i], offsets[i + 1] - offsets[i]);
            kept[i % KEPT] = record;
            result = result * 31 + record.getMeterId().length();
        }
        return result + kept.length;
    }
}
