package io.metrify.validation;

import io.metrify.model.meter.MeterReading;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The rules that a kind of record is judged by. It is immutable and safe for use by several threads; build it once, as
 * it remembers the reports it gave, and share it.
 *
 * <p>A record that violates nothing costs no memory, as long as the rules themselves allocate nothing for it: all
 * records for which the same rules were skipped for the same reasons share one report. A set without rules finds
 * nothing wrong with any record.
 *
 * @param <T> the kind of record
 */
public final class RuleSet<T> {

    private final Subject<T> subject;
    private final List<Rule<T>> rules;
    private final CoverageTable coverages;
    // The same rules, for the loop that every record goes through.
    private final Rule<T>[] order;
    private final int[] all;
    // A reading that passes the screen is sound by all rules but these.
    private final Screen screen = new Screen();
    private final int[] unscreened;

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of the list's own elements
    private RuleSet(Subject<T> subject, List<Rule<T>> rules) {
        this.subject = subject;
        this.rules = rules;
        this.order = rules.toArray(new Rule[0]);
        this.unscreened = IntStream.range(0, order.length)
                .filter(place -> !(order[place] instanceof MeterRule rule && rule.narrow(screen)))
                .toArray();
        this.all = IntStream.range(0, order.length).toArray();
        this.coverages = new CoverageTable(rules.stream().map(Rule::id).toList());
    }

    /**
     * A set of given rules. For the models' own records there are stock sets: {@link MeterRules}, {@link GridRules},
     * {@link WeatherRules}.
     *
     * @param subject how findings name a record, such as {@link Subject#ofMeterReading()}
     * @param rules the rules, in the order in which findings are listed
     * @param <T> the kind of record
     * @return the set
     * @throws IllegalArgumentException if two rules have the same id, or an id is not of the form that {@link
     *     Rule#id()} describes
     */
    public static <T> RuleSet<T> of(Subject<T> subject, List<Rule<T>> rules) {
        Objects.requireNonNull(subject, "subject");
        Set<String> ids = new HashSet<>();
        for (Rule<T> rule : rules) {
            if (!ids.add(RuleId.require(rule.id()))) {
                throw new IllegalArgumentException("two rules have the id " + rule.id()
                        + "; give each its own, by which its findings are counted");
            }
        }
        return new RuleSet<>(subject, List.copyOf(rules));
    }

    /**
     * The rules.
     *
     * @return the rules in order
     */
    public List<Rule<T>> rules() {
        return rules;
    }

    /**
     * This set with one more rule, or with another rule in the place of the one of the same id.
     *
     * @param rule the rule
     * @return a copy
     */
    public RuleSet<T> with(Rule<T> rule) {
        List<Rule<T>> changed = new ArrayList<>(rules);
        int place = placeOf(rule.id());
        if (place < 0) {
            changed.add(rule);
        } else {
            changed.set(place, rule);
        }
        return of(subject, changed);
    }

    /**
     * This set without a rule.
     *
     * @param id the rule's id
     * @return a copy
     * @throws IllegalArgumentException if the set has no such rule
     */
    public RuleSet<T> without(String id) {
        List<Rule<T>> changed = new ArrayList<>(rules);
        changed.remove(requirePlaceOf(id));
        return of(subject, changed);
    }

    /**
     * This set with another severity for a rule.
     *
     * @param id the rule's id
     * @param severity how much its findings matter from now on
     * @return a copy
     * @throws IllegalArgumentException if the set has no such rule
     */
    public RuleSet<T> withSeverity(String id, Severity severity) {
        int place = requirePlaceOf(id);
        List<Rule<T>> changed = new ArrayList<>(rules);
        changed.set(place, reweighted(changed.get(place), severity));
        return of(subject, changed);
    }

    /**
     * Judges a record by every rule.
     *
     * @param record the record
     * @param context what the rules may know beside it
     * @return all findings, and which rules were evaluated and skipped
     */
    public ValidationReport validate(T record, RuleContext context) {
        Objects.requireNonNull(record, "record");
        Objects.requireNonNull(context, "context");
        int[] places = record instanceof MeterReading reading && screen.passes(reading) ? unscreened : all;
        if (places.length == 0) {
            return coverages.complete();
        }
        Inspection inspection = Inspection.borrow();
        try {
            for (int place : places) {
                inspection.turnTo(place);
                order[place].check(record, context, inspection);
            }
            return report(record, inspection);
        } finally {
            inspection.release();
        }
    }

    /**
     * Judges every record of a batch by every rule. What a batch says of a row equals what {@link #validate} says of that
     * record. The stock rules for meter readings run over {@link ReadingColumns} column by column and touch no object;
     * all other rules, and batches of other kinds, are judged record by record.
     *
     * @param batch the records
     * @param context what the rules may know beside them
     * @return what was found, evaluated and skipped, by row and by rule
     */
    public BatchReport<T> validateAll(Batch<T> batch, RuleContext context) {
        return validateAll(batch, context, new BatchReport<>(this));
    }

    /**
     * The same into a report that is used again, so that batch after batch costs no memory: what the report said before is
     * forgotten.
     *
     * @param batch the records
     * @param context what the rules may know beside them
     * @param report a report that this rule set gave
     * @return the report
     * @throws IllegalArgumentException if another rule set gave the report
     */
    public BatchReport<T> validateAll(Batch<T> batch, RuleContext context, BatchReport<T> report) {
        Objects.requireNonNull(batch, "batch");
        Objects.requireNonNull(context, "context");
        report.fill(this, batch, context);
        return report;
    }

    /** The report of what an inspection took down. */
    ValidationReport report(T record, Inspection inspection) {
        Coverage coverage = coverages.of(inspection);
        return inspection.violations().isEmpty()
                ? coverage.clean()
                : coverage.with(findings(record, inspection.violations()));
    }

    private List<Finding> findings(T record, List<Inspection.Violation> violations) {
        List<Finding> findings = new ArrayList<>(violations.size());
        for (Inspection.Violation violation : violations) {
            Rule<T> rule = rules.get(violation.rule());
            findings.add(new Finding(
                    rule.id(),
                    rule.severity(),
                    subject.name(record),
                    subject.start(record),
                    subject.end(record),
                    violation.evidence()));
        }
        return Collections.unmodifiableList(findings);
    }

    @SuppressWarnings("unchecked") // a rule for readings is in a set for readings
    private static <T> Rule<T> reweighted(Rule<T> rule, Severity severity) {
        return rule instanceof MeterRule meterRule
                ? (Rule<T>) meterRule.withSeverity(severity)
                : new CheckedRule<T>(rule.id(), severity, rule.description(), rule.source(), rule::check);
    }

    int requirePlaceOf(String id) {
        int place = placeOf(id);
        if (place < 0) {
            throw new IllegalArgumentException("the set has no rule \"" + id + "\"; its rules are "
                    + rules.stream().map(Rule::id).toList());
        }
        return place;
    }

    private int placeOf(String id) {
        Objects.requireNonNull(id, "id");
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i).id().equals(id)) {
                return i;
            }
        }
        return -1;
    }
}
