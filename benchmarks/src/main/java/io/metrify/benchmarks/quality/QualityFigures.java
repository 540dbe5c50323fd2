package io.metrify.benchmarks.quality;

import io.metrify.benchmarks.compare.Figure;
import io.metrify.benchmarks.compare.Pair;
import io.metrify.benchmarks.compare.PairGroup;
import io.metrify.quality.expectation.ExpectationResult;
import io.metrify.quality.expectation.ExpectationSuite;
import io.metrify.quality.expectation.SuiteEvaluator;
import io.metrify.quality.expectation.SuiteResult;
import io.metrify.quality.table.Table;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;

/**
 * What it costs to check suites of expectations on two million readings, of which about one in three hundred is unexpected. Time is
 * the processor time of the working thread, the best of several turns that the suites take one after another; the table is larger than the caches.
 *
 * <p>{@code quality.suite_200_vs_10} is how many times longer two hundred checks of the same columns take than ten.
 */
public final class QualityFigures implements PairGroup {

    private static final int TURNS = 8;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    @Override
    public String name() {
        return "quality";
    }

    @Override
    public List<Pair> pairs() {
        return List.of();
    }

    @Override
    public List<Figure> figures() {
        Table table = CheckedReadings.table();
        Suite ten = new Suite(CheckedReadings.tenChecks());
        Suite twoHundred = new Suite(CheckedReadings.twoHundredChecks());
        Suite withKey = new Suite(CheckedReadings.tenChecksAndAKey());
        for (int turn = 0; turn < TURNS; turn++) {
            ten.run(table);
            twoHundred.run(table);
            if (turn % 2 == 0) {
                withKey.run(table);
            }
        }
        return List.of(
                new Figure("quality.suite_rows_per_second", 1e9 / ten.nanosPerRow()),
                new Figure("quality.suite_ns_per_row", ten.nanosPerRow()),
                new Figure("quality.suite_200_vs_10", twoHundred.nanosPerRow() / ten.nanosPerRow()),
                new Figure("quality.suite_with_key_rows_per_second", 1e9 / withKey.nanosPerRow()));
    }

    /** A suite and the best time that it took. */
    private static final class Suite {

        private final ExpectationSuite suite;
        private final SuiteEvaluator evaluator;
        private long best = Long.MAX_VALUE;

        Suite(ExpectationSuite suite) {
            this.suite = suite;
            this.evaluator = SuiteEvaluator.of(suite);
        }

        void run(Table table) {
            long start = THREADS.getCurrentThreadCpuTime();
            SuiteResult result = evaluator.evaluate(table);
            best = Math.min(best, THREADS.getCurrentThreadCpuTime() - start);
            List<ExpectationResult> failed = result.results().stream()
                    .filter(each -> each.error() != null)
                    .toList();
            if (result.rows() != CheckedReadings.ROWS || !failed.isEmpty()) {
                throw new IllegalStateException("of " + suite.name() + " some did not run: " + failed);
            }
        }

        double nanosPerRow() {
            return (double) best / CheckedReadings.ROWS;
        }
    }
}
