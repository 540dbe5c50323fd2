package io.metrify.quality;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What each stock rule speaks of. Every rule is decided on; the names of groups stand for rules that are still to come. */
final class StockDimensions {

    private static final List<String> COMPLETENESS = List.of(
            "meter.consumption.missing",
            "grid.status.empty",
            "weather.observation.empty",
            "series.gap",
            "series.silence",
            "series.coverage");

    private static final List<String> VALIDITY = List.of(
            "meter.consumption.negative",
            "meter.consumption.sentinel",
            "meter.consumption.capacity",
            "meter.time.future",
            "meter.time.too_old",
            "meter.quality.unusable",
            "grid.time",
            "grid.capacity.total",
            "grid.capacity.available",
            "grid.load_factor.range",
            "grid.stability.range",
            "grid.renewable.range",
            "weather.observation.sentinel",
            "weather.time",
            "weather.temperature.range",
            "weather.humidity.range",
            "weather.pressure.range",
            "weather.wind_speed.range",
            "weather.wind_direction.range",
            "weather.cloud_cover.range",
            "weather.visibility.negative");

    private static final List<String> TIMELINESS = List.of("meter.duplicate.too_late");

    private static final List<String> CONSISTENCY = List.of(
            "meter.identity",
            "meter.consumption.crosscheck",
            "meter.interval",
            "meter.time.raster",
            "meter.time.jitter",
            "meter.time.installation",
            "meter.time.removal",
            "meter.quality.contradiction",
            "meter.duplicate.conflict",
            "grid.identity",
            "grid.capacity.exceeded",
            "weather.dew_point",
            "series.overlap",
            "series.register");

    private static final List<String> UNIQUENESS = List.of("meter.duplicate.redelivery");

    private static final List<String> PLAUSIBILITY = List.of(
            "meter.consumption.implausible",
            "meter.voltage",
            "meter.current",
            "meter.power_factor",
            "meter.frequency",
            "meter.temperature",
            "meter.humidity",
            "meter.quality.questionable",
            "grid.frequency",
            "grid.voltage",
            "weather.demand_factor",
            "series.zero_run",
            "series.stuck",
            "series.spike",
            "series.day");

    private StockDimensions() {}

    static Map<String, Dimension> all() {
        Map<String, Dimension> all = new HashMap<>();
        COMPLETENESS.forEach(rule -> all.put(rule, Dimension.COMPLETENESS));
        VALIDITY.forEach(rule -> all.put(rule, Dimension.VALIDITY));
        TIMELINESS.forEach(rule -> all.put(rule, Dimension.TIMELINESS));
        CONSISTENCY.forEach(rule -> all.put(rule, Dimension.CONSISTENCY));
        UNIQUENESS.forEach(rule -> all.put(rule, Dimension.UNIQUENESS));
        PLAUSIBILITY.forEach(rule -> all.put(rule, Dimension.PLAUSIBILITY));
        return all;
    }
}
