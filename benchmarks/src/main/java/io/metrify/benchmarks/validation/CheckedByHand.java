package io.metrify.benchmarks.validation;

import static io.metrify.benchmarks.validation.SixteenConstraints.CURRENT_HIGH;
import static io.metrify.benchmarks.validation.SixteenConstraints.CURRENT_LOW;
import static io.metrify.benchmarks.validation.SixteenConstraints.FREQUENCY_HIGH;
import static io.metrify.benchmarks.validation.SixteenConstraints.FREQUENCY_LOW;
import static io.metrify.benchmarks.validation.SixteenConstraints.HUMIDITY_HIGH;
import static io.metrify.benchmarks.validation.SixteenConstraints.HUMIDITY_LOW;
import static io.metrify.benchmarks.validation.SixteenConstraints.LARGEST_MWH;
import static io.metrify.benchmarks.validation.SixteenConstraints.POWER_FACTOR_HIGH;
import static io.metrify.benchmarks.validation.SixteenConstraints.POWER_FACTOR_LOW;
import static io.metrify.benchmarks.validation.SixteenConstraints.SCORE_HIGH;
import static io.metrify.benchmarks.validation.SixteenConstraints.SCORE_LOW;
import static io.metrify.benchmarks.validation.SixteenConstraints.TEMPERATURE_HIGH;
import static io.metrify.benchmarks.validation.SixteenConstraints.TEMPERATURE_LOW;
import static io.metrify.benchmarks.validation.SixteenConstraints.VOLTAGE_HIGH;
import static io.metrify.benchmarks.validation.SixteenConstraints.VOLTAGE_LOW;

import io.metrify.model.meter.MeterReading;
import java.util.Arrays;

/** The sixteen constraints as a loop over plain arrays, which notes each row and rule that fails. */
final class CheckedByHand {

    private final long[] amounts;
    private final double[] voltages;
    private final double[] currents;
    private final double[] powerFactors;
    private final double[] frequencies;
    private final double[] temperatures;
    private final double[] humidities;
    private final double[] scores;

    private long[] failures = new long[1024];
    private int count;

    CheckedByHand(MeterReading[] readings) {
        ConstrainedReading[] flat =
                Arrays.stream(readings).map(ConstrainedReading::of).toArray(ConstrainedReading[]::new);
        amounts = Arrays.stream(flat)
                .mapToLong(ConstrainedReading::consumptionMwh)
                .toArray();
        voltages = Arrays.stream(flat).mapToDouble(ConstrainedReading::voltage).toArray();
        currents = Arrays.stream(flat).mapToDouble(ConstrainedReading::current).toArray();
        powerFactors =
                Arrays.stream(flat).mapToDouble(ConstrainedReading::powerFactor).toArray();
        frequencies =
                Arrays.stream(flat).mapToDouble(ConstrainedReading::frequency).toArray();
        temperatures =
                Arrays.stream(flat).mapToDouble(ConstrainedReading::temperature).toArray();
        humidities =
                Arrays.stream(flat).mapToDouble(ConstrainedReading::humidity).toArray();
        scores = Arrays.stream(flat).mapToDouble(ConstrainedReading::score).toArray();
    }

    /** Checks all rows; answers how many failures were noted. */
    int check() {
        count = 0;
        for (int row = 0; row < amounts.length; row++) {
            long amount = amounts[row];
            if (amount < 0 || amount > LARGEST_MWH) {
                fail(row, 0);
            }
            check(row, 1, voltages[row], VOLTAGE_LOW, VOLTAGE_HIGH);
            check(row, 2, currents[row], CURRENT_LOW, CURRENT_HIGH);
            check(row, 3, powerFactors[row], POWER_FACTOR_LOW, POWER_FACTOR_HIGH);
            check(row, 4, frequencies[row], FREQUENCY_LOW, FREQUENCY_HIGH);
            check(row, 5, temperatures[row], TEMPERATURE_LOW, TEMPERATURE_HIGH);
            check(row, 6, humidities[row], HUMIDITY_LOW, HUMIDITY_HIGH);
            check(row, 7, scores[row], SCORE_LOW, SCORE_HIGH);
        }
        return count;
    }

    /** The same, column after column. */
    int checkByColumn() {
        count = 0;
        for (int row = 0; row < amounts.length; row++) {
            if (amounts[row] < 0 || amounts[row] > LARGEST_MWH) {
                fail(row, 0);
            }
        }
        checkColumn(1, voltages, VOLTAGE_LOW, VOLTAGE_HIGH);
        checkColumn(2, currents, CURRENT_LOW, CURRENT_HIGH);
        checkColumn(3, powerFactors, POWER_FACTOR_LOW, POWER_FACTOR_HIGH);
        checkColumn(4, frequencies, FREQUENCY_LOW, FREQUENCY_HIGH);
        checkColumn(5, temperatures, TEMPERATURE_LOW, TEMPERATURE_HIGH);
        checkColumn(6, humidities, HUMIDITY_LOW, HUMIDITY_HIGH);
        checkColumn(7, scores, SCORE_LOW, SCORE_HIGH);
        return count;
    }

    private void checkColumn(int rule, double[] values, double low, double high) {
        for (int row = 0; row < values.length; row++) {
            check(row, rule, values[row], low, high);
        }
    }

    private void check(int row, int rule, double value, double low, double high) {
        if (value < low || value > high) {
            fail(row, rule);
        }
    }

    private void fail(int row, int rule) {
        if (count == failures.length) {
            failures = Arrays.copyOf(failures, count * 2);
        }
        failures[count++] = (long) row << Byte.SIZE | rule;
    }
}
