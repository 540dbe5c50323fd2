package io.metrify.validation.config;

import io.metrify.model.Energy;
import io.metrify.validation.series.SeriesRules;
import io.metrify.validation.series.SeriesThresholds;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The section of thresholds of series, with the names of its keys. */
final class SeriesSections {

    private static final Key<SeriesThresholds, SeriesThresholds.Runs> RUNS =
            new Key<>("runs", Runs.SECTION, SeriesThresholds::runs);
    private static final Key<SeriesThresholds, SeriesThresholds.Spikes> SPIKES =
            new Key<>("spikes", Spikes.SECTION, SeriesThresholds::spikes);
    private static final Key<SeriesThresholds, SeriesThresholds.DailyUse> DAILY_USE =
            new Key<>("daily_use", DailyUse.SECTION, SeriesThresholds::dailyUse);
    private static final Key<SeriesThresholds, SeriesThresholds.Registers> REGISTERS =
            new Key<>("registers", Registers.SECTION, SeriesThresholds::registers);
    private static final Key<SeriesThresholds, SeriesThresholds.Completeness> COMPLETENESS =
            new Key<>("completeness", Completeness.SECTION, SeriesThresholds::completeness);

    static final FiguresByType<SeriesThresholds> SERIES = new FiguresByType<>(
            new Section<>(
                    List.of(RUNS, SPIKES, DAILY_USE, REGISTERS, COMPLETENESS),
                    figures -> new SeriesThresholds(
                            figures.of(RUNS),
                            figures.of(SPIKES),
                            figures.of(DAILY_USE),
                            figures.of(REGISTERS),
                            figures.of(COMPLETENESS))),
            SeriesRules.standard().thresholds(),
            Set.of());

    private SeriesSections() {}

    private static final class Runs {
        static final Key<SeriesThresholds.Runs, Duration> ZERO_RUN =
                new Key<>("zero_run", Forms.DURATION, SeriesThresholds.Runs::zeroRun);
        static final Key<SeriesThresholds.Runs, Integer> STUCK_VALUES =
                new Key<>("stuck_values", Forms.COUNT, SeriesThresholds.Runs::stuckValues);
        static final Key<SeriesThresholds.Runs, Duration> STUCK_TIME =
                new Key<>("stuck_time", Forms.DURATION, SeriesThresholds.Runs::stuckTime);
        static final Key<SeriesThresholds.Runs, Energy> STUCK_FLOOR =
                new Key<>("stuck_floor_kwh", Forms.KILOWATT_HOURS, SeriesThresholds.Runs::stuckFloor);

        static final Section<SeriesThresholds.Runs> SECTION = new Section<>(
                List.of(ZERO_RUN, STUCK_VALUES, STUCK_TIME, STUCK_FLOOR),
                figures -> new SeriesThresholds.Runs(
                        figures.of(ZERO_RUN),
                        figures.of(STUCK_VALUES),
                        figures.of(STUCK_TIME),
                        figures.of(STUCK_FLOOR)));
    }

    private static final class Spikes {
        static final Key<SeriesThresholds.Spikes, Double> DAY_RATIO =
                new Key<>("day_ratio", Forms.NUMBER, SeriesThresholds.Spikes::dayRatio);
        static final Key<SeriesThresholds.Spikes, Energy> DAY_FLOOR =
                new Key<>("day_floor_kwh", Forms.KILOWATT_HOURS, SeriesThresholds.Spikes::dayFloor);
        static final Key<SeriesThresholds.Spikes, Double> HAMPEL_FACTOR =
                new Key<>("hampel_factor", Forms.NUMBER, SeriesThresholds.Spikes::hampelFactor);
        static final Key<SeriesThresholds.Spikes, Integer> HAMPEL_HALF_WINDOW =
                new Key<>("hampel_half_window", Forms.COUNT, SeriesThresholds.Spikes::hampelHalfWindow);
        static final Key<SeriesThresholds.Spikes, Energy> HAMPEL_FLOOR =
                new Key<>("hampel_floor_kwh", Forms.KILOWATT_HOURS, SeriesThresholds.Spikes::hampelFloor);

