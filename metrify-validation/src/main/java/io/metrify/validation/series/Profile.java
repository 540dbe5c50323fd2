package io.metrify.validation.series;

import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.meter.ObisCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One register's intervals of one meter: the slots that wait to be judged, and what the rules remember of those before. Slots
 * are judged one after another, each once.
 */
final class Profile {

    static final String NOT_CONSUMPTIVE = "the register counts export or net energy";
    static final String PARTIAL_DAY = "the market day is not whole";
    static final String INCOMPLETE_DAY = "values of the market day are missing or unusable";

    static final String FEW_VALUES = "the market day has fewer than three usable values";
    static final String NO_VALUES = "the market day has no usable values";

    private static final List<StockRule> NOT_OF_EXPORT = List.of(
            StockRule.ZERO_RUN, StockRule.DAY_SPIKE, StockRule.HAMPEL_SPIKE, StockRule.HIGH_DAY, StockRule.LOW_DAY);
    private static final long NONE = Long.MIN_VALUE;
    private static final int NET_ACTIVE_ENERGY = 16;
    /** Beyond this, 9.2e8 kWh for an interval, amounts are left out of sums, which then cannot overflow. */
    private static final long MOST_FIT = Long.MAX_VALUE / 10_000;
    /** Longer than any market day. */
    private static final Duration LONG_DAY = Duration.ofHours(50);

    private final Terms terms;
    private final ObisCode register;
    private final boolean consumptive;
    private final long zeroRunSlots;
    /** The largest amount of an interval that is used, so that no day is beyond the range of energy. */
    private final long mostFit;

    private final long stuckSlots;

    final SlotRing ring = new SlotRing();
    final Repeats repeats = new Repeats();
    final Irregulars irregulars = new Irregulars();
    final EqualRun run = new EqualRun();
    final DayPeaks peaks = new DayPeaks();
    final DailyHistory history;
    final CoverageWindow coverage;
    /** Null if the identifier is not asked for. */
    final @Nullable HampelWindow hampel;

    /** The first slot that is expected. */
    long begin;
    /** The first slot that anything was delivered for, or {@link #begin} if the register was announced. */
    long knownFrom;

    long gapStart = NONE;
    long gapLength;
    /** Until when the intervals so far reach, in milliseconds. */
    long coveredUntil = Long.MIN_VALUE;

    int expectedToday;
    int deliveredToday;
    int usedToday;
    long totalToday;

    /** The energy of all judged slots, and how many had none that could be used: differences of these are sums. */
    long total;

    long holes;

    Profile(Terms terms, ObisCode register, long begin, long knownFrom) {
        this.terms = terms;
        this.register = register;
        this.consumptive = !register.isExport() && register.c() != NET_ACTIVE_ENERGY;
        this.begin = begin;
        this.knownFrom = knownFrom;
        SeriesThresholds thresholds = terms.thresholds();
        this.zeroRunSlots = terms.raster().slots(thresholds.runs().zeroRun());
        this.mostFit =
                Math.min(MOST_FIT, Energy.MAX_MILLIWATT_HOURS / terms.raster().slots(LONG_DAY));
        this.stuckSlots = Math.max(
                thresholds.runs().stuckValues(),
                terms.raster().slots(thresholds.runs().stuckTime()));
        this.history = new DailyHistory(thresholds.dailyUse().comparableDays());
        this.coverage = new CoverageWindow(thresholds.completeness().coverageDays());
        this.hampel = consumptive && terms.verdicts().isActive(StockRule.HAMPEL_SPIKE)
                ? new HampelWindow(thresholds.spikes().hampelHalfWindow())
                : null;
    }

    Terms terms() {
        return terms;
    }

    ObisCode register() {
        return register;
    }

    boolean isConsumptive() {
        return consumptive;
    }

    long zeroRunSlots() {
        return zeroRunSlots;
    }

    /** From how many equal values on a run that is not zero is reported. */
    long stuckSlots() {
        return stuckSlots;
    }

    /** Takes a reading that is on the raster. */
    void place(long base, long slot, long amount, byte mark) {
        Verdicts verdicts = terms.verdicts();
        byte held = ring.mark(slot);
        if (held == 0) {
            ring.put(base, slot, amount, mark);
            verdicts.placed++;
            return;
        }
        verdicts.repeated++;
        long heldAmount = ring.amount(slot);
        if (!repeats.hasRoom()) {
            reportRepeat(slot, heldAmount, amount);
            return;
        }
        if (!repeats.contains(slot)) {
            repeats.add(slot, heldAmount, held, 1);
        }
        repeats.add(slot, amount, mark, 1);
        if (Marks.prevails(mark, amount, held, heldAmount)) {
            ring.put(base, slot, amount, mark);
        }
    }

