package io.metrify.validation.series;

import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.QualityCode;
import io.metrify.model.meter.Meter;
import io.metrify.model.meter.ObisCode;
import io.metrify.model.meter.RegisterReading;
import io.metrify.validation.series.RegisterTrack.Anchor;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The cumulative registers of one meter: their readings are judged in the order of time, those of an instant together. The
 * intervals of a register are those of the profile with the same quantity and tariff (C and E of the OBIS code).
 */
final class Registers {

    static final String OUTSIDE = "the reading is from the future or outside the life of the meter";

    private static final String UNUSABLE = "the reading is marked as unusable";
    private static final int CUMULATIVE = 8;
    private static final int FIRST_TARIFF = 1;
    private static final int LAST_TARIFF = 62;
    private static final long MILLIWATT_HOURS_PER_KILOWATT_HOUR = 1_000_000;

    /** The share of intervals that may be missing for a sum to say anything. */
    private static final double FEW_MISSING = 0.1;

    private static final int MOST_TRACKS = 128;

    final PendingIndexes pending = new PendingIndexes();
    final List<RegisterTrack> tracks = new ArrayList<>(0);

    /** By the six values of the code. */
    static int compare(ObisCode left, ObisCode right) {
        int order = Integer.compare(left.a(), right.a());
        order = order != 0 ? order : Integer.compare(left.b(), right.b());
        order = order != 0 ? order : Integer.compare(left.c(), right.c());
        order = order != 0 ? order : Integer.compare(left.d(), right.d());
        order = order != 0 ? order : Integer.compare(left.e(), right.e());
        return order != 0 ? order : Integer.compare(left.f(), right.f());
    }

    /** Judges the readings of the earliest instant. */
    void judgeEarliest(MeterSeries series) {
        Instant instant = pending.get(0).reading().timestamp();
        List<RegisterReading> readings = new ArrayList<>();
        int taken = 0;
        while (taken < pending.size()
                && pending.get(taken).reading().timestamp().equals(instant)) {
            int end = taken + 1;
            while (end < pending.size()
                    && isSame(pending.get(end).reading(), pending.get(taken).reading())) {
                end++;
            }
            RegisterReading kept = settle(taken, end, series);
            if (kept.quality().code() == QualityCode.UNUSABLE) {
                skip(UNUSABLE, series.terms().verdicts());
            } else {
                readings.add(kept);
            }
            taken = end;
        }
        pending.drop(taken);
        List<ObisCode> contradictory = judgeTariffs(readings, series.terms());
        for (RegisterReading reading : readings) {
            judge(reading, contradictory.contains(reading.register()), series);
        }
    }

    /**
     * What is used of the deliveries of a register at an instant; the others are reported. The first prevails, unless they
     * are the last index of one device and the first of another.
     */
    private RegisterReading settle(int from, int end, MeterSeries series) {
        RegisterReading first = pending.get(from).reading();
        Map<Energy, Integer> deliveries = new TreeMap<>();
        for (int i = from; i < end; i++) {
            deliveries.merge(pending.get(i).reading().index(), pending.get(i).count(), Integer::sum);
        }
        boolean exchanged = deliveries.size() == 2 && series.isExchangedAt(first.timestamp());
        deliveries.forEach((index, count) -> {
            if (count > 1) {
                reportRedelivery(series.terms(), first, index, count);
            }
            if (!exchanged && !index.equals(first.index())) {
                reportConflict(series.terms(), first, index);
            }
        });
        return exchanged ? ofNewDevice(from, end) : first;
    }

    /** Of two indexes of a register at an exchange the one from which the new device counts on: not the old one's. */
    private RegisterReading ofNewDevice(int from, int end) {
        RegisterReading low = pending.get(from).reading();
        RegisterReading high = low;
        for (int i = from + 1; i < end; i++) {
            RegisterReading reading = pending.get(i).reading();
            low = reading.index().compareTo(low.index()) < 0 ? reading : low;
            high = reading.index().compareTo(high.index()) > 0 ? reading : high;
        }
        RegisterTrack track = known(low.register());
        Anchor base = track == null ? null : track.base;
        return base != null && low.index().milliwattHours() >= base.index() ? high : low;
    }

    /** Says why no rule that compares a reading with an earlier one can judge. */
    static void skip(String reason, Verdicts verdicts) {
        verdicts.skipped(StockRule.BACKWARD, reason);
        verdicts.skipped(StockRule.SUM, reason);
    }

