package io.metrify.quality.expectation;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An order of values of JSON: missing ones first, numbers by size, texts by code points, lists element by element. */
final class JsonOrder {

    /** The order. */
    static final Comparator<@Nullable Object> BY_VALUE = JsonOrder::compare;

    private JsonOrder() {}

    private static int compare(@Nullable Object left, @Nullable Object right) {
        BigDecimal leftNumber = Literals.decimal(left);
        BigDecimal rightNumber = Literals.decimal(right);
        if (leftNumber != null && rightNumber != null) {
            return leftNumber.compareTo(rightNumber);
        }
        if (left instanceof List<?> leftList && right instanceof List<?> rightList) {
            return compareLists(leftList, rightList);
        }
        int byKind = Integer.compare(kind(left), kind(right));
        return byKind != 0 ? byKind : CodePoints.ORDER.compare(String.valueOf(left), String.valueOf(right));
    }

    private static int compareLists(List<?> left, List<?> right) {
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            int byElement = compare(left.get(i), right.get(i));
            if (byElement != 0) {
                return byElement;
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    private static int kind(@Nullable Object value) {
        return value == null
                ? 0
                : value instanceof Boolean ? 1 : value instanceof Number ? 2 : value instanceof String ? 3 : 4;
    }
}
