package io.metrify.validation;

import io.metrify.model.Energy;
import io.metrify.model.meter.Electrical;
import io.metrify.model.meter.Meter;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.MeterType;
import io.metrify.model.meter.ObisCode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Rules on the energy of a reading. */
final class MeterEnergyRules {

    static final String NO_CONSUMPTION = "no consumption was measured";
    static final String UNKNOWN_METER = "the meter is not in the directory";

    private static final String FIELD = "consumption_kwh";
    private static final int ELECTRICITY = 1;
    private static final int NET_ACTIVE_ENERGY = 16;
    private static final double MILLIWATT_HOURS_PER_KILOWATT_SECOND = 1e6 / 3600;

    private MeterEnergyRules() {}

    static List<Rule<MeterReading>> all(MeterThresholds thresholds) {
        return List.of(
                missing(),
                negative(),
                sentinel(thresholds.sentinels()),
                capacity(thresholds.capacityFactor()),
                implausible(thresholds.largestPowerKw()),
                crosscheck(thresholds.crosscheckShare(), thresholds.crosscheckFloorKw()));
    }

    private static Rule<MeterReading> missing() {
        return new CheckedRule<>(
                "meter.consumption.missing",
                Severity.ERROR,
                "The reading has an amount of energy.",
                "a reading without energy cannot be billed or added up",
                (reading, context, inspection) -> {
                    if (reading.consumption() == null) {
                        inspection.violation(
                                FIELD, "absent", "an amount in kWh", "The reading has no amount of energy.");
                    }
                });
    }

    private static Rule<MeterReading> negative() {
        return new CheckedRule<>(
                "meter.consumption.negative",
                Severity.ERROR,
                "The energy is at least 0 kWh, unless the register counts export or net energy.",
                "IEC 62056-61: of electricity, C = 2 counts export and C = 16 net active energy",
                (reading, context, inspection) -> {
                    Energy consumption = reading.consumption();
                    ObisCode register = reading.register();
                    if (consumption == null) {
                        inspection.skip(NO_CONSUMPTION);
                    } else if (register.isExport()
                            || (register.a() == ELECTRICITY && register.c() == NET_ACTIVE_ENERGY)) {
                        inspection.skip("the register counts export or net energy, which may be negative");
                    } else if (consumption.isNegative()) {
                        inspection.violation(
                                FIELD,
                                consumption.toString(),
                                "at least 0 kWh",
                                "The consumption of " + consumption + " is negative, but register " + register
                                        + " counts upwards only; expected at least 0 kWh.");
                    }
                });
    }

    private static Rule<MeterReading> sentinel(Set<Energy> sentinels) {
        // A handful of values: walking over them beats hashing, and compares exactly.
        long[] amounts =
                sentinels.stream().mapToLong(Energy::milliwattHours).sorted().toArray();
        return new CheckedRule<>(
                "meter.consumption.sentinel",
                Severity.ERROR,
                "The energy is none of the values that stand for \"no value\": "
                        + sentinels.stream().sorted().toList() + ".",
                "values seen in deliveries of meters and head-end systems; most are full binary counters of Wh",
                (reading, context, inspection) -> {
                    Energy consumption = reading.consumption();
                    if (consumption == null) {
                        inspection.skip(NO_CONSUMPTION);
                        return;
                    }
                    for (long amount : amounts) {
                        if (amount == consumption.milliwattHours()) {
                            inspection.violation(
                                    FIELD,
                                    consumption.toString(),
                                    "a measured amount",
                                    "The consumption of " + consumption + " is a value that meters and head-end"
                                            + " systems write when they have none.");
                        }
                    }
                });
    }

    private static Rule<MeterReading> capacity(double factor) {
        return new CheckedRule<>(
                "meter.consumption.capacity",
                Severity.ERROR,
                "The energy, in either direction, is at most " + factor + " x rated power x time.",
                "physics: the connection is fused for its rated power",
                (reading, context, inspection) -> {
                    Energy consumption = reading.consumption();
                    if (consumption == null) {
                        inspection.skip(NO_CONSUMPTION);
                        return;
                    }
                    Meter meter = context.meters().find(reading.meterId());
                    if (meter == null) {
                        inspection.skip(UNKNOWN_METER);
                        return;
                    }
                    double rated = meter.ratedPowerKw();
                    if (Double.isNaN(rated)) {
                        inspection.skip("the rated power of the meter is not known");
                        return;
                    }
                    long most = amount(rated * factor, reading.intervalSeconds());
                    if (Math.abs(consumption.milliwattHours()) > most) {
                        String expected = "at most " + text(most);
                        inspection.violation(
                                FIELD,
                                consumption.toString(),
                                expected,
                                "The consumption of " + consumption + " is more than " + factor + " x " + rated
                                        + " kW rated power can move in " + reading.intervalSeconds() + " s; expected "
                                        + expected + ".");
                    }
                });
    }

