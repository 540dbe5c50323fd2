package io.metrify.model.meter;

import io.metrify.model.Energy;
import io.metrify.model.WireText;
import io.metrify.model.WireTime;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Objects;

/**
 * The index of a cumulative register at an instant, such as 1-0:1.8.0. It is not the energy of an interval; that is
 * the difference of two of these, minding rollover and exchange of the meter.
 *
 * @param meterId the meter, 1 to 128 characters, not blank; the wire's {@code meter_id}
 * @param register which register; the wire's {@code obis_code}
 * @param timestamp when the index was read, in whole milliseconds; the wire's {@code timestamp}
 * @param index what the register showed; the wire's {@code index_kwh}
 * @param quality how far the index can be trusted
 */
public record RegisterReading(
        @NotBlank @Size(max = WireText.LONGEST) String meterId,
        @NotNull ObisCode register,
        @NotNull Instant timestamp,
        @NotNull Energy index,
        @NotNull @Valid ReadingQuality quality) {

    /** Checks that every wire can carry the reading. */
    public RegisterReading {
        WireText.require(meterId, "the meter id");
        Objects.requireNonNull(register, "register");
        WireTime.require(timestamp, "the timestamp");
        Objects.requireNonNull(index, "index");
        Objects.requireNonNull(quality, "quality");
    }

    /**
     * An index as the meter delivers it: not validated, not scored.
     *
     * @param meterId the meter
     * @param register which register
     * @param timestamp when the index was read
     * @param index what the register showed
     * @return the reading
     */
    public static RegisterReading of(String meterId, ObisCode register, Instant timestamp, Energy index) {
        return new RegisterReading(meterId, register, timestamp, index, ReadingQuality.AS_PROVIDED);
    }
}
