package io.metrify.validation.series;

import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.meter.Meter;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.ObisCode;
import io.metrify.model.meter.RegisterReading;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All series of one meter. What arrives is kept until the newest of it is the allowed lateness ahead; then it is judged in
 * the order of time, slot by slot and day by day, and not looked at again.
 */
final class MeterSeries {

    private static final int MOST_PROFILES = 16;
    /** A day: what claims to be longer is no interval of a raster of at most an hour. */
    private static final int LONGEST_SECONDS = 86_400;

    private static final long UNKNOWN = Long.MIN_VALUE;
    /** Whole days that are walked through at the end of a long silence; more than the coverage looks back. */
    private static final int WALKED_DAYS = 32;

    private final Terms terms;
    private final Raster raster;
    private final SeriesContext context;
    private final Verdicts verdicts;
    private final long latenessMillis;
    private final long silenceSeconds;

    final List<Profile> profiles = new ArrayList<>(1);
    final Registers registers = new Registers();

    private @Nullable Meter meter;
    /** The first slot in the life of the meter, and the first after it and after what is judged. */
    private long firstSlot;

    private long endSlot;
    private @Nullable MarketDay day;

    /** The next slot to judge. */
    long base = UNKNOWN;

    /** Whether nothing before {@link #base} is waited for: something was judged, or the begin was given. */
    boolean isSettled;
    /** The first slot of this series that was judged or will be. */
    long firstBase = UNKNOWN;

    long newestMilli = Long.MIN_VALUE;
    long heardSecond = UNKNOWN;
    boolean isSilent;

    MeterSeries(String meterId, @Nullable Meter meter, Raster raster, SeriesContext context) {
        this.raster = raster;
        this.context = context;
        describe(meter);
        this.verdicts = context.verdicts();
        SeriesSettings settings = context.settings();
        this.terms = new Terms(
                meterId,
                raster,
                context.rules().thresholds().of(meter),
                settings.timeTolerance().toMillis(),
                verdicts);
        this.latenessMillis = settings.lateness().toMillis();
        this.silenceSeconds = terms.thresholds().completeness().silence().toSeconds();
    }

    Terms terms() {
        return terms;
    }

    @Nullable
    Meter meter() {
        return meter;
    }

    /** Sets from when on the meter is expected to deliver: the instant or its installation, whichever is later. */
    void expectFrom(Instant from) {
        if (base == UNKNOWN) {
            begin(Math.max(raster.slotFrom(from.getEpochSecond()), firstSlot));
            isSettled = true;
        }
    }

    /** Sets that a register is expected from the begin of the series on, even if it never delivers. */
    void expect(ObisCode register) {
        profile(register, base);
    }

    void take(MeterReading reading, boolean fit, Instant receivedAt) {
        long startMilli = reading.interval().start().toEpochMilli();
        int seconds = reading.intervalSeconds();
        long nearest = raster.nearest(startMilli);
        boolean regular = seconds == raster.stepSeconds()
                && Math.abs(startMilli - raster.secondOf(nearest) * 1_000) <= terms.toleranceMillis();
        long slot = regular ? nearest : raster.slotOf(Math.floorDiv(startMilli, 1_000L));
        if (isOutside(startMilli, slot, receivedAt) || seconds > LONGEST_SECONDS) {
            verdicts.outside++;
            return;
        }
        if (startMilli < newestMilli) {
            verdicts.outOfOrder++;
        }
        if (!admit(startMilli, slot)) {
            verdicts.tooLate++;
            Energy energy = reading.consumption();
            reportTooLate(
                    reading.register(), reading.interval().start(), energy == null ? "no energy" : energy.toString());
            return;
        }
        Profile profile = profile(reading.register(), slot);
        if (profile == null) {
            verdicts.outside++;
            return;
        }
        Energy energy = reading.consumption();
        long amount = energy == null ? SlotRing.NO_AMOUNT : energy.milliwattHours();
        if (regular) {
            profile.place(base, slot, amount, Marks.of(reading.quality().code(), fit));
        } else {
            profile.placeIrregular(startMilli, seconds, amount);
        }
    }

    void take(RegisterReading reading, Instant receivedAt) {
        verdicts.registers++;
        long milli = reading.timestamp().toEpochMilli();
        long slot = registerSlot(reading);
        if (isOutside(milli, slot, receivedAt) && slot != endSlot) {
            return;
        }
        if (!admit(milli, slot)) {
            reportTooLate(
                    reading.register(), reading.timestamp(), reading.index().toString());
        } else if (registers.pending.size() >= PendingIndexes.MOST) {
            Registers.reportOverflow(terms, reading);
        } else {
            registers.pending.add(reading, 1);
        }
    }