    private static boolean isSame(RegisterReading left, RegisterReading right) {
        return left.timestamp().equals(right.timestamp()) && left.register().equals(right.register());
    }

    private void judge(RegisterReading reading, boolean contradictory, MeterSeries series) {
        Verdicts verdicts = series.terms().verdicts();
        RegisterTrack track = track(reading.register());
        if (track == null) {
            skip("the meter has more than " + MOST_TRACKS + " registers", verdicts);
            return;
        }
        Anchor now = anchor(reading, series);
        Anchor base = track.base;
        if (base != null && now.epochMilli() <= base.epochMilli()) {
            series.reportTooLate(reading);
            return;
        }
        if (contradictory) {
            verdicts.skipped(StockRule.BACKWARD, "the tariff registers contradict the total register");
            return;
        }
        if (base == null) {
            skip("there is no earlier reading of the register", verdicts);
            track.base = now;
            return;
        }
        Instant exchange = series.exchangeBetween(base.epochMilli(), now.epochMilli());
        if (exchange != null) {
            reportExchange(series.terms(), reading, base, "at " + exchange);
            verdicts.skipped(StockRule.SUM, "the meter was exchanged in between");
            track.base = now;
            track.doubtful = null;
            return;
        }
        verdicts.evaluated(StockRule.BACKWARD);
        verdicts.evaluated(StockRule.ROLLOVER);
        if (now.index() >= base.index()) {
            judgeSum(reading, base, now, now.index() - base.index(), series);
            track.base = now;
            track.doubtful = null;
            return;
        }
        long rolled = rolledAdvance(base, now, series.meter());
        if (rolled >= 0) {
            reportRollover(series.terms(), reading, base, rolled);
            judgeSum(reading, base, now, rolled, series);
            track.base = now;
            track.doubtful = null;
            return;
        }
        Anchor doubtful = track.doubtful;
        if (doubtful != null && now.index() >= doubtful.index()) {
            // A second reading that goes on from the first one below: another device, of which nobody told.
            reportExchange(series.terms(), reading, base, "without notice");
            judgeSum(reading, doubtful, now, now.index() - doubtful.index(), series);
            track.base = now;
            track.doubtful = null;
            return;
        }
        reportBackward(series.terms(), reading, base, series.meter());
        verdicts.skipped(StockRule.SUM, "the register fell");
        track.doubtful = now;
    }

    /** The tariff registers at an instant that contradict their total. */
    private List<ObisCode> judgeTariffs(List<RegisterReading> readings, Terms terms) {
        List<ObisCode> contradictory = new ArrayList<>(0);
        for (RegisterReading reading : readings) {
            ObisCode total = reading.register();
            if (total.d() != CUMULATIVE || total.e() != 0) {
                continue;
            }
            List<RegisterReading> tariffs = readings.stream()
                    .filter(other -> isTariffOf(total, other.register()))
                    .toList();
            long known = tracks.stream()
                    .filter(track -> isTariffOf(total, track.register))
                    .count();
            if (tariffs.isEmpty() && known == 0) {
                terms.verdicts().skipped(StockRule.TARIFF_SUM, "the meter has no tariff registers");
            } else if (tariffs.size() < known || tariffs.isEmpty()) {
                terms.verdicts().skipped(StockRule.TARIFF_SUM, "not all tariff registers were read at that instant");
            } else {
                terms.verdicts().evaluated(StockRule.TARIFF_SUM);
                if (!addsUp(reading, tariffs, terms)) {
                    tariffs.forEach(tariff -> contradictory.add(tariff.register()));
                }
            }
        }
        return contradictory;
    }

    private static boolean addsUp(RegisterReading total, List<RegisterReading> tariffs, Terms terms) {
        BigDecimal sum = tariffs.stream()
                .map(tariff -> tariff.index().toKilowattHours())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal shown = total.index().toKilowattHours();
        double share = terms.thresholds().registers().tariffShare();
        if (sum.subtract(shown).abs().compareTo(BigDecimal.valueOf(share).multiply(shown.abs())) <= 0) {
            return true;
        }
        String added = sum.toPlainString() + " kWh";
        String names = tariffs.stream()
                .map(tariff -> tariff.register() + " = " + tariff.index())
                .toList()
                .toString();
        String expected = total.index() + " within a share of " + share;
        report(
                StockRule.TARIFF_SUM,
                terms,
                total,
                null,
                added,
                expected,
                "The tariff registers " + names + " add up to " + added + " at " + total.timestamp() + ", but register "
                        + total.register() + " shows " + total.index() + "; expected " + expected + ".");
        return false;
    }

