package io.metrify.benchmarks.avro;

import io.metrify.avro.AvroCodec;
import io.metrify.avro.MeterReadingCodec;
import io.metrify.model.meter.MeterReading;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecordBase;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One reading to Avro bytes and back, by the codec and by the classes that Avro generates from the same schema. Run it
 * with {@code -prof gc}: {@code gc.alloc.rate.norm} is the garbage of one reading in bytes.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgs = "-Xmx2g")
@State(Scope.Thread)
public class AvroMeterReadingBenchmark {

    private static final int RECORDS = 1 << 16;

    private final MeterReadingCodec codec = AvroCodec.meterReading();
    private final AvroSpecific<io.metrify.wire.MeterReading> numbers = AvroSpecific.numbers();
    private final AvroSpecific<io.metrify.benchmarks.bytebuffer.MeterReading> buffers = AvroSpecific.byteBuffers();

    private final MeterReading[] readings = FleetReadings.of(RECORDS, 42);
    private final io.metrify.wire.MeterReading[] typed =
            Arrays.stream(readings).map(SpecificReadings::typed).toArray(io.metrify.wire.MeterReading[]::new);
    private final io.metrify.benchmarks.bytebuffer.MeterReading[] untyped = Arrays.stream(readings)
            .map(SpecificReadings::untyped)
            .toArray(io.metrify.benchmarks.bytebuffer.MeterReading[]::new);
    private final byte[][] encoded = Arrays.stream(readings).map(codec::encode).toArray(byte[][]::new);
    private final byte[] buffer = new byte[MeterReadingCodec.MAX_ENCODED_BYTES];
    private int next;

    private int next() {
        next = next + 1 & RECORDS - 1;
        return next;
    }

    /**
     * The codec, into a buffer that is kept.
     *
     * @return the length
     */
    @Benchmark
    public int encode() {
        return codec.encode(readings[next()], buffer, 0);
    }

    /**
     * The codec, into an array of its own.
     *
     * @return the bytes
     */
    @Benchmark
    public byte[] encodeToArray() {
        return codec.encode(readings[next()]);
    }

    /**
     * Avro, energy as a number, into a buffer that is kept.
     *
     * @return the length
     */
    @Benchmark
    public int encodeSpecific() {
        return numbers.encode(typed[next()]);
    }

    /**
     * Avro, energy as bytes, into a buffer that is kept.
     *
     * @return the length
     */
    @Benchmark
    public int encodeSpecificByteBuffer() {
        return buffers.encode(untyped[next()]);
    }

    /**
     * The codec.
     *
     * @return the reading
     */
    @Benchmark
    public MeterReading decode() {
        return codec.decode(encoded[next()]);
    }

    /**
     * Avro, energy as a number.
     *
     * @return the record
     */
    @Benchmark
    public SpecificRecordBase decodeSpecific() {
        byte[] bytes = encoded[next()];
        return numbers.decode(bytes, 0, bytes.length);
    }

    /**
     * Avro, energy as bytes.
     *
     * @return the record
     */
    @Benchmark
    public SpecificRecordBase decodeSpecificByteBuffer() {
        byte[] bytes = encoded[next()];
        return buffers.decode(bytes, 0, bytes.length);
    }
}