    /** Judges all slots before one. */
    void judgeTo(long limit) {
        if (base == UNKNOWN) {
            return;
        }
        while (base < limit) {
            isSettled = true;
            long second = raster.secondOf(base);
            MarketDay today = day;
            if (today == null || second >= today.endSecond()) {
                today = turnDay(limit);
                if (base >= limit) {
                    return;
                }
                second = raster.secondOf(base);
            }
            // Where a meter has intervals, an index now and then does not make up for them.
            boolean heard = judgeRegisters(base) && profiles.isEmpty();
            for (int i = 0; i < profiles.size(); i++) {
                heard |= profiles.get(i).judge(base, today);
            }
            listen(heard, second, today);
            base++;
        }
    }

    /** Judges all before a slot and the registers read at it, and reports what is open. */
    void close(long limit) {
        judgeTo(limit);
        if (base == UNKNOWN) {
            return;
        }
        judgeRegisters(base);
        closeDay();
        for (Profile profile : profiles) {
            profile.end(base);
        }
    }

    /** The profile of the quantity that a cumulative register adds up, or null if there is none. */
    @Nullable
    Profile profileOf(ObisCode register) {
        for (Profile profile : profiles) {
            ObisCode other = profile.register();
            if (other.a() == register.a() && other.b() == register.b() && other.c() == register.c()) {
                return profile;
            }
        }
        return null;
    }

    @Nullable
    Instant exchangeBetween(long fromMilli, long toMilli) {
        Interval window = new Interval(
                Instant.ofEpochMilli(fromMilli).plusMillis(1),
                Instant.ofEpochMilli(toMilli).plusMillis(1));
        List<Instant> known = context.settings().events().exchanges(terms.meterId(), window);
        if (!known.isEmpty()) {
            return known.get(0);
        }
        Meter described = meter;
        Instant installed = described == null ? null : described.installed();
        return installed != null && window.contains(installed) ? installed : null;
    }

    boolean isOnRaster(Instant instant) {
        long milli = instant.toEpochMilli();
        return Math.abs(milli - raster.secondOf(raster.nearest(milli)) * 1_000) <= terms.toleranceMillis();
    }

    long bytes() {
        long bytes = 0;
        for (Profile profile : profiles) {
            bytes += profile.bytes();
        }
        return bytes;
    }

    boolean isInDay() {
        return day != null;
    }

    /** Opens the market day of the last judged slot again, after its state was restored. */
    void reopenDay() {
        if (base != UNKNOWN) {
            SeriesSettings settings = context.settings();
            day = MarketDay.containing(
                    raster.secondOf(base - 1), settings.calendar(), terms.meterId(), settings.events());
        }
    }

    @Nullable
    Profile restored(ObisCode register, long begin) {
        Profile profile = profile(register, begin);
        if (profile != null) {
            profile.begin = begin;
        }
        return profile;
    }

    private void begin(long slot) {
        base = slot;
        firstBase = slot;
        heardSecond = raster.secondOf(slot);
    }

    /** Takes over what is known of the meter now. */
    private void describe(@Nullable Meter described) {
        meter = described;
        Instant installed = described == null ? null : described.installed();
        firstSlot = installed == null ? Long.MIN_VALUE : raster.slotOf(installed.getEpochSecond());
        Instant removed = described == null ? null : described.removed();
        endSlot = removed == null ? Long.MAX_VALUE : raster.slotFrom(removed.getEpochSecond());
        Instant until = context.until();
        if (until != null) {
            endSlot = Math.min(endSlot, raster.slotFrom(until.getEpochSecond()));
        }
    }

    /** Whether an instant can be of this series at all. */
    private boolean isOutside(long milli, long slot, Instant receivedAt) {
        return milli - receivedAt.toEpochMilli() > terms.toleranceMillis() || slot < firstSlot || slot >= endSlot;
    }

    /** Lets time pass up to something that arrived; false if its slot has been judged already. */
    private boolean admit(long milli, long slot) {
        if (milli > newestMilli) {
            newestMilli = milli;
            if (base != UNKNOWN && milli - latenessMillis >= raster.secondOf(base + 1) * 1_000) {
                judgeTo(raster.slotOf(Math.floorDiv(milli - latenessMillis, 1_000L)));
            }
        }
        if (base == UNKNOWN) {
            begin(slot);
            return true;
        }
        if (slot >= base) {
            return true;
        }
        if (isSettled || milli < newestMilli - latenessMillis) {
            return false;
        }
        begin(slot);
        return true;
    }

    private @Nullable Profile profile(ObisCode register, long slot) {
        for (int i = 0; i < profiles.size(); i++) {
            Profile known = profiles.get(i);
            if (known.register().equals(register)) {
                known.begin = Math.min(known.begin, slot);
                return known;
            }
        }
        if (profiles.size() >= MOST_PROFILES) {
            return null;
        }
        boolean fromTheBegin = !register.isExport() && hasGivenBegin();
        Profile profile = new Profile(terms, register, fromTheBegin ? firstBase : slot);
        int place = profiles.size();
        while (place > 0 && Registers.compare(profiles.get(place - 1).register(), register) > 0) {
            place--;
        }
        profiles.add(place, profile);
        return profile;
    }

