package io.metrify.testkit.fleet;

/**
 * The shares of the kinds of meters in a fleet, as weights: of {@code households + businesses + prosumers + heatPumps}
 * meters, on average so many are of each kind. Which kind a meter is follows from the fleet's seed and its number
 * alone.
 *
 * @param households weight of dwellings, 0 or more
 * @param businesses weight of small businesses, 0 or more
 * @param prosumers weight of dwellings with photovoltaics, 0 or more
 * @param heatPumps weight of heat pumps with a meter of their own, 0 or more
 */
public record FleetMix(int households, int businesses, int prosumers, int heatPumps) {

    /** Of 100 meters 70 households, 12 small businesses, 12 prosumers and 6 heat pumps; an assumption. */
    public static final FleetMix USUAL = new FleetMix(70, 12, 12, 6);

    private static final int LARGEST = 1_000_000;

    /** Checks that the weights can be shares. */
    public FleetMix {
        requireWeight(households, "households");
        requireWeight(businesses, "businesses");
        requireWeight(prosumers, "prosumers");
        requireWeight(heatPumps, "heatPumps");
        if (households + businesses + prosumers + heatPumps == 0) {
            throw new IllegalArgumentException(
                    "all weights of the mix are 0; give at least one kind of meter a weight");
        }
    }

    /**
     * The sum of the weights.
     *
     * @return at least 1
     */
    public int total() {
        return households + businesses + prosumers + heatPumps;
    }

    private static void requireWeight(int weight, String name) {
        if (weight < 0 || weight > LARGEST) {
            throw new IllegalArgumentException(
                    "the weight " + weight + " of " + name + " is outside 0 to " + LARGEST + "; weights are shares");
        }
    }
}
