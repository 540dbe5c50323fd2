package io.metrify.quality.profile;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How far the values of each column have moved between two profiles: the population stability index, the Jensen-Shannon
 * divergence and distance, and for numbers the Kolmogorov-Smirnov distance. Each result shows what it was computed from;
 * what could not be measured is listed with the reason. Infinite values are left out.
 *
 * <p>Numbers are compared value by value while both profiles know all their different values, otherwise by the buckets of
 * the profiles, within which nothing is seen. Texts and flags are compared value by value, or not at all. An empty bin
 * counts as half a value for the index, which would be infinite otherwise; the divergence needs no such thing.
 */
public final class Drift {

    private final List<ColumnDrift> columns;
    private final Map<String, String> leftOut;

    private Drift(List<ColumnDrift> columns, Map<String, String> leftOut) {
        this.columns = List.copyOf(columns);
        this.leftOut = Collections.unmodifiableMap(leftOut);
    }

    /**
     * The distances between two profiles, with the standard settings.
     *
     * @param reference what values were
     * @param current what they are
     * @return how far they have moved
     */
    public static Drift between(DataProfile reference, DataProfile current) {
        return between(reference, current, DriftSettings.standard());
    }

    /**
     * The distances between two profiles. Columns are found by name; their order does not matter.
     *
     * @param reference what values were
     * @param current what they are, with a relative error of quantiles equal to the reference's
     * @param settings from where on they are said to differ
     * @return how far they have moved
     * @throws IllegalArgumentException if the relative errors differ, as buckets then have no common edges
     */
    public static Drift between(DataProfile reference, DataProfile current, DriftSettings settings) {
        Objects.requireNonNull(settings, "settings");
        if (reference.settings().relativeError() != current.settings().relativeError()) {
            throw new IllegalArgumentException("profiles with the relative errors "
                    + reference.settings().relativeError() + " and "
                    + current.settings().relativeError()
                    + " have different buckets; profile both with the same");
        }
        List<ColumnDrift> columns = new ArrayList<>();
        Map<String, String> leftOut = new TreeMap<>();
        for (ColumnProfile before : reference.columnProfiles()) {
            String name = before.column().name();
            Optional<ColumnProfile> after = current.column(name);
            if (after.isEmpty()) {
                leftOut.put(name, "the current profile has no such column");
            } else if (!after.orElseThrow().column().equals(before.column())) {
                leftOut.put(
                        name,
                        "it is a " + before.column().type() + " of scale "
                                + before.column().scale()
                                + " in the reference and a "
                                + after.orElseThrow().column().type() + " of scale "
                                + after.orElseThrow().column().scale() + " in the current profile");
            } else {
                columns.add(new ColumnComparison(before, after.orElseThrow(), settings).drift());
            }
        }
        for (ColumnProfile after : current.columnProfiles()) {
            if (reference.column(after.column().name()).isEmpty()) {
                leftOut.put(after.column().name(), "the reference has no such column");
            }
        }
        return new Drift(columns, leftOut);
    }

    /**
     * The columns that both profiles have.
     *
     * @return in the order of the reference
     */
    public List<ColumnDrift> columns() {
        return columns;
    }

    /**
     * One column.
     *
     * @param name its name
     * @return how far it has moved; empty if it was left out
     */
    public Optional<ColumnDrift> column(String name) {
        return columns.stream()
                .filter(column -> column.column().name().equals(name))
                .findFirst();
    }

    /**
     * The columns that were not compared.
     *
     * @return each with the reason, by name
     */
    public Map<String, String> leftOut() {
        return leftOut;
    }
}