    private boolean hasGivenBegin() {
        return context.settings().from() != null;
    }

    private MarketDay turnDay(long limit) {
        closeDay();
        SeriesSettings settings = context.settings();
        describe(settings.meters().find(terms.meterId()));
        if (isSilent) {
            passSilence(limit);
        }
        MarketDay today =
                MarketDay.containing(raster.secondOf(base), settings.calendar(), terms.meterId(), settings.events());
        day = today;
        return today;
    }

    private void closeDay() {
        MarketDay over = day;
        if (over == null) {
            return;
        }
        day = null;
        boolean ended = raster.secondOf(base) >= over.endSecond();
        for (Profile profile : profiles) {
            boolean whole = ended
                    && profile.begin <= raster.slotFrom(over.startSecond())
                    && firstBase <= raster.slotFrom(over.startSecond());
            profile.closeDay(base, over, whole, isSilent);
        }
        verdicts.evaluated(StockRule.SILENCE);
        verdicts.evaluated(StockRule.TOO_LATE);
    }

    /**
     * Passes over whole days of a long silence at once. What walking through them would do is done: a gap and the missing
     * slots grow, everything else has long come to rest.
     */
    private void passSilence(long limit) {
        long next = limit;
        for (Profile profile : profiles) {
            next = Math.min(next, profile.nextDelivery(base, raster));
            if (profile.coverage.delivered() > 0 || !profile.coverage.isFull()) {
                return;
            }
        }
        if (registers.pending.size() > 0) {
            next = Math.min(next, registerSlot(registers.pending.get(0).reading()));
        }
        SeriesSettings settings = context.settings();
        LocalDate from = settings.calendar().dateOf(raster.instantOf(base));
        LocalDate to = settings.calendar().dateOf(raster.instantOf(next)).minusDays(WALKED_DAYS);
        long days = ChronoUnit.DAYS.between(from, to);
        if (days <= 0 || !settings.calendar().exists(to)) {
            return;
        }
        long target = raster.slotFrom(settings.calendar().day(to).start().getEpochSecond());
        Interval passed = new Interval(raster.instantOf(base), raster.instantOf(target));
        if (!settings.events().outages(terms.meterId(), passed).isEmpty()) {
            return;
        }
        for (Profile profile : profiles) {
            profile.pass(target - base, days);
        }
        for (long passedDay = 0; passedDay < days; passedDay++) {
            verdicts.evaluated(StockRule.SILENCE);
            verdicts.evaluated(StockRule.TOO_LATE);
        }
        base = target;
    }

    private boolean judgeRegisters(long slot) {
        boolean judged = false;
        while (registers.pending.size() > 0
                && registerSlot(registers.pending.get(0).reading()) <= slot) {
            registers.judgeEarliest(this);
            judged = true;
        }
        return judged;
    }

    private void listen(boolean heard, long second, MarketDay today) {
        long slotEnd = second + raster.stepSeconds();
        if (heard || today.isOut(second, slotEnd)) {
            heardSecond = slotEnd;
            isSilent = false;
        } else if (!isSilent && slotEnd - heardSecond > silenceSeconds) {
            isSilent = true;
            Duration bound = terms.thresholds().completeness().silence();
            Instant since = Instant.ofEpochSecond(heardSecond);
            String expected = "something within " + bound;
            verdicts.find(
                    StockRule.SILENCE,
                    terms.meterId(),
                    since,
                    since.plus(bound),
                    null,
                    "nothing since " + since,
                    expected,
                    (profiles.isEmpty()
                                    ? "The meter has delivered nothing since "
                                    : "The meter has delivered no interval since ")
                            + since + "; expected " + expected + ".");
        }
    }

    private void reportTooLate(ObisCode register, Instant timestamp, String value) {
        String expected = "at most " + Duration.ofMillis(latenessMillis) + " behind the newest reading";
        verdicts.find(
                StockRule.TOO_LATE,
                terms.meterId(),
                timestamp,
                null,
                "timestamp",
                timestamp.toString(),
                expected,
                "The reading of register " + register + " at " + timestamp + ", " + value
                        + ", came when its part of the series had been judged; expected " + expected
                        + ". Judge the series again as a batch, or allow for more lateness.");
    }

    private long registerSlot(RegisterReading reading) {
        long milli = reading.timestamp().toEpochMilli();
        return isOnRaster(reading.timestamp())
                ? raster.nearest(milli)
                : raster.slotOf(Math.floorDiv(milli, 1_000L)) + 1;
    }
}
