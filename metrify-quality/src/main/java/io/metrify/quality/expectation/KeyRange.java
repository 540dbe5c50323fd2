package io.metrify.quality.expectation;

import io.metrify.quality.table.Column;
import io.metrify.quality.table.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * The values between two limits, as keys of a column that is not text.
 *
 * @param first the smallest key within
 * @param last the greatest key within; below {@code first} if there is none
 */
record KeyRange(long first, long last) {

    private static final BigInteger SMALLEST = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger GREATEST = BigInteger.valueOf(Long.MAX_VALUE);
    private static final KeyRange NOTHING = new KeyRange(0, -1);

    /** The keys between limits, of which null is none. */
    static KeyRange of(Column column, Limits limits) {
        Literals.Position low = position(column, "min_value", limits.low());
        Literals.Position high = position(column, "max_value", limits.high());
        if (low != null && high != null && areSwapped(low, high, limits)) {
            throw limits.swapped();
        }
        BigInteger first = low == null ? SMALLEST : low.first(limits.strictLow());
        BigInteger last = high == null ? GREATEST : high.last(limits.strictHigh());
        return first.compareTo(last) > 0 || first.compareTo(GREATEST) > 0 || last.compareTo(SMALLEST) < 0
                ? NOTHING
                : new KeyRange(
                        first.max(SMALLEST).longValue(), last.min(GREATEST).longValue());
    }

    /** Limits between the same two keys are compared as the numbers that they are. */
    private static boolean areSwapped(Literals.Position low, Literals.Position high, Limits limits) {
        int byKey = low.floor().compareTo(high.floor());
        if (byKey != 0) {
            return byKey > 0;
        }
        BigDecimal least = limits.low() == null ? null : Literals.decimal(limits.low());
        BigDecimal most = limits.high() == null ? null : Literals.decimal(limits.high());
        return least != null && most != null && least.compareTo(most) > 0;
    }

    /** Whether a key is within. */
    boolean holds(long key) {
        return key >= first && key <= last;
    }

    private static Literals.@Nullable Position position(Column column, String name, @Nullable Object limit) {
        if (limit == null) {
            return null;
        }
        Literals.Position position = Literals.position(column, limit);
        if (position == null) {
            throw wrongKind(column, name, limit);
        }
        return position;
    }

    /** Says that a limit and a column cannot be compared. */
    static UncheckableException wrongKind(Column column, String name, Object limit) {
        ColumnType type = column.type();
        return new UncheckableException("the " + name + " " + limit + " cannot be compared with the " + type
                + " column " + column.name() + "; give " + Literals.kind(type));
    }
}
