package io.metrify.validation;

import io.metrify.model.meter.MeterReading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the rules of a set say about one record while it is judged. It is handed to a {@link Rule} and must not be kept:
 * it is used again for the next record. Not thread-safe.
 */
public final class Inspection {

    // One per thread is used again and again, so that a sound record costs no memory.
    private static final ThreadLocal<Inspection> SPARE = ThreadLocal.withInitial(Inspection::new);
    private static final int USUAL_RULES = 32;

    private final List<Violation> violations = new ArrayList<>();
    private final ReadingColumns row = ReadingColumns.withCapacity(1);
    private final MeterFacts facts = new MeterFacts();
    private @Nullable MeterReading inRow;
    private @Nullable RuleContext inContext;
    private boolean askedForMeter;
    private int[] skippedRules = new int[USUAL_RULES];
    private String[] skipReasons = new String[USUAL_RULES];
    private int skips;
    private int skipHash;
    private int rule;
    private boolean judging;
    private boolean skipped;
    private boolean violated;

    private Inspection() {}

    /** The calling thread's own, or a new one while that is in use because a rule validates in turn. */
    static Inspection borrow() {
        Inspection own = SPARE.get();
        Inspection free = own.judging ? new Inspection() : own;
        free.judging = true;
        return free;
    }

    /** Gives the inspection back, so that it can be borrowed again. */
    void release() {
        forget();
        judging = false;
    }

    /** Forgets the record. */
    void forget() {
        violations.clear();
        inRow = null;
        inContext = null;
        Arrays.fill(skipReasons, 0, skips, "");
        skips = 0;
        skipHash = 0;
    }

    /** Turns to the next rule, by its place in the set. */
    void turnTo(int nextRule) {
        rule = nextRule;
        skipped = false;
        violated = false;
    }

    /**
     * Reports that the record violates the rule. A rule may report several violations of one record.
     *
     * @param field the wire name of the field at fault, or null if no single field is
     * @param observed what was there, with its unit
     * @param expected what the rule allows, with its unit
     * @param message a sentence for people, with observed and expected values and their units
     * @throws IllegalStateException if the rule has already said that it could not judge the record, or the record's
     *     validation is over
     */
    public void violation(@Nullable String field, String observed, String expected, String message) {
        violation(new Evidence.Stated(field, new Words(observed, expected, message)));
    }

    /** Reports a violation whose words are there already, or are made when somebody reads them. */
    void violation(Evidence evidence) {
        requireJudging();
        if (skipped) {
            throw new IllegalStateException("a rule reported a violation of a record that it had skipped before;"
                    + " it either judges a record or skips it");
        }
        violated = true;
        violations.add(new Violation(rule, evidence));
    }

    /**
     * Reports that the rule could not judge the record: it has not passed, it was skipped.
     *
     * @param reason why, such as {@code the voltage was not measured}. Use constants: reports that differ only in
     *     what was skipped are shared, so a reason with a value in it costs memory for every record
     * @throws IllegalStateException if the rule has already reported a violation or a reason, or the record's
     *     validation is over
     */
    public void skip(String reason) {
        Objects.requireNonNull(reason, "reason");
        requireJudging();
        if (violated || skipped) {
            throw new IllegalStateException("a rule skipped a record (" + reason + ") that it had judged or skipped"
                    + " before; it either judges a record or skips it, once");
        }
        skipped = true;
        if (skips == skippedRules.length) {
            skippedRules = Arrays.copyOf(skippedRules, skips * 2);
            skipReasons = Arrays.copyOf(skipReasons, skips * 2);
        }
        skippedRules[skips] = rule;
        skipReasons[skips] = reason;
        skips++;
        skipHash = 31 * skipHash + (rule * 0x9E3779B9 ^ reason.hashCode());
    }

    /** Judges a reading by a stock rule, and takes down what it says. The reading's meter is looked up once. */
    @SuppressWarnings("ReferenceEquality")
    void judge(MeterRule meterRule, MeterReading reading, RuleContext context) {
        if (inRow != reading || inContext != context) {
            row.only(reading);
            facts.begin(context);
            facts.learn(0, null);
            askedForMeter = false;
            inRow = reading;
            inContext = context;
        }
        if (!askedForMeter && meterRule.asksForMeters()) {
            askedForMeter = true;
            facts.learn(0, context.meters().find(reading.meterId()));
        }
        int outcome = meterRule.judge(row, 0, facts);
        if (outcome != MeterRule.SOUND) {
            take(meterRule, outcome, reading, facts, 0);
        }
    }

    /** Takes down an outcome other than sound. */
    void take(MeterRule meterRule, int outcome, MeterReading reading, MeterFacts known, int meter) {
        if (outcome == MeterRule.VIOLATED) {
            violation(meterRule.evidence(reading, known, meter));
        } else {
            skip(meterRule.reason(outcome));
        }
    }

    List<Violation> violations() {
        return violations;
    }

    /** The number of rules skipped so far. */
    int skips() {
        return skips;
    }

    int skippedRule(int skip) {
        return skippedRules[skip];
    }

    String skipReason(int skip) {
        return skipReasons[skip];
    }

    /** A hash of which rules were skipped for which reasons. */
    int skipHash() {
        return skipHash;
    }

    private void requireJudging() {
        if (!judging) {
            throw new IllegalStateException(
                    "the validation of this record is over; a rule must not keep the inspection it is given");
        }
    }

    /** A violation as the rule reported it; which record it is about is added later. */
    record Violation(int rule, Evidence evidence) {}
}
