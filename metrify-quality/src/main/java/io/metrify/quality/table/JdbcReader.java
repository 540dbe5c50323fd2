package io.metrify.quality.table;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a result set. */
final class JdbcReader implements TableReader {

    private final List<JdbcColumn> columns;
    private final List<JdbcCell> cells;
    private final ResultSet rows;
    private final @Nullable Statement owned;
    private long read;
    private boolean ended;

    /**
     * A reader before the first row.
     *
     * @param columns the columns of the result set
     * @param rows the result set
     * @param owned the statement to be closed after use, or null if somebody else closes it
     */
    JdbcReader(List<JdbcColumn> columns, ResultSet rows, @Nullable Statement owned) {
        this.columns = columns;
        this.cells = columns.stream().map(JdbcColumn::cell).toList();
        this.rows = rows;
        this.owned = owned;
    }

    @Override
    public boolean next(RowBatch batch) {
        int count = 0;
        try {
            while (!ended && count < batch.capacity()) {
                ended = !rows.next();
                if (!ended) {
                    fill(batch, count++);
                }
            }
        } catch (SQLException failed) {
            throw JdbcTable.failure("row " + (read + count) + " of a result set cannot be read", failed);
        }
        batch.filled(read, count);
        read += count;
        return count > 0;
    }

    private void fill(RowBatch batch, int row) throws SQLException {
        for (int column = 0; column < cells.size(); column++) {
            try {
                batch.missing(column)[row] = !cells.get(column).put(rows, batch, row);
            } catch (ArithmeticException doesNotFit) {
                throw new IllegalArgumentException(
                        "row " + (read + row) + " of a result set has a value in the column "
                                + columns.get(column).column().name() + " that does not fit in "
                                + columns.get(column).column().type()
                                + ", as it is too large or has too many decimals; round it or leave it out of the query",
                        doesNotFit);
            }
        }
    }

    @Override
    public void close() {
        if (owned != null) {
            close(owned);
        }
    }

    /** Closes a statement, and with it its result set. */
    static void close(Statement statement) {
        try {
            statement.close();
        } catch (SQLException failed) {
            throw JdbcTable.failure("a statement cannot be closed", failed);
        }
    }
}
