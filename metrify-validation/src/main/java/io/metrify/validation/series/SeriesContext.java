package io.metrify.validation.series;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What all meters of a validator are judged with. */
record SeriesContext(
        SeriesRules rules,
        SeriesSettings settings,
        Verdicts verdicts,
        @Nullable Instant until) {}
