package io.metrify.quality;

import io.metrify.validation.Finding;
import io.metrify.validation.Severity;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which dimension of quality a rule speaks of. Rules are named by id or by the beginning of it up to a dot; the longest
 * name that fits decides. A rule that nothing fits is about {@link Dimension#VALIDITY} if it reports errors and about
 * {@link Dimension#PLAUSIBILITY} otherwise. Immutable.
 */
public final class RuleDimensions {

    private static final RuleDimensions STANDARD = new RuleDimensions(StockDimensions.all());

    private final Map<String, Dimension> dimensions;

    private RuleDimensions(Map<String, Dimension> dimensions) {
        this.dimensions = Map.copyOf(dimensions);
    }

    /**
     * The dimensions of the stock rules, each of which is named.
     *
     * @return always the same
     */
    public static RuleDimensions standard() {
        return STANDARD;
    }

    /**
     * The same with the dimension of one more rule or group of rules.
     *
     * @param rule a rule's id, or the beginning of ids up to a dot, such as {@code acme.billing}
     * @param dimension what it speaks of
     * @return a copy
     */
    public RuleDimensions with(String rule, Dimension dimension) {
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(dimension, "dimension");
        Map<String, Dimension> changed = new HashMap<>(dimensions);
        changed.put(rule, dimension);
        return new RuleDimensions(changed);
    }

    /**
     * What a finding speaks of.
     *
     * @param finding the finding
     * @return the dimension of its rule
     */
    public Dimension of(Finding finding) {
        String name = finding.rule();
        while (true) {
            Dimension dimension = dimensions.get(name);
            if (dimension != null) {
                return dimension;
            }
            int dot = name.lastIndexOf('.');
            if (dot < 0) {
                return finding.severity() == Severity.ERROR ? Dimension.VALIDITY : Dimension.PLAUSIBILITY;
            }
            name = name.substring(0, dot);
        }
    }

    /** The dimension that a finding costs, or null if it is no more than worth knowing. */
    @Nullable
    Dimension costOf(Finding finding) {
        return finding.severity().isAtLeast(Severity.WARNING) ? of(finding) : null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RuleDimensions that && dimensions.equals(that.dimensions);
    }

    @Override
    public int hashCode() {
        return dimensions.hashCode();
    }

    @Override
    public String toString() {
        return dimensions.toString();
    }
}
