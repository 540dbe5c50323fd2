package io.metrify.testkit.fleet;

/**
 * How the yearly consumption of one kind of meter is spread over a fleet: lognormal, cut at both ends. The built-in
 * figures are assumptions to start from, of the order German suppliers and agencies commonly quote; give a fleet your
 * own where they matter.
 *
 * @param medianKwh half of the meters use more than this in a year, positive, in kWh
 * @param sigma standard deviation of the natural logarithm, 0 (all alike) to 2
 * @param leastKwh no meter is given less, positive, in kWh
 * @param mostKwh no meter is given more, at least {@code leastKwh}, in kWh
 */
public record ConsumptionSpread(double medianKwh, double sigma, double leastKwh, double mostKwh) {

    /** Dwellings: median 3,100 kWh and mean about 3,500 kWh a year, the consumption of a German model household. */
    public static final ConsumptionSpread HOUSEHOLD = new ConsumptionSpread(3_100, 0.5, 800, 16_000);

    /** Small businesses: median 11,000 kWh a year, below the 100,000 kWh from which Germany meters by registration. */
    public static final ConsumptionSpread BUSINESS = new ConsumptionSpread(11_000, 0.8, 1_500, 100_000);

    /** Heat pumps: median 4,600 kWh of electricity a year. */
    public static final ConsumptionSpread HEAT_PUMP = new ConsumptionSpread(4_600, 0.4, 1_500, 15_000);

    private static final double LARGEST_KWH = 10_000_000;
    private static final double TUKEY_EXPONENT = 0.135;

    /** Checks ranges. */
    public ConsumptionSpread {
        if (!(leastKwh > 0) || !(medianKwh >= leastKwh) || !(mostKwh >= medianKwh) || !(mostKwh <= LARGEST_KWH)) {
            throw new IllegalArgumentException("a yearly consumption from " + leastKwh + " over " + medianKwh + " to "
                    + mostKwh + " kWh is no spread; 0 < least <= median <= most <= " + LARGEST_KWH + " is needed");
        }
        if (!(sigma >= 0) || !(sigma <= 2)) {
            throw new IllegalArgumentException("sigma " + sigma + " is outside 0 to 2");
        }
    }

    /**
     * The values at evenly spaced probabilities, for drawing by interpolation. The normal quantile is Tukey's lambda
     * approximation (p^0.135 - (1-p)^0.135) / 0.1975, good to 0.01 within +-3 sigma.
     */
    double[] quantiles(int cells) {
        double[] values = new double[cells + 1];
        for (int i = 0; i <= cells; i++) {
            double probability = 0.001 + 0.998 * i / cells;
            double normal =
                    (StrictMath.pow(probability, TUKEY_EXPONENT) - StrictMath.pow(1 - probability, TUKEY_EXPONENT))
                            / 0.1975;
            values[i] = Math.max(leastKwh, Math.min(mostKwh, medianKwh * StrictMath.exp(sigma * normal)));
        }
        return values;
    }
}
