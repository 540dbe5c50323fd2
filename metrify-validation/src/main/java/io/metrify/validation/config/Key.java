package io.metrify.validation.config;

import java.util.List;
import java.util.function.Function;

/**
 * A key of a section.
 *
 * @param name the key as it is written, in snake_case, with the unit if the figure has one
 * @param form how its figure is written
 * @param of its figure among those of the section
 * @param <T> the figures of the section
 * @param <V> the figure
 */
record Key<T, V>(String name, Form<V> form, Function<T, V> of) {

    void write(YamlText out, T figures) {
        form.write(out, name, of.apply(figures));
    }

    void writeDifference(YamlText out, T figures, List<T> others) {
        form.writeDifference(
                out, name, of.apply(figures), others.stream().map(of).toList());
    }

    V except(T figures, T usual, T exception) {
        return form.except(of.apply(figures), of.apply(usual), of.apply(exception));
    }
}
