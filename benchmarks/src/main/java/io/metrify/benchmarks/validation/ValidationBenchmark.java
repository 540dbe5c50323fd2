package io.metrify.benchmarks.validation;

import io.metrify.model.meter.MeterReading;
import io.metrify.validation.BatchReport;
import io.metrify.validation.MeterDirectory;
import io.metrify.validation.MeterRules;
import io.metrify.validation.ReadingColumns;
import io.metrify.validation.RuleContext;
import io.metrify.validation.RuleSet;
import io.metrify.validation.ValidationReport;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
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

/**
 * One reading judged, taken in turn from a set that is larger than the caches, of which one in ten is invalid. Run it with
 * {@code -prof gc}: {@code gc.alloc.rate.norm} is the garbage of one reading in bytes.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Xmx3g")
@State(Scope.Thread)
public class ValidationBenchmark {

    private static final int COUNT = 1 << 18;

    private final MeterReading[] readings = CheckedFleet.fullyMeasured(COUNT, 42);
    private final MeterReading[] delivered = CheckedFleet.asDelivered(COUNT, 42);
    private final ConstrainedReading[] beans =
            Arrays.stream(readings).map(ConstrainedReading::of).toArray(ConstrainedReading[]::new);
    private final CheckedByHand byHand = new CheckedByHand(readings);
    private final Validator validator = ValidationPairs.validator();
    private final RuleSet<MeterReading> sixteen = SixteenConstraints.rules();
    private final RuleSet<MeterReading> stock = MeterRules.standard();
    private final RuleContext context =
            new RuleContext(CheckedFleet.START.plus(Duration.ofDays(30)), MeterDirectory.of(CheckedFleet.meters()));
    private final ReadingColumns columns = ReadingColumns.of(Arrays.asList(readings));
    private final ReadingColumns deliveredColumns = ReadingColumns.of(Arrays.asList(delivered));
    private final BatchReport<MeterReading> sixteenReport = sixteen.validateAll(columns, context);
    private final BatchReport<MeterReading> stockReport = stock.validateAll(deliveredColumns, context);
    private final ReadingColumns refilled = ReadingColumns.withCapacity(COUNT);
    private int next;

    private int next() {
        next = next + 1 & COUNT - 1;
        return next;
    }

    /**
     * Sixteen constraints, one reading at a time.
     *
     * @return the report
     */
    @Benchmark
    public ValidationReport single() {
        return sixteen.validate(readings[next()], context);
    }

    /**
     * Sixteen constraints on a bean.
     *
     * @return the violations
     */
    @Benchmark
    public Set<ConstraintViolation<ConstrainedReading>> hibernate() {
        return validator.validate(beans[next()]);
    }

    /**
     * All stock rules, one reading at a time.
     *
     * @return the report
     */
    @Benchmark
    public ValidationReport singleStock() {
        return stock.validate(delivered[next()], context);
    }

    /**
     * Sixteen constraints over columns.
     *
     * @return the report
     */
    @Benchmark
    @OperationsPerInvocation(COUNT)
    public BatchReport<MeterReading> batch() {
        return sixteen.validateAll(columns, context, sixteenReport);
    }

    /**
     * Sixteen constraints over columns, as a loop written by hand.
     *
     * @return the number of failures
     */
    @Benchmark
    @OperationsPerInvocation(COUNT)
    public int handwritten() {
        return byHand.check();
    }

    /**
     * All stock rules over columns.
     *
     * @return the report
     */
    @Benchmark
    @OperationsPerInvocation(COUNT)
    public BatchReport<MeterReading> batchStock() {
        return stock.validateAll(deliveredColumns, context, stockReport);
    }

    /**
     * Filling columns from readings, without judging them.
     *
     * @return the columns
     */
    @Benchmark
    @OperationsPerInvocation(COUNT)
    public ReadingColumns fill() {
        refilled.clear();
        for (MeterReading reading : delivered) {
            refilled.add(reading);
        }
        return refilled;
    }
}
