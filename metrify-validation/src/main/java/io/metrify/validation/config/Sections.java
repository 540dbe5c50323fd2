package io.metrify.validation.config;

import io.metrify.model.Energy;
import io.metrify.model.meter.MeterType;
import io.metrify.validation.ByMeterType;
import io.metrify.validation.GridThresholds;
import io.metrify.validation.MeterThresholds;
import io.metrify.validation.Range;
import io.metrify.validation.WeatherThresholds;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The sections of thresholds of single records, with the names of their keys. */
final class Sections {

    static final FiguresByType<MeterThresholds> METER = new FiguresByType<>(
            Meter.SECTION, ByMeterType.same(MeterThresholds.standard()), Set.of(Meter.LARGEST_POWER.name()));
    static final Section<GridThresholds> GRID = Grid.SECTION;
    static final Section<WeatherThresholds> WEATHER = Weather.SECTION;

    private Sections() {}

    private static final class Meter {
        static final Key<MeterThresholds, Set<Energy>> SENTINELS =
                new Key<>("sentinels_kwh", Forms.LIST_OF_KILOWATT_HOURS, MeterThresholds::sentinels);
        static final Key<MeterThresholds, Double> CAPACITY_FACTOR =
                new Key<>("capacity_factor", Forms.NUMBER, MeterThresholds::capacityFactor);
        static final Key<MeterThresholds, Map<MeterType, Double>> LARGEST_POWER =
                new Key<>("largest_power_kw", Forms.BY_METER_TYPE, MeterThresholds::largestPowerKw);
        static final Key<MeterThresholds, Double> CROSSCHECK_SHARE =
                new Key<>("crosscheck_share", Forms.NUMBER, MeterThresholds::crosscheckShare);
        static final Key<MeterThresholds, Double> CROSSCHECK_FLOOR =
                new Key<>("crosscheck_floor_kw", Forms.NUMBER, MeterThresholds::crosscheckFloorKw);
        static final Key<MeterThresholds, Duration> TIME_TOLERANCE =
                new Key<>("time_tolerance", Forms.DURATION, MeterThresholds::timeTolerance);
        static final Key<MeterThresholds, Duration> RASTER_OFFSET =
                new Key<>("raster_offset", Forms.DURATION, MeterThresholds::rasterOffset);
        static final Key<MeterThresholds, Range> VOLTAGE_BAND =
                new Key<>("voltage_band_v", Forms.RANGE, MeterThresholds::voltageBand);
        static final Key<MeterThresholds, Range> VOLTAGE_LIMIT =
                new Key<>("voltage_limit_v", Forms.RANGE, MeterThresholds::voltageLimit);
        static final Key<MeterThresholds, Range> FREQUENCY_BAND =
                new Key<>("frequency_band_hz", Forms.RANGE, MeterThresholds::frequencyBand);
        static final Key<MeterThresholds, Range> FREQUENCY_LIMIT =
                new Key<>("frequency_limit_hz", Forms.RANGE, MeterThresholds::frequencyLimit);
        static final Key<MeterThresholds, Range> TEMPERATURE =
                new Key<>("temperature_celsius", Forms.RANGE, MeterThresholds::temperature);

        static final Section<MeterThresholds> SECTION = new Section<>(
                List.of(
                        SENTINELS,
                        CAPACITY_FACTOR,
                        LARGEST_POWER,
                        CROSSCHECK_SHARE,
                        CROSSCHECK_FLOOR,
                        TIME_TOLERANCE,
                        RASTER_OFFSET,
                        VOLTAGE_BAND,
                        VOLTAGE_LIMIT,
                        FREQUENCY_BAND,
                        FREQUENCY_LIMIT,
                        TEMPERATURE),
                figures -> new MeterThresholds(
                        figures.of(SENTINELS),
                        figures.of(CAPACITY_FACTOR),
                        figures.of(LARGEST_POWER),
                        figures.of(CROSSCHECK_SHARE),
                        figures.of(CROSSCHECK_FLOOR),
                        figures.of(TIME_TOLERANCE),
                        figures.of(RASTER_OFFSET),
                        figures.of(VOLTAGE_BAND),
                        figures.of(VOLTAGE_LIMIT),
                        figures.of(FREQUENCY_BAND),
                        figures.of(FREQUENCY_LIMIT),
                        figures.of(TEMPERATURE)));
    }

    private static final class Grid {
        static final Key<GridThresholds, Duration> TIME_TOLERANCE =
                new Key<>("time_tolerance", Forms.DURATION, GridThresholds::timeTolerance);
        static final Key<GridThresholds, Range> LOAD_FACTOR =
                new Key<>("load_factor", Forms.RANGE, GridThresholds::loadFactor);
        static final Key<GridThresholds, Range> FREQUENCY_BAND =
                new Key<>("frequency_band_hz", Forms.RANGE, GridThresholds::frequencyBand);
        static final Key<GridThresholds, Range> FREQUENCY_LIMIT =
                new Key<>("frequency_limit_hz", Forms.RANGE, GridThresholds::frequencyLimit);
        static final Key<GridThresholds, Range> VOLTAGE =
                new Key<>("voltage_kv", Forms.RANGE, GridThresholds::voltageKv);

        static final Section<GridThresholds> SECTION = new Section<>(
                List.of(TIME_TOLERANCE, LOAD_FACTOR, FREQUENCY_BAND, FREQUENCY_LIMIT, VOLTAGE),
                figures -> new GridThresholds(
                        figures.of(TIME_TOLERANCE),
                        figures.of(LOAD_FACTOR),
                        figures.of(FREQUENCY_BAND),
                        figures.of(FREQUENCY_LIMIT),
                        figures.of(VOLTAGE)));
    }

    private static final class Weather {
        static final Key<WeatherThresholds, Duration> TIME_TOLERANCE =
                new Key<>("time_tolerance", Forms.DURATION, WeatherThresholds::timeTolerance);
        static final Key<WeatherThresholds, Range> TEMPERATURE =
                new Key<>("temperature_celsius", Forms.RANGE, WeatherThresholds::temperatureCelsius);
        static final Key<WeatherThresholds, Range> PRESSURE =
                new Key<>("pressure_hpa", Forms.RANGE, WeatherThresholds::pressureHpa);
        static final Key<WeatherThresholds, Range> WIND_SPEED =
                new Key<>("wind_speed_ms", Forms.RANGE, WeatherThresholds::windSpeedMs);
        static final Key<WeatherThresholds, Double> HIGHEST_DEW_POINT =
                new Key<>("highest_dew_point_celsius", Forms.NUMBER, WeatherThresholds::highestDewPointCelsius);
        static final Key<WeatherThresholds, Range> ENERGY_DEMAND_FACTOR =
                new Key<>("energy_demand_factor", Forms.RANGE, WeatherThresholds::energyDemandFactor);

        static final Section<WeatherThresholds> SECTION = new Section<>(
                List.of(TIME_TOLERANCE, TEMPERATURE, PRESSURE, WIND_SPEED, HIGHEST_DEW_POINT, ENERGY_DEMAND_FACTOR),
                figures -> new WeatherThresholds(
                        figures.of(TIME_TOLERANCE),
                        figures.of(TEMPERATURE),
                        figures.of(PRESSURE),
                        figures.of(WIND_SPEED),
                        figures.of(HIGHEST_DEW_POINT),
                        figures.of(ENERGY_DEMAND_FACTOR)));
    }
}
