package io.metrify.validation;

import io.metrify.model.Energy;
import io.metrify.model.Interval;
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
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Readings and meters that tests vary from. */
final class Readings {

    static final Instant START = Instant.parse("2026-03-10T12:00:00Z");
    static final Duration QUARTER_HOUR = Duration.ofMinutes(15);
    static final Instant NOW = Instant.parse("2026-03-11T00:00:00Z");

    /** 230 V x 10 A x 1.0 over a quarter hour is 0.575 kWh. */
    static final MeterReading SOUND = new MeterReading(
            "M-1",
            ObisCode.IMPORT_PROFILE,
            Interval.of(START, QUARTER_HOUR),
            Energy.parse("0.575"),
            new Electrical(230, 10, 1.0, 50),
            new Ambient(21.5, 45),
            ReadingQuality.AS_PROVIDED);

    /** 30 kW over a quarter hour is 7.5 kWh. */
    static final Meter METER = meter(30, Instant.parse("2020-01-01T00:00:00Z"), null);

    static final RuleContext KNOWN = knowing(METER);
    static final RuleContext UNKNOWN = RuleContext.at(NOW);

    private Readings() {}

    static Meter meter(double ratedPowerKw, @Nullable Instant installed, @Nullable Instant removed) {
        return meter(MeterType.HOUSEHOLD, ratedPowerKw, installed, removed);
    }

    static Meter meter(MeterType type, double ratedPowerKw, @Nullable Instant installed, @Nullable Instant removed) {
        return new Meter(
                "M-1",
                type,
                new Site("Berlin", "Berlin", "50Hertz"),
                QUARTER_HOUR,
                ratedPowerKw,
                6,
                installed,
                removed);
    }

    static RuleContext knowing(Meter meter) {
        return new RuleContext(NOW, MeterDirectory.of(List.of(meter)));
    }

    static MeterReading consuming(@Nullable String kilowattHours) {
        return SOUND.withConsumption(kilowattHours == null ? null : Energy.parse(kilowattHours));
    }

    static MeterReading at(String start) {
        return SOUND.withInterval(Interval.of(Instant.parse(start), QUARTER_HOUR));
    }

    static MeterReading supplied(double voltage, double current, double powerFactor, double frequency) {
        return SOUND.withElectrical(new Electrical(voltage, current, powerFactor, frequency));
    }
}
