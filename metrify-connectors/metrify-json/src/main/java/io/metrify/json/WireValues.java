package io.metrify.json;

import org.jspecify.annotations.Nullable;

/** The values that one document gave for the fields of a wire object. */
final class WireValues {

    private final @Nullable Object[] slots;

    WireValues(int fields) {
        slots = new @Nullable Object[fields];
    }

    void set(WireField<?, ?> field, Object value) {
        slots[field.slot()] = value;
    }

    boolean has(WireField<?, ?> field) {
        return slots[field.slot()] != null;
    }

    /** The value of a required field. */
    <V> V get(WireField<?, V> field) {
        V value = find(field);
        if (value == null) {
            throw new IllegalStateException(field.name() + " is required and was not checked");
        }
        return value;
    }

    /** The value, or null if it is absent. Only the field's own kind ever fills its slot. */
    @SuppressWarnings("unchecked")
    <V> @Nullable V find(WireField<?, V> field) {
        return (V) slots[field.slot()];
    }

    /** The value, or what absence stands for. */
    <V> V or(WireField<?, V> field, V absent) {
        V value = find(field);
        return value == null ? absent : value;
    }

    /** The number, or NaN if it is absent. */
    double number(WireField<?, Double> field) {
        return or(field, Double.NaN);
    }
}
