package io.metrify.quality.estimation;

import io.metrify.model.MarketCalendar;
import io.metrify.model.SubstitutionMethod;
import io.metrify.model.meter.MeterType;
import io.metrify.validation.series.KnownEvents;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Computes substitutes for the slots of a series that have no usable value. Measured values are never touched, and what
 * cannot be estimated is refused with a reason, never guessed. The same request gives the same substitutes.
 *
 * <p>The steps, in this order:
 *
 * <ol>
 *   <li><b>What is open.</b> Slots without a value, and those whose value the policy allows to replace.
 *   <li><b>Long gaps.</b> A gap of more whole market days than the policy allows is refused before anything is filled.
 *   <li><b>Outages.</b> If the policy says so, slots wholly within a known outage get no energy.
 *   <li><b>Own estimates.</b> What each slot would get without a register: in a short gap between measured neighbours
 *       the straight line (MeteringCode 2006 A8.2.2; CPUC VEE 4.1); otherwise, market day by market day, the mean of the most
 *       recent measured days of the same type at the same local time, drawn to that line near the edges of the gap; otherwise
 *       the load profile scaled to the annual forecast.
 *   <li><b>Registers.</b> Between two readings of the cumulative register, own estimates are only the shape: negative ones count
 *       as 0, and all are scaled by one factor so that they and the other values add up to the advance to the last mWh. What
 *       rounding leaves goes to the largest remainders, the earlier slot on a tie. A shape that is zero throughout is spread
 *       evenly. Where an estimate is lacking, the load profile is the shape of the whole span, or, without one, the straight line
 *       between the neighbours, however long. If the other values are more than the advance, or what is left is more than the
 *       rated power can have moved, the span is refused, with a finding. A span that also has slots which must not be filled is
 *       not scaled; its own estimates are refused if they are more than what is left of the advance.
 *   <li><b>The others.</b> Outside such spans own estimates are the substitutes; a slot without one is refused.
 * </ol>
 *
 * <p>A short gap is thus filled by the line even if the line is only its shape. Immutable and safe for use by several threads.
 */
public final class Estimator {

    private final MarketCalendar calendar;
    private final EstimationPolicy policy;
    private final Map<MeterType, EstimationPolicy> policiesByType;
    private final KnownEvents events;
    private final @Nullable LoadProfile profile;

    private Estimator(
            MarketCalendar calendar,
            EstimationPolicy policy,
            Map<MeterType, EstimationPolicy> policiesByType,
            KnownEvents events,
            @Nullable LoadProfile profile) {
        this.calendar = Objects.requireNonNull(calendar, "calendar");
        this.policy = Objects.requireNonNull(policy, "policy");
        this.policiesByType = policiesByType;
        this.events = Objects.requireNonNull(events, "events");
        this.profile = profile;
    }

    /**
     * The standard policy, no known events and no load profile.
     *
     * @param calendar the market's days, by which comparable days are told and long gaps counted
     * @return the estimator
     */
    public static Estimator of(MarketCalendar calendar) {
        return new Estimator(calendar, EstimationPolicy.standard(), Map.of(), KnownEvents.none(), null);
    }

    /**
     * The same with another policy for all types of meter that have none of their own.
     *
     * @param newPolicy what may be estimated
     * @return a copy
     */
    public Estimator withPolicy(EstimationPolicy newPolicy) {
        return new Estimator(calendar, newPolicy, policiesByType, events, profile);
    }

    /**
     * The same with a policy of its own for a type of meter.
     *
     * @param type the type
     * @param newPolicy what may be estimated for such meters
     * @return a copy
     */
    public Estimator withPolicy(MeterType type, EstimationPolicy newPolicy) {
        Map<MeterType, EstimationPolicy> changed = new EnumMap<>(MeterType.class);
        changed.putAll(policiesByType);
        changed.put(Objects.requireNonNull(type, "type"), Objects.requireNonNull(newPolicy, "newPolicy"));
        return new Estimator(calendar, policy, changed, events, profile);
    }

    /**
     * The same with known events. Days with an outage are not comparable; what is put into outages is the policy's matter; a
     * register has no advance across an exchange whose indexes the request does not give.
     *
     * @param newEvents outages and exchanges
     * @return a copy
     */
    public Estimator withEvents(KnownEvents newEvents) {
        return new Estimator(calendar, policy, policiesByType, newEvents, profile);
    }

    /**
     * The same with a load profile for meters without history.
     *
     * @param newProfile the profile
     * @return a copy
     */
    public Estimator withLoadProfile(LoadProfile newProfile) {
        return new Estimator(
                calendar, policy, policiesByType, events, Objects.requireNonNull(newProfile, "newProfile"));
    }

    /**
     * Fills what may be filled.
     *
     * @param request the series and what is known beside it
     * @return the filled series, with a record of every substitute and every refusal
     */
    public Estimation estimate(EstimationRequest request) {
        EstimationPolicy rules = policiesByType.getOrDefault(request.meterType(), policy);
        LoadProfile allowed = rules.longestGap().containsKey(SubstitutionMethod.LOAD_PROFILE) ? profile : null;
        return new EstimationRun(request, calendar, rules, events, allowed).run();
    }
}
