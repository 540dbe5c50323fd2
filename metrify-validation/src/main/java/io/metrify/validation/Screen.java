package io.metrify.validation;

import io.metrify.model.Energy;
import io.metrify.model.meter.Ambient;
import io.metrify.model.meter.Electrical;
import io.metrify.model.meter.MeterReading;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Bounds that make a reading sound by many rules at once: for every measured value and the energy, what all of those rules
 * find sound. Nearly all readings pass, and need not be judged by these rules one by one.
 */
@SuppressWarnings("EnumOrdinal")
final class Screen {

    private static final int FIELDS = MeterField.values().length;
    private static final int VOLTAGE = MeterField.VOLTAGE.ordinal();
    private static final int CURRENT = MeterField.CURRENT.ordinal();
    private static final int POWER_FACTOR = MeterField.POWER_FACTOR.ordinal();
    private static final int FREQUENCY = MeterField.FREQUENCY.ordinal();
    private static final int TEMPERATURE = MeterField.TEMPERATURE.ordinal();
    private static final int HUMIDITY = MeterField.HUMIDITY.ordinal();
    private static final int SCORE = MeterField.SCORE.ordinal();

    private final double[] low = new double[FIELDS];
    private final double[] high = new double[FIELDS];
    // Of a free field any value passes, and none.
    private final boolean[] free = new boolean[FIELDS];
    private boolean freeEnergy = true;
    private long least = Energy.MIN_MILLIWATT_HOURS;
    private long most = Energy.MAX_MILLIWATT_HOURS;

    /** Bounds that every reading passes. */
    Screen() {
        Arrays.fill(low, Double.NEGATIVE_INFINITY);
        Arrays.fill(high, Double.POSITIVE_INFINITY);
        Arrays.fill(free, true);
    }

    /** Lets only readings pass whose value was measured and lies in a range. */
    void narrow(MeterField field, Range range) {
        int place = field.ordinal();
        free[place] = false;
        low[place] = Math.max(low[place], range.low());
        high[place] = Math.min(high[place], range.high());
    }

    /** Lets only readings pass whose energy lies between two amounts in mWh. */
    void narrow(long smallest, long largest) {
        freeEnergy = false;
        least = Math.max(least, smallest);
        most = Math.min(most, largest);
    }

    /** Whether a reading lies within the bounds. */
    boolean passes(MeterReading reading) {
        Electrical supply = reading.electrical();
        Ambient ambient = reading.ambient();
        return passes(reading.consumption())
                && passes(VOLTAGE, supply.voltage())
                && passes(CURRENT, supply.current())
                && passes(POWER_FACTOR, supply.powerFactor())
                && passes(FREQUENCY, supply.frequency())
                && passes(TEMPERATURE, ambient.temperature())
                && passes(HUMIDITY, ambient.humidity())
                && passes(SCORE, reading.quality().score());
    }

    private boolean passes(@Nullable Energy consumption) {
        return freeEnergy
                || (consumption != null
                        && consumption.milliwattHours() >= least
                        && consumption.milliwattHours() <= most);
    }

    private boolean passes(int field, double value) {
        return (value >= low[field] && value <= high[field]) || free[field];
    }
}
