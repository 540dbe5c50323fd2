package io.metrify.benchmarks.validation;

import io.metrify.model.Energy;
import io.metrify.model.QualityCode;
import io.metrify.model.SubstitutionMethod;
import io.metrify.model.meter.MarketLocationId;
import io.metrify.model.meter.Meter;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.MeterType;
import io.metrify.model.meter.MeteringLocationId;
import io.metrify.model.meter.ObisCode;
import io.metrify.validation.ByMeterType;
import io.metrify.validation.MeterThresholds;
import io.metrify.validation.Range;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;

/**
 * The stock rules for meter readings as many teams have them: a list of lambdas, each of which looks up the meter in a
 * captured map and its figure in another, by the meter's type. A rule that cannot judge a reading lets it pass.
 */
final class LambdaList {

    private static final double MWH_PER_KILOWATT_SECOND = 1e6 / 3600;
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final long MILLIS_PER_HOUR = 3_600_000;
    private static final Instant OLDEST = Instant.parse("2000-01-01T00:00:00Z");

    private final Map<String, Meter> meters;
    private final ByMeterType<MeterThresholds> thresholds;
    private final List<Predicate<MeterReading>> rules = new ArrayList<>();

    LambdaList(Map<String, Meter> meters, ByMeterType<MeterThresholds> thresholds, Instant now) {
        this.meters = meters;
        this.thresholds = thresholds;
        addIdentities();
        addEnergies();
        addTimes(now);
        addMeasurements();
        addQualities();
    }

    /** The number of pairs of a reading and a rule that it violates. */
    long violations(MeterReading[] readings) {
        long violations = 0;
        for (MeterReading reading : readings) {
            for (Predicate<MeterReading> rule : rules) {
                if (!rule.test(reading)) {
                    violations++;
                }
            }
        }
        return violations;
    }

    private void addIdentities() {
        rules.add(reading -> meters.containsKey(reading.meterId()));
        rules.add(reading -> reading.meterId().length() != 11
                || !DIGITS.matcher(reading.meterId()).matches()
                || MarketLocationId.isValid(reading.meterId()));
        rules.add(reading -> reading.meterId().length() != 33 || MeteringLocationId.isValid(reading.meterId()));
    }

    private void addEnergies() {
        rules.add(reading -> reading.consumption() != null);
        rules.add(reading -> {
            Energy consumption = reading.consumption();
            return consumption == null || !consumption.isNegative() || mayBeNegative(reading.register());
        });
        Function<MeterType, MeterThresholds> figures = byType(Function.identity());
        rules.add(reading -> {
            Energy consumption = reading.consumption();
            return consumption == null
                    || !figures.apply(typeOf(reading)).sentinels().contains(consumption);
        });
        Function<MeterType, Double> factors = byType(MeterThresholds::capacityFactor);
        rules.add(reading -> {
            Energy consumption = reading.consumption();
            Meter meter = meters.get(reading.meterId());
            return consumption == null
                    || meter == null
                    || Double.isNaN(meter.ratedPowerKw())
                    || Math.abs(consumption.milliwattHours())
                            <= most(meter.ratedPowerKw() * factors.apply(meter.type()), reading.intervalSeconds());
        });
        rules.add(reading -> {
            Energy consumption = reading.consumption();
            Meter meter = meters.get(reading.meterId());
            if (consumption == null || (meter != null && !Double.isNaN(meter.ratedPowerKw()))) {
                return true;
            }
            MeterType type = typeOf(reading);
            Double largest = figures.apply(type).largestPowerKw().get(type);
            return largest == null
                    || Math.abs(consumption.milliwattHours()) <= most(largest, reading.intervalSeconds());
        });
        Function<MeterType, Double> shares = byType(MeterThresholds::crosscheckShare);
        Function<MeterType, Double> floors = byType(MeterThresholds::crosscheckFloorKw);
        rules.add(reading -> {
            Energy consumption = reading.consumption();
            double watts = reading.electrical().voltage()
                    * reading.electrical().current()
                    * reading.electrical().powerFactor();
            if (consumption == null || Double.isNaN(watts) || !isActive(reading.register())) {
                return true;
            }
            MeterType type = typeOf(reading);
            double expected = Math.abs(watts) / 1e3 * reading.intervalSeconds() * MWH_PER_KILOWATT_SECOND;
            double observed = Math.abs((double) consumption.milliwattHours());
            return Math.abs(observed - expected)
                    <= Math.max(
                            shares.apply(type) * Math.max(expected, observed),
                            floors.apply(type) * reading.intervalSeconds() * MWH_PER_KILOWATT_SECOND);
        });
    }

