package io.metrify.validation.series;

import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.meter.ObisCode;
import java.time.Duration;
import java.time.Instant;

/** What is found on the intervals of a register, in words. */
record ProfileFindings(Terms terms, ObisCode register) {

    private static final String CONSUMPTION = "consumption_kwh";
    private static final String TIMESTAMP = "timestamp";

    /** Slots without a reading, from one up to another; those of a known outage between them are not counted. */
    void gap(long start, long end, long length) {
        Instant from = terms.instantOf(start);
        Instant to = terms.instantOf(end);
        String slots = length == 1 ? "1 slot" : length + " slots";
        Duration step = Duration.ofSeconds(terms.step());
        terms.verdicts()
                .find(
                        StockRule.GAP,
                        terms.meterId(),
                        from,
                        to,
                        null,
                        slots + " without a reading",
                        "a reading every " + step,
                        "Register " + register + " has no reading for " + slots + " of " + step + " from " + from
                                + " to " + to + ".");
    }

    /** An interval that starts before those so far end. */
    void overlap(long startMilli, int seconds, long until) {
        Interval interval = Interval.of(Instant.ofEpochMilli(startMilli), Duration.ofSeconds(seconds));
        String expected = "a start at " + Instant.ofEpochMilli(until) + " or later";
        ofInterval(
                interval,
                interval.toString(),
                expected,
                "The interval " + interval + " of register " + register + " shares time with one before that ends at "
                        + Instant.ofEpochMilli(until) + "; expected " + expected + ".");
    }

    /** An interval off the raster that is one more than are kept. */
    void overflow(long startMilli, int seconds) {
        Interval interval = Interval.of(Instant.ofEpochMilli(startMilli), Duration.ofSeconds(seconds));
        ofInterval(
                interval,
                "more than " + Irregulars.MOST + " intervals that wait",
                "at most " + Irregulars.MOST,
                "The interval " + interval + " of register " + register + " is left out: more than " + Irregulars.MOST
                        + " intervals that are off the raster of " + Duration.ofSeconds(terms.step())
                        + " or of another length wait to be judged. Allow for less lateness, or declare the meter's"
                        + " resolution.");
    }

    void redelivery(Instant start, Instant end, long amount, int deliveries) {
        terms.verdicts()
                .find(
                        StockRule.REDELIVERY,
                        terms.meterId(),
                        start,
                        end,
                        null,
                        deliveries + " deliveries",
                        "1 delivery",
                        "The reading of register " + register + " at " + start + ", " + text(amount)
                                + ", was delivered " + deliveries + " times; all but one are left out.");
    }

    void conflict(long slot, long kept, long other) {
        ofSlot(
                StockRule.CONFLICT,
                slot,
                text(other),
                text(kept),
                "Register " + register + " was delivered with " + text(other) + " and with " + text(kept) + " for "
                        + terms.instantOf(slot) + "; " + text(kept)
                        + " is used (usable before unusable, better before worse quality, lower before higher)."
                        + " Send a correction with a newer version to settle it.");
    }

    /** The middle of a window that sticks out of it. */
    void outlier(HampelWindow window) {
        SeriesThresholds.Spikes spikes = terms.thresholds().spikes();
        long slot = window.slot(window.half());
        Energy value = Energy.ofMilliwattHours(window.value(window.half()));
        Energy median = Energy.ofMilliwattHours(window.median());
        Energy deviation = Energy.ofMilliwattHours(Math.max(
                window.medianDeviation(window.median()), spikes.hampelFloor().milliwattHours()));
        String expected = "within " + spikes.hampelFactor() + " x 1.4826 x " + deviation + " of " + median;
        ofSlot(
                StockRule.HAMPEL_SPIKE,
                slot,
                value.toString(),
                expected,
                "Register " + register + " shows " + value + " at " + terms.instantOf(slot) + "; the " + window.half()
                        + " values before and after have a median of " + median + " and a median deviation of "
                        + deviation + ", so expected " + expected + ".");
    }

    /** A value that towers over the third highest of its day. */
    void peak(long slot, long amount, long third, long most) {
        Energy value = Energy.ofMilliwattHours(amount);
        String expected = "at most " + Energy.ofMilliwattHours(most);
        ofSlot(
                StockRule.DAY_SPIKE,
                slot,
                value.toString(),
                expected,
                "Register " + register + " shows " + value + " at " + terms.instantOf(slot)
                        + ", but the third highest value of the day is " + Energy.ofMilliwattHours(third)
                        + "; expected " + expected + ".");
    }

    /** A day of more or less energy than a limit that follows from the median of its like. */
    void use(StockRule rule, MarketDay day, long total, String bound, double limit, double median) {
        Energy value = Energy.ofMilliwattHours(total);
        String expected = bound + Energy.ofMilliwattHours(Math.round(limit));
        terms.verdicts()
                .find(
                        rule,
                        terms.meterId(),
                        day.start(),
                        day.end(),
                        CONSUMPTION,
                        value.toString(),
                        expected,
                        "Register " + register + " shows " + value + " on " + day.date() + ", a " + day.type()
                                + "; the median of the days of this type before is "
                                + Energy.ofMilliwattHours(Math.round(median)) + ", so expected " + expected + ".");
    }

    /** Too few slots delivered over the days up to one. */
    void coverage(MarketDay last, CoverageWindow window) {
        String observed = window.delivered() + " of " + window.expected() + " slots";
        String bound =
                "at least a share of " + terms.thresholds().completeness().coverage();
        terms.verdicts()
                .find(
                        StockRule.COVERAGE,
                        terms.meterId(),
                        last.start(),
                        last.end(),
                        null,
                        observed,
                        bound,
                        "Of the " + window.size() + " market days up to " + last.date() + ", register " + register
                                + " has delivered " + observed + "; expected " + bound + ".");
    }

    private void ofInterval(Interval interval, String observed, String expected, String message) {
        terms.verdicts()
                .find(
                        StockRule.OVERLAP,
                        terms.meterId(),
                        interval.start(),
                        interval.end(),
                        TIMESTAMP,
                        observed,
                        expected,
                        message);
    }

    private void ofSlot(StockRule rule, long slot, String observed, String expected, String message) {
        terms.verdicts()
                .find(
                        rule,
                        terms.meterId(),
                        terms.instantOf(slot),
                        terms.instantOf(slot + 1),
                        CONSUMPTION,
                        observed,
                        expected,
                        message);
    }

    private static String text(long amount) {
        return amount == SlotRing.NO_AMOUNT
                ? "no energy"
                : Energy.ofMilliwattHours(amount).toString();
    }
}
