package io.metrify.benchmarks.quality;

import io.metrify.quality.expectation.Expectation;
import io.metrify.quality.expectation.ExpectationSuite;
import io.metrify.quality.table.Column;
import io.metrify.quality.table.ColumnTable;
import io.metrify.quality.table.ColumnType;
import io.metrify.quality.table.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Readings of a fleet as a table, in the order in which they come in (all meters of a quarter hour), and suites for them. */
final class CheckedReadings {

    private static final int METERS = 10_500;
    private static final int SLOTS = 192;
    static final int ROWS = METERS * SLOTS;

    private static final long FIRST_SECOND =
            Instant.parse("2026-03-10T00:00:00Z").getEpochSecond();
    private static final int SLOT_SECONDS = 900;
    private static final int MICROS = 1_000_000;
    private static final List<String> CODES = List.of("MEASURED", "SUBSTITUTED", "ESTIMATED", "FAULTY");
    private static final List<String> NUMBERS = List.of("consumption_kwh", "voltage", "current", "frequency");

    private CheckedReadings() {}

    static Table table() {
        Random random = new Random(2_026);
        String[] meters = new String[METERS];
        for (int meter = 0; meter < METERS; meter++) {
            meters[meter] = String.format(Locale.ROOT, meter % 1_000 == 7 ? "meter %d" : "DE-%08d", 7_919 * meter);
        }
        String[] meterIds = new String[ROWS];
        long[] timestamps = new long[ROWS];
        long[] consumptions = new long[ROWS];
        boolean[] missing = new boolean[ROWS];
        double[] voltages = new double[ROWS];
        double[] currents = new double[ROWS];
        double[] frequencies = new double[ROWS];
        String[] codes = new String[ROWS];
        for (int row = 0; row < ROWS; row++) {
            int slot = row / METERS;
            meterIds[row] = meters[row % METERS];
            timestamps[row] = (FIRST_SECOND + (long) slot * SLOT_SECONDS) * MICROS;
            boolean odd = random.nextInt(300) == 0;
            missing[row] = random.nextInt(200) == 0;
            consumptions[row] = odd ? -1 - random.nextInt(1_000_000) : (long) (random.nextDouble() * 900_000);
            voltages[row] = missing[row] ? Double.NaN : 230 + 4 * random.nextGaussian() + (odd ? 60 : 0);
            currents[row] = consumptions[row] * 4e-6 * 1_000 / 230;
            frequencies[row] = 50 + 0.02 * random.nextGaussian();
            int code = random.nextInt(1_000);
            codes[row] = CODES.get(code < 950 ? 0 : code < 980 ? 1 : code < 997 ? 2 : 3);
        }
        return ColumnTable.builder(ROWS)
                .texts("meter_id", meterIds)
                .longs(Column.of("timestamp", ColumnType.TIMESTAMP), timestamps, null)
                .decimals("consumption_kwh", 6, consumptions, missing)
                .doubles("voltage", voltages)
                .doubles("current", currents)
                .doubles("frequency", frequencies)
                .texts("quality_code", codes)
                .build();
    }

    /** What a team would ask of such a table first. */
    static ExpectationSuite tenChecks() {
        return ExpectationSuite.of("ten", ten());
    }

    /** The same, and that a meter has one reading for a quarter hour: the dearest of all, as every row is kept. */
    static ExpectationSuite tenChecksAndAKey() {
        List<Expectation> expectations = ten();
        expectations.add(
                expectation("expect_compound_columns_to_be_unique", "column_list", List.of("meter_id", "timestamp")));
        return ExpectationSuite.of("ten and a key", expectations);
    }

    private static List<Expectation> ten() {
        return new ArrayList<>(List.of(
                expectation("expect_column_values_to_not_be_null", "column", "meter_id"),
                expectation("expect_column_values_to_match_regex", "column", "meter_id", "regex", "^DE-[0-9]{8}$"),
                between("timestamp", "2026-03-10T00:00:00Z", "2026-03-12T00:00:00Z"),
                expectation(
                        "expect_column_values_to_not_be_null", "column", "consumption_kwh", "mostly", decimal(0.99)),
                between("consumption_kwh", decimal(0), decimal(5)),
                between("voltage", decimal(207), decimal(253)),
                between("current", decimal(0), decimal(63)),
                between("frequency", decimal(49.8), decimal(50.2)),
                expectation(
                        "expect_column_values_to_be_in_set",
                        "column",
                        "quality_code",
                        "value_set",
                        List.of("MEASURED", "SUBSTITUTED", "ESTIMATED")),
                expectation("expect_column_mean_to_be_between", "column", "consumption_kwh", "min_value", decimal(0))));
    }

