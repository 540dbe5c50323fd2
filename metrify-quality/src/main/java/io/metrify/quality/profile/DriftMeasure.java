package io.metrify.quality.profile;

/** How the distance of two distributions is measured; the formula of each is part of every result. */
public enum DriftMeasure {
    /** The population stability index of credit scoring, after Siddiqi, "Credit Risk Scorecards", 2006. */
    POPULATION_STABILITY_INDEX("sum((c - r) ln(c / r)), with r and c = (count + 0.5) / (total + 0.5 bins) of each bin"),
    /** The divergence of Lin, "Divergence measures based on the Shannon entropy", 1991, in bits: 0 to 1. */
    JENSEN_SHANNON_DIVERGENCE(
            "sum(r log2(r / m) + c log2(c / m)) / 2, with m = (r + c) / 2, r and c = count / total of each bin"),
    /** Its square root, which is a metric (Endres and Schindelin 2003): 0 to 1. */
    JENSEN_SHANNON_DISTANCE("the square root of the Jensen-Shannon divergence"),
    /** The largest difference of the two distribution functions, after Kolmogorov and Smirnov: 0 to 1. */
    KOLMOGOROV_SMIRNOV("max |R(x) - C(x)|; p = 2 sum((-1)^(j-1) exp(-2 j² t²)) with t = (s + 0.12 + 0.11 / s) D and"
            + " s = sqrt(n m / (n + m))");

    private final String formula;

    DriftMeasure(String formula) {
        this.formula = formula;
    }

    /**
     * How it is computed, r and R being of the reference, c and C of the current values.
     *
     * @return the formula in writing
     */
    public String formula() {
        return formula;
    }
}
