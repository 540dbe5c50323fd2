package io.metrify.quality.profile;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the rows of a group have in common.
 *
 * @param values the value of each key column in their order, as {@link ColumnProfile#minimum()} has them, texts as they are;
 *     null where missing
 */
public record GroupKey(List<@Nullable Object> values) {

    /** Copies. */
    public GroupKey {
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }
}