    /** Takes a reading that is off the raster or of another length. */
    void placeIrregular(long startMilli, int seconds, long amount) {
        Verdicts verdicts = terms.verdicts();
        if (irregulars.size() >= Irregulars.MOST) {
            verdicts.irregular++;
            reportOverflow(startMilli, seconds);
        } else if (irregulars.add(startMilli, seconds, amount, 1)) {
            verdicts.irregular++;
        } else {
            verdicts.repeated++;
        }
    }

    /** Judges a slot; true if the meter delivered anything for it. */
    boolean judge(long slot, MarketDay day) {
        if (slot < begin) {
            return false;
        }
        long startSecond = terms.raster().secondOf(slot);
        long endSecond = startSecond + terms.step();
        byte mark = ring.mark(slot);
        if (mark != 0) {
            long amount = ring.amount(slot);
            ring.clear(slot);
            reportRepeats(slot, amount);
            cover(startSecond * 1_000, (int) terms.step());
            takeIrregulars(endSecond);
            delivered(slot);
            use(slot, amount, mark, day, startSecond, endSecond);
            return true;
        }
        takeIrregulars(endSecond);
        if (coveredUntil > startSecond * 1_000) {
            delivered(slot);
            unused(slot);
            return true;
        }
        unused(slot);
        if (day.isOut(startSecond, endSecond)) {
            endGap(slot);
        } else {
            expectedToday++;
            if (gapStart == NONE) {
                gapStart = slot;
                gapLength = 0;
            }
            gapLength++;
        }
        return false;
    }

    /** The market day is over at a slot; {@code whole} if all of it was judged. */
    void closeDay(long slot, MarketDay day, boolean whole, boolean silent) {
        if (!silent) {
            endGap(slot);
        }
        run.cut(slot, this);
        countDays(1, hampel != null && hampel.isFull());
        if (consumptive) {
            judgePeaks(whole);
            judgeUse(day, whole);
        } else {
            NOT_OF_EXPORT.forEach(rule -> terms.verdicts().skipped(rule, NOT_CONSUMPTIVE));
        }
        judgeCoverage(day, whole);
        expectedToday = 0;
        deliveredToday = 0;
        usedToday = 0;
        totalToday = 0;
        peaks.clear();
    }

    /** Counts what the rules that judge slot by slot have judged on a day, or on several alike. */
    private void countDays(long days, boolean surrounded) {
        Verdicts verdicts = terms.verdicts();
        verdicts.evaluated(StockRule.GAP, days);
        verdicts.evaluated(StockRule.OVERLAP, days);
        verdicts.evaluated(StockRule.REDELIVERY, days);
        verdicts.evaluated(StockRule.CONFLICT, days);
        count(StockRule.STUCK, days, usedToday > 0, NO_VALUES);
        if (consumptive) {
            count(StockRule.ZERO_RUN, days, usedToday > 0, NO_VALUES);
            count(
                    StockRule.HAMPEL_SPIKE,
                    days,
                    usedToday > 0 && surrounded,
                    "there are too few values before and after");
        }
    }

    private void count(StockRule rule, long days, boolean judged, String reason) {
        if (judged) {
            terms.verdicts().evaluated(rule, days);
        } else {
            terms.verdicts().skipped(rule, reason, days);
        }
    }

    /** Nothing comes any more before a slot: what is open is reported as far as it goes. */
    void end(long slot) {
        endGap(slot);
        run.end(slot, this);
    }

    /** The next slot that something was delivered for, from a slot on; {@link Long#MAX_VALUE} if there is none. */
    long nextDelivery(long from, Raster raster) {
        long next = ring.next(from);
        return irregulars.size() == 0
                ? next
                : Math.min(next, raster.slotOf(Math.floorDiv(irregulars.startMilli(0), 1_000L)));
    }

    /** Whether nothing has been delivered for so long that only a gap grows. */
    boolean isAtRest() {
        return coverage.isFull() && coverage.delivered() == 0;
    }

