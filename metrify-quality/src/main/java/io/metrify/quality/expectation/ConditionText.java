package io.metrify.quality.expectation;

import io.metrify.quality.table.Column;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The one place where the argument {@code row_condition} becomes a selector of rows. */
final class ConditionText {

    @SuppressWarnings("UnnecessaryLambda") // Its place is taken by the parser of conditions.
    private static final BiFunction<String, @Nullable String, RowCondition> PARSER = (text, parser) -> {
        throw new IllegalArgumentException(
                "the row_condition " + text + " of parser " + parser + " cannot be read; leave it out");
    };

    private ConditionText() {}

    /** What selects the rows that an expectation speaks of. */
    static RowCondition.Selector selector(String text, @Nullable String parser, List<Column> columns) {
        try {
            return PARSER.apply(text, parser).bind(columns);
        } catch (IllegalArgumentException e) {
            throw new UncheckableException(String.valueOf(e.getMessage()));
        }
    }
}
