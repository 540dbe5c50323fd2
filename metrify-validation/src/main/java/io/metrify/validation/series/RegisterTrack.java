package io.metrify.validation.series;

import io.metrify.model.meter.ObisCode;
import org.jspecify.annotations.Nullable;

/** What is remembered of one register: the last index that can be trusted, and one below it that may be of another device. */
final class RegisterTrack {

    /** An index, and how much the intervals of the same register had added up to by then. */
    record Anchor(long epochMilli, long index, long total, long holes, boolean onRaster) {}

    final ObisCode register;

    @Nullable
    Anchor base;

    @Nullable
    Anchor doubtful;

    RegisterTrack(ObisCode register) {
        this.register = register;
    }
}
