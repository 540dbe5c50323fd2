package io.metrify.validation.series;

import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.MarketCalendar;
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
    /** What is more skips a date. */
    private static final Duration LONGEST_CHANGE_OF_CLOCKS = Duration.ofHours(12);

    private final Terms terms;
    private final Raster raster;
    private final SeriesContext context;
    private final Verdicts verdicts;
    private final long latenessMillis;
    private final long silenceSeconds;
    /** The first slot that anything is taken for and the first that nothing is, as far as the settings say. */
    private final long windowStart;

    private final long windowEnd;

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
    /** The latest start of an interval reading. */
    long newestStartMilli = Long.MIN_VALUE;

    long heardSecond = UNKNOWN;
    boolean isSilent;

    MeterSeries(String meterId, @Nullable Meter meter, Raster raster, SeriesContext context) {
        this.raster = raster;
        this.context = context;
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
        Instant from = settings.from();
        Instant until = context.until();
        this.windowStart = from == null ? Long.MIN_VALUE : raster.slotFrom(Raster.wireSecond(from));
        this.windowEnd = until == null ? Long.MAX_VALUE : raster.slotOf(Raster.wireSecond(until));
        describe(meter);
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
            begin(Math.max(raster.slotFrom(Raster.wireSecond(from)), firstSlot));
            isSettled = true;
        }
    }

    /** Sets from when on a register is expected, even if it never delivers; what was judged is not judged again. */
    void expect(ObisCode register, Instant from) {
        Profile known = find(register);
        if (known == null && profiles.size() >= MOST_PROFILES) {
            throw new IllegalArgumentException("register " + register + " of meter " + terms.meterId() + " would be one"
                    + " more than the " + MOST_PROFILES + " whose intervals are judged; expect no more than those");
        }
        expectFrom(from);
        long slot = Math.max(base, Math.max(raster.slotFrom(Raster.wireSecond(from)), firstSlot));
        if (known == null) {
            insert(new Profile(terms, register, slot, slot));
        } else {
            known.begin = Math.min(known.begin, slot);
            known.knownFrom = Math.min(known.knownFrom, slot);
        }
    }

    void take(MeterReading reading, boolean fit, Instant receivedAt) {
        long startMilli = reading.interval().start().toEpochMilli();
        int seconds = reading.intervalSeconds();
        long nearest = raster.nearest(startMilli);
        boolean regular = seconds == raster.stepSeconds()
                && Math.abs(startMilli - raster.secondOf(nearest) * 1_000) <= terms.toleranceMillis();
        long slot = regular ? nearest : raster.slotOf(Math.floorDiv(startMilli, 1_000L));
        if (isFuture(startMilli, receivedAt) || !isInLife(slot, slot + 1) || seconds > LONGEST_SECONDS) {
            verdicts.outside++;
            return;
        }
        if (startMilli < newestStartMilli) {
            verdicts.outOfOrder++;
        }
        newestStartMilli = Math.max(newestStartMilli, startMilli);
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
        boolean isFuture = isFuture(milli, receivedAt);
        if (isFuture || !isInLife(slot, slot)) {
            if (isFuture || !isOfMeter(slot)) {
                Registers.skip(Registers.OUTSIDE, verdicts);
            }
            return;
        }
        if (!admit(milli, slot)) {
            reportTooLate(reading);
        } else if (registers.pending.size() >= PendingIndexes.MOST) {
            Registers.reportOverflow(terms, reading);
        } else {
            registers.pending.add(reading, 1);
        }
    }

    /** Judges all slots before one. */
    void judgeTo(long limit) {
        if (base == UNKNOWN || base >= limit) {
            return;
        }
        long last = Math.min(limit, endSlot);
        if (base >= last) {
            // The meter was removed, unless it is back.
            describe(context.settings().meters().find(terms.meterId()));
            last = Math.min(limit, endSlot);
        }
        while (base < last) {
            isSettled = true;
            long second = raster.secondOf(base);
            MarketDay today = day;
            if (today == null || second >= today.endSecond()) {
                today = turnDay(last);
                second = raster.secondOf(base);
            }
            // Where a meter has intervals, an index now and then does not make up for them.
            boolean heard = judgeRegisters(base) && !hasIntervals();
            for (int i = 0; i < profiles.size(); i++) {
                heard |= profiles.get(i).judge(base, today);
            }
            listen(heard, second, today);
            base++;
        }
        if (last < limit) {
            finish();
        }
    }

    /** Judges all before a slot and the registers read at it, and reports what is open. */
    void close(long limit) {
        judgeTo(limit);
        if (base != UNKNOWN) {
            finish();
        }
    }

    private void finish() {
        judgeRegisters(base);
        MarketDay cut = day;
        closeDay();
        for (Profile profile : profiles) {
            profile.end(base);
        }
        if (cut != null && raster.secondOf(base) < cut.endSecond()) {
            // What may follow of the day is not the whole day.
            firstBase = base;
        }
    }

    /** The profile of the quantity that a cumulative register adds up, or null if there is none. */
    @Nullable
    Profile profileOf(ObisCode register) {
        for (Profile profile : profiles) {
            ObisCode other = profile.register();
            if (other.a() == register.a()
                    && other.b() == register.b()
                    && other.c() == register.c()
                    && other.e() == register.e()) {
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

    /** Whether the device is known to have been exchanged at an instant of whole milliseconds. */
    boolean isExchangedAt(Instant instant) {
        return exchangeBetween(instant.toEpochMilli() - 1, instant.toEpochMilli()) != null;
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
            day = dayOf(base - 1);
        }
    }

    /** A register whose state is restored, or null if there are too many. */
    @Nullable
    Profile restored(ObisCode register, long begin, long knownFrom) {
        if (profiles.size() >= MOST_PROFILES) {
            return null;
        }
        Profile profile = new Profile(terms, register, begin, knownFrom);
        insert(profile);
        return profile;
    }

    private void begin(long slot) {
        base = slot;
        firstBase = slot;
        heardSecond = raster.secondOf(slot);
    }

    private boolean isFuture(long milli, Instant receivedAt) {
        return milli - terms.toleranceMillis() > Raster.wireMilli(receivedAt);
    }

    /** Whether slots lie in the life of the meter and in what is judged. Who was thought to be gone is looked up again. */
    private boolean isInLife(long from, long end) {
        if (from < firstSlot || end > endSlot) {
            describe(context.settings().meters().find(terms.meterId()));
        }
        return from >= firstSlot && end <= endSlot;
    }

    /** Whether a register can be read at a slot in the life of the meter, whatever is judged. */
    private boolean isOfMeter(long slot) {
        Instant installed = meter == null ? null : meter.installed();
        Instant removed = meter == null ? null : meter.removed();
        return (installed == null || slot >= raster.slotOf(installed.getEpochSecond()))
                && (removed == null || slot <= raster.slotFrom(removed.getEpochSecond()));
    }

    /** Whether a register has delivered intervals before a slot is over, or is expected to. */
    private boolean hasIntervals() {
        for (int i = 0; i < profiles.size(); i++) {
            if (profiles.get(i).knownFrom <= base) {
                return true;
            }
        }
        return false;
    }

    /** Takes over what is known of the meter now. */
    private void describe(@Nullable Meter described) {
        meter = described;
        Instant installed = described == null ? null : described.installed();
        firstSlot = installed == null ? windowStart : Math.max(windowStart, raster.slotOf(installed.getEpochSecond()));
        Instant removed = described == null ? null : described.removed();
        endSlot = removed == null ? windowEnd : Math.min(windowEnd, raster.slotFrom(removed.getEpochSecond()));
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
        Profile known = find(register);
        if (known != null) {
            known.begin = Math.min(known.begin, slot);
            known.knownFrom = Math.min(known.knownFrom, slot);
            return known;
        }
        if (profiles.size() >= MOST_PROFILES) {
            return null;
        }
        boolean fromTheBegin = !register.isExport() && hasGivenBegin();
        Profile profile = new Profile(terms, register, fromTheBegin ? firstBase : slot, slot);
        insert(profile);
        catchUp(profile);
        return profile;
    }

    private @Nullable Profile find(ObisCode register) {
        for (int i = 0; i < profiles.size(); i++) {
            if (profiles.get(i).register().equals(register)) {
                return profiles.get(i);
            }
        }
        return null;
    }

    private void insert(Profile profile) {
        int place = profiles.size();
        while (place > 0 && Registers.compare(profiles.get(place - 1).register(), profile.register()) > 0) {
            place--;
        }
        profiles.add(place, profile);
    }

    /**
     * Judges for a register what was judged before anybody knew of it, so that it does not matter when its first reading
     * arrives.
     */
    private void catchUp(Profile profile) {
        MarketDay past = null;
        long slot = profile.begin;
        while (slot < base) {
            if (past == null || raster.secondOf(slot) >= past.endSecond()) {
                if (past != null) {
                    profile.closeDay(slot, past, isWhole(profile, slot, past), true);
                }
                if (profile.isAtRest()) {
                    long target = quietEnd(slot, base);
                    profile.pass(slot, target - slot, daysBetween(slot, target));
                    slot = target;
                }
                past = dayOf(slot);
            }
            profile.judge(slot, past);
            slot++;
        }
        if (past != null && day == null) {
            profile.closeDay(slot, past, isWhole(profile, slot, past), true);
        }
    }

    private boolean hasGivenBegin() {
        return context.settings().from() != null;
    }

    private MarketDay turnDay(long limit) {
        closeDay();
        describe(context.settings().meters().find(terms.meterId()));
        if (isSilent) {
            passSilence(limit);
        }
        MarketDay today = dayOf(base);
        day = today;
        return today;
    }

    private MarketDay dayOf(long slot) {
        SeriesSettings settings = context.settings();
        return MarketDay.containing(
                raster.secondOf(slot), settings.calendar(), terms.meterId(), meter, settings.events());
    }

    private void closeDay() {
        MarketDay over = day;
        if (over == null) {
            return;
        }
        day = null;
        for (Profile profile : profiles) {
            if (profile.begin < base) {
                profile.closeDay(base, over, isWhole(profile, base, over), isSilent || base <= profile.knownFrom);
            }
        }
        verdicts.evaluated(StockRule.SILENCE);
        verdicts.evaluated(StockRule.TOO_LATE);
    }

    /** Whether all of a day, up to a slot, was judged. */
    private boolean isWhole(Profile profile, long slot, MarketDay over) {
        long first = raster.slotFrom(over.startSecond());
        return raster.secondOf(slot) >= over.endSecond() && profile.begin <= first && firstBase <= first;
    }

    /**
     * Passes over whole days of a long silence at once. What walking through them would do is done: a gap and the missing
     * slots grow, everything else has long come to rest.
     */
    private void passSilence(long limit) {
        long next = limit;
        for (Profile profile : profiles) {
            next = Math.min(next, profile.nextDelivery(base, raster));
            if (!profile.isAtRest()) {
                return;
            }
        }
        if (registers.pending.size() > 0) {
            next = Math.min(next, registerSlot(registers.pending.get(0).reading()));
        }
        long target = quietEnd(base, next);
        long days = daysBetween(base, target);
        for (Profile profile : profiles) {
            profile.pass(base, target - base, days);
        }
        if (days > 0) {
            verdicts.evaluated(StockRule.SILENCE, days);
            verdicts.evaluated(StockRule.TOO_LATE, days);
        }
        base = target;
    }

    /** Up to where whole days can be passed over if nothing is delivered before a slot; the same slot if it is not worth it. */
    private long quietEnd(long slot, long next) {
        MarketCalendar calendar = context.settings().calendar();
        LocalDate from = calendar.dateOf(raster.instantOf(slot));
        LocalDate to = calendar.dateOf(raster.instantOf(next)).minusDays(WALKED_DAYS);
        if (!from.isBefore(to) || !calendar.exists(to) || slot != firstOf(from)) {
            return slot;
        }
        long end = firstOf(to);
        Interval passed = new Interval(raster.instantOf(slot), raster.instantOf(end));
        return context.settings().events().outages(terms.meterId(), passed).isEmpty() ? end : slot;
    }

    private long daysBetween(long slot, long end) {
        MarketCalendar calendar = context.settings().calendar();
        LocalDate from = calendar.dateOf(raster.instantOf(slot));
        LocalDate to = calendar.dateOf(raster.instantOf(end));
        // Where a zone crossed the date line, a date is missing.
        long missing = calendar.zone().getRules().getTransitions().stream()
                .filter(jump -> jump.getDuration().compareTo(LONGEST_CHANGE_OF_CLOCKS) > 0)
                .map(jump -> jump.getDateTimeBefore().toLocalDate())
                .filter(date -> !date.isBefore(from) && date.isBefore(to) && !calendar.exists(date))
                .count();
        return ChronoUnit.DAYS.between(from, to) - missing;
    }

    private long firstOf(LocalDate date) {
        return raster.slotFrom(context.settings().calendar().day(date).start().getEpochSecond());
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
                    (hasIntervals()
                                    ? "The meter has delivered no interval since "
                                    : "The meter has delivered nothing since ")
                            + since + "; expected " + expected + ".");
        }
    }

    void reportTooLate(RegisterReading reading) {
        reportTooLate(reading.register(), reading.timestamp(), reading.index().toString());
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
