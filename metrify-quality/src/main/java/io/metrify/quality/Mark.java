package io.metrify.quality;

import io.metrify.validation.Severity;

/** That a rule costs a slot a dimension. */
record Mark(Dimension dimension, String rule, Severity severity) {

    /** That the reading of a slot came late. */
    static final Mark LATE = new Mark(Dimension.TIMELINESS, QualityCounts.LATE, Severity.WARNING);
}