    private static Rule<MeterReading> implausible(Map<MeterType, Double> largestPowerKw) {
        return new CheckedRule<>(
                "meter.consumption.implausible",
                Severity.WARNING,
                "The energy of a meter of unknown rated power is, in either direction, within a mean power in kW by"
                        + " type of meter: " + new TreeMap<>(largestPowerKw) + ".",
                "orders of magnitude of connections; defaults of this library",
                (reading, context, inspection) -> {
                    Energy consumption = reading.consumption();
                    if (consumption == null) {
                        inspection.skip(NO_CONSUMPTION);
                        return;
                    }
                    Meter meter = context.meters().find(reading.meterId());
                    if (meter != null && !Double.isNaN(meter.ratedPowerKw())) {
                        inspection.skip("the rated power of the meter is known, by which its capacity is judged");
                        return;
                    }
                    MeterType type = meter == null ? MeterType.OTHER : meter.type();
                    Double largest = largestPowerKw.get(type);
                    if (largest == null) {
                        inspection.skip("meters of this type have no bound");
                        return;
                    }
                    long most = amount(largest, reading.intervalSeconds());
                    if (Math.abs(consumption.milliwattHours()) > most) {
                        String expected = "at most " + text(most);
                        inspection.violation(
                                FIELD,
                                consumption.toString(),
                                expected,
                                "The consumption of " + consumption + " in " + reading.intervalSeconds()
                                        + " s is more than a mean power of " + largest + " kW, the bound for meters of"
                                        + " type " + type + "; expected " + expected + ".");
                    }
                });
    }

    private static Rule<MeterReading> crosscheck(double share, double floorKw) {
        return new CheckedRule<>(
                "meter.consumption.crosscheck",
                Severity.WARNING,
                "The energy differs from voltage x current x power factor x time by at most " + share
                        + " of the larger of the two or a mean power of " + floorKw + " kW, whichever is more; signs"
                        + " are left out, and the current is that of all phases together, referred to one.",
                "physics: P = U x I x power factor; tolerances are defaults of this library",
                (reading, context, inspection) -> {
                    Energy consumption = reading.consumption();
                    Electrical supply = reading.electrical();
                    if (consumption == null) {
                        inspection.skip(NO_CONSUMPTION);
                        return;
                    }
                    if (!countsActiveEnergy(reading.register())) {
                        inspection.skip("the register does not count active electrical energy");
                        return;
                    }
                    double watts = supply.voltage() * supply.current() * supply.powerFactor();
                    if (Double.isNaN(watts)) {
                        inspection.skip("voltage, current and power factor were not all measured");
                        return;
                    }
                    int seconds = reading.intervalSeconds();
                    double expected = Math.abs(watts) / 1e3 * seconds * MILLIWATT_HOURS_PER_KILOWATT_SECOND;
                    double observed = Math.abs((double) consumption.milliwattHours());
                    double tolerance = Math.max(
                            share * Math.max(expected, observed),
                            floorKw * seconds * MILLIWATT_HOURS_PER_KILOWATT_SECOND);
                    if (Math.abs(observed - expected) > tolerance) {
                        String about = "about " + text(Math.round(expected));
                        inspection.violation(
                                FIELD,
                                consumption.toString(),
                                about,
                                "The consumption of " + consumption + " contradicts " + supply.voltage() + " V x "
                                        + supply.current() + " A x power factor " + supply.powerFactor() + " over "
                                        + seconds + " s (single-phase equivalent); expected " + about
                                        + " within " + text(Math.round(tolerance)) + ".");
                    }
                });
    }

    /** Electricity; import, export, or the sum or difference of both, of all phases together. */
    private static boolean countsActiveEnergy(ObisCode register) {
        int quantity = register.c();
        return register.a() == ELECTRICITY
                && (quantity == 1 || quantity == 2 || quantity == 15 || quantity == NET_ACTIVE_ENERGY);
    }

    /** Power times time in mWh, rounded to the nearest; the largest long if it does not fit. */
    private static long amount(double kilowatts, int seconds) {
        return Math.round(kilowatts * 1e6 * seconds / 3600);
    }

    private static String text(long milliwattHours) {
        long shown = Math.min(milliwattHours, Energy.MAX_MILLIWATT_HOURS);
        return Energy.ofMilliwattHours(shown).toString();
    }
}
