package io.metrify.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One named value of a wire object.
 *
 * @param <T> the model type it belongs to
 * @param <V> the value in the model
 */
final class WireField<T, V> {

    /** Takes the value out of a model object. */
    interface Getter<T, V> {
        /** The value, or null if it is absent on the wire. */
        @Nullable
        V of(T source);
    }

    private final SerializedString name;
    private final int slot;
    private final boolean required;
    private final WireKind<V> kind;
    private final Getter<T, V> getter;

    WireField(String name, int slot, boolean required, WireKind<V> kind, Getter<T, V> getter) {
        this.name = new SerializedString(name);
        this.slot = slot;
        this.required = required;
        this.kind = kind;
        this.getter = getter;
    }

    String name() {
        return name.getValue();
    }

    int slot() {
        return slot;
    }

    boolean isRequired() {
        return required;
    }

    WireKind<V> kind() {
        return kind;
    }

    /** Writes name and value, or nothing at all if the value is absent. */
    void write(T source, JsonGenerator generator) throws IOException {
        V value = getter.of(source);
        if (value != null) {
            generator.writeFieldName(name);
            kind.write(value, generator);
        }
    }
}
