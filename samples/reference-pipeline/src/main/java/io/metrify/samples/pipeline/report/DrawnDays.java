package io.metrify.samples.pipeline.report;

import io.metrify.connector.jdbc.WarehouseQueries;
import io.metrify.quality.report.html.Figures;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The days that charts show: from the first to the last market day with at least one reading for every fifty of the
 * fullest day. One meter whose clock is a year off must not squeeze the curve of all others into a single line.
 *
 * @param first the first date, as ISO 8601, or empty if there is no reading
 * @param last the last date
 * @param from the start of the first day in seconds since 1970
 * @param to the end of the last day
 * @param strayReadings readings before and after
 */
record DrawnDays(String first, String last, long from, long to, long strayReadings) {

    private static final String QUERY = """
            WITH days AS (
                SELECT market_date, min(day_start) AS day_start, max(day_end) AS day_end, sum(reading_count) AS readings
                FROM daily_consumption_metrics GROUP BY market_date),
            full_days AS (SELECT * FROM days WHERE readings * 50 >= (SELECT max(readings) FROM days))
            SELECT CAST(min(market_date) AS VARCHAR), CAST(max(market_date) AS VARCHAR),
                   #seconds(min(day_start)), #seconds(max(day_end)),
                   (SELECT CAST(coalesce(sum(readings), 0) AS BIGINT) FROM days
                    WHERE market_date < (SELECT min(market_date) FROM full_days)
                       OR market_date > (SELECT max(market_date) FROM full_days))
            FROM full_days
            """;

    static DrawnDays of(WarehouseQueries warehouse) throws SQLException {
        try (PreparedStatement statement = warehouse.prepare(QUERY);
                ResultSet row = statement.executeQuery()) {
            row.next();
            String first = row.getString(1);
            return first == null
                    ? new DrawnDays("", "", 0, 0, 0)
                    : new DrawnDays(first, row.getString(2), row.getLong(3), row.getLong(4), row.getLong(5));
        }
    }

    boolean isEmpty() {
        return first.isEmpty();
    }

    /** What a chart does not show, as a sentence, or nothing if it shows everything. */
    String omission() {
        return strayReadings == 0
                ? ""
                : " Not drawn: " + Figures.count(strayReadings, "reading") + " on other days, far before or after all"
                        + " others; the totals include them.";
    }
}
