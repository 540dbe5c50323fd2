package io.metrify.validation.config;

import java.io.Serializable;
import java.util.Objects;

/**
 * One thing that is wrong with a rule file.
 *
 * @param file the file, as it was named to the reader
 * @param line the line, from 1
 * @param column the column of the line, from 1
 * @param path the keys that lead there, such as {@code meter.meter_types.HOUSEHOLD.capacity_factor}; empty for the file
 *     as a whole. Keys of a file that hold anything but letters, digits, {@code _} and {@code -} are written in brackets
 * @param value what stands there, abbreviated; empty if it is not a single value
 * @param message what is wrong with the value and what to write instead, in a sentence
 */
public record RuleFileProblem(String file, int line, int column, String path, String value, String message)
        implements Serializable {

    /** Checks that nothing is missing. */
    public RuleFileProblem {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(message, "message");
        if (line < 1 || column < 1) {
            throw new IllegalArgumentException(
                    "line " + line + ", column " + column + " is no place in a file; both count from 1");
        }
    }

    /**
     * The problem in one line, the way compilers do.
     *
     * @return for example {@code rules.yaml:4:20: meter.capacity_factor: the capacity factor is 0.0; give a number above 0}
     */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": " + (path.isEmpty() ? "" : path + ": ") + message;
    }
}