    private static boolean isTariffOf(ObisCode total, ObisCode other) {
        return other.a() == total.a()
                && other.b() == total.b()
                && other.c() == total.c()
                && other.d() == CUMULATIVE
                && other.e() >= FIRST_TARIFF
                && other.e() <= LAST_TARIFF;
    }

    private static void judgeSum(RegisterReading reading, Anchor base, Anchor now, long advance, MeterSeries series) {
        Verdicts verdicts = series.terms().verdicts();
        String obstacle = null;
        if (reading.register().e() != 0) {
            obstacle = "intervals do not tell tariffs apart";
        } else if (hasNoIntervals(series.profileOf(reading.register()), series.base)) {
            obstacle = "the register has no intervals";
        } else if (!base.onRaster() || !now.onRaster()) {
            obstacle = "the register was not read where an interval starts";
        }
        long missing = now.holes() - base.holes();
        double unknown = missing == 0 ? 0 : most(missing * series.terms().step(), series.meter());
        long slots = (now.epochMilli() - base.epochMilli()) / (series.terms().step() * 1_000);
        if (obstacle == null && missing > 0 && (Double.isNaN(unknown) || missing > FEW_MISSING * slots)) {
            obstacle = "intervals between the readings are missing or unusable";
        }
        if (obstacle != null) {
            verdicts.skipped(StockRule.SUM, obstacle);
            return;
        }
        verdicts.evaluated(StockRule.SUM);
        SeriesThresholds.Registers limits = series.terms().thresholds().registers();
        long sum = now.total() - base.total();
        double tolerance = Math.max(
                (double) limits.sumTolerance().milliwattHours(), limits.sumShare() * Math.abs((double) advance));
        double off = (double) advance - sum;
        if (off >= -tolerance && off <= tolerance + unknown) {
            return;
        }
        String advanced = Terms.text(advance);
        String expected = advanced + " within " + Terms.text((long) tolerance);
        String added = Terms.text(sum);
        String incomplete = missing == 0
                ? ""
                : ", without " + missing + " missing or unusable ones that can make up " + Terms.text((long) unknown)
                        + " at most";
        report(
                StockRule.SUM,
                series.terms(),
                reading,
                Instant.ofEpochMilli(base.epochMilli()),
                added,
                expected,
                "The intervals from " + Instant.ofEpochMilli(base.epochMilli()) + " to " + reading.timestamp()
                        + " add up to " + added + incomplete + ", but register " + reading.register() + " advanced by "
                        + advanced
                        + "; expected " + expected + ".");
    }

    /** The advance over the last digit, or -1 if the register cannot have turned over. */
    private static long rolledAdvance(Anchor base, Anchor now, @Nullable Meter meter) {
        if (meter == null) {
            return -1;
        }
        long modulus = MILLIWATT_HOURS_PER_KILOWATT_HOUR;
        for (int digit = 0; digit < meter.registerDigits(); digit++) {
            modulus *= 10;
        }
        long advance = now.index() + modulus - base.index();
        if (advance < 0 || base.index() >= modulus) {
            return -1;
        }
        double most = most((now.epochMilli() - base.epochMilli()) / 1_000, meter);
        // Without a rated power: a register turns over in years, so a tenth of its range is more than any reading's
        // advance.
        return advance <= (Double.isNaN(most) ? modulus / 10.0 : most) ? advance : -1;
    }

    /** What the rated power of a meter can move in a time, in mWh; NaN if it is not known. */
    private static double most(long seconds, @Nullable Meter meter) {
        return meter == null
                ? Double.NaN
                : meter.ratedPowerKw() * MILLIWATT_HOURS_PER_KILOWATT_HOUR / 3_600.0 * seconds;
    }

    private static boolean hasNoIntervals(@Nullable Profile profile, long slot) {
        return profile == null || slot <= profile.knownFrom;
    }

    /** Before a register's first interval every slot is a hole, counted from the same slot whenever its profile came to be. */
    private static Anchor anchor(RegisterReading reading, MeterSeries series) {
        Profile profile = series.profileOf(reading.register());
        long total = 0;
        long holes = series.base;
        if (profile != null && profile.begin < series.base) {
            total = profile.total;
            holes = profile.begin + profile.holes;
        }
        return new Anchor(
                reading.timestamp().toEpochMilli(),
                reading.index().milliwattHours(),
                total,
                holes,
                series.isOnRaster(reading.timestamp()));
    }

