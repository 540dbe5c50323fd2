package io.metrify.validation.series;

import io.metrify.model.Energy;
import io.metrify.model.meter.ObisCode;

/** Slots in a row with the same energy. What is long enough is reported when it ends, or at the end of the market day. */
final class EqualRun {

    long value;
    long start;
    long length;
    /** Up to which slot the run is in a finding already. */
    long reportedTo = Long.MIN_VALUE;

    void add(long slot, long amount, Profile profile) {
        if (length > 0 && amount == value) {
            length++;
            return;
        }
        end(slot, profile);
        value = amount;
        start = slot;
        length = 1;
    }

    /** Ends the run before a slot. */
    void end(long slot, Profile profile) {
        cut(slot, profile);
        length = 0;
    }

    /** Reports the run as far as it goes, but lets it go on. */
    void cut(long slot, Profile profile) {
        if (length < profile.stuckSlots() && length < profile.zeroRunSlots()) {
            return;
        }
        SeriesThresholds.Runs runs = profile.terms().thresholds().runs();
        long from = Math.max(start, reportedTo);
        if (from >= slot) {
            return;
        }
        if (value == 0) {
            if (length >= profile.zeroRunSlots() && profile.isConsumptive()) {
                report(StockRule.ZERO_RUN, from, slot, profile, "energy above 0 kWh within " + runs.zeroRun());
            }
        } else if (length >= profile.stuckSlots()
                && Math.abs(value) >= runs.stuckFloor().milliwattHours()) {
            report(
                    StockRule.STUCK,
                    from,
                    slot,
                    profile,
                    "fewer than " + profile.stuckSlots() + " equal values in a row");
        }
    }

    private void report(StockRule rule, long from, long to, Profile profile, String expected) {
        Terms terms = profile.terms();
        ObisCode register = profile.register();
        reportedTo = to;
        String amount = Energy.ofMilliwattHours(value).toString();
        String observed = length + " x " + amount;
        terms.verdicts()
                .find(
                        rule,
                        terms.meterId(),
                        terms.instantOf(from),
                        terms.instantOf(to),
                        "consumption_kwh",
                        observed,
                        expected,
                        "Register " + register + " shows " + amount + " for " + length + " intervals in a row from "
                                + terms.instantOf(start) + " to " + terms.instantOf(to) + "; expected " + expected
                                + ".");
    }
}
