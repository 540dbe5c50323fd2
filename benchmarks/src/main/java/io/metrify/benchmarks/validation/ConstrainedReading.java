package io.metrify.benchmarks.validation;

import io.metrify.model.Energy;
import io.metrify.model.meter.MeterReading;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.util.Objects;

/** A reading as a user of a bean validator writes it down: the sixteen constraints as annotations. */
record ConstrainedReading(
        @DecimalMin(value = "0", message = LEAST) @DecimalMax(value = "5000000", message = MOST)
        long consumptionMwh,

        @DecimalMin(value = "195.5", message = LEAST) @DecimalMax(value = "253", message = MOST)
        double voltage,

        @DecimalMin(value = "0", message = LEAST) @DecimalMax(value = "63", message = MOST)
        double current,

        @DecimalMin(value = "-1", message = LEAST) @DecimalMax(value = "1", message = MOST)
        double powerFactor,

        @DecimalMin(value = "47", message = LEAST) @DecimalMax(value = "52", message = MOST)
        double frequency,

        @DecimalMin(value = "-90", message = LEAST) @DecimalMax(value = "60", message = MOST)
        double temperature,

        @DecimalMin(value = "0", message = LEAST) @DecimalMax(value = "100", message = MOST)
        double humidity,

        @DecimalMin(value = "0.5", message = LEAST) @DecimalMax(value = "0.99", message = MOST)
        double score) {

    // The validator's own messages need an expression language, and a warning is logged for each without it.
    private static final String LEAST = "must be at least {value}";
    private static final String MOST = "must be at most {value}";

    static ConstrainedReading of(MeterReading reading) {
        Energy consumption = Objects.requireNonNull(reading.consumption(), "every reading of the data has energy");
        return new ConstrainedReading(
                consumption.milliwattHours(),
                reading.electrical().voltage(),
                reading.electrical().current(),
                reading.electrical().powerFactor(),
                reading.electrical().frequency(),
                reading.ambient().temperature(),
                reading.ambient().humidity(),
                reading.quality().score());
    }
}
