package io.metrify.validation.series;

import io.metrify.model.Energy;
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
    private final ProfileFindings findings;
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
        this.findings = new ProfileFindings(terms, register);
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
            findings.overflow(startMilli, seconds);
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
            findings.outlier(hampel);
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
            findings.peak(slot, amount, peaks.third, (long) (third + spikes.dayRatio() * third));
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
                findings.use(StockRule.HIGH_DAY, day, totalToday, "at most ", most, median);
            } else if (totalToday < least) {
                findings.use(StockRule.LOW_DAY, day, totalToday, "at least ", least, median);
            }
        }
        if (whole && usedToday >= (day.endSecond() - day.startSecond()) / terms.step()) {
            history.add(day.type(), totalToday);
        }
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
            findings.coverage(day, coverage);
        }
        coverage.isUnder = under;
    }

    void endGap(long slot) {
        if (gapStart == NONE) {
            return;
        }
        findings.gap(gapStart, slot, gapLength);
        gapStart = NONE;
        gapLength = 0;
    }

    /** Covers the irregular readings that start before a second. */
    private void takeIrregulars(long endSecond) {
        int taken = 0;
        while (taken < irregulars.size() && irregulars.startMilli(taken) < endSecond * 1_000) {
            long start = irregulars.startMilli(taken);
            cover(start, irregulars.seconds(taken));
            int count = irregulars.count(taken);
            if (count > 1) {
                findings.redelivery(
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
            findings.overlap(startMilli, seconds, coveredUntil);
        }
        coveredUntil = Math.max(coveredUntil, startMilli + seconds * 1_000L);
    }

    private void reportRepeats(long slot, long kept) {
        if (repeats.size() == 0 || repeats.slot(0) != slot) {
            return;
        }
        int entries = 0;
        while (entries < repeats.size() && repeats.slot(entries) == slot) {
            long amount = repeats.amount(entries);
            if (repeats.count(entries) > 1) {
                findings.redelivery(terms.instantOf(slot), terms.instantOf(slot + 1), amount, repeats.count(entries));
            }
            if (amount != kept) {
                findings.conflict(slot, kept, amount);
            }
            entries++;
        }
        repeats.drop(entries);
    }

    private void reportRepeat(long slot, long held, long amount) {
        if (held == amount) {
            findings.redelivery(terms.instantOf(slot), terms.instantOf(slot + 1), amount, 2);
        } else {
            findings.conflict(slot, held, amount);
        }
    }
}
