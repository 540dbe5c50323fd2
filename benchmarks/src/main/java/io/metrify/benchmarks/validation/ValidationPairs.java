package io.metrify.benchmarks.validation;

import com.sun.management.ThreadMXBean;
import io.metrify.benchmarks.compare.Figure;
import io.metrify.benchmarks.compare.Pair;
import io.metrify.benchmarks.compare.PairGroup;
import io.metrify.model.meter.Meter;
import io.metrify.model.meter.MeterReading;
import io.metrify.validation.BatchReport;
import io.metrify.validation.MeterDirectory;
import io.metrify.validation.MeterRules;
import io.metrify.validation.ReadingColumns;
import io.metrify.validation.RuleContext;
import io.metrify.validation.RuleSet;
import io.metrify.validation.config.RuleConfiguration;
import io.metrify.validation.config.RuleFile;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/**
 * Rules on meter readings, of which one in ten is invalid: a least and a largest value for each of eight numbers, by the
 * rule engine one reading at a time and over columns, by Hibernate Validator on beans, and by a loop written by hand; and
 * all stock rules with figures by type of meter, over columns and as a list of lambdas over objects.
 *
 * <p>Both sides of a pair find the same number of violations. Ours also keeps which rule was skipped for which row, and
 * makes a report of every single reading.
 */
public final class ValidationPairs implements PairGroup {

    private static final int RECORDS = 1_000_000;

    /** Beans take too long for all of the readings. */
    private static final int BEANS = 200_000;

    private static final long SEED = 20_261_126;
    private static final RuleContext AFTERWARDS = RuleContext.at(CheckedFleet.START.plus(Duration.ofDays(30)));

    /** What an operator has in a file: figures of its own for four types of meter. */
    private static final RuleConfiguration CONFIGURED = RuleFile.parse("""
            {
              "version": 1,
              "meter": {
                "meter_types": {
                  "INDUSTRY": {"capacity_factor": 1.1},
                  "HEAT_PUMP": {"voltage_band_v": {"low": 210, "high": 250}, "voltage_limit_v": {"low": 200, "high": 253}},
                  "PROSUMER": {"crosscheck_share": 0.3, "crosscheck_floor_kw": 0.1},
                  "GRID": {"time_tolerance": "PT30S"}
                }
              },
              "rules": {"meter.humidity.range": {"severity": "INFO"}}
            }
            """, "rules.json");

    /** The group, without data yet. */
    public ValidationPairs() {}

    @Override
    public String name() {
        return "validation";
    }

    @Override
    public List<Pair> pairs() {
        MeterReading[] readings = CheckedFleet.fullyMeasured(RECORDS, SEED);
        ConstrainedReading[] beans =
                Arrays.stream(readings).limit(BEANS).map(ConstrainedReading::of).toArray(ConstrainedReading[]::new);
        CheckedByHand byHand = new CheckedByHand(readings);
        Validator validator = validator();
        RuleSet<MeterReading> rules = SixteenConstraints.rules();
        Pair.Side hibernate = () -> hibernate(validator, beans);
        MeterReading[] delivered = CheckedFleet.asDelivered(RECORDS, SEED);
        List<Meter> fleet = CheckedFleet.meters();
        RuleContext knowing = new RuleContext(AFTERWARDS.now(), MeterDirectory.of(fleet));
        LambdaList lambdas = new LambdaList(
                fleet.stream().collect(Collectors.toMap(Meter::id, Function.identity())),
                CONFIGURED.meterThresholds(),
                knowing.now());
        Columns sixteen = new Columns(rules, readings, AFTERWARDS);
        Columns configured = new Columns(CONFIGURED.meterRules(), delivered, knowing);
        return List.of(
                new Pair("validation.batch_vs_hibernate", RECORDS, () -> sixteen.findings(BEANS), BEANS, hibernate),
                new Pair(
                        "validation.single_vs_hibernate",
                        RECORDS,
                        () -> single(rules, readings, BEANS),
                        BEANS,
                        hibernate),
                new Pair("validation.batch_vs_handwritten", RECORDS, () -> sixteen.findings(RECORDS), byHand::check),
                new Pair(
                        "validation.batch_vs_handwritten_by_column",
                        RECORDS,
                        () -> sixteen.findings(RECORDS),
                        byHand::checkByColumn),
                new Pair(
                        "validation.configured_vs_lambda_list",
                        RECORDS,
                        () -> configured.findings(RECORDS),
                        () -> lambdas.violations(delivered)));
    }

    @Override
    public List<Figure> figures() {
        MeterReading[] readings = Arrays.stream(CheckedFleet.asDelivered(RECORDS / 10, SEED))
                .filter(reading -> MeterRules.standard()
                        .validate(reading, AFTERWARDS)
                        .findings()
                        .isEmpty())
                .toArray(MeterReading[]::new);
        Columns columns = new Columns(MeterRules.standard(), readings, AFTERWARDS);
        long bytes = Math.max(
                bytes(() -> columns.findings(readings.length)),
                bytes(() -> single(MeterRules.standard(), readings, readings.length)));
        return List.of(new Figure("validation.bytes_per_valid_reading", (double) bytes / readings.length));
    }

    /** A batch and the report that is filled again and again. */
    private static final class Columns {

        private final RuleSet<MeterReading> rules;
        private final ReadingColumns readings;
        private final RuleContext context;
        private final BatchReport<MeterReading> report;

        Columns(RuleSet<MeterReading> rules, MeterReading[] readings, RuleContext context) {
            this.rules = rules;
            this.readings = ReadingColumns.of(Arrays.asList(readings));
            this.context = context;
            this.report = rules.validateAll(this.readings, context);
        }

        /** Judges all, and answers the number of findings about the first ones. */
        long findings(int first) {
            rules.validateAll(readings, context, report);
            return report.violations(0, first);
        }
    }

    /** Judges all, and answers the number of findings about the first ones. */
    private static long single(RuleSet<MeterReading> rules, MeterReading[] readings, int first) {
        long findings = 0;
        long others = 0;
        for (int i = 0; i < readings.length; i++) {
            int found = rules.validate(readings[i], AFTERWARDS).findings().size();
            findings += i < first ? found : 0;
            others += found;
        }
        return others < findings ? -1 : findings;
    }

    private static long hibernate(Validator validator, ConstrainedReading[] beans) {
        long violations = 0;
        for (ConstrainedReading bean : beans) {
            violations += validator.validate(bean).size();
        }
        return violations;
    }

    static Validator validator() {
        try (ValidatorFactory factory = Validation.byDefaultProvider()
                .configure()
                .messageInterpolator(new ParameterMessageInterpolator())
                .buildValidatorFactory()) {
            return factory.getValidator();
        }
    }

    /** The bytes that this thread allocates in one run, the fewest of several. */
    private static long bytes(Pair.Side side) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        threads.setThreadAllocatedMemoryEnabled(true);
        long id = Thread.currentThread().getId();
        long fewest = Long.MAX_VALUE;
        for (int run = 0; run < 10; run++) {
            long before = threads.getThreadAllocatedBytes(id);
            if (side.run() != 0) {
                throw new IllegalStateException("a valid reading has findings");
            }
            fewest = Math.min(fewest, threads.getThreadAllocatedBytes(id) - before);
        }
        return fewest;
    }
}
