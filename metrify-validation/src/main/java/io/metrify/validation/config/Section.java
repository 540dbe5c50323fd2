package io.metrify.validation.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A mapping of a file whose keys are the figures of a record. What the file leaves out stays as it was; what the record's
 * constructor refuses is a problem of the key that it refuses.
 *
 * @param <T> the record
 */
final class Section<T> implements Form<T> {

    private final List<Key<T, ?>> keys;
    private final Function<Figures<T>, T> constructor;

    Section(List<Key<T, ?>> keys, Function<Figures<T>, T> constructor) {
        this.keys = List.copyOf(keys);
        this.constructor = constructor;
    }

    @Override
    public T read(Node node, T base, Problems problems) {
        return read(Mappings.entries(node, problems), base, List.of(), problems);
    }

    /** Reads the figures among entries that something else, too, takes its keys from. */
    T read(List<Node.Entry> entries, T base, List<String> otherKeys, Problems problems) {
        Map<Key<T, ?>, Change> changes = new LinkedHashMap<>();
        for (Node.Entry entry : entries) {
            Key<T, ?> key = key(entry.key());
            if (key != null) {
                Object value = read(key, entry.value(), base, problems);
                if (value != null) {
                    changes.put(key, new Change(entry.value(), value));
                }
            } else if (!otherKeys.contains(entry.key())) {
                List<String> known =
                        new ArrayList<>(keys.stream().map(Key::name).toList());
                known.addAll(otherKeys);
                Mappings.refuseKey(entry, known, problems);
            }
        }
        return build(base, changes, problems);
    }

    @Override
    public void write(YamlText out, String key, T value) {
        out.inside(key, () -> writeFigures(out, value));
    }

    void writeFigures(YamlText out, T value) {
        keys.forEach(key -> key.write(out, value));
    }

    @Override
    public void writeDifference(YamlText out, String key, T value, List<T> others) {
        if (others.stream().anyMatch(other -> !value.equals(other))) {
            out.inside(key, () -> writeFigureDifferences(out, value, others));
        }
    }

    void writeFigureDifferences(YamlText out, T value, List<T> others) {
        keys.forEach(key -> key.writeDifference(out, value, others));
    }

    @Override
    public T except(T value, T usual, T exception) {
        Map<Key<T, ?>, Object> values = new LinkedHashMap<>();
        keys.forEach(key -> values.put(key, key.except(value, usual, exception)));
        return constructor.apply(new Figures<>(value, values));
    }

    private @Nullable Key<T, ?> key(String name) {
        return keys.stream().filter(key -> key.name().equals(name)).findFirst().orElse(null);
    }

    private static <T, V> @Nullable V read(Key<T, V> key, Node node, T base, Problems problems) {
        return key.form().read(node, key.of().apply(base), problems);
    }

    /** All changes at once, as one may be right only with another; those that are refused are taken out one by one. */
    private T build(T base, Map<Key<T, ?>, Change> changes, Problems problems) {
        Map<Key<T, ?>, Change> pending = new LinkedHashMap<>(changes);
        Attempt<T> attempt = attempt(base, pending);
        while (attempt.made() == null) {
            Key<T, ?> refused = refused(base, pending, attempt);
            Node node = Objects.requireNonNull(pending.remove(refused)).node();
            problems.add(node.place(), node.text(), attempt.refusal());
            attempt = attempt(base, pending);
        }
        return attempt.made();
    }

    /** The last change without which the constructor would say something else, or nothing. */
    private Key<T, ?> refused(T base, Map<Key<T, ?>, Change> changes, Attempt<T> attempt) {
        return changes.keySet().stream()
                .filter(key -> {
                    Map<Key<T, ?>, Change> others = new LinkedHashMap<>(changes);
                    others.remove(key);
                    return !attempt.refusal().equals(attempt(base, others).refusal());
                })
                .reduce((first, second) -> second)
                .orElseThrow(() -> new IllegalStateException("no key is to blame for: " + attempt.refusal()));
    }

    private Attempt<T> attempt(T base, Map<Key<T, ?>, Change> changes) {
        try {
            return new Attempt<>(constructor.apply(new Figures<>(base, values(changes))), "");
        } catch (IllegalArgumentException refused) {
            return new Attempt<>(null, String.valueOf(refused.getMessage()));
        }
    }

    private static <T> Map<Key<T, ?>, Object> values(Map<Key<T, ?>, Change> changes) {
        Map<Key<T, ?>, Object> values = new LinkedHashMap<>();
        changes.forEach((key, change) -> values.put(key, change.value()));
        return values;
    }

    /** What the constructor made, or why it refused. */
    private record Attempt<T>(@Nullable T made, String refusal) {}

    /** What a file says of a key. */
    private record Change(Node node, Object value) {}

    /**
     * The figures of a record to be made: those of another, and some in their stead.
     *
     * @param <T> the record
     */
    static final class Figures<T> {

        private final T base;
        private final Map<Key<T, ?>, Object> values;

        private Figures(T base, Map<Key<T, ?>, Object> values) {
            this.base = base;
            this.values = values;
        }

        @SuppressWarnings("unchecked") // the value was made by this key
        <V> V of(Key<T, V> key) {
            Object value = values.get(key);
            return value == null ? key.of().apply(base) : (V) value;
        }
    }
}
