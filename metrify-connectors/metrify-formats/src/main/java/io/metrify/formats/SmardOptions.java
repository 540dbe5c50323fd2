package io.metrify.formats;

import io.metrify.model.WireText;
import io.metrify.model.meter.ObisCode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How to read a file of the format {@code smard}.
 *
 * @param column the column to read, as the header names it, with or without unit and what follows it, in any case; or
 *     null for the grid load
 * @param meterId the meter the readings belong to, or null for {@code smard:} and the column's name, for example {@code
 *     smard:Netzlast}. The file names no region: give one here when files of several are read together
 * @param register which quantity the column is
 */
public record SmardOptions(
        @Nullable String column, @Nullable String meterId, ObisCode register) {

    /** The grid load, under the column's name, as an import profile. */
    public static final SmardOptions DEFAULT = new SmardOptions(null, null, ObisCode.IMPORT_PROFILE);

    /** Checks that readings can carry the meter's id. */
    public SmardOptions {
        if (column != null && column.isBlank()) {
            throw new IllegalArgumentException("the column is blank; name one, or pass null for the grid load");
        }
        if (meterId != null) {
            WireText.require(meterId, "the meter id");
        }
        Objects.requireNonNull(register, "register");
    }

    /**
     * The same with another column.
     *
     * @param newColumn the column to read, or null for the grid load
     * @return a copy
     */
    public SmardOptions withColumn(@Nullable String newColumn) {
        return new SmardOptions(newColumn, meterId, register);
    }

    /**
     * The same with another meter.
     *
     * @param newMeterId the meter the readings belong to, or null for one named after the column
     * @return a copy
     */
    public SmardOptions withMeterId(@Nullable String newMeterId) {
        return new SmardOptions(column, newMeterId, register);
    }

    /**
     * The same with another register.
     *
     * @param newRegister which quantity the column is
     * @return a copy
     */
    public SmardOptions withRegister(ObisCode newRegister) {
        return new SmardOptions(column, meterId, newRegister);
    }
}
