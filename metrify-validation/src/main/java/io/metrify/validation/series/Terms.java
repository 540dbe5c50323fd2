package io.metrify.validation.series;

import io.metrify.model.Energy;
import java.math.BigDecimal;
import java.time.Instant;

/** What one meter is judged by. */
record Terms(String meterId, Raster raster, SeriesThresholds thresholds, long toleranceMillis, Verdicts verdicts) {

    /** An amount in mWh as an {@link Energy} writes it, for sums that are beyond its range. */
    static String text(long milliwattHours) {
        return BigDecimal.valueOf(milliwattHours, Energy.SCALE).toPlainString() + " kWh";
    }

    Instant instantOf(long slot) {
        return raster.instantOf(slot);
    }

    long step() {
        return raster.stepSeconds();
    }
}
