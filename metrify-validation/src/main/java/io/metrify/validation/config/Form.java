package io.metrify.validation.config;

import java.util.List;
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

    /** Writes what differs from any of some other figures, if anything does. */
    default void writeDifference(YamlText out, String key, V value, List<V> others) {
        if (others.stream().anyMatch(other -> !value.equals(other))) {
            write(out, key, value);
        }
    }

    /**
     * A figure with an exception made to it.
     *
     * @param value the figure
     * @param usual the figure that the exception was made to
     * @param exception the exception
     * @return the exception where it differs from the usual, the value elsewhere
     */
    default V except(V value, V usual, V exception) {
        return exception.equals(usual) ? value : exception;
    }
}
