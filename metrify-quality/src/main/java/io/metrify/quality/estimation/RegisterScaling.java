package io.metrify.quality.estimation;

import io.metrify.model.Energy;
import io.metrify.model.SubstitutionMethod;
import io.metrify.model.meter.ReadingSeries;
import io.metrify.quality.Apportionment;
import io.metrify.quality.Ratio;
import io.metrify.quality.estimation.OwnEstimates.Line;
import io.metrify.quality.estimation.Refusal.Cause;
import io.metrify.quality.estimation.Slots.State;
import io.metrify.validation.Finding;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Scales shapes so that spans add up to what a register advanced. */
final class RegisterScaling {

    private final EstimationRequest request;
    private final ReadingSeries series;
    private final EstimationPolicy policy;
    private final @Nullable ProfileShape profile;
    private final Slots slots;
    private final List<Gap> gaps;
    private final List<Finding> findings = new ArrayList<>();

    /** What a span's open slots are scaled from, in the order of the slots. */
    private record Shape(List<BigInteger> weights, List<Derivation> derivations) {}

    RegisterScaling(
            EstimationRequest request,
            EstimationPolicy policy,
            @Nullable ProfileShape profile,
            Slots slots,
            List<Gap> gaps) {
        this.request = request;
        this.series = request.series();
        this.policy = policy;
        this.profile = profile;
        this.slots = slots;
        this.gaps = gaps;
    }

    List<Finding> findings() {
        return findings;
    }

    void scale(RegisterAdvance advance) {
        int from = series.slotOf(advance.span().start());
        int to = from + Math.toIntExact(advance.span().length().dividedBy(series.resolution()));
        List<Integer> open = slots(from, to, State.OPEN);
        if (open.isEmpty() && slots(from, to, State.FILLED).isEmpty()) {
            return;
        }
        BigInteger given = given(from, to);
        BigInteger rest = BigInteger.valueOf(advance.energy().milliwattHours()).subtract(given);
        boolean partly = !slots(from, to, State.LEFT).isEmpty()
                || !slots(from, to, State.REFUSED).isEmpty()
                || !isAllowed(open);
        if (rest.signum() < 0) {
            refuse(
                    advance,
                    from,
                    to,
                    "estimation.register.exceeded",
                    "the other values add up to " + energy(given) + ", more than the advance");
        } else if (rest.compareTo(BigInteger.valueOf(Energy.MAX_MILLIWATT_HOURS)) > 0) {
            refuse(
                    advance,
                    from,
                    to,
                    "estimation.register.capacity",
                    "the other values add up to " + energy(given) + ", so that what is left is out of range");
        } else if (exceeds(rest, open.size())) {
            refuse(
                    advance,
                    from,
                    to,
                    "estimation.register.capacity",
                    "the other values add up to " + energy(given)
                            + ", and what is left, " + energy(rest) + ", is more than the rated power of "
                            + request.ratedPowerKw() + " kW can move in the " + open.size() + " open slots");
        } else if (partly) {
            bound(advance, rest, open);
        } else if (open.isEmpty()) {
            if (rest.signum() > 0) {
                refuse(
                        advance,
                        from,
                        to,
                        "estimation.register.outage",
                        "the other values add up to " + energy(given) + ", so that energy flowed during the outages");
            }
        } else {
            fill(advance, Energy.ofMilliwattHours(given.longValueExact()), rest.longValueExact(), open);
        }
    }

    private void fill(RegisterAdvance advance, Energy given, long rest, List<Integer> open) {
        Shape shape = shape(open);
        if (shape == null) {
            open.forEach(slot -> slots.close(
                    slot,
                    slot + 1,
                    Cause.NO_METHOD,
                    "the register leaves " + Energy.ofMilliwattHours(rest) + " for " + advance.span()
                            + ", but nothing gives a shape; " + slots.reason(slot)));
            return;
        }
        BigInteger sum = shape.weights.stream().reduce(BigInteger.ZERO, BigInteger::add);
        if (sum.signum() == 0) {
            shape = new Shape(
                    Collections.nCopies(open.size(), BigInteger.ONE),
                    Collections.nCopies(open.size(), new Derivation.EvenSpread()));
            sum = BigInteger.valueOf(open.size());
        }
        Ratio factor = new Ratio(BigInteger.valueOf(rest), sum);
        long[] parts = Apportionment.of(rest, shape.weights);
        IdentityHashMap<Derivation, Derivation> scaled = new IdentityHashMap<>();
        for (int i = 0; i < parts.length; i++) {
            Derivation derivation = scaled.computeIfAbsent(
                    shape.derivations.get(i),
                    own -> new Derivation.RegisterScaling(own, advance, given, Energy.ofMilliwattHours(rest), factor));
            slots.fill(open.get(i), parts[i], derivation);
        }
    }

