package io.metrify.connector.api;

import io.metrify.model.meter.MeterReading;
import io.metrify.validation.Finding;
import java.util.List;
import java.util.Objects;

/**
 * A reading that was validated, scored and found usable.
 *
 * @param reading the reading, its quality carrying the score
 * @param findings what validation remarked all the same; none of severity ERROR
 */
public record AcceptedReading(MeterReading reading, List<Finding> findings) {

    /** Copies the findings. */
    public AcceptedReading {
        Objects.requireNonNull(reading, "reading");
        findings = List.copyOf(findings);
    }
}
