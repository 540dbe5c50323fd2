package io.metrify.quality.estimation;

import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.MarketCalendar;
import io.metrify.model.SubstitutionMethod;
import io.metrify.model.meter.ReadingSeries;
import io.metrify.quality.Apportionment;
import java.math.BigInteger;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What open slots get if no register says otherwise: by interpolation, comparable days, or load profile and forecast. */
final class OwnEstimates {

    private final EstimationRequest request;
    private final ReadingSeries series;
    private final MarketCalendar calendar;
    private final EstimationPolicy policy;
    private final ComparableDays comparable;
    private final @Nullable ProfileShape profile;
    private final Slots slots;

    OwnEstimates(
            EstimationRequest request,
            MarketCalendar calendar,
            EstimationPolicy policy,
            List<Interval> outages,
            @Nullable ProfileShape profile,
            Slots slots) {
        this.request = request;
        this.series = request.series();
        this.calendar = calendar;
        this.policy = policy;
        this.comparable = new ComparableDays(series, calendar, policy, outages);
        this.profile = profile;
        this.slots = slots;
    }

    void propose(Gap gap) {
        String noLine =
                policy.obstacle(SubstitutionMethod.INTERPOLATION, gap.interval().length());
        Line line = Line.across(series, gap);
        if (noLine == null && line == null) {
            noLine = "there are no measured neighbours on both sides";
        }
        if (noLine == null && line != null) {
            for (int slot = gap.from(); slot < gap.to(); slot++) {
                if (slots.isOpen(slot)) {
                    slots.propose(slot, line.at(slot), line.derivation());
                }
            }
            return;
        }
        for (int from = gap.from(); from < gap.to(); ) {
            LocalDate date = calendar.dateOf(series.slotStart(from));
            int to = from + 1;
            while (to < gap.to() && calendar.dateOf(series.slotStart(to)).equals(date)) {
                to++;
            }
            proposeDay(gap, from, to, date, line, "interpolation: " + noLine);
            from = to;
        }
    }

    /** Proposes for the open slots of a market day. */
    private void proposeDay(Gap gap, int from, int to, LocalDate date, @Nullable Line line, String tried) {
        int first = from;
        while (first < to && !slots.isOpen(first)) {
            first++;
        }
        int end = to;
        while (end > first && !slots.isOpen(end - 1)) {
            end--;
        }
        if (first == end) {
            return;
        }
        String noDays = proposeComparable(gap, first, end, date, line);
        if (noDays == null) {
            return;
        }
        String noProfile = proposeProfile(gap, first, end);
        if (noProfile == null) {
            return;
        }
        for (int slot = first; slot < end; slot++) {
            slots.lack(slot, tried + "; comparable days: " + noDays + "; load profile: " + noProfile);
        }
    }

    private @Nullable String proposeComparable(Gap gap, int from, int to, LocalDate date, @Nullable Line line) {
        String obstacle = policy.obstacle(
                SubstitutionMethod.COMPARABLE_DAYS, gap.interval().length());
        if (obstacle != null) {
            return obstacle;
        }
        List<LocalDate> days = comparable.before(gap, from, to);
        if (days.size() < policy.minimumComparableDays()) {
            return days.size() + " of at least " + policy.minimumComparableDays() + " days like " + date
                    + " were measured in the " + policy.lookBackDays() + " days before the gap";
        }
        Line near = policy.neighbourReach().isZero() ? null : line;
        Derivation derivation = new Derivation.ComparableDays(
                calendar.dayType(date),
                days,
                near == null ? null : near.derivation(),
                near == null ? Duration.ZERO : policy.neighbourReach());
        for (int slot = from; slot < to; slot++) {
            if (slots.isOpen(slot)) {
                long mean = comparable.mean(slot, date, days);
                slots.propose(
                        slot,
                        near == null ? mean : near.draw(slot, mean, policy.neighbourReach(), series.resolution()),
                        derivation);
            }
        }
        return null;
    }

    private @Nullable String proposeProfile(Gap gap, int from, int to) {
        String obstacle =
                policy.obstacle(SubstitutionMethod.LOAD_PROFILE, gap.interval().length());
        if (obstacle != null) {
            return obstacle;
        }
        Energy forecast = request.annualForecast();
        if (profile == null) {
            return "there is none";
        }
        if (forecast == null) {
            return "there is no annual forecast";
        }
        List<BigInteger> weights = new ArrayList<>(to - from);
        BigInteger sum = BigInteger.ZERO;
        for (int slot = from; slot < to; slot++) {
            weights.add(profile.weight(slot));
            sum = sum.add(weights.get(slot - from));
        }
        BigInteger year = profile.yearOf(from);
        if (year.signum() == 0) {
            return "it is zero all year";
        }
        long total = Rounding.quotient(sum.multiply(BigInteger.valueOf(forecast.milliwattHours())), year);
        long[] parts = Apportionment.of(total, weights);
        Derivation derivation = new Derivation.Profile(profile.name(), forecast);
        for (int slot = from; slot < to; slot++) {
            if (slots.isOpen(slot)) {
                slots.propose(slot, parts[slot - from], derivation);
            }
        }
        return null;
    }

    /** The straight line between the measured neighbours of a gap. */
    record Line(Gap gap, Derivation.Interpolation derivation) {

        static @Nullable Line across(ReadingSeries series, Gap gap) {
            int before = gap.from() - 1;
            int after = gap.to();
            if (before < 0
                    || after >= series.size()
                    || !series.quality(before).isMeasured()
                    || !series.quality(after).isMeasured()) {
                return null;
            }
            Derivation.Interpolation derivation = new Derivation.Interpolation(
                    series.slotStart(before),
                    Energy.ofMilliwattHours(series.milliwattHours(before)),
                    series.slotStart(after),
                    Energy.ofMilliwattHours(series.milliwattHours(after)));
            return new Line(gap, derivation);
        }

        /** Rounded half-even to whole mWh. */
        long at(int slot) {
            BigInteger before = BigInteger.valueOf(derivation.energyBefore().milliwattHours());
            BigInteger after = BigInteger.valueOf(derivation.energyAfter().milliwattHours());
            long steps = gap.to() - gap.from() + 1L;
            long step = slot - gap.from() + 1L;
            BigInteger weighted =
                    before.multiply(BigInteger.valueOf(steps - step)).add(after.multiply(BigInteger.valueOf(step)));
            return Rounding.quotient(weighted, BigInteger.valueOf(steps));
        }

        /** A mean drawn towards the line, the more the nearer the slot is to an edge of the gap. */
        long draw(int slot, long mean, Duration reach, Duration resolution) {
            long steps = Math.min(slot - gap.from() + 1, gap.to() - slot);
            BigInteger near = BigInteger.valueOf(reach.toMillis()).pow(2);
            BigInteger far = BigInteger.valueOf(resolution.toMillis() * steps).pow(2);
            BigInteger weighted =
                    near.multiply(BigInteger.valueOf(at(slot))).add(far.multiply(BigInteger.valueOf(mean)));
            return Rounding.quotient(weighted, near.add(far));
        }
    }
}