    private void addTimes(Instant now) {
        rules.add(reading -> {
            Meter meter = meters.get(reading.meterId());
            return meter == null || meter.resolution().toSeconds() == reading.intervalSeconds();
        });
        Function<MeterType, Duration> tolerances = byType(MeterThresholds::timeTolerance);
        Function<MeterType, Duration> offsets = byType(MeterThresholds::rasterOffset);
        rules.add(reading -> deviation(reading, offsets.apply(typeOf(reading)))
                <= tolerances.apply(typeOf(reading)).toMillis());
        rules.add(reading -> {
            long deviation = deviation(reading, offsets.apply(typeOf(reading)));
            return deviation == 0
                    || deviation > tolerances.apply(typeOf(reading)).toMillis();
        });
        rules.add(reading -> !reading.timestamp().isAfter(now.plus(tolerances.apply(typeOf(reading)))));
        rules.add(reading -> {
            Meter meter = meters.get(reading.meterId());
            return (meter != null && meter.installed() != null)
                    || !reading.timestamp().isBefore(OLDEST);
        });
        rules.add(reading -> {
            Meter meter = meters.get(reading.meterId());
            Instant installed = meter == null ? null : meter.installed();
            return installed == null || reading.interval().end().isAfter(installed);
        });
        rules.add(reading -> {
            Meter meter = meters.get(reading.meterId());
            Instant removed = meter == null ? null : meter.removed();
            return removed == null || reading.timestamp().isBefore(removed);
        });
    }

    private void addMeasurements() {
        addBand(
                reading -> reading.electrical().voltage(),
                byType(MeterThresholds::voltageBand),
                byType(MeterThresholds::voltageLimit));
        addRange(reading -> reading.electrical().voltage(), byType(MeterThresholds::voltageLimit));
        rules.add(reading -> !(reading.electrical().current() < 0));
        rules.add(reading -> !(Math.abs(reading.electrical().powerFactor()) > 1));
        addBand(
                reading -> reading.electrical().frequency(),
                byType(MeterThresholds::frequencyBand),
                byType(MeterThresholds::frequencyLimit));
        addRange(reading -> reading.electrical().frequency(), byType(MeterThresholds::frequencyLimit));
        addRange(reading -> reading.ambient().temperature(), byType(MeterThresholds::temperature));
        rules.add(reading ->
                !(reading.ambient().humidity() < 0 || reading.ambient().humidity() > 100));
    }

    private void addQualities() {
        rules.add(reading -> reading.quality().code() != QualityCode.UNUSABLE);
        rules.add(reading -> reading.quality().code() != QualityCode.QUESTIONABLE);
        rules.add(reading ->
                !reading.quality().code().isMeasured() || reading.quality().method() == SubstitutionMethod.NONE);
    }

    private void addRange(ToDoubleFunction<MeterReading> field, Function<MeterType, Range> ranges) {
        rules.add(reading -> {
            double value = field.applyAsDouble(reading);
            return Double.isNaN(value) || ranges.apply(typeOf(reading)).contains(value);
        });
    }

    private void addBand(
            ToDoubleFunction<MeterReading> field, Function<MeterType, Range> bands, Function<MeterType, Range> limits) {
        rules.add(reading -> {
            double value = field.applyAsDouble(reading);
            return Double.isNaN(value)
                    || bands.apply(typeOf(reading)).contains(value)
                    || !limits.apply(typeOf(reading)).contains(value);
        });
    }

    private <T> Function<MeterType, T> byType(Function<MeterThresholds, T> figure) {
        Map<MeterType, T> byType = new EnumMap<>(MeterType.class);
        for (MeterType type : MeterType.values()) {
            byType.put(type, figure.apply(thresholds.special().getOrDefault(type, thresholds.usual())));
        }
        return type -> Objects.requireNonNull(byType.get(type));
    }

    private MeterType typeOf(MeterReading reading) {
        Meter meter = meters.get(reading.meterId());
        return meter == null ? MeterType.OTHER : meter.type();
    }

    private long deviation(MeterReading reading, Duration offset) {
        Meter meter = meters.get(reading.meterId());
        long raster = 1_000
                * (meter == null
                        ? reading.intervalSeconds()
                        : meter.resolution().toSeconds());
        if (MILLIS_PER_HOUR % raster != 0) {
            return 0;
        }
        long after = Math.floorMod(reading.timestamp().toEpochMilli() - offset.toMillis(), raster);
        return Math.min(after, raster - after);
    }

    private static long most(double kilowatts, int seconds) {
        return Math.round(kilowatts * 1e6 * seconds / 3600);
    }

    private static boolean mayBeNegative(ObisCode register) {
        return register.isExport() || (register.a() == 1 && register.c() == 16);
    }

    private static boolean isActive(ObisCode register) {
        int quantity = register.c();
        return register.a() == 1 && (quantity == 1 || quantity == 2 || quantity == 15 || quantity == 16);
    }
}
