package io.metrify.testkit.fault;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * How often each kind of fault happens: the probability that an episode of it begins on a given local day of a given
 * meter. Episodes do not overlap and at most one begins a day on the profiles of a meter, so the rates of the kinds
 * that hit profiles add up to at most 1, and so do those of the kinds that hit registers. Immutable.
 */
public final class FaultPlan {

    private static final FaultPlan NONE = new FaultPlan(new EnumMap<>(FaultKind.class));

    private static final FaultPlan STANDARD = NONE.with(FaultKind.GAP, 0.02)
            .with(FaultKind.SILENCE, 0.000_5)
            .with(FaultKind.UNDER_COVERED, 0.001)
            .with(FaultKind.REDELIVERY, 0.03)
            .with(FaultKind.CONFLICT, 0.01)
            .with(FaultKind.OUT_OF_ORDER, 0.03)
            .with(FaultKind.LATE, 0.03)
            .with(FaultKind.INTERVAL_SIZE, 0.01)
            .with(FaultKind.CLOCK, 0.01)
            .with(FaultKind.FUTURE, 0.005)
            .with(FaultKind.TOO_OLD, 0.005)
            .with(FaultKind.NEGATIVE, 0.01)
            .with(FaultKind.ZERO_RUN, 0.000_5)
            .with(FaultKind.STUCK, 0.005)
            .with(FaultKind.SPIKE, 0.02)
            .with(FaultKind.HIGH_DAY, 0.001)
            .with(FaultKind.LOW_DAY, 0.001)
            .with(FaultKind.CAPACITY, 0.01)
            .with(FaultKind.SENTINEL, 0.01)
            .with(FaultKind.REGISTER_BACKWARD, 0.005)
            .with(FaultKind.REGISTER_ROLLOVER, 0.001)
            .with(FaultKind.REGISTER_JUMP, 0.001)
            .with(FaultKind.TARIFF_SUM, 0.005);

    private final Map<FaultKind, Double> rates;

    private FaultPlan(Map<FaultKind, Double> rates) {
        this.rates = rates;
    }

    /**
     * No faults.
     *
     * @return every rate 0
     */
    public static FaultPlan none() {
        return NONE;
    }

    /**
     * A mix of all kinds that hits between 0.5 and 1 % of the readings at quarter hours; the mix is an assumption.
     * Encoded bytes are left alone: those are the business of {@link Corruption}.
     *
     * @return the mix
     */
    public static FaultPlan standard() {
        return STANDARD;
    }

    /**
     * Faults of one kind only.
     *
     * @param kind the kind
     * @param rate probability per meter and local day, 0 to 1
     * @return the plan
     */
    public static FaultPlan only(FaultKind kind, double rate) {
        return NONE.with(kind, rate);
    }

    /**
     * The same plan with another rate.
     *
     * @param kind the kind, not {@link FaultKind#UNDECODABLE}
     * @param rate probability per meter and local day, 0 to 1
     * @return a copy
     * @throws IllegalArgumentException if the rate is out of range, or the rates of profile or of register faults would
     *     add up to more than 1
     */
    public FaultPlan with(FaultKind kind, double rate) {
        Objects.requireNonNull(kind, "kind");
        if (!(rate >= 0) || !(rate <= 1)) {
            throw new IllegalArgumentException("the rate " + rate + " of " + kind + " is no probability; it is 0 to 1");
        }
        if (kind == FaultKind.UNDECODABLE) {
            throw new IllegalArgumentException(
                    "readings are made undecodable after they are encoded; use Corruption for that");
        }
        Map<FaultKind, Double> changed = new EnumMap<>(FaultKind.class);
        changed.putAll(rates);
        changed.put(kind, rate);
        FaultPlan plan = new FaultPlan(changed);
        double sum = plan.sumLike(kind);
        if (sum > 1 + 1e-9) {
            throw new IllegalArgumentException("with " + kind + " at " + rate + " the rates add up to " + sum
                    + ", but at most one episode begins a day; lower another rate");
        }
        return plan;
    }

    /**
     * How often a kind happens.
     *
     * @param kind the kind
     * @return probability per meter and local day, 0 to 1
     */
    public double rate(FaultKind kind) {
        return rates.getOrDefault(kind, 0.0);
    }

    private double sumLike(FaultKind kind) {
        return rates.entrySet().stream()
                .filter(entry -> entry.getKey().hitsRegisters() == kind.hitsRegisters())
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }
}
