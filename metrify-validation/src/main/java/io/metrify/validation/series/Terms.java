package io.metrify.validation.series;

import java.time.Instant;

/** What one meter is judged by. */
record Terms(String meterId, Raster raster, SeriesThresholds thresholds, long toleranceMillis, Verdicts verdicts) {

    Instant instantOf(long slot) {
        return raster.instantOf(slot);
    }

    long step() {
        return raster.stepSeconds();
    }
}
