package io.metrify.testkit.fault;

import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.meter.Meter;
import io.metrify.model.meter.ObisCode;
import io.metrify.model.meter.RegisterReading;
import io.metrify.testkit.fleet.Fleet;
import io.metrify.testkit.fleet.SlotRaster;
import io.metrify.testkit.random.CounterRandom;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Faults of cumulative registers. Day d is the one that ends at boundary d, so that days count from 1 here. */
final class RegisterFaults {

    private static final FaultKind[] KINDS = FaultKind.values();
    private static final long KILOWATT_HOUR = 1_000_000;
    private static final long TENTH = 100;
    /** To place a rollover all slots before it are added up; that stays cheap in the first days. */
    private static final int LAST_ROLLOVER_DAY = 7;

    private final Fleet fleet;
    private final SlotRaster raster;
    private final FaultPlan plan;
    private final long key;

    RegisterFaults(Fleet fleet, FaultPlan plan, long key) {
        this.fleet = fleet;
        this.raster = fleet.raster();
        this.plan = plan;
        this.key = key;
    }

    RegisterReading apply(RegisterReading reading, Consumer<? super InjectedFault> truth) {
        int meter = fleet.indexOf(reading.meterId());
        int boundary = raster.boundaryAt(reading.timestamp());
        if (meter < 0 || boundary < 0) {
            throw new IllegalArgumentException("the register reading of " + reading.meterId() + " at "
                    + reading.timestamp() + " is not one of the fleet the injector was made for");
        }
        if (reading.register().equals(ObisCode.IMPORT_REGISTER_HIGH_TARIFF)) {
            return kind(meter, boundary) == FaultKind.TARIFF_SUM
                    ? spoilt(FaultKind.TARIFF_SUM, boundary, reading, tooHigh(meter, boundary, reading), truth)
                    : reading;
        }
        return reading.register().equals(ObisCode.IMPORT_REGISTER) ? total(meter, boundary, reading, truth) : reading;
    }

    private RegisterReading total(
            int meter, int boundary, RegisterReading reading, Consumer<? super InjectedFault> truth) {
        if (!fleet.hasTariffs(meter)) {
            int rollover = rolloverDay(meter);
            if (rollover > 0) {
                return spoilt(FaultKind.REGISTER_ROLLOVER, rollover, reading, rolled(meter, rollover, reading), truth);
            }
            Jump jump = jump(meter, boundary);
            if (jump != null) {
                long index = reading.index().milliwattHours() + jump.milliwattHours;
                return spoilt(FaultKind.REGISTER_JUMP, jump.lastDay, reading, index, truth);
            }
        }
        return kind(meter, boundary) == FaultKind.REGISTER_BACKWARD
                ? spoilt(FaultKind.REGISTER_BACKWARD, boundary, reading, below(meter, boundary), truth)
                : reading;
    }

    /** The fault of a day, or null; the first reading of a meter has no day before it and thus no fault. */
    private @Nullable FaultKind kind(int meter, int day) {
        if (day == 0) {
            return null;
        }
        double chance = CounterRandom.unit(draw(meter, day, 0));
        for (FaultKind kind : KINDS) {
            if (kind.hitsRegisters()) {
                chance -= plan.rate(kind);
                if (chance < 0) {
                    return kind;
                }
            }
        }
        return null;
    }

    private int rolloverDay(int meter) {
        int last = Math.min(LAST_ROLLOVER_DAY, raster.dayCount());
        for (int day = 1; day <= last; day++) {
            if (kind(meter, day) == FaultKind.REGISTER_ROLLOVER && advance(meter, day) >= 2 * TENTH) {
                return day;
            }
        }
        return 0;
    }

    private long advance(int meter, int day) {
        return index(meter, day) - index(meter, day - 1);
    }

    private long index(int meter, int boundary) {
        return fleet.index(meter, ObisCode.IMPORT_REGISTER, boundary).milliwattHours();
    }

    /** All indices shifted so that the last digit is passed half-way through the advance of the day. */
    private long rolled(int meter, int day, RegisterReading reading) {
        long modulus = KILOWATT_HOUR;
        for (int digit = 0; digit < Meter.USUAL_REGISTER_DIGITS; digit++) {
            modulus *= 10;
        }
        long half = advance(meter, day) / 2 / TENTH * TENTH;
        long shift = modulus - index(meter, day - 1) - half;
        return Math.floorMod(reading.index().milliwattHours() + shift, modulus);
    }

    private @Nullable Jump jump(int meter, int boundary) {
        long sum = 0;
        int last = 0;
        for (int day = 1; day <= boundary; day++) {
            if (kind(meter, day) == FaultKind.REGISTER_JUMP) {
                sum += between(meter, day, 2 * KILOWATT_HOUR, 20 * KILOWATT_HOUR);
                last = day;
            }
        }
        return last == 0 ? null : new Jump(last, sum);
    }

    /** Below the index of the day before, though not below zero: a meter has run for a year before the first day. */
    private long below(int meter, int boundary) {
        return Math.max(0, index(meter, boundary - 1) - between(meter, boundary, KILOWATT_HOUR, 20 * KILOWATT_HOUR));
    }

    private long tooHigh(int meter, int boundary, RegisterReading reading) {
        long total = index(meter, boundary);
        long more = between(meter, boundary, total / 200, total / 50);
        return reading.index().milliwattHours() + Math.max(2 * KILOWATT_HOUR, more);
    }

    private long between(int meter, int day, long least, long most) {
        double part = CounterRandom.unit(draw(meter, day, 1));
        long tenths = (long) (part * (most - least) / TENTH);
        return (least / TENTH + tenths) * TENTH;
    }

    private long draw(int meter, int day, int purpose) {
        long meterKey = CounterRandom.key(key, meter);
        return CounterRandom.at(meterKey, 2 * raster.date(day - 1).toEpochDay() + purpose);
    }

    private RegisterReading spoilt(
            FaultKind kind, int day, RegisterReading reading, long index, Consumer<? super InjectedFault> truth) {
        Energy injected = Energy.ofMilliwattHours(index);
        if (injected.equals(reading.index())) {
            return reading;
        }
        Interval second = Interval.of(reading.timestamp(), Duration.ofSeconds(1));
        Interval episode = new Interval(raster.boundary(day - 1), raster.boundary(day));
        truth.accept(new InjectedFault(
                kind, reading.meterId(), reading.register(), second, episode, reading.index(), injected, second));
        return new RegisterReading(
                reading.meterId(), reading.register(), reading.timestamp(), injected, reading.quality());
    }

    /** Energy by which the indices are too high, and the day that was last added to it. */
    private record Jump(int lastDay, long milliwattHours) {}
}