    /** Passes over whole silent days from a slot on. */
    void pass(long slot, long slots, long days) {
        if (days == 0) {
            return;
        }
        if (gapStart == NONE) {
            gapStart = slot;
            gapLength = 0;
        }
        gapLength += slots;
        holes += slots;
        Verdicts verdicts = terms.verdicts();
        countDays(days, false);
        verdicts.evaluated(StockRule.COVERAGE, days);
        if (consumptive) {
            verdicts.skipped(StockRule.DAY_SPIKE, FEW_VALUES, days);
            verdicts.skipped(StockRule.HIGH_DAY, INCOMPLETE_DAY, days);
            verdicts.skipped(StockRule.LOW_DAY, INCOMPLETE_DAY, days);
        } else {
            NOT_OF_EXPORT.forEach(rule -> verdicts.skipped(rule, NOT_CONSUMPTIVE, days));
        }
    }

    long bytes() {
        return ring.bytes()
                + repeats.bytes()
                + irregulars.bytes()
                + history.bytes()
                + coverage.bytes()
                + (hampel == null ? 0 : hampel.bytes());
    }

    private void delivered(long slot) {
        endGap(slot);
        expectedToday++;
        deliveredToday++;
    }

    /** A slot whose energy is not known. */
    private void unused(long slot) {
        holes++;
        run.end(slot, this);
    }

    private void use(long slot, long amount, byte mark, MarketDay day, long startSecond, long endSecond) {
        boolean fit = Marks.isFit(mark) && amount != SlotRing.NO_AMOUNT && Math.abs(amount) <= mostFit;
        if (!fit) {
            unused(slot);
            return;
        }
        total += amount;
        if (day.isOut(startSecond, endSecond)) {
            run.end(slot, this);
            return;
        }
        usedToday++;
        totalToday += amount;
        run.add(slot, amount, this);
        peaks.add(slot, amount);
        if (hampel != null) {
            judgeSurroundings(hampel, slot, amount);
        }
    }

    private void judgeSurroundings(HampelWindow hampel, long slot, long amount) {
        SeriesThresholds.Spikes spikes = terms.thresholds().spikes();
        if (hampel.count() > 0 && slot - hampel.slot(hampel.count() - 1) > hampel.half()) {
            hampel.clear();
        }
        if (hampel.add(slot, amount)
                && hampel.sticksOut(spikes.hampelFactor(), spikes.hampelFloor().milliwattHours())) {
            long spike = hampel.slot(hampel.half());
            Energy value = Energy.ofMilliwattHours(hampel.value(hampel.half()));
            Energy median = Energy.ofMilliwattHours(hampel.median());
            Energy deviation = Energy.ofMilliwattHours(Math.max(
                    hampel.medianDeviation(hampel.median()),
                    spikes.hampelFloor().milliwattHours()));
            String expected = "within " + spikes.hampelFactor() + " x 1.4826 x " + deviation + " of " + median;
            report(
                    StockRule.HAMPEL_SPIKE,
                    spike,
                    spike + 1,
                    value.toString(),
                    expected,
                    "Register " + register + " shows " + value + " at " + terms.instantOf(spike) + "; the "
                            + hampel.half() + " values before and after have a median of " + median
                            + " and a median deviation of " + deviation + ", so expected " + expected + ".");
        }
    }

    private void judgePeaks(boolean whole) {
        Verdicts verdicts = terms.verdicts();
        if (!whole) {
            verdicts.skipped(StockRule.DAY_SPIKE, PARTIAL_DAY);
        } else if (peaks.count < 3) {
            verdicts.skipped(StockRule.DAY_SPIKE, FEW_VALUES);
        } else {
            verdicts.evaluated(StockRule.DAY_SPIKE);
            judgePeak(peaks.firstSlot, peaks.first);
            judgePeak(peaks.secondSlot, peaks.second);
        }
    }

    private void judgePeak(long slot, long amount) {
        SeriesThresholds.Spikes spikes = terms.thresholds().spikes();
        long third = Math.max(peaks.third, spikes.dayFloor().milliwattHours());
        if (amount - third > spikes.dayRatio() * third) {
            Energy value = Energy.ofMilliwattHours(amount);
            Energy other = Energy.ofMilliwattHours(peaks.third);
            Energy most = Energy.ofMilliwattHours((long) (third + spikes.dayRatio() * third));
            String expected = "at most " + most;
            report(
                    StockRule.DAY_SPIKE,
                    slot,
                    slot + 1,
                    value.toString(),
                    expected,
                    "Register " + register + " shows " + value + " at " + terms.instantOf(slot)
                            + ", but the third highest value of the day is " + other + "; expected " + expected + ".");
        }
    }

