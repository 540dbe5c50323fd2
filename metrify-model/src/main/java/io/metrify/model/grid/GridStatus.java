package io.metrify.model.grid;

import io.metrify.model.Measurement;
import io.metrify.model.WireText;
import io.metrify.model.WireTime;
import io.metrify.model.constraint.MeasuredRange;
import io.metrify.model.constraint.Severities;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Objects;

/**
 * The state of a control zone at an instant, as far as somebody published it. Every double is {@link Double#NaN} when
 * nobody did; it is absent on the wire then, and never invented.
 *
 * @param operatorName the operator of the control zone, not blank; the wire's {@code operator_name}
 * @param region the region or control zone, not blank; the wire's {@code region}
 * @param timestamp the instant, in whole milliseconds; the wire's {@code timestamp}
 * @param capacity what the zone can supply and how much of it is used
 * @param network the electrical state
 * @param renewablePercentage the share of renewable generation in percent, 0 to 100 when plausible; the wire's {@code
 *     renewable_percentage}
 */
public record GridStatus(
        @NotBlank @Size(max = WireText.LONGEST) String operatorName,
        @NotBlank @Size(max = WireText.LONGEST) String region,
        @NotNull Instant timestamp,
        @NotNull @Valid Capacity capacity,
        @NotNull @Valid Network network,

        @MeasuredRange(min = 0, max = 100, unit = "%", wireName = "renewable_percentage")
        double renewablePercentage) {

    /** Checks that every wire can carry the status. */
    public GridStatus {
        WireText.require(operatorName, "the operator name");
        WireText.require(region, "the region");
        WireTime.require(timestamp, "the timestamp");
        Objects.requireNonNull(capacity, "capacity");
        Objects.requireNonNull(network, "network");
        Measurement.require(renewablePercentage, "renewablePercentage");
    }

    /**
     * What a control zone can supply.
     *
     * @param totalMw installed capacity in megawatt; the wire's {@code total_capacity_mw}
     * @param availableMw capacity without outages in megawatt, at most the total when plausible; the wire's {@code
     *     available_capacity_mw}
     * @param loadFactor load divided by installed capacity, 0 to 1.2 when plausible; the wire's {@code load_factor}
     */
    public record Capacity(
            @MeasuredRange(min = 0, unit = "MW", wireName = "total_capacity_mw")
            double totalMw,

            @MeasuredRange(min = 0, unit = "MW", wireName = "available_capacity_mw")
            double availableMw,

            @MeasuredRange(min = 0, max = 1.2, wireName = "load_factor")
            double loadFactor) {

        /** Nothing was published. */
        public static final Capacity NOT_PUBLISHED = new Capacity(Double.NaN, Double.NaN, Double.NaN);

        /** Refuses infinities. */
        public Capacity {
            Measurement.require(totalMw, "totalMw");
            Measurement.require(availableMw, "availableMw");
            Measurement.require(loadFactor, "loadFactor");
        }
    }

    /**
     * The electrical state of a control zone.
     *
     * @param frequencyHz frequency in hertz; the wire's {@code frequency_hz}
     * @param voltageKv transmission voltage in kilovolt, which no operator publishes; the wire's {@code voltage_kv}
     * @param stabilityScore 0 to 1 when plausible; always derived, as no operator publishes one; the wire's {@code
     *     grid_stability_score}
     */
    public record Network(
            @MeasuredRange(
                    min = 47.5,
                    max = 51.5,
                    unit = "Hz",
                    wireName = "frequency_hz",
                    payload = Severities.Warning.class)
            double frequencyHz,

            @MeasuredRange(
                    min = 99,
                    max = 440,
                    unit = "kV",
                    wireName = "voltage_kv",
                    payload = Severities.Warning.class)
            double voltageKv,

            @MeasuredRange(min = 0, max = 1, wireName = "grid_stability_score")
            double stabilityScore) {

        /** Nothing was published. */
        public static final Network NOT_PUBLISHED = new Network(Double.NaN, Double.NaN, Double.NaN);

        /** Refuses infinities. */
        public Network {
            Measurement.require(frequencyHz, "frequencyHz");
            Measurement.require(voltageKv, "voltageKv");
            Measurement.require(stabilityScore, "stabilityScore");
        }
    }
}
