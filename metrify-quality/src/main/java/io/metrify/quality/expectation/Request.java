package io.metrify.quality.expectation;

import io.metrify.quality.table.Column;
import io.metrify.quality.table.ColumnType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a check is made from.
 *
 * @param arguments the arguments of the expectation
 * @param scope the rows that it speaks of
 * @param reporting what its result tells
 * @param settings the settings of the evaluator
 */
record Request(Arguments arguments, Scope scope, Reporting reporting, Settings settings) {

    /** The place of the argument {@code column}. */
    int place() {
        return scope.place(arguments.text("column"));
    }

    Column column(int place) {
        return scope.column(place);
    }

    /** The place of the argument {@code column}, whose values have to be numbers. */
    int numericPlace(String why) {
        int place = place();
        Column column = column(place);
        if (!column.type().isNumeric()) {
            throw new UncheckableException("the column " + column.name() + " is " + column.type() + ", which has no "
                    + why + "; name a column of numbers");
        }
        return place;
    }

    /** The place of the argument {@code column}, whose values have to be texts. */
    int textPlace(String why) {
        int place = place();
        Column column = column(place);
        if (column.type() != ColumnType.TEXT) {
            throw new UncheckableException("the column " + column.name() + " is " + column.type() + ", which has no "
                    + why + "; name a column of texts");
        }
        return place;
    }

    /** A check of the values of one column, without the missing ones. */
    Check ofValues(int place, RowTest test) {
        return watched(test, scope.values(place), UnexpectedRows.Shape.VALUE, List.of(place));
    }

    /** A check of one column that judges missing values too. */
    Check ofAllRows(int place, RowTest test) {
        return watched(test, null, UnexpectedRows.Shape.VALUE, List.of(place));
    }

    /** A check that is shown every row, or all that are not passed over. */
    Check watched(RowTest test, @Nullable Domain domain, UnexpectedRows.Shape shape, List<Integer> places) {
        double mostly = arguments.fraction("mostly", 1);
        UnexpectedRows kept = new UnexpectedRows(scope, shape, places, reporting);
        return new MapCheck(scope, test, domain, mostly, reporting, kept);
    }
}
