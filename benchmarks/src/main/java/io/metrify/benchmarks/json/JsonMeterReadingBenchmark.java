package io.metrify.benchmarks.json;

import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.metrify.json.JsonCodec;
import io.metrify.json.MeterReadingJson;
import io.metrify.model.meter.MeterReading;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One document read or written, taken in turn from a set that is larger than the caches. Run with {@code -prof gc} to
 * see the bytes allocated for each.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
@State(Scope.Thread)
public class JsonMeterReadingBenchmark {

    private static final int COUNT = 1 << 18;

    private final ObjectReader reader = FlatReading.mapper().readerFor(FlatReading.class);
    private final ObjectWriter writer = FlatReading.mapper().writerFor(FlatReading.class);
    private final JsonCodec<MeterReading> codec = JsonCodec.of(MeterReading.class);
    private final byte[] buffer = new byte[MeterReadingJson.LONGEST_WRITTEN];

    private MeterReading[] readings = {};
    private FlatReading[] flatReadings = {};
    private byte[][] documents = {};
    private int next;

    /** Makes the documents. */
    @Setup
    public void makeDocuments() {
        readings = JsonCorpus.readings(COUNT);
        documents = JsonCorpus.documents(readings);
        flatReadings = new FlatReading[COUNT];
        for (int i = 0; i < COUNT; i++) {
            flatReadings[i] = FlatReading.of(readings[i]);
        }
    }

    /** The hot codec reads. */
    @Benchmark
    public MeterReading read() {
        return MeterReadingJson.read(documents[turn()]);
    }

    /** The codec on databind, with the same checks as the hot one, reads. */
    @Benchmark
    public MeterReading readWithCodec() {
        return codec.read(documents[turn()]);
    }

    /** Jackson reads into the flat record. */
    @Benchmark
    public FlatReading readWithDatabind() throws IOException {
        return reader.readValue(documents[turn()]);
    }

    /** The hot codec writes a new array. */
    @Benchmark
    public byte[] write() {
        return MeterReadingJson.write(readings[turn()]);
    }

    /** The hot codec writes into a buffer that is used again. */
    @Benchmark
    public int writeIntoBuffer() {
        return MeterReadingJson.write(readings[turn()], buffer, 0);
    }

    /** The codec on databind writes a new array. */
    @Benchmark
    public byte[] writeWithCodec() {
        return codec.write(readings[turn()]);
    }

    /** Jackson writes the flat record to a new array. */
    @Benchmark
    public byte[] writeWithDatabind() throws IOException {
        return writer.writeValueAsBytes(flatReadings[turn()]);
    }

    private int turn() {
        return next++ & COUNT - 1;
    }
}
