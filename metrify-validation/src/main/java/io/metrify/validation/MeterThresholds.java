package io.metrify.validation;

import io.metrify.model.Energy;
import io.metrify.model.meter.MeterType;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The figures that {@link MeterRules} compare with. Start from {@link #standard()} and change what differs.
 *
 * <p>Voltage and frequency follow EN 50160 (voltage characteristics of public supply, low voltage, 230 V nominal):
 * voltage within +-10 % for 95 % of the ten-minute means of a week and within +10/-15 % always; frequency within +-1 %
 * for 99.5 % of a year and within +4/-6 % always. One reading outside is a finding, not a breach of the norm. All other
 * defaults are this library's own, as said with each.
 *
 * @param sentinels amounts that stand for "no value", compared exactly. Standard: 0xFFFFFFFF, 0x7FFFFFFF and 0xFFFFFF
 *     watt-hours, and 8590.017 kWh, all seen in deliveries of meters and head-end systems
 * @param capacityFactor how many times the rated power a meter may take or feed in over an interval, above 0; standard
 *     1.0
 * @param largestPowerKw the largest mean power in kW, above 0, by type of meter, for meters whose rated power is not
 *     known; a type that is not in the map has no bound. Standard: 100 kW for households, prosumers and heat pumps
 *     (more than twice a 63 A three-phase connection), 1 MW for businesses, 200 MW for industry and others, none for
 *     grids. A meter that is not in the directory counts as {@link MeterType#OTHER}
 * @param crosscheckShare by what share of the larger of the two the energy may differ from V x I x power factor x time,
 *     0 to 1; standard 0.2, as the means of factors are not the mean of their product
 * @param crosscheckFloorKw by what mean power in kW the two may differ in any case, 0 or more; standard 0.05, as small
 *     currents are measured coarsely
 * @param timeTolerance how far a meter's clock may be off, 0 to 100 years; standard 3 minutes, the usual bound for setting a
 *     meter's clock without a mark
 * @param rasterOffset how far the intervals of 30 or 60 minutes start after the full hour of UTC, 0 to 100 years; standard
 *     0. Zones such as India or Newfoundland need 30 minutes
 * @param voltageBand the usual voltage in V; standard 207 to 253 (EN 50160)
 * @param voltageLimit the voltage that is never left, in V; standard 195.5 to 253 (EN 50160)
 * @param frequencyBand the usual frequency in Hz; standard 49.5 to 50.5 (EN 50160)
 * @param frequencyLimit the frequency that is never left, in Hz; standard 47 to 52 (EN 50160)
 * @param temperature the air temperature at the meter in degrees Celsius; standard -90 to 60, a little beyond the
 *     records of the World Meteorological Organization
 */
public record MeterThresholds(
        Set<Energy> sentinels,
        double capacityFactor,
        Map<MeterType, Double> largestPowerKw,
        double crosscheckShare,
        double crosscheckFloorKw,
        Duration timeTolerance,
        Duration rasterOffset,
        Range voltageBand,
        Range voltageLimit,
        Range frequencyBand,
        Range frequencyLimit,
        Range temperature) {

    private static final MeterThresholds STANDARD = new MeterThresholds(
            Set.of(
                    Energy.ofWattHours(0xFFFF_FFFFL),
                    Energy.ofWattHours(0x7FFF_FFFFL),
                    Energy.ofWattHours(0xFF_FFFFL),
                    Energy.ofWattHours(8_590_017)),
            1.0,
            Map.of(
                    MeterType.HOUSEHOLD, 100.0,
                    MeterType.PROSUMER, 100.0,
                    MeterType.HEAT_PUMP, 100.0,
                    MeterType.BUSINESS, 1_000.0,
                    MeterType.INDUSTRY, 200_000.0,
                    MeterType.OTHER, 200_000.0),
            0.2,
            0.05,
            Duration.ofMinutes(3),
            Duration.ZERO,
            Range.of(207, 253),
            Range.of(195.5, 253),
            Range.of(49.5, 50.5),
            Range.of(47, 52),
            Range.of(-90, 60));

    /** Checks ranges and copies. */
    public MeterThresholds {
        sentinels = Set.copyOf(sentinels);
        largestPowerKw = Map.copyOf(largestPowerKw);
        requirePositive(capacityFactor, "the capacity factor");
        largestPowerKw.forEach((type, power) -> requirePositive(power, "the largest power of " + type + " in kW"));
        if (!(crosscheckShare >= 0 && crosscheckShare <= 1)) {
            throw new IllegalArgumentException(
                    "the cross-check share " + crosscheckShare + " is no share; give 0 to 1, such as 0.2 for 20 %");
        }
        if (!(crosscheckFloorKw >= 0) || Double.isInfinite(crosscheckFloorKw)) {
            throw new IllegalArgumentException(
                    "the cross-check floor " + crosscheckFloorKw + " kW is not a power of 0 or more");
        }
        TimeRules.requireReach(timeTolerance, "the time tolerance");
        TimeRules.requireReach(rasterOffset, "the raster offset");
        Objects.requireNonNull(voltageBand, "voltageBand");
        Objects.requireNonNull(voltageLimit, "voltageLimit");
        Objects.requireNonNull(frequencyBand, "frequencyBand");
        Objects.requireNonNull(frequencyLimit, "frequencyLimit");
        Objects.requireNonNull(temperature, "temperature");
    }

    /**
     * The documented defaults.
     *
     * @return always the same
     */
    public static MeterThresholds standard() {
        return STANDARD;
    }

    /**
     * The same with other sentinels.
     *
     * @param newSentinels amounts that stand for "no value"; none switches the comparison off
     * @return a copy
     */
    public MeterThresholds withSentinels(Set<Energy> newSentinels) {
        return new MeterThresholds(
                newSentinels,
                capacityFactor,
                largestPowerKw,
                crosscheckShare,
                crosscheckFloorKw,
                timeTolerance,
                rasterOffset,
                voltageBand,
                voltageLimit,
                frequencyBand,
                frequencyLimit,
                temperature);
    }

    /**
     * The same with another capacity factor.
     *
     * @param newCapacityFactor how many times the rated power, above 0
     * @return a copy
     */
    public MeterThresholds withCapacityFactor(double newCapacityFactor) {
        return new MeterThresholds(
                sentinels,
                newCapacityFactor,
                largestPowerKw,
                crosscheckShare,
                crosscheckFloorKw,
                timeTolerance,
                rasterOffset,
                voltageBand,
                voltageLimit,
                frequencyBand,
                frequencyLimit,
                temperature);
    }

    /**
     * The same with other bounds for meters of unknown rated power.
     *
     * @param newLargestPowerKw mean power in kW by type of meter
     * @return a copy
     */
    public MeterThresholds withLargestPowerKw(Map<MeterType, Double> newLargestPowerKw) {
        return new MeterThresholds(
                sentinels,
                capacityFactor,
                newLargestPowerKw,
                crosscheckShare,
                crosscheckFloorKw,
                timeTolerance,
                rasterOffset,
                voltageBand,
                voltageLimit,
                frequencyBand,
                frequencyLimit,
                temperature);
    }

    /**
     * The same with another tolerance of the cross-check of energy against voltage, current and power factor.
     *
     * @param share the share of the larger of the two, 0 to 1
     * @param floorKw the mean power in kW that does not matter, 0 or more
     * @return a copy
     */
    public MeterThresholds withCrosscheck(double share, double floorKw) {
        return new MeterThresholds(
                sentinels,
                capacityFactor,
                largestPowerKw,
                share,
                floorKw,
                timeTolerance,
                rasterOffset,
                voltageBand,
                voltageLimit,
                frequencyBand,
                frequencyLimit,
                temperature);
    }

    /**
     * The same with another tolerance of clocks.
     *
     * @param newTimeTolerance how far a meter's clock may be off, 0 to 100 years
     * @return a copy
     */
    public MeterThresholds withTimeTolerance(Duration newTimeTolerance) {
        return new MeterThresholds(
                sentinels,
                capacityFactor,
                largestPowerKw,
                crosscheckShare,
                crosscheckFloorKw,
                newTimeTolerance,
                rasterOffset,
                voltageBand,
                voltageLimit,
                frequencyBand,
                frequencyLimit,
                temperature);
    }

    /**
     * The same with another start of the raster.
     *
     * @param newRasterOffset how far intervals start after the full hour of UTC, 0 to 100 years
     * @return a copy
     */
    public MeterThresholds withRasterOffset(Duration newRasterOffset) {
        return new MeterThresholds(
                sentinels,
                capacityFactor,
                largestPowerKw,
                crosscheckShare,
                crosscheckFloorKw,
                timeTolerance,
                newRasterOffset,
                voltageBand,
                voltageLimit,
                frequencyBand,
                frequencyLimit,
                temperature);
    }

    /**
     * The same with other voltages.
     *
     * @param band the usual voltage in V
     * @param limit the voltage that is never left, in V
     * @return a copy
     */
    public MeterThresholds withVoltage(Range band, Range limit) {
        return new MeterThresholds(
                sentinels,
                capacityFactor,
                largestPowerKw,
                crosscheckShare,
                crosscheckFloorKw,
                timeTolerance,
                rasterOffset,
                band,
                limit,
                frequencyBand,
                frequencyLimit,
                temperature);
    }

    /**
     * The same with other frequencies.
     *
     * @param band the usual frequency in Hz
     * @param limit the frequency that is never left, in Hz
     * @return a copy
     */
    public MeterThresholds withFrequency(Range band, Range limit) {
        return new MeterThresholds(
                sentinels,
                capacityFactor,
                largestPowerKw,
                crosscheckShare,
                crosscheckFloorKw,
                timeTolerance,
                rasterOffset,
                voltageBand,
                voltageLimit,
                band,
                limit,
                temperature);
    }

    /**
     * The same with another range of temperatures.
     *
     * @param newTemperature in degrees Celsius
     * @return a copy
     */
    public MeterThresholds withTemperature(Range newTemperature) {
        return new MeterThresholds(
                sentinels,
                capacityFactor,
                largestPowerKw,
                crosscheckShare,
                crosscheckFloorKw,
                timeTolerance,
                rasterOffset,
                voltageBand,
                voltageLimit,
                frequencyBand,
                frequencyLimit,
                newTemperature);
    }

    private static void requirePositive(double value, String name) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " is " + value + "; give a number above 0");
        }
    }
}
