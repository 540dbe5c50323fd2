package io.metrify.quality.expectation;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Expectation that a query finds nothing. Its {@code {batch}} stands for the table that is checked; it runs on the connection that
 * was given to the evaluator.
 */
final class QueryExpectation {

    private QueryExpectation() {}

    static Check unexpectedRows(Request request) {
        String query = request.arguments().text("unexpected_rows_query");
        Settings.Database database = request.settings().database();
        if (database == null) {
            throw new UncheckableException("there is no database to run the query " + query
                    + " on; give the evaluator a connection and the name of the table");
        }
        String sql = query.replace("{batch}", database.table());
        int bound = request.reporting().bound();
        return () -> {
            try (Statement statement = database.connection().createStatement();
                    ResultSet found = statement.executeQuery(sql)) {
                return outcome(found, bound);
            } catch (SQLException e) {
                throw new UncheckableException(
                        "the query " + sql + " failed (" + e.getMessage() + "); correct it, or the connection");
            }
        };
    }

    private static Outcome outcome(ResultSet found, int bound) throws SQLException {
        ResultSetMetaData columns = found.getMetaData();
        List<Object> rows = new ArrayList<>();
        long count = 0;
        while (found.next()) {
            count++;
            if (rows.size() < bound) {
                Map<String, @Nullable Object> row = new LinkedHashMap<>();
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    row.put(columns.getColumnLabel(i), json(found.getObject(i)));
                }
                rows.add(row);
            }
        }
        return Outcome.observed(count == 0, count).withDetails(Map.of("unexpected_rows", rows));
    }

    private static @Nullable Object json(@Nullable Object value) {
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value instanceof Double || value instanceof Float) {
            return Cells.number(((Number) value).doubleValue());
        }
        return value == null || value instanceof Boolean || value instanceof Long || value instanceof BigDecimal
                ? value
                : value.toString();
    }
}
