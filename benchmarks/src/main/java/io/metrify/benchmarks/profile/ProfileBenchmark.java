package io.metrify.benchmarks.profile;

import io.metrify.quality.profile.DataProfile;
import io.metrify.quality.profile.Profiler;
import io.metrify.quality.table.RowBatch;
import io.metrify.quality.table.Table;
import io.metrify.quality.table.TableReader;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A row of nine columns profiled, and what becomes of profiles: merged, written, read. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Xmx3g")
@State(Scope.Thread)
public class ProfileBenchmark {

    private final FleetColumns columns = new FleetColumns();
    private final Table table = columns.table();
    private final DataProfile profile = DataProfile.of(table);
    private final byte[] bytes = profile.toBytes();

    /**
     * One row, read and profiled.
     *
     * @return the profile
     */
    @Benchmark
    @OperationsPerInvocation(FleetColumns.ROWS)
    public DataProfile profile() {
        return DataProfile.of(table);
    }

    /**
     * One row, read only: the part of the above that is not profiling.
     *
     * @return the number of missing values
     */
    @Benchmark
    @OperationsPerInvocation(FleetColumns.ROWS)
    public long read() {
        RowBatch batch = new RowBatch(table.columns());
        long missing = 0;
        try (TableReader reader = table.open()) {
            while (reader.next(batch)) {
                missing += batch.missingCount(batch.columns().size() - 1);
            }
        }
        return missing;
    }

    /**
     * One row into sketches.
     *
     * @return a number made of them
     */
    @Benchmark
    @OperationsPerInvocation(FleetColumns.ROWS)
    public long sketches() {
        return Sketches.profile(columns);
    }

    /**
     * Two profiles merged.
     *
     * @return the profile of both
     */
    @Benchmark
    public DataProfile merge() {
        return profile.merge(profile);
    }

    /**
     * A profile written.
     *
     * @return its bytes
     */
    @Benchmark
    public byte[] write() {
        return profile.toBytes();
    }

    /**
     * A profile read.
     *
     * @return the profile
     */
    @Benchmark
    public DataProfile parse() {
        return DataProfile.parse(bytes);
    }

    /**
     * A profiler without rows, as every merge makes one.
     *
     * @return the profiler
     */
    @Benchmark
    public Profiler make() {
        return Profiler.of(table.columns());
    }
}
