package io.metrify.quality.expectation;

import io.metrify.quality.table.Column;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The one place where the argument {@code row_condition} becomes a selector of rows. */
final class ConditionText {

    private ConditionText() {}

    /** What selects the rows that an expectation speaks of. */
    static RowCondition.Selector selector(String text, @Nullable String parser, List<Column> columns) {
        try {
            return RowConditions.parse(text, parser).bind(columns);
        } catch (IllegalArgumentException e) {
            throw new UncheckableException(String.valueOf(e.getMessage()));
        }
    }
}