    private void judgeUse(MarketDay day, boolean whole) {
        Verdicts verdicts = terms.verdicts();
        SeriesThresholds.DailyUse limits = terms.thresholds().dailyUse();
        String obstacle = null;
        if (!whole) {
            obstacle = PARTIAL_DAY;
        } else if (usedToday < (day.endSecond() - day.startSecond()) / terms.step()) {
            obstacle = day.hasOutages() ? "the market day has a known outage" : INCOMPLETE_DAY;
        } else if (history.count(day.type()) < limits.fewestComparableDays()) {
            obstacle = "there are too few whole days of the same type before";
        }
        double median = obstacle == null ? history.median(day.type()) : 0;
        if (obstacle == null && median <= 0) {
            obstacle = "the usual day has no energy";
        }
        if (obstacle != null) {
            verdicts.skipped(StockRule.HIGH_DAY, obstacle);
            verdicts.skipped(StockRule.LOW_DAY, obstacle);
        } else {
            verdicts.evaluated(StockRule.HIGH_DAY);
            verdicts.evaluated(StockRule.LOW_DAY);
            double sigma = Math.max(
                    DailyHistory.SIGMAS_PER_MAD * history.medianDeviation(day.type(), median),
                    limits.spreadFloor() * median);
            double most = Math.max(median + limits.highSigmas() * sigma, limits.highJump() * history.medianRecent());
            double least = limits.lowShare() * median;
            if (totalToday > most) {
                reportUse(StockRule.HIGH_DAY, day, "at most ", most, median);
            } else if (totalToday < least) {
                reportUse(StockRule.LOW_DAY, day, "at least ", least, median);
            }
        }
        if (whole && usedToday >= (day.endSecond() - day.startSecond()) / terms.step()) {
            history.add(day.type(), totalToday);
        }
    }

    private void reportUse(StockRule rule, MarketDay day, String bound, double limit, double median) {
        Energy value = Energy.ofMilliwattHours(totalToday);
        String expected = bound + Energy.ofMilliwattHours(Math.round(limit));
        terms.verdicts()
                .find(
                        rule,
                        terms.meterId(),
                        day.start(),
                        day.end(),
                        "consumption_kwh",
                        value.toString(),
                        expected,
                        "Register " + register + " shows " + value + " on " + day.date() + ", a " + day.type()
                                + "; the median of the days of this type before is "
                                + Energy.ofMilliwattHours(Math.round(median)) + ", so expected " + expected + ".");
    }

    private void judgeCoverage(MarketDay day, boolean whole) {
        Verdicts verdicts = terms.verdicts();
        SeriesThresholds.Completeness limits = terms.thresholds().completeness();
        if (whole) {
            coverage.add(expectedToday, deliveredToday);
        }
        if (!whole || !coverage.isFull()) {
            verdicts.skipped(StockRule.COVERAGE, "fewer than " + coverage.size() + " whole market days were judged");
            return;
        }
        long expected = coverage.expected();
        if (expected == 0) {
            verdicts.skipped(StockRule.COVERAGE, "nothing was expected because of known outages");
            return;
        }
        verdicts.evaluated(StockRule.COVERAGE);
        boolean under = coverage.delivered() < limits.coverage() * expected;
        if (under && !coverage.isUnder) {
            String observed = coverage.delivered() + " of " + expected + " slots";
            String bound = "at least a share of " + limits.coverage();
            verdicts.find(
                    StockRule.COVERAGE,
                    terms.meterId(),
                    day.start(),
                    day.end(),
                    null,
                    observed,
                    bound,
                    "Of the " + coverage.size() + " market days up to " + day.date() + ", register " + register
                            + " has delivered " + observed + "; expected " + bound + ".");
        }
        coverage.isUnder = under;
    }

    void endGap(long slot) {
        if (gapStart == NONE) {
            return;
        }
        long length = gapLength;
        long start = gapStart;
        gapStart = NONE;
        gapLength = 0;
        Instant from = terms.instantOf(start);
        Instant to = terms.instantOf(slot);
        String observed = length == 1 ? "1 slot without a reading" : length + " slots without a reading";
        terms.verdicts()
                .find(
                        StockRule.GAP,
                        terms.meterId(),
                        from,
                        to,
                        null,
                        observed,
                        "a reading every " + Duration.ofSeconds(terms.step()),
                        "Register " + register + " has no reading for " + (length == 1 ? "1 slot" : length + " slots")
                                + " of " + Duration.ofSeconds(terms.step()) + " from " + from + " to " + to + ".");
    }

