package io.metrify.quality.table;

import java.util.Objects;

/**
 * A column of a table.
 *
 * @param name its name, not empty; upper and lower case differ
 * @param type what its values are
 * @param scale how many digits of a {@link ColumnType#DECIMAL} follow the point, 0 to 18; 0 for all other types
 */
public record Column(String name, ColumnType type, int scale) {

    private static final int LARGEST_SCALE = 18;

    /** Checks name and scale. */
    public Column {
        Objects.requireNonNull(type, "type");
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a column has no name; name every column");
        }
        if (scale < 0 || scale > (type == ColumnType.DECIMAL ? LARGEST_SCALE : 0)) {
            throw new IllegalArgumentException("the scale " + scale + " of the " + type + " column " + name
                    + " is out of range; give 0 to 18 for a DECIMAL, 0 for other types");
        }
    }

    /**
     * A column of another type than {@link ColumnType#DECIMAL}.
     *
     * @param name its name
     * @param type what its values are
     * @return the column
     */
    public static Column of(String name, ColumnType type) {
        return new Column(name, type, 0);
    }

    /**
     * A column of exact decimals.
     *
     * @param name its name
     * @param scale how many digits follow the point, 0 to 18
     * @return the column
     */
    public static Column decimal(String name, int scale) {
        return new Column(name, ColumnType.DECIMAL, scale);
    }
}
