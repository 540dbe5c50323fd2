package io.metrify.quality.table;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.Locale;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/** Times of which UTC is assumed, from drivers that know {@link LocalDateTime} and from those that do not, such as Snowflake's. */
final class LocalTimeCell implements JdbcCell {

    private final int place;
    private final Calendar utc = Calendar.getInstance(TimeZone.getTimeZone(ZoneOffset.UTC), Locale.ROOT);
    private boolean asTimestamp;

    LocalTimeCell(int place) {
        this.place = place;
    }

    @Override
    public boolean put(ResultSet rows, RowBatch batch, int row) throws SQLException {
        Instant time = asTimestamp ? timestamp(rows) : localOrTimestamp(rows);
        if (time == null) {
            return false;
        }
        batch.longs(place)[row] = ColumnType.microseconds(time);
        return true;
    }

    private @Nullable Instant localOrTimestamp(ResultSet rows) throws SQLException {
        LocalDateTime time;
        try {
            time = rows.getObject(place + 1, LocalDateTime.class);
        } catch (SQLException unsupported) {
            Instant same = again(rows, unsupported);
            asTimestamp = true;
            return same;
        }
        return time == null ? null : time.toInstant(ZoneOffset.UTC);
    }

    /** What the driver has instead, unless that fails too: then it was not the type. */
    private @Nullable Instant again(ResultSet rows, SQLException first) throws SQLException {
        try {
            return timestamp(rows);
        } catch (SQLException failed) {
            first.addSuppressed(failed);
            throw first;
        }
    }

    private @Nullable Instant timestamp(ResultSet rows) throws SQLException {
        Timestamp time = rows.getTimestamp(place + 1, utc);
        return time == null ? null : time.toInstant();
    }
}
