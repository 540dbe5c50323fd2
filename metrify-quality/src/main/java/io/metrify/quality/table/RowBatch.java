package io.metrify.quality.table;

import java.util.List;
import java.util.Objects;

/**
 * Some rows of a table as one array per column, reused from batch to batch. The arrays are handed out as they are: whoever
 * fills a batch writes to them, everybody else only reads. Not thread-safe.
 */
public final class RowBatch {

    /** The number of rows that a batch holds at most, unless made otherwise: 4,096. */
    public static final int STANDARD_CAPACITY = 4_096;

    private final List<Column> columns;
    private final int capacity;
    private final long[][] longs;
    private final double[][] doubles;
    private final String[][] texts;
    private final boolean[][] missing;
    private final int[] missingCounts;
    private long firstRow;
    private int rows;

    /**
     * An empty batch of the standard capacity.
     *
     * @param columns the columns of the table
     */
    public RowBatch(List<Column> columns) {
        this(columns, STANDARD_CAPACITY);
    }

    /**
     * An empty batch.
     *
     * @param columns the columns of the table
     * @param capacity how many rows it holds at most, 1 or more
     */
    public RowBatch(List<Column> columns, int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("a batch of " + capacity + " rows holds nothing; give 1 or more");
        }
        this.columns = List.copyOf(columns);
        this.capacity = capacity;
        int width = this.columns.size();
        this.longs = new long[width][];
        this.doubles = new double[width][];
        this.texts = new String[width][];
        this.missing = new boolean[width][capacity];
        this.missingCounts = new int[width];
        for (int column = 0; column < width; column++) {
            ColumnType type = this.columns.get(column).type();
            longs[column] = new long[type.isLong() ? capacity : 0];
            doubles[column] = new double[type == ColumnType.DOUBLE ? capacity : 0];
            texts[column] = new String[type == ColumnType.TEXT ? capacity : 0];
        }
    }

    /**
     * The columns of the table.
     *
     * @return in their order
     */
    public List<Column> columns() {
        return columns;
    }

    /**
     * How many rows it can hold.
     *
     * @return 1 or more
     */
    public int capacity() {
        return capacity;
    }

    /**
     * How many rows it holds.
     *
     * @return 0 to {@link #capacity()}
     */
    public int rows() {
        return rows;
    }

    /**
     * The number of its first row within the table.
     *
     * @return from 0
     */
    public long firstRow() {
        return firstRow;
    }

    /**
     * The values of a column that is kept in whole numbers; undefined where missing.
     *
     * @param column the column's place, from 0
     * @return its array, of which the first {@link #rows()} count; of no length for DOUBLE and TEXT
     */
    public long[] longs(int column) {
        return longs[column];
    }

    /**
     * The values of a DOUBLE column; NaN where missing.
     *
     * @param column the column's place, from 0
     * @return its array, of which the first {@link #rows()} count; of no length for other types
     */
    public double[] doubles(int column) {
        return doubles[column];
    }

    /**
     * The values of a TEXT column; undefined where missing. Sources reuse the same object for equal texts where they can.
     *
     * @param column the column's place, from 0
     * @return its array, of which the first {@link #rows()} count; of no length for other types
     */
    public String[] texts(int column) {
        return texts[column];
    }

    /**
     * Which values of a column are missing.
     *
     * @param column the column's place, from 0
     * @return true where missing; the first {@link #rows()} count
     */
    public boolean[] missing(int column) {
        return missing[column];
    }

    /**
     * How many values of a column are missing.
     *
     * @param column the column's place, from 0
     * @return 0 to {@link #rows()}; if 0, nobody needs to look at {@link #missing}
     */
    public int missingCount(int column) {
        return missingCounts[column];
    }

    /**
     * Says that the arrays have been filled, by the one who filled them: of each column the values, and for each row whether
     * it is missing. DOUBLE values that are missing become NaN, and NaN becomes missing.
     *
     * @param newFirstRow the number of the first row within the table, from 0
     * @param newRows how many rows, 0 to {@link #capacity()}
     */
    public void filled(long newFirstRow, int newRows) {
        Objects.checkFromToIndex(0, newRows, capacity);
        firstRow = newFirstRow;
        rows = newRows;
        for (int column = 0; column < missing.length; column++) {
            missingCounts[column] = columns.get(column).type() == ColumnType.DOUBLE
                    ? settle(missing[column], doubles[column])
                    : count(missing[column]);
        }
    }

    private int settle(boolean[] absent, double[] values) {
        int count = 0;
        for (int row = 0; row < rows; row++) {
            if (absent[row]) {
                values[row] = Double.NaN;
                count++;
            } else if (Double.isNaN(values[row])) {
                absent[row] = true;
                count++;
            }
        }
        return count;
    }

    private int count(boolean[] absent) {
        int count = 0;
        for (int row = 0; row < rows; row++) {
            count += absent[row] ? 1 : 0;
        }
        return count;
    }
}
