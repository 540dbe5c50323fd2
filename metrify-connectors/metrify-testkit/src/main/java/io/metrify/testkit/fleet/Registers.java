package io.metrify.testkit.fleet;

import io.metrify.model.Energy;
import io.metrify.model.meter.Meter;
import io.metrify.model.meter.ObisCode;
import io.metrify.model.meter.RegisterReading;
import io.metrify.testkit.random.CounterRandom;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The cumulative registers of a fleet: what a meter showed at the start, and the sums of its intervals since. */
final class Registers {

    /** Index of import on high tariff, import on low tariff and export among the counters of a meter. */
    private static final int HIGH = 0;

    private static final int LOW = 1;
    private static final int EXPORT = 2;
    private static final int COUNTERS = 3;

    private static final double TENTHS_PER_KWH = 10_000;
    /** A hundred thousand kWh below the rollover of a six-digit register, so that none rolls over by itself. */
    private static final long MOST_AT_START = 900_000L * 10_000;

    private final Simulation simulation;

    Registers(Simulation simulation) {
        this.simulation = simulation;
    }

    Stream<RegisterReading> stream(ReadingOrder order, int fromMeter, int toMeter) {
        int days = simulation.raster.dayCount();
        if (order == ReadingOrder.BY_METER) {
            return IntStream.range(fromMeter, toMeter).boxed().mapMulti((meter, sink) -> {
                MeterTraits traits = simulation.traits(meter);
                long[] counters = atStart(traits);
                for (int day = 0; day <= days; day++) {
                    emit(traits, counters, 0, day, sink);
                    add(traits, day, counters, 0);
                }
            });
        }
        // Three longs a meter is all that time order needs to remember.
        long[] counters = new long[Math.multiplyExact(COUNTERS, toMeter - fromMeter)];
        return IntStream.rangeClosed(0, days)
                .boxed()
                .flatMap(day -> IntStream.range(fromMeter, toMeter).boxed().mapMulti((meter, sink) -> {
                    MeterTraits traits = simulation.traits(meter);
                    int at = COUNTERS * (meter - fromMeter);
                    if (day == 0) {
                        System.arraycopy(atStart(traits), 0, counters, at, COUNTERS);
                    }
                    emit(traits, counters, at, day, sink);
                    add(traits, day, counters, at);
                }));
    }

    /** What a register shows at a boundary between days; adds up all slots before it. */
    Energy index(MeterTraits traits, ObisCode register, int day) {
        long[] counters = atStart(traits);
        for (int before = 0; before < day; before++) {
            add(traits, before, counters, 0);
        }
        return energy(counters, 0, register);
    }

    static boolean has(MeterTraits traits, ObisCode register) {
        if (register.equals(ObisCode.EXPORT_REGISTER)) {
            return traits.exports();
        }
        boolean tariff = register.equals(ObisCode.IMPORT_REGISTER_HIGH_TARIFF)
                || register.equals(ObisCode.IMPORT_REGISTER_LOW_TARIFF);
        return tariff ? traits.hasTariffs() : register.equals(ObisCode.IMPORT_REGISTER);
    }

    /** Years in service before the first day, 1 to 15; also tells when the meter was installed. */
    static int daysInService(MeterTraits traits) {
        return 365 + CounterRandom.below(CounterRandom.at(traits.key, 6), 14 * 365);
    }

    private static long[] atStart(MeterTraits traits) {
        double years = daysInService(traits) / 365.25;
        long bits = CounterRandom.at(traits.key, 7);
        double habit = 0.9 + 0.2 * (bits & 0xffff) / 65_536;
        double yearlyKwh = traits.meanWatts * MeterTraits.HOURS_PER_YEAR / 1_000;
        long imported = Math.min(MOST_AT_START, (long) Math.rint(years * habit * yearlyKwh * TENTHS_PER_KWH));
        double highShare = 0.35 + 0.2 * (bits >>> 16 & 0xffff) / 65_536;
        long high = (long) Math.rint(imported * highShare);
        double exportedKwh = years * 0.65 * traits.solarWatts;
        return new long[] {
            high, imported - high, Math.min(MOST_AT_START, (long) Math.rint(exportedKwh * TENTHS_PER_KWH))
        };
    }

    private void add(MeterTraits traits, int day, long[] counters, int at) {
        if (day == simulation.raster.dayCount()) {
            return;
        }
        long[] totals = simulation.dayTotals(traits, simulation.sheet(day));
        for (int counter = 0; counter < COUNTERS; counter++) {
            counters[at + counter] += totals[counter];
        }
    }

    private void emit(MeterTraits traits, long[] counters, int at, int day, Consumer<? super RegisterReading> sink) {
        String id = MeterTraits.id(traits.index);
        Instant when = simulation.raster.boundary(day);
        for (ObisCode register : Fleet.REGISTERS) {
            if (has(traits, register)) {
                sink.accept(RegisterReading.of(id, register, when, energy(counters, at, register)));
            }
        }
    }

    private static Energy energy(long[] counters, int at, ObisCode register) {
        long tenths;
        if (register.equals(ObisCode.EXPORT_REGISTER)) {
            tenths = counters[at + EXPORT];
        } else if (register.equals(ObisCode.IMPORT_REGISTER_HIGH_TARIFF)) {
            tenths = counters[at + HIGH];
        } else if (register.equals(ObisCode.IMPORT_REGISTER_LOW_TARIFF)) {
            tenths = counters[at + LOW];
        } else {
            tenths = counters[at + HIGH] + counters[at + LOW];
        }
        return Energy.ofMilliwattHours(tenths * Simulation.TENTH % modulus());
    }

    private static long modulus() {
        long kilowattHours = 1;
        for (int digit = 0; digit < Meter.USUAL_REGISTER_DIGITS; digit++) {
            kilowattHours *= 10;
        }
        return kilowattHours * 1_000_000;
    }
}
