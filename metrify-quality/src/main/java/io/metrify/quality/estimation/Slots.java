package io.metrify.quality.estimation;

import io.metrify.model.Interval;
import io.metrify.model.meter.ReadingSeries;
import io.metrify.quality.estimation.Refusal.Cause;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is going to become of each slot of a series. */
final class Slots {

    /** Where a slot stands. */
    enum State {
        /** It has a usable value, which stays. */
        GIVEN,
        /** It has none, and is nobody's business: it lies outside the window. */
        LEFT,
        /** It has none, and may be filled. */
        OPEN,
        /** It has none, and is filled. */
        FILLED,
        /** It has none, and must not be filled. */
        REFUSED
    }

    private final ReadingSeries series;
    private final State[] states;
    private final long[] amounts;
    private final @Nullable Derivation[] derivations;
    private final boolean[] proposed;
    private final @Nullable Cause[] causes;
    private final @Nullable String[] reasons;

    Slots(ReadingSeries series) {
        this.series = series;
        int size = series.size();
        this.states = new State[size];
        Arrays.fill(states, State.GIVEN);
        this.amounts = new long[size];
        this.derivations = new Derivation[size];
        this.proposed = new boolean[size];
        this.causes = new Cause[size];
        this.reasons = new String[size];
    }

    State state(int slot) {
        return states[slot];
    }

    boolean isOpen(int slot) {
        return states[slot] == State.OPEN;
    }

    void open(int slot) {
        states[slot] = State.OPEN;
    }

    void leave(int slot) {
        states[slot] = State.LEFT;
    }

    /** Refuses slots that are open or filled. */
    void close(int from, int to, Cause cause, String reason) {
        for (int slot = from; slot < to; slot++) {
            if (states[slot] != State.GIVEN && states[slot] != State.LEFT && states[slot] != State.REFUSED) {
                states[slot] = State.REFUSED;
                causes[slot] = cause;
                reasons[slot] = reason;
            }
        }
    }

    void fill(int slot, long amount, Derivation derivation) {
        states[slot] = State.FILLED;
        amounts[slot] = amount;
        derivations[slot] = derivation;
    }

    /** Notes what a slot gets if no register says otherwise. */
    void propose(int slot, long amount, Derivation derivation) {
        proposed[slot] = true;
        amounts[slot] = amount;
        derivations[slot] = derivation;
    }

    /** Notes why there is no proposal. */
    void lack(int slot, String reason) {
        reasons[slot] = reason;
    }

    boolean isProposed(int slot) {
        return proposed[slot];
    }

    long amount(int slot) {
        return amounts[slot];
    }

    String reason(int slot) {
        return Objects.requireNonNullElse(reasons[slot], "");
    }

    Derivation proposal(int slot) {
        return Objects.requireNonNull(derivations[slot]);
    }

    /** Fills what is still open with what was proposed, and refuses the others. */
    void settle() {
        for (int slot = 0; slot < states.length; slot++) {
            if (isOpen(slot)) {
                if (proposed[slot]) {
                    states[slot] = State.FILLED;
                } else {
                    close(slot, slot + 1, Cause.NO_METHOD, reason(slot));
                }
            }
        }
    }

    /** How a slot was filled, or null if it was not. */
    @Nullable
    Derivation derivation(int slot) {
        return states[slot] == State.FILLED ? derivations[slot] : null;
    }

    /** The refused slots, those together that have the same reason. */
    List<Refusal> refusals() {
        List<Refusal> refusals = new ArrayList<>();
        int from = 0;
        while (from < states.length) {
            Cause cause = causes[from];
            String reason = reasons[from];
            int to = from + 1;
            if (states[from] == State.REFUSED && cause != null && reason != null) {
                while (to < states.length
                        && states[to] == State.REFUSED
                        && cause == causes[to]
                        && reason.equals(reasons[to])) {
                    to++;
                }
                refusals.add(new Refusal(
                        new Interval(
                                series.slotStart(from), series.slotStart(to - 1).plus(series.resolution())),
                        cause,
                        reason));
            }
            from = to;
        }
        return refusals;
    }
}
