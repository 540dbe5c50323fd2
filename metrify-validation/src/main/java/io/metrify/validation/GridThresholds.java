package io.metrify.validation;

import java.time.Duration;
import java.util.Objects;

/**
 * The figures that {@link GridRules} compare with. Start from {@link #standard()} and change what differs.
 *
 * @param timeTolerance how far clocks may differ, 0 to 100 years; standard 3 minutes
 * @param loadFactor the load divided by the capacity; standard 0 to 1.2, as load may pass the capacity for a short
 *     while (imports, reserves)
 * @param frequencyBand the usual frequency in Hz; standard 49.8 to 50.2, the largest steady-state deviation in
 *     continental Europe (Regulation (EU) 2017/1485, annex III)
 * @param frequencyLimit the frequency outside which plants may disconnect, in Hz; standard 47.5 to 51.5 (Regulation
 *     (EU) 2016/631, article 13, continental Europe)
 * @param voltageKv the transmission voltage in kV; standard 99 to 440, the nominal voltages of 110 to 400 kV and 10 %
 *     (default of this library)
 */
public record GridThresholds(
        Duration timeTolerance, Range loadFactor, Range frequencyBand, Range frequencyLimit, Range voltageKv) {

    private static final GridThresholds STANDARD = new GridThresholds(
            Duration.ofMinutes(3), Range.of(0, 1.2), Range.of(49.8, 50.2), Range.of(47.5, 51.5), Range.of(99, 440));

    /** Checks that nothing is missing. */
    public GridThresholds {
        TimeRules.requireReach(timeTolerance, "the time tolerance");
        Objects.requireNonNull(loadFactor, "loadFactor");
        Objects.requireNonNull(frequencyBand, "frequencyBand");
        Objects.requireNonNull(frequencyLimit, "frequencyLimit");
        Objects.requireNonNull(voltageKv, "voltageKv");
    }

    /**
     * The documented defaults.
     *
     * @return always the same
     */
    public static GridThresholds standard() {
        return STANDARD;
    }

    /**
     * The same with another tolerance of clocks.
     *
     * @param newTimeTolerance how far clocks may differ, 0 to 100 years
     * @return a copy
     */
    public GridThresholds withTimeTolerance(Duration newTimeTolerance) {
        return new GridThresholds(newTimeTolerance, loadFactor, frequencyBand, frequencyLimit, voltageKv);
    }

    /**
     * The same with another range of load factors.
     *
     * @param newLoadFactor load divided by capacity
     * @return a copy
     */
    public GridThresholds withLoadFactor(Range newLoadFactor) {
        return new GridThresholds(timeTolerance, newLoadFactor, frequencyBand, frequencyLimit, voltageKv);
    }

    /**
     * The same with other frequencies.
     *
     * @param band the usual frequency in Hz
     * @param limit the frequency that is hardly ever left, in Hz
     * @return a copy
     */
    public GridThresholds withFrequency(Range band, Range limit) {
        return new GridThresholds(timeTolerance, loadFactor, band, limit, voltageKv);
    }

    /**
     * The same with other voltages.
     *
     * @param newVoltageKv the transmission voltage in kV
     * @return a copy
     */
    public GridThresholds withVoltageKv(Range newVoltageKv) {
        return new GridThresholds(timeTolerance, loadFactor, frequencyBand, frequencyLimit, newVoltageKv);
    }
}