    /** Covers the irregular readings that start before a second. */
    private void takeIrregulars(long endSecond) {
        int taken = 0;
        while (taken < irregulars.size() && irregulars.startMilli(taken) < endSecond * 1_000) {
            long start = irregulars.startMilli(taken);
            cover(start, irregulars.seconds(taken));
            int count = irregulars.count(taken);
            if (count > 1) {
                reportRedelivery(
                        Instant.ofEpochMilli(start),
                        Instant.ofEpochMilli(start + irregulars.seconds(taken) * 1_000L),
                        irregulars.amount(taken),
                        count);
            }
            taken++;
        }
        if (taken > 0) {
            irregulars.drop(taken);
        }
    }

    private void cover(long startMilli, int seconds) {
        if (startMilli < coveredUntil) {
            reportOverlap(startMilli, seconds, coveredUntil);
        }
        coveredUntil = Math.max(coveredUntil, startMilli + seconds * 1_000L);
    }

    private void reportOverlap(long startMilli, int seconds, long until) {
        Interval interval = Interval.of(Instant.ofEpochMilli(startMilli), Duration.ofSeconds(seconds));
        String observed = interval.toString();
        String expected = "a start at " + Instant.ofEpochMilli(until) + " or later";
        terms.verdicts()
                .find(
                        StockRule.OVERLAP,
                        terms.meterId(),
                        interval.start(),
                        interval.end(),
                        "timestamp",
                        observed,
                        expected,
                        "The interval " + interval + " of register " + register + " shares time with one before that"
                                + " ends at " + Instant.ofEpochMilli(until) + "; expected " + expected + ".");
    }

    private void reportOverflow(long startMilli, int seconds) {
        Interval interval = Interval.of(Instant.ofEpochMilli(startMilli), Duration.ofSeconds(seconds));
        terms.verdicts()
                .find(
                        StockRule.OVERLAP,
                        terms.meterId(),
                        interval.start(),
                        interval.end(),
                        "timestamp",
                        "more than " + Irregulars.MOST + " intervals that wait",
                        "at most " + Irregulars.MOST,
                        "The interval " + interval + " of register " + register + " is left out: more than "
                                + Irregulars.MOST + " intervals that are off the raster of "
                                + Duration.ofSeconds(terms.step())
                                + " or of another length wait to be judged. Allow for less lateness, or declare the"
                                + " meter's resolution.");
    }

    private void reportRepeats(long slot, long kept) {
        if (repeats.size() == 0 || repeats.slot(0) != slot) {
            return;
        }
        int entries = 0;
        while (entries < repeats.size() && repeats.slot(entries) == slot) {
            long amount = repeats.amount(entries);
            if (repeats.count(entries) > 1) {
                reportRedelivery(terms.instantOf(slot), terms.instantOf(slot + 1), amount, repeats.count(entries));
            }
            if (amount != kept) {
                reportConflict(slot, kept, amount);
            }
            entries++;
        }
        repeats.drop(entries);
    }

    private void reportRepeat(long slot, long held, long amount) {
        if (held == amount) {
            reportRedelivery(terms.instantOf(slot), terms.instantOf(slot + 1), amount, 2);
        } else {
            reportConflict(slot, held, amount);
        }
    }

    private void reportRedelivery(Instant start, Instant end, long amount, int deliveries) {
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

    private void reportConflict(long slot, long kept, long other) {
        report(
                StockRule.CONFLICT,
                slot,
                slot + 1,
                text(other),
                text(kept),
                "Register " + register + " was delivered with " + text(other) + " and with " + text(kept) + " for "
                        + terms.instantOf(slot) + "; " + text(kept)
                        + " is used (usable before unusable, better before worse quality, lower before higher)."
                        + " Send a correction with a newer version to settle it.");
    }

    private void report(StockRule rule, long from, long to, String observed, String expected, String message) {
        terms.verdicts()
                .find(
                        rule,
                        terms.meterId(),
                        terms.instantOf(from),
                        terms.instantOf(to),
                        "consumption_kwh",
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
