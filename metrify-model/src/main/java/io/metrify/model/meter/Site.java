package io.metrify.model.meter;

import io.metrify.model.WireText;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Where a meter is.
 *
 * @param region the federal state or other region, not blank; the wire's {@code region}
 * @param city the city, or null if it is not known; the wire's {@code city}
 * @param operatorName the operator whose control zone it is in, or null if it is not known; the wire's {@code
 *     operator_name}
 */
public record Site(
        @NotBlank @Size(max = WireText.LONGEST) String region,
        @Nullable @Size(max = WireText.LONGEST) String city,
        @Nullable @Size(max = WireText.LONGEST) String operatorName) {

    /** Checks that every wire can carry the names. */
    public Site {
        WireText.require(region, "the region");
        if (city != null) {
            WireText.require(city, "the city");
        }
        if (operatorName != null) {
            WireText.require(operatorName, "the operator name");
        }
    }
}
