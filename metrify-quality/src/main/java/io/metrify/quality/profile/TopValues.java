package io.metrify.quality.profile;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The most frequent values of a column.
 *
 * @param values the most frequent first, in their own order where equally frequent; empty if there are no values, or too many
 * @param absent why they are not known, or null if they are
 */
public record TopValues(List<ValueCount> values, @Nullable String absent) {

    /** Copies. */
    public TopValues {
        values = List.copyOf(values);
    }
}