    private @Nullable RegisterTrack track(ObisCode register) {
        RegisterTrack known = known(register);
        if (known != null || tracks.size() >= MOST_TRACKS) {
            return known;
        }
        RegisterTrack track = new RegisterTrack(register);
        tracks.add(track);
        return track;
    }

    private @Nullable RegisterTrack known(ObisCode register) {
        for (RegisterTrack track : tracks) {
            if (track.register.equals(register)) {
                return track;
            }
        }
        return null;
    }

    private static void reportBackward(Terms terms, RegisterReading reading, Anchor base, @Nullable Meter meter) {
        Energy before = Energy.ofMilliwattHours(base.index());
        String expected = "at least " + before;
        report(
                StockRule.BACKWARD,
                terms,
                reading,
                Instant.ofEpochMilli(base.epochMilli()),
                reading.index().toString(),
                expected,
                "Register " + reading.register() + " shows " + reading.index() + " at " + reading.timestamp()
                        + " after " + before + " at " + Instant.ofEpochMilli(base.epochMilli())
                        + (meter == null
                                ? ", and how many digits it has is not known; expected "
                                : ", too far apart for a rollover; expected ")
                        + expected + ".");
    }

    private static void reportRollover(Terms terms, RegisterReading reading, Anchor base, long advance) {
        Energy before = Energy.ofMilliwattHours(base.index());
        report(
                StockRule.ROLLOVER,
                terms,
                reading,
                Instant.ofEpochMilli(base.epochMilli()),
                reading.index().toString(),
                "a rollover",
                "Register " + reading.register() + " passed its last digit between "
                        + Instant.ofEpochMilli(base.epochMilli()) + ", " + before + ", and " + reading.timestamp()
                        + ", " + reading.index() + ": it advanced by " + Energy.ofMilliwattHours(advance) + ".");
    }

    private static void reportExchange(Terms terms, RegisterReading reading, Anchor base, String when) {
        report(
                StockRule.EXCHANGE,
                terms,
                reading,
                Instant.ofEpochMilli(base.epochMilli()),
                reading.index().toString(),
                "another device",
                "Register " + reading.register() + " starts anew between " + Instant.ofEpochMilli(base.epochMilli())
                        + " and " + reading.timestamp() + ": the meter was exchanged " + when
                        + ", and the advance in between is not known.");
    }

    private static void reportRedelivery(Terms terms, RegisterReading reading, Energy index, int deliveries) {
        report(
                StockRule.REDELIVERY,
                terms,
                reading,
                null,
                deliveries + " deliveries",
                "1 delivery",
                "The reading of register " + reading.register() + " at " + reading.timestamp() + ", " + index
                        + ", was delivered " + deliveries + " times; all but one are left out.");
    }

    static void reportOverflow(Terms terms, RegisterReading reading) {
        report(
                StockRule.REGISTER_CONFLICT,
                terms,
                reading,
                null,
                "more than " + PendingIndexes.MOST + " readings that wait",
                "at most " + PendingIndexes.MOST,
                "The reading of register " + reading.register() + " at " + reading.timestamp() + ", "
                        + reading.index() + ", is left out: more than " + PendingIndexes.MOST
                        + " register readings of the meter wait to be judged. Allow for less lateness.");
    }

    private static void reportConflict(Terms terms, RegisterReading kept, Energy other) {
        report(
                StockRule.REGISTER_CONFLICT,
                terms,
                kept,
                null,
                other.toString(),
                kept.index().toString(),
                "Register " + kept.register() + " was delivered with " + other + " and with " + kept.index() + " for "
                        + kept.timestamp() + "; " + kept.index()
                        + " is used (better before worse quality, lower before higher).");
    }

    /** A finding from an earlier instant, or the reading's own, up to the reading. */
    private static void report(
            StockRule rule,
            Terms terms,
            RegisterReading reading,
            @Nullable Instant since,
            String observed,
            String expected,
            String message) {
        Interval interval = since == null ? null : new Interval(since, reading.timestamp());
        terms.verdicts()
                .find(
                        rule,
                        terms.meterId(),
                        interval == null ? reading.timestamp() : interval.start(),
                        interval == null ? null : interval.end(),
                        "index_kwh",
                        observed,
                        expected,
                        message);
    }
}
