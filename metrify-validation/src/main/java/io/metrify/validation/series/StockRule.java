package io.metrify.validation.series;

import io.metrify.validation.Severity;

/** The stock rules, in the order in which reports list them. The engine asks for them by name. */
enum StockRule {
    GAP(
            "series.gap",
            Severity.ERROR,
            "Every slot of the meter's raster has a reading, while the meter is installed and not known to be out.",
            "VEE practice: missing interval"),
    OVERLAP(
            "series.overlap",
            Severity.ERROR,
            "No two intervals of a register share time.",
            "VEE practice: interval size check"),
    REDELIVERY(
            "meter.duplicate.redelivery",
            Severity.INFO,
            "A reading is delivered once.",
            "VEE practice: duplicate; an equal value is harmless"),
    CONFLICT(
            "meter.duplicate.conflict",
            Severity.ERROR,
            "A meter, register and start have one value only.",
            "VEE practice: duplicate"),
    TOO_LATE(
            "meter.duplicate.too_late",
            Severity.WARNING,
            "A reading arrives before its part of the series has been judged.",
            "streams: what arrives after the allowed lateness was not judged with its neighbours"),
    ZERO_RUN(
            "series.zero_run",
            Severity.WARNING,
            "Consumption is not zero for long, unless an outage is known.",
            "VEE practice: consecutive zeros"),
    STUCK(
            "series.stuck",
            Severity.WARNING,
            "Values that are not zero do not repeat over and over.",
            "VEE practice: consecutive equal values"),
    DAY_SPIKE(
            "series.spike.day",
            Severity.WARNING,
            "The highest value of a market day does not tower over the third highest.",
            "California VEE rules rev. 2.0 and Oracle Utilities MDM: spike check, (max - third max) / third max"),
    HAMPEL_SPIKE(
            "series.spike.hampel",
            Severity.WARNING,
            "A value is not far from the median of its surroundings.",
            "F. Hampel's identifier: |x - median| against 1.4826 x MAD"),
    HIGH_DAY(
            "series.day.high",
            Severity.WARNING,
            "A market day's energy is not far above the meter's own last days of the same type.",
            "VEE practice: high/low check against the meter's own history"),
    LOW_DAY(
            "series.day.low",
            Severity.WARNING,
            "A market day's energy is not a small fraction of the meter's own last days of the same type.",
            "VEE practice: high/low check against the meter's own history"),
    SUM(
            "series.register.sum",
            Severity.ERROR,
            "The intervals add up to the advance of the register.",
            "VEE practice: sum check"),
    TARIFF_SUM(
            "series.register.tariff_sum",
            Severity.ERROR,
            "The tariff registers add up to the total register.",
            "IEC 62056-61: 1.8.0 = 1.8.1 + 1.8.2"),
    BACKWARD(
            "series.register.backward", Severity.ERROR, "A register does not fall.", "VEE practice: register backward"),
    ROLLOVER(
            "series.register.rollover",
            Severity.INFO,
            "A register has not passed its last digit.",
            "VEE practice: register rollover; its advance is known, so this is no fault"),
    EXCHANGE(
            "series.register.exchange",
            Severity.INFO,
            "A register counts on from where it stood; where it starts anew the meter was exchanged.",
            "VEE practice: meter exchange; the advance over it is not known"),
    REGISTER_CONFLICT(
            "series.register.conflict",
            Severity.ERROR,
            "A register has one index only at an instant.",
            "VEE practice: duplicate"),
    SILENCE(
            "series.silence",
            Severity.ERROR,
            "A meter delivers intervals every now and then, or, if it has none, register readings.",
            "VEE practice: no data for longer than a day and a half"),
    COVERAGE(
            "series.coverage",
            Severity.WARNING,
            "Most of the slots of the last days were delivered.",
            "VEE practice: coverage of the last days");

    private final SeriesRule rule;

    StockRule(String id, Severity severity, String description, String source) {
        this.rule = new SeriesRule(id, severity, description, source);
    }

    SeriesRule rule() {
        return rule;
    }

    String id() {
        return rule.id();
    }
}
