package io.metrify.validation.config;

import org.jspecify.annotations.Nullable;

/**
 * How a figure is written in a file. {@link Forms} has those of single figures, {@link Section} is that of several
 * together.
 *
 * @param <V> the figure
 */
interface Form<V> {

    /**
     * Reads a figure.
     *
     * @param node what stands in the file
     * @param base the figure that holds for what the file leaves out
     * @return null if the value is refused, with a problem that says why
     */
    @Nullable
    V read(Node node, V base, Problems problems);

    /** Writes a figure under its key. */
    void write(YamlText out, String key, V value);

    /** Writes what differs from another figure, if anything does. */
    default void writeDifference(YamlText out, String key, V value, V base) {
        if (!value.equals(base)) {
            write(out, key, value);
        }
    }
}
