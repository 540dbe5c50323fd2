package io.metrify.benchmarks.validation;

import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.QualityCode;
import io.metrify.model.SubstitutionMethod;
import io.metrify.model.meter.Ambient;
import io.metrify.model.meter.Electrical;
import io.metrify.model.meter.Meter;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.MeterType;
import io.metrify.model.meter.ObisCode;
import io.metrify.model.meter.ReadingQuality;
import io.metrify.model.meter.Site;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Quarter hours of a fleet, interval after interval, of which one reading in ten has one or two values that cannot be.
 * The same for the same seed.
 */
final class CheckedFleet {

    static final Instant START = Instant.parse("2026-03-29T00:00:00Z");

    private static final int METERS = 20_000;
    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final MeterType[] TYPES = MeterType.values();
    private static final double HOURS = 0.25;

    private CheckedFleet() {}

    /** Readings of which everything was measured and scored. */
    static MeterReading[] fullyMeasured(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        MeterReading[] readings = new MeterReading[count];
        for (int i = 0; i < count; i++) {
            readings[i] = spoilt(sound(i, random.nextInt(METERS), true, random), i, random);
        }
        return readings;
    }

    /** Readings as they come in: not scored; one meter in ten measures nothing but energy, one in ten feeds in. */
    static MeterReading[] asDelivered(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        MeterReading[] readings = new MeterReading[count];
        for (int i = 0; i < count; i++) {
            int meter = random.nextInt(METERS);
            MeterReading reading = sound(i, meter, false, random);
            if (meter % 10 == 1) {
                reading = reading.withElectrical(Electrical.NOT_MEASURED).withAmbient(Ambient.NOT_MEASURED);
            }
            if (meter % 10 == 2 && random.nextBoolean()) {
                reading = reading.withRegister(ObisCode.EXPORT_PROFILE);
            }
            readings[i] = spoilt(reading, i, random);
        }
        return readings;
    }

    /** The meters of the fleet, without one in a hundred; one in five is of unknown rated power. */
    static List<Meter> meters() {
        List<Meter> meters = new ArrayList<>();
        for (int i = 0; i < METERS; i++) {
            if (i % 100 != 99) {
                meters.add(new Meter(
                        id(i),
                        TYPES[i % TYPES.length],
                        new Site("Berlin", "Berlin", "50Hertz"),
                        QUARTER,
                        i % 5 == 0 ? Double.NaN : 30,
                        Meter.USUAL_REGISTER_DIGITS,
                        i % 3 == 0 ? null : START.minus(Duration.ofDays(i % 2_000)),
                        null));
            }
        }
        return meters;
    }

    private static MeterReading sound(int number, int meter, boolean scored, SplittableRandom random) {
        Electrical supply = new Electrical(
                random.nextInt(22_000, 24_000) / 100.0,
                random.nextInt(2_000) / 100.0,
                random.nextInt(80, 101) / 100.0,
                random.nextInt(49_900, 50_100) / 1000.0);
        double watts = supply.voltage() * supply.current() * supply.powerFactor();
        return new MeterReading(
                id(meter),
                ObisCode.IMPORT_PROFILE,
                Interval.of(START.plus(QUARTER.multipliedBy(number / METERS)), QUARTER),
                Energy.ofMilliwattHours(Math.round(watts * HOURS * 1e3)),
                supply,
                new Ambient(random.nextInt(-150, 350) / 10.0, random.nextInt(20, 100)),
                new ReadingQuality(
                        QualityCode.AS_PROVIDED,
                        SubstitutionMethod.NONE,
                        scored ? random.nextInt(60, 99) / 100.0 : Double.NaN));
    }

    /** One reading in ten with one wrong value, one in a hundred with a second. */
    private static MeterReading spoilt(MeterReading reading, int number, SplittableRandom random) {
        if (number % 10 != 7) {
            return reading;
        }
        MeterReading once = spoiltIn(reading, random.nextInt(8), random);
        return number % 100 == 7 ? spoiltIn(once, random.nextInt(8), random) : once;
    }

    private static MeterReading spoiltIn(MeterReading reading, int what, SplittableRandom random) {
        Electrical supply = reading.electrical();
        Ambient ambient = reading.ambient();
        boolean low = random.nextBoolean();
        return switch (what) {
            case 0 ->
                reading.withConsumption(Energy.ofMilliwattHours(low ? -1 - random.nextInt(1_000) : 16_777_215_000L));
            case 1 ->
                reading.withElectrical(
                        new Electrical(low ? 0.5 : 260.7, supply.current(), supply.powerFactor(), supply.frequency()));
            case 2 ->
                reading.withElectrical(
                        new Electrical(supply.voltage(), low ? -3.2 : 80, supply.powerFactor(), supply.frequency()));
            case 3 ->
                reading.withElectrical(
                        new Electrical(supply.voltage(), supply.current(), low ? -1.5 : 1.5, supply.frequency()));
            case 4 ->
                reading.withElectrical(
                        new Electrical(supply.voltage(), supply.current(), supply.powerFactor(), low ? 5.01 : 501));
            case 5 -> reading.withAmbient(new Ambient(low ? -127 : 85, ambient.humidity()));
            case 6 -> reading.withAmbient(new Ambient(ambient.temperature(), low ? -1 : 101.5));
            default -> reading.withQuality(reading.quality().withScore(low ? 0.1 : 1));
        };
    }

    private static String id(int meter) {
        return String.format(Locale.ROOT, "DE%011d", meter * 7_919L);
    }
}
