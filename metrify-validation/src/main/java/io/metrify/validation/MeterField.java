package io.metrify.validation;

import io.metrify.model.meter.MeterReading;

/** What a meter measures beside energy, each a double with {@link Double#NaN} for a measurement that was not taken. */
public enum MeterField {
    /** Voltage in V. */
    VOLTAGE("voltage", "voltage", "V"),
    /** Current in A. */
    CURRENT("current", "current", "A"),
    /** Power factor, without unit. */
    POWER_FACTOR("power_factor", "power factor", ""),
    /** Frequency in Hz. */
    FREQUENCY("frequency", "frequency", "Hz"),
    /** Temperature in degrees Celsius. */
    TEMPERATURE("temperature", "temperature", "degrees Celsius"),
    /** Relative humidity in percent. */
    HUMIDITY("humidity", "relative humidity", "%"),
    /** Score of the data's quality, 0 to 1, without unit; not there before something scored the reading. */
    SCORE("data_quality_score", "data-quality score", "");

    private final Quantity quantity;

    MeterField(String wireName, String name, String unit) {
        quantity = new Quantity(wireName, name, unit);
    }

    /**
     * The field's name on every wire.
     *
     * @return for example {@code power_factor}
     */
    public String wireName() {
        return quantity.wireName();
    }

    /**
     * The unit.
     *
     * @return for example {@code V}, or an empty text for a number without unit
     */
    public String unit() {
        return quantity.unit();
    }

    /**
     * The value in a reading.
     *
     * @param reading the reading
     * @return the value in the field's unit, or NaN if it was not measured
     */
    public double of(MeterReading reading) {
        return switch (this) {
            case VOLTAGE -> reading.electrical().voltage();
            case CURRENT -> reading.electrical().current();
            case POWER_FACTOR -> reading.electrical().powerFactor();
            case FREQUENCY -> reading.electrical().frequency();
            case TEMPERATURE -> reading.ambient().temperature();
            case HUMIDITY -> reading.ambient().humidity();
            case SCORE -> reading.quality().score();
        };
    }

    Quantity quantity() {
        return quantity;
    }
}
