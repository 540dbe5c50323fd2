package io.metrify.samples.pipeline.report;

import java.util.Locale;

/**
 * The unit in which a chart shows its values.
 *
 * @param unit its symbol
 * @param factor how many of the base unit it is
 */
record Scale(String unit, double factor) {

    private static final double KILO = 1e3;
    private static final String[] PREFIXES = {"", "k", "M", "G", "T"};

    /** The unit of power in which {@code kilowatts}, the largest value, has one to three digits before its point. */
    static Scale ofPower(double kilowatts) {
        return of(kilowatts, "W");
    }

    /** The unit of energy in which {@code kilowattHours}, the largest value, has one to three digits before its point. */
    static Scale ofEnergy(double kilowattHours) {
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

    /** Four significant digits and the unit. */
    String format(double value) {
        return number(value / factor) + " " + unit;
    }

    private static String number(double value) {
        double size = Math.abs(value);
        int decimals = size >= KILO ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : 3;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
