package io.metrify.quality.report.html;

import java.util.Locale;
import java.util.Objects;

/**
 * The unit in which a chart shows its values.
 *
 * @param unit its symbol
 * @param factor how many of the base unit it is, positive
 */
public record Scale(String unit, double factor) {

    private static final double KILO = 1e3;
    private static final String[] PREFIXES = {"", "k", "M", "G", "T"};

    /** Checks the factor. */
    public Scale {
        Objects.requireNonNull(unit, "unit");
        if (!(factor > 0)) {
            throw new IllegalArgumentException(
                    "a unit of " + factor + " base units shows nothing; give a positive factor");
        }
    }

    /**
     * The unit of power in which the largest value has one to three digits before its point.
     *
     * @param kilowatts the largest value in kW
     * @return W to TW
     */
    public static Scale ofPower(double kilowatts) {
        return of(kilowatts, "W");
    }

    /**
     * The unit of energy in which the largest value has one to three digits before its point.
     *
     * @param kilowattHours the largest value in kWh
     * @return Wh to TWh
     */
    public static Scale ofEnergy(double kilowattHours) {
        return of(kilowattHours, "Wh");
    }

    private static Scale of(double kilo, String base) {
        int prefix = 1;
        double factor = 1;
        double rest = Math.abs(kilo);
        if (rest > 0 && rest < 1) {
            return new Scale(base, 1 / KILO);
        }
        while (rest >= KILO && prefix < PREFIXES.length - 1) {
            rest /= KILO;
            factor *= KILO;
            prefix++;
        }
        return new Scale(PREFIXES[prefix] + base, factor);
    }

    /**
     * A value in this unit.
     *
     * @param value the value in the base unit
     * @return four significant digits and the unit
     */
    public String format(double value) {
        return number(value / factor) + " " + unit;
    }

    private static String number(double value) {
        double size = Math.abs(value);
        int decimals = size >= KILO ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : 3;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
