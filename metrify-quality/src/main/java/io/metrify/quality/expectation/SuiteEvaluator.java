package io.metrify.quality.expectation;

import io.metrify.quality.table.Table;
import java.sql.Connection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Checks the expectations of a suite on tables, all of them in one pass over the rows. What several of them ask of a column is
 * worked out once, so that two hundred cost little more than ten. Results have the fields, and expectations the meaning, that
 * they have in Great Expectations with pandas; missing values are passed over there except by checks of missing values.
 *
 * <p>An expectation that cannot be checked (a column that is not there, an argument that makes no sense, a type that is not known)
 * is a result with an error, and the others go on. Rows that can be judged only after the last one (values that are not
 * unique, z-scores) are read a second time to be listed; of a table that can be opened only once they are counted, not listed,
 * and z-scores are an error.
 *
 * <p>Memory is bounded: see {@link Builder#heldValues}. Immutable, and as safe for use by several threads as the tables and the
 * connection are.
 *
 * <pre>{@code
 * SuiteResult result = SuiteEvaluator.of(suite).evaluate(ReadingTable.of(readings));
 * }</pre>
 */
public final class SuiteEvaluator {

    private final ExpectationSuite suite;
    private final Settings settings;
    private final SuiteParameters parameters;

    private SuiteEvaluator(ExpectationSuite suite, Settings settings) {
        this.suite = suite;
        this.settings = settings;
        this.parameters = new SuiteParameters(suite, settings.parameters());
    }

    /**
     * An evaluator with the usual settings.
     *
     * @param suite what is expected
     * @return the evaluator
     */
    public static SuiteEvaluator of(ExpectationSuite suite) {
        return builder(suite).build();
    }

    /**
     * The usual settings, to be changed.
     *
     * @param suite what is expected
     * @return a builder
     */
    public static Builder builder(ExpectationSuite suite) {
        return new Builder(suite);
    }

    /**
     * Checks the suite on a table.
     *
     * @param table the rows; opened once, or twice if rows have to be judged or listed after the last one
     * @return a result for each expectation, in their order
     */
    public SuiteResult evaluate(Table table) {
        Objects.requireNonNull(table, "table");
        SuiteRun run = new SuiteRun(List.copyOf(table.columns()), settings);
        suite.expectations().forEach(expectation -> run.plan(expectation, parameters));
        run.read(table);
        return new SuiteResult(suite, run.results(), run.rows());
    }

    /** Collects settings. */
    public static final class Builder {

        private static final int USUAL_PARTIAL = 20;
        private static final int USUAL_REPORTED = 1_000;
        private static final int USUAL_HELD = 10_000_000;

        private final ExpectationSuite suite;
        private final Map<String, @Nullable Object> parameters = new HashMap<>();
        private final Map<String, Table> otherTables = new HashMap<>();
        private ResultFormat format = ResultFormat.BASIC;
        private int partial = USUAL_PARTIAL;
        private int reported = USUAL_REPORTED;
        private int held = USUAL_HELD;
        private Settings.@Nullable Database database;

        private Builder(ExpectationSuite suite) {
            this.suite = Objects.requireNonNull(suite, "suite");
        }

        /**
         * How much results tell of expectations that do not say so themselves; {@link ResultFormat#BASIC} unless given.
         *
         * @param resultFormat how much
         * @return this
         */
        public Builder resultFormat(ResultFormat resultFormat) {
            this.format = Objects.requireNonNull(resultFormat, "resultFormat");
            return this;
        }

        /**
         * How many unexpected values a partial list holds at most; 20 unless given, as in Great Expectations.
         *
         * @param count 0 or more
         * @return this
         */
        public Builder partialUnexpected(int count) {
            this.partial = atLeast(0, count, "unexpected values");
            return this;
        }

        /**
         * How many unexpected rows, or different values, a complete result lists at most; 1,000 unless given. A result that was
         * cut says so in its details.
         *
         * @param count 1 or more
         * @return this
         */
        public Builder reportedRows(int count) {
            this.reported = atLeast(1, count, "reported rows");
            return this;
        }

        /**
         * How many values are held in memory for one check at most: the different values of a column or of several columns, or
         * all values of a column for its median and quantiles; 10,000,000 unless given. Needs up to about 50 bytes for
         * each; beyond it, the expectation is an error.
         *
         * @param count 1 or more
         * @return this
         */
        public Builder heldValues(int count) {
            this.held = atLeast(1, count, "held values");
            return this;
        }

        /**
         * The value of a suite parameter, which stands where an argument is {@code {"$PARAMETER": "name"}}.
         *
         * @param name its name
         * @param value a value of JSON, as in {@link Expectation#kwargs}
         * @return this
         */
        public Builder parameter(String name, @Nullable Object value) {
            parameters.put(Objects.requireNonNull(name, "name"), value);
            return this;
        }

        /**
         * A table for {@code expect_table_row_count_to_equal_other_table}.
         *
         * @param name the name by which the expectation calls it
         * @param table the table, whose rows are counted
         * @return this
         */
        public Builder otherTable(String name, Table table) {
            otherTables.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(table, "table"));
            return this;
        }

        /**
         * Where {@code unexpected_rows_expectation} runs its query, which is trusted as it is.
         *
         * @param connection an open connection, which stays open
         * @param tableName what stands for {@code {batch}} in the query: the table that holds the rows checked, as SQL
         * @return this
         */
        public Builder database(Connection connection, String tableName) {
            this.database = new Settings.Database(
                    Objects.requireNonNull(connection, "connection"), Objects.requireNonNull(tableName, "tableName"));
            return this;
        }

        /**
         * The evaluator.
         *
         * @return an evaluator with the settings given so far
         */
        public SuiteEvaluator build() {
            Reporting reporting = new Reporting(format, partial, reported, false, List.of(), true);
            return new SuiteEvaluator(
                    suite,
                    new Settings(
                            reporting,
                            held,
                            Collections.unmodifiableMap(new HashMap<>(parameters)),
                            Map.copyOf(otherTables),
                            database));
        }

        private static int atLeast(int least, int count, String what) {
            if (count < least) {
                throw new IllegalArgumentException(count + " " + what + " cannot be; give " + least + " or more");
            }
            return count;
        }
    }
}