        static final Section<SeriesThresholds.Spikes> SECTION = new Section<>(
                List.of(DAY_RATIO, DAY_FLOOR, HAMPEL_FACTOR, HAMPEL_HALF_WINDOW, HAMPEL_FLOOR),
                figures -> new SeriesThresholds.Spikes(
                        figures.of(DAY_RATIO),
                        figures.of(DAY_FLOOR),
                        figures.of(HAMPEL_FACTOR),
                        figures.of(HAMPEL_HALF_WINDOW),
                        figures.of(HAMPEL_FLOOR)));
    }

    private static final class DailyUse {
        static final Key<SeriesThresholds.DailyUse, Double> HIGH_SIGMAS =
                new Key<>("high_sigmas", Forms.NUMBER, SeriesThresholds.DailyUse::highSigmas);
        static final Key<SeriesThresholds.DailyUse, Double> LOW_SHARE =
                new Key<>("low_share", Forms.NUMBER, SeriesThresholds.DailyUse::lowShare);
        static final Key<SeriesThresholds.DailyUse, Double> SPREAD_FLOOR =
                new Key<>("spread_floor", Forms.NUMBER, SeriesThresholds.DailyUse::spreadFloor);
        static final Key<SeriesThresholds.DailyUse, Double> HIGH_JUMP =
                new Key<>("high_jump", Forms.NUMBER, SeriesThresholds.DailyUse::highJump);
        static final Key<SeriesThresholds.DailyUse, Integer> COMPARABLE_DAYS =
                new Key<>("comparable_days", Forms.COUNT, SeriesThresholds.DailyUse::comparableDays);
        static final Key<SeriesThresholds.DailyUse, Integer> FEWEST_COMPARABLE_DAYS =
                new Key<>("fewest_comparable_days", Forms.COUNT, SeriesThresholds.DailyUse::fewestComparableDays);

        static final Section<SeriesThresholds.DailyUse> SECTION = new Section<>(
                List.of(HIGH_SIGMAS, LOW_SHARE, SPREAD_FLOOR, HIGH_JUMP, COMPARABLE_DAYS, FEWEST_COMPARABLE_DAYS),
                figures -> new SeriesThresholds.DailyUse(
                        figures.of(HIGH_SIGMAS),
                        figures.of(LOW_SHARE),
                        figures.of(SPREAD_FLOOR),
                        figures.of(HIGH_JUMP),
                        figures.of(COMPARABLE_DAYS),
                        figures.of(FEWEST_COMPARABLE_DAYS)));
    }

    private static final class Registers {
        static final Key<SeriesThresholds.Registers, Energy> SUM_TOLERANCE =
                new Key<>("sum_tolerance_kwh", Forms.KILOWATT_HOURS, SeriesThresholds.Registers::sumTolerance);
        static final Key<SeriesThresholds.Registers, Double> SUM_SHARE =
                new Key<>("sum_share", Forms.NUMBER, SeriesThresholds.Registers::sumShare);
        static final Key<SeriesThresholds.Registers, Double> TARIFF_SHARE =
                new Key<>("tariff_share", Forms.NUMBER, SeriesThresholds.Registers::tariffShare);

        static final Section<SeriesThresholds.Registers> SECTION = new Section<>(
                List.of(SUM_TOLERANCE, SUM_SHARE, TARIFF_SHARE),
                figures -> new SeriesThresholds.Registers(
                        figures.of(SUM_TOLERANCE), figures.of(SUM_SHARE), figures.of(TARIFF_SHARE)));
    }

    private static final class Completeness {
        static final Key<SeriesThresholds.Completeness, Duration> SILENCE =
                new Key<>("silence", Forms.DURATION, SeriesThresholds.Completeness::silence);
        static final Key<SeriesThresholds.Completeness, Double> COVERAGE =
                new Key<>("coverage", Forms.NUMBER, SeriesThresholds.Completeness::coverage);
        static final Key<SeriesThresholds.Completeness, Integer> COVERAGE_DAYS =
                new Key<>("coverage_days", Forms.COUNT, SeriesThresholds.Completeness::coverageDays);

        static final Section<SeriesThresholds.Completeness> SECTION = new Section<>(
                List.of(SILENCE, COVERAGE, COVERAGE_DAYS),
                figures -> new SeriesThresholds.Completeness(
                        figures.of(SILENCE), figures.of(COVERAGE), figures.of(COVERAGE_DAYS)));
    }
}
