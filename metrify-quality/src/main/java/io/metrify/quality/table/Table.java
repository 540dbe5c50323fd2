package io.metrify.quality.table;

import java.util.List;

/**
 * Rows with named and typed columns that are read batch by batch. Tables that hold their rows can be opened any number of
 * times, in several threads; one over a JDBC result set only once, and says so.
 */
public interface Table {

    /**
     * The columns.
     *
     * @return in their order, with different names; may be empty
     */
    List<Column> columns();

    /**
     * Begins to read at the first row.
     *
     * @return the rows, to be closed after use
     */
    TableReader open();
}
