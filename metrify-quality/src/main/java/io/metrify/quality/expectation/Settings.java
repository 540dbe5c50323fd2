package io.metrify.quality.expectation;

import io.metrify.quality.table.Table;
import java.sql.Connection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings of an evaluator.
 *
 * @param reporting what results tell unless an expectation says otherwise
 * @param heldValues how many values are held in memory for one check at most: different ones, or all for a quantile
 * @param parameters the values of suite parameters
 * @param otherTables tables to compare with, by name
 * @param database where queries are run, or null
 */
record Settings(
        Reporting reporting,
        int heldValues,
        Map<String, @Nullable Object> parameters,
        Map<String, Table> otherTables,
        @Nullable Database database) {

    /**
     * Where queries are run.
     *
     * @param connection an open connection
     * @param table the table that stands for the rows checked, as SQL
     */
    record Database(Connection connection, String table) {}
}