    private @Nullable Shape shape(List<Integer> open) {
        if (open.stream().allMatch(slots::isProposed)) {
            return new Shape(
                    open.stream().map(slot -> weight(slots.amount(slot))).toList(),
                    open.stream().map(slots::proposal).toList());
        }
        ProfileShape typical = profile;
        if (typical != null) {
            return new Shape(
                    open.stream().map(typical::weight).toList(),
                    Collections.nCopies(open.size(), new Derivation.Profile(typical.name(), null)));
        }
        if (!policy.longestGap().containsKey(SubstitutionMethod.INTERPOLATION)) {
            return null;
        }
        List<BigInteger> weights = new ArrayList<>(open.size());
        List<Derivation> derivations = new ArrayList<>(open.size());
        Line line = null;
        for (int slot : open) {
            if (slots.isProposed(slot)) {
                weights.add(weight(slots.amount(slot)));
                derivations.add(slots.proposal(slot));
                continue;
            }
            line = line != null && line.gap().to() > slot ? line : Line.across(series, gapOf(slot));
            if (line == null) {
                return null;
            }
            weights.add(weight(line.at(slot)));
            derivations.add(line.derivation());
        }
        return new Shape(weights, derivations);
    }

    /** Refuses own estimates that are more than what is left, where they cannot be scaled. */
    private void bound(RegisterAdvance advance, BigInteger rest, List<Integer> open) {
        BigInteger sum = open.stream()
                .filter(slots::isProposed)
                .map(slot -> BigInteger.valueOf(slots.amount(slot)))
                .reduce(BigInteger.ZERO, BigInteger::add);
        if (sum.compareTo(rest) > 0) {
            open.forEach(slot -> slots.close(
                    slot,
                    slot + 1,
                    Cause.REGISTER_CONTRADICTS,
                    "the register leaves " + energy(rest) + " for " + advance.span()
                            + ", of which some slots must not be filled; the estimates of the others add up to more, "
                            + energy(sum)));
        }
    }

    private void refuse(RegisterAdvance advance, int from, int to, String rule, String contradiction) {
        String reason =
                "the register advanced by " + advance.energy() + " in " + advance.span() + ", but " + contradiction;
        slots.close(from, to, Cause.REGISTER_CONTRADICTS, reason);
        findings.add(RegisterSpans.finding(
                series,
                rule,
                advance.span(),
                contradiction,
                advance.energy().toString(),
                "The register of " + series.register() + " advanced by " + advance.energy() + " in " + advance.span()
                        + ", but " + contradiction + "; nothing was estimated there."));
    }

    private boolean isAllowed(List<Integer> open) {
        return open.stream()
                .map(this::gapOf)
                .distinct()
                .allMatch(gap -> policy.obstacle(
                                SubstitutionMethod.REGISTER_SCALING,
                                gap.interval().length())
                        == null);
    }

    private boolean exceeds(BigInteger rest, int open) {
        double most = RegisterSpans.capacity(request, series.resolution().toSeconds() * open);
        return open > 0 && rest.doubleValue() > most;
    }

    private Gap gapOf(int slot) {
        int low = 0;
        int high = gaps.size() - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (gaps.get(middle).to() > slot) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return gaps.get(low);
    }

    private List<Integer> slots(int from, int to, State state) {
        List<Integer> found = new ArrayList<>();
        for (int slot = from; slot < to; slot++) {
            if (slots.state(slot) == state) {
                found.add(slot);
            }
        }
        return found;
    }

    private BigInteger given(int from, int to) {
        BigInteger sum = BigInteger.ZERO;
        for (int slot = from; slot < to; slot++) {
            if (slots.state(slot) == State.GIVEN) {
                sum = sum.add(BigInteger.valueOf(series.milliwattHours(slot)));
            }
        }
        return sum;
    }

    private static BigInteger weight(long amount) {
        return BigInteger.valueOf(Math.max(0, amount));
    }

    private static String energy(BigInteger milliwattHours) {
        return new BigDecimal(milliwattHours, Energy.SCALE).toPlainString() + " kWh";
    }
}
