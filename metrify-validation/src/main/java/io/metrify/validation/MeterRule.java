package io.metrify.validation;

import io.metrify.model.meter.Meter;
import io.metrify.model.meter.MeterReading;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stock rule for meter readings. It states its test once, over columns of primitive values: a single reading is a batch
 * of one row. Words are made from the reading, when somebody reads them.
 */
abstract class MeterRule implements Rule<MeterReading> {

    /** The outcome of {@link #judge}: nothing is wrong. */
    static final int SOUND = 0;

    /** The outcome of {@link #judge}: the reading violates the rule. */
    static final int VIOLATED = -1;

    static final String NO_CONSUMPTION = "no consumption was measured";
    static final String UNKNOWN_METER = "the meter is not in the directory";

    private final Title title;
    private final @Nullable String field;
    private final List<String> reasons;

    /** What a rule is called and says of itself. */
    record Title(String id, Severity severity, String description, String source) {

        @Override
        public String toString() {
            return id + " (" + severity + "): " + description;
        }
    }

    /**
     * A rule.
     *
     * @param field the wire name of the field at fault, or null if no single field is
     * @param reasons why the rule may be unable to judge: outcome 1 is the first, and so on
     */
    MeterRule(Title title, @Nullable String field, String... reasons) {
        this(title, field, List.of(reasons));
    }

    private MeterRule(Title title, @Nullable String field, List<String> reasons) {
        RuleId.require(title.id());
        if (reasons.size() > Outcomes.MOST_REASONS) {
            throw new IllegalArgumentException(title.id() + " has " + reasons.size() + " reasons to skip a reading; "
                    + Outcomes.MOST_REASONS + " can be told apart");
        }
        this.title = title;
        this.field = field;
        this.reasons = reasons;
    }

    /** Judges one row: {@link #SOUND}, {@link #VIOLATED}, or the number of the reason why it could not. */
    abstract int judge(ReadingColumns readings, int row, MeterFacts facts);

    /**
     * Judges rows from one up to another and puts down each outcome. Every rule has this loop for itself: only so is the
     * call of its {@link #judge} bound, and made part of the loop, when it is compiled. One loop for all rules would cost
     * more than most of the tests.
     */
    abstract void judgeAll(ReadingColumns readings, int from, int to, MeterFacts facts, Outcomes outcomes);

    /**
     * Narrows a screen to readings that the rule finds sound. Answers false, and leaves the screen as it is, if that cannot
     * be told from energy and measured values alone.
     */
    boolean narrow(Screen screen) {
        return false;
    }

    /** What there is to say of a reading that violates the rule. */
    abstract Words words(MeterReading reading, @Nullable Meter meter, Instant now);

    final String reason(int outcome) {
        return reasons.get(outcome - 1);
    }

    /** Whether the rule asks for the meter of a reading. */
    boolean asksForMeters() {
        return true;
    }

    final Evidence evidence(MeterReading reading, MeterFacts facts, int number) {
        return new Violated(this, reading, facts.meter(number), facts.now());
    }

    /** This rule with another severity. */
    final MeterRule withSeverity(Severity severity) {
        return new Reweighted(this, severity);
    }

    @Override
    public final void check(MeterReading reading, RuleContext context, Inspection inspection) {
        inspection.judge(this, reading, context);
    }

    @Override
    public final String toString() {
        return title.toString();
    }

    @Override
    public final String id() {
        return title.id();
    }

    @Override
    public final Severity severity() {
        return title.severity();
    }

    @Override
    public final String description() {
        return title.description();
    }

    @Override
    public final String source() {
        return title.source();
    }

    /** What a violation rests on; the reading and the meter as they were. */
    private record Violated(
            MeterRule rule, MeterReading reading, @Nullable Meter meter, Instant now) implements Evidence {

        @Override
        public @Nullable String field() {
            return rule.field;
        }

        @Override
        public Words words() {
            return rule.words(reading, meter, now);
        }
    }

    /** A rule of another severity. */
    private static final class Reweighted extends MeterRule {

        private final MeterRule rule;

        Reweighted(MeterRule rule, Severity severity) {
            super(new Title(rule.id(), severity, rule.description(), rule.source()), rule.field, rule.reasons);
            this.rule = rule;
        }

        @Override
        int judge(ReadingColumns readings, int row, MeterFacts facts) {
            return rule.judge(readings, row, facts);
        }

        @Override
        void judgeAll(ReadingColumns readings, int from, int to, MeterFacts facts, Outcomes outcomes) {
            rule.judgeAll(readings, from, to, facts, outcomes);
        }

        @Override
        boolean narrow(Screen screen) {
            return rule.narrow(screen);
        }

        @Override
        boolean asksForMeters() {
            return rule.asksForMeters();
        }

        @Override
        Words words(MeterReading reading, @Nullable Meter meter, Instant now) {
            return rule.words(reading, meter, now);
        }
    }
}
