package io.metrify.quality.expectation;

import io.metrify.quality.table.Column;
import java.util.List;

/** The columns that a row condition is asked of, and in which language. */
record ConditionColumns(List<Column> columns, ConditionDialect dialect) {

    int place(String name) {
        for (int place = 0; place < columns.size(); place++) {
            if (columns.get(place).name().equals(name)) {
                return place;
            }
        }
        throw new IllegalArgumentException("the row condition speaks of the column " + name
                + ", which is not there; there are "
                + columns.stream().map(Column::name).toList());
    }

    Column at(int place) {
        return columns.get(place);
    }

    /** How a comparison with a missing value comes out: in pandas, one that asks for a difference is true. */
    byte whenMissing(boolean difference) {
        if (dialect.isThreeValued()) {
            return ConditionTruths.UNKNOWN;
        }
        return difference ? ConditionTruths.TRUE : ConditionTruths.FALSE;
    }
}
