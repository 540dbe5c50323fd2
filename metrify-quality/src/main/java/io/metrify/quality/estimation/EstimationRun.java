package io.metrify.quality.estimation;

import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.MarketCalendar;
import io.metrify.model.QualityCode;
import io.metrify.model.SubstitutionMethod;
import io.metrify.model.meter.Ambient;
import io.metrify.model.meter.Electrical;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.ReadingQuality;
import io.metrify.model.meter.ReadingSeries;
import io.metrify.model.meter.ReadingSeriesBuilder;
import io.metrify.quality.estimation.Refusal.Cause;
import io.metrify.validation.Finding;
import io.metrify.validation.series.KnownEvents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One request on its way through the steps. */
final class EstimationRun {

    private final EstimationRequest request;
    private final ReadingSeries series;
    private final MarketCalendar calendar;
    private final EstimationPolicy policy;
    private final @Nullable LoadProfile profile;
    private final List<Interval> outages;
    private final RegisterSpans spans;
    private final Slots slots;

    EstimationRun(
            EstimationRequest request,
            MarketCalendar calendar,
            EstimationPolicy policy,
            KnownEvents events,
            @Nullable LoadProfile profile) {
        this.request = request;
        this.series = request.series();
        this.calendar = calendar;
        this.policy = policy;
        this.profile = profile;
        this.outages = events.outages(series.meterId(), series.interval());
        // An exchange at the very end of the series still belongs to a register reading of that instant.
        Interval known =
                new Interval(series.interval().start(), series.interval().end().plusSeconds(1));
        this.spans = new RegisterSpans(request, events.exchanges(series.meterId(), known));
        this.slots = new Slots(series);
    }

    Estimation run() {
        List<Gap> gaps = gaps();
        ProfileShape shape = profile == null ? null : new ProfileShape(profile, calendar, series);
        OwnEstimates estimates = new OwnEstimates(request, calendar, policy, outages, shape, slots);
        for (Gap gap : gaps) {
            open(gap);
            if (gap.wholeDays(calendar) > policy.longestGapDays()) {
                slots.close(gap.from(), gap.to(), Cause.GAP_TOO_LONG, tooLong(gap));
            } else {
                darken(gap);
                estimates.propose(gap);
            }
        }
        RegisterScaling scaling = new RegisterScaling(request, policy, shape, slots, gaps);
        spans.advances().forEach(scaling::scale);
        slots.settle();
        return result(scaling);
    }

    /** All runs of slots without a usable value, inside the window or not. */
    private List<Gap> gaps() {
        List<Gap> gaps = new ArrayList<>();
        int from = -1;
        for (int slot = 0; slot <= series.size(); slot++) {
            boolean usable = slot == series.size() || isUsable(slot);
            if (!usable && from < 0) {
                from = slot;
            } else if (usable && from >= 0) {
                gaps.add(Gap.of(series, from, slot));
                from = -1;
            }
        }
        return gaps;
    }

    private boolean isUsable(int slot) {
        QualityCode code = series.quality(slot);
        return series.isPresent(slot)
                && code != QualityCode.UNUSABLE
                && !policy.replaceable().contains(code);
    }

    private void open(Gap gap) {
        for (int slot = gap.from(); slot < gap.to(); slot++) {
            if (!request.window().encloses(interval(slot))) {
                slots.leave(slot);
                continue;
            }
            slots.open(slot);
            if (series.isPresent(slot) && !policy.replaceable().contains(series.quality(slot))) {
                String reason =
                        "there are values marked " + series.quality(slot) + ", which the policy does not replace";
                slots.close(slot, slot + 1, Cause.NOT_REPLACEABLE, reason);
            }
        }
    }

    private String tooLong(Gap gap) {
        return "the gap " + gap.interval() + " has " + gap.wholeDays(calendar) + " whole days; at most "
                + policy.longestGapDays() + " are filled";
    }

    private void darken(Gap gap) {
        if (policy.outages() != OutageTreatment.ZERO) {
            return;
        }
        for (int slot = gap.from(); slot < gap.to(); slot++) {
            Interval interval = interval(slot);
            Interval outage = outages.stream()
                    .filter(known -> known.encloses(interval))
                    .min(Comparator.comparing(Interval::start).thenComparing(Interval::end))
                    .orElse(null);
            if (outage != null && slots.isOpen(slot)) {
                slots.fill(slot, 0, new Derivation.Outage(outage));
            }
        }
    }

    private Estimation result(RegisterScaling scaling) {
        ReadingSeriesBuilder builder = series.toBuilder();
        List<Substitute> substitutes = new ArrayList<>();
        for (int slot = 0; slot < series.size(); slot++) {
            Derivation derivation = slots.derivation(slot);
            if (derivation != null) {
                Substitute substitute = substitute(slot, derivation);
                substitutes.add(substitute);
                builder.set(
                        slot,
                        Objects.requireNonNull(substitute.reading().consumption()),
                        derivation.code(),
                        derivation.method());
            }
        }
        List<Finding> findings = new ArrayList<>(spans.findings());
        findings.addAll(scaling.findings());
        findings.sort(Comparator.comparing(Finding::start).thenComparing(Finding::rule));
        return new Estimation(builder.build(), substitutes, slots.refusals(), findings);
    }

    private Substitute substitute(int slot, Derivation derivation) {
        SubstitutionMethod method = derivation.method();
        MeterReading reading = new MeterReading(
                series.meterId(),
                series.register(),
                interval(slot),
                Energy.ofMilliwattHours(slots.amount(slot)),
                Electrical.NOT_MEASURED,
                Ambient.NOT_MEASURED,
                new ReadingQuality(derivation.code(), method, Double.NaN));
        return new Substitute(
                reading,
                derivation,
                series.energy(slot),
                series.quality(slot),
                request.knownAt(),
                request.author(),
                request.cause());
    }

    private Interval interval(int slot) {
        Instant start = series.slotStart(slot);
        return new Interval(start, start.plus(series.resolution()));
    }
}