    /** Checks as profilers and many teams' rules add up to: of all kinds, with different limits, sets and patterns. */
    static ExpectationSuite twoHundredChecks() {
        List<Expectation> checks = ten();
        for (String column : NUMBERS) {
            addAggregates(checks, column);
        }
        for (int i = 0; i < 12; i++) {
            checks.add(between("consumption_kwh", decimal(-i), decimal(0.7 + 0.05 * i)));
            checks.add(between("voltage", decimal(190 + 2 * i), decimal(242 + 2 * i)));
            checks.add(between("current", decimal(-i), decimal(4 + 5 * i)));
            checks.add(between("frequency", decimal(49.5 + 0.04 * i), decimal(50.06 + 0.04 * i)));
            checks.add(between("timestamp", "2026-03-1" + i % 2 + "T0" + i % 10 + ":00:00Z", null));
            checks.add(
                    text("expect_column_values_to_match_regex", "regex", "^(DE|AT|CH)-[0-9]{" + (i % 4 + 5) + ",8}$"));
            checks.add(text("expect_column_values_to_not_match_regex", "regex", "-0*" + i + "$"));
            checks.add(text("expect_column_values_to_match_like_pattern", "like_pattern", "%" + i + "%"));
            checks.add(expectation(
                    "expect_column_value_lengths_to_be_between", "column", "meter_id", "min_value", (long) i));
            checks.add(expectation(
                    "expect_column_values_to_be_in_set",
                    "column",
                    "quality_code",
                    "value_set",
                    CODES.subList(0, 1 + i % CODES.size())));
            checks.add(expectation(
                    "expect_column_values_to_not_be_in_set",
                    "column",
                    "consumption_kwh",
                    "value_set",
                    List.of(decimal(999_999 + i), decimal(-i), decimal(0.1 * i))));
        }
        for (String column :
                List.of("meter_id", "timestamp", "consumption_kwh", "voltage", "current", "quality_code")) {
            checks.add(expectation("expect_column_values_to_not_be_null", "column", column));
            checks.add(expectation("expect_column_to_exist", "column", column));
        }
        checks.add(expectation(
                "expect_column_pair_values_a_to_be_greater_than_b", "column_A", "voltage", "column_B", "current"));
        checks.add(expectation(
                "expect_column_pair_values_a_to_be_greater_than_b", "column_A", "voltage", "column_B", "frequency"));
        checks.add(expectation("expect_column_unique_value_count_to_be_between", "column", "meter_id"));
        checks.add(expectation(
                "expect_column_distinct_values_to_be_in_set", "column", "quality_code", "value_set", CODES));
        checks.add(expectation("expect_column_median_to_be_between", "column", "consumption_kwh"));
        while (checks.size() < 200) {
            checks.add(between("voltage", decimal(150), decimal(260 + checks.size())));
        }
        return ExpectationSuite.of("two hundred", checks.subList(0, 200));
    }

    private static void addAggregates(List<Expectation> checks, String column) {
        for (String statistic : List.of("min", "max", "mean", "sum", "stdev")) {
            checks.add(expectation(
                    "expect_column_" + statistic + "_to_be_between", "column", column, "max_value", 1_000L));
            checks.add(
                    expectation("expect_column_" + statistic + "_to_be_between", "column", column, "min_value", -5L));
        }
    }

    private static Expectation between(String column, @Nullable Object low, @Nullable Object high) {
        return expectation("expect_column_values_to_be_between", "column", column, "min_value", low, "max_value", high);
    }

    private static Expectation text(String type, String name, String pattern) {
        return expectation(type, "column", "meter_id", name, pattern);
    }

    private static BigDecimal decimal(double value) {
        return BigDecimal.valueOf(value);
    }

    private static Expectation expectation(String type, @Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            arguments.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return Expectation.of(type, arguments);
    }
}
