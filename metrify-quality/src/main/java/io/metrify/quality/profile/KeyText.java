package io.metrify.quality.profile;

import io.metrify.quality.table.Column;
import io.metrify.quality.table.ColumnType;
import io.metrify.quality.table.RowBatch;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The key of a group in writing, ordered by hash: of each key column the length of the value, a colon and the value, or a
 * hyphen where it is missing. Different keys are written differently.
 *
 * @param text the key in writing
 * @param hash its hash
 */
record KeyText(String text, long hash) implements Comparable<KeyText> {

    private static final Comparator<KeyText> ORDER =
            Comparator.comparingLong((KeyText key) -> key.hash ^ Long.MIN_VALUE).thenComparing(KeyText::text);
    private static final int DECIMAL = 10;

    static KeyText of(String text) {
        return new KeyText(text, ValueHash.of(text.toCharArray(), text.length()));
    }

    /** Appends the value of a row. */
    static void append(StringBuilder key, RowBatch batch, int place, int row) {
        if (batch.missing(place)[row]) {
            key.append('-');
            return;
        }
        String value = batch.columns().get(place).type() == ColumnType.TEXT
                ? batch.texts(place)[row]
                : Long.toString(batch.longs(place)[row]);
        key.append(value.length()).append(':').append(value);
    }

    /** The values; empty if the text is not written as a key of these columns is. */
    Optional<GroupKey> values(List<Column> columns) {
        List<@Nullable Object> values = new ArrayList<>();
        int at = 0;
        for (Column column : columns) {
            if (at < text.length() && text.charAt(at) == '-') {
                values.add(null);
                at++;
                continue;
            }
            int length = 0;
            int digits = at;
            while (at < text.length() && isDigit(text.charAt(at)) && length <= text.length()) {
                length = length * DECIMAL + text.charAt(at++) - '0';
            }
            if (at == digits || at == text.length() || text.charAt(at) != ':' || length > text.length() - at - 1) {
                return Optional.empty();
            }
            at += 1 + length;
            Object value = value(column, text.substring(at - length, at));
            if (value == null) {
                return Optional.empty();
            }
            values.add(value);
        }
        return at == text.length() ? Optional.of(new GroupKey(values)) : Optional.empty();
    }

    private static @Nullable Object value(Column column, String written) {
        if (column.type() == ColumnType.TEXT) {
            return written;
        }
        try {
            long kept = Long.parseLong(written);
            return Long.toString(kept).equals(written) ? KeptValue.toObject(column, kept) : null;
        } catch (NumberFormatException | DateTimeException notAKey) {
            return null;
        }
    }

    private static boolean isDigit(char letter) {
        return letter >= '0' && letter <= '9';
    }

    @Override
    public int compareTo(KeyText other) {
        return ORDER.compare(this, other);
    }
}
