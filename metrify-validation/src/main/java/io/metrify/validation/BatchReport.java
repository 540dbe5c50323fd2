package io.metrify.validation;

import io.metrify.model.meter.MeterReading;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a rule set says about every record of a batch. It holds one bit for each pair of row and rule that was violated or
 * skipped; reports and findings are made when they are asked for, and equal those of {@link RuleSet#validate}.
 *
 * <p>Questions that need a record ({@link #report} and {@link #skipReasons}) are answered as long as the batch is as it was
 * when it was judged. Everything else stays true until the report is filled again. Not thread-safe.
 *
 * @param <T> the kind of record
 */
public final class BatchReport<T> {

    /** A chunk of a column stays in the cache while all rules run over it, and is long enough to be fetched ahead. */
    private static final int ROWS_PER_CHUNK = 8_192;

    private final RuleSet<T> rules;
    // By place; null where a rule is judged record by record.
    private final @Nullable MeterRule[] columnRules;
    private final MeterFacts facts = new MeterFacts();
    private final List<Outcomes> outcomes = new ArrayList<>();
    private final List<RowNotes> notes = new ArrayList<>();
    private final CleanRows clean;
    private final boolean asksForMeters;
    private final boolean allByColumn;

    private Batch<T> batch = Batch.of(List.of());
    private @Nullable ReadingColumns columns;
    private long changes;
    private int rows;

    BatchReport(RuleSet<T> rules) {
        this.rules = rules;
        int count = rules.rules().size();
        columnRules = new @Nullable MeterRule[count];
        boolean meters = false;
        boolean all = true;
        for (int i = 0; i < count; i++) {
            outcomes.add(new Outcomes());
            notes.add(new RowNotes());
            if (rules.rules().get(i) instanceof MeterRule rule) {
                columnRules[i] = rule;
                meters |= rule.asksForMeters();
            } else {
                all = false;
            }
        }
        clean = new CleanRows(outcomes);
        asksForMeters = meters;
        allByColumn = all;
    }

    void fill(RuleSet<T> judging, Batch<T> judged, RuleContext context) {
        if (judging != rules) {
            throw new IllegalArgumentException("the report belongs to another rule set; use one that this set gave");
        }
        batch = judged;
        rows = judged.size();
        columns = judged instanceof ReadingColumns readings ? readings : null;
        changes = columns == null ? 0 : columns.changes();
        for (int place = 0; place < outcomes.size(); place++) {
            outcomes.get(place).clear(rows);
            notes.get(place).clear();
        }
        clean.clear();
        if (columns != null) {
            facts.begin(context);
            if (asksForMeters) {
                facts.learn(columns.meterIds, context.meters());
            }
            judgeColumns(columns);
        }
        if (columns == null || !allByColumn) {
            judgeRecords(context);
        }
    }

    private void judgeColumns(ReadingColumns readings) {
        for (int from = 0; from < rows; from += ROWS_PER_CHUNK) {
            int to = Math.min(rows, from + ROWS_PER_CHUNK);
            for (int place = 0; place < columnRules.length; place++) {
                MeterRule rule = columnRules[place];
                if (rule != null) {
                    rule.judgeAll(readings, from, to, facts, outcomes.get(place));
                }
            }
        }
    }

    private void judgeRecords(RuleContext context) {
        Inspection inspection = Inspection.borrow();
        try {
            for (int row = 0; row < rows; row++) {
                T record = batch.record(row);
                for (int place = 0; place < columnRules.length; place++) {
                    if (columns == null || columnRules[place] == null) {
                        inspection.turnTo(place);
                        rules.rules().get(place).check(record, context, inspection);
                    }
                }
                takeNote(row, inspection);
                inspection.forget();
            }
        } finally {
            inspection.release();
        }
    }

    private void takeNote(int row, Inspection inspection) {
        for (Inspection.Violation violation : inspection.violations()) {
            outcomes.get(violation.rule()).violate(row);
            notes.get(violation.rule()).add(row, violation.evidence());
        }
        for (int i = 0; i < inspection.skips(); i++) {
            outcomes.get(inspection.skippedRule(i)).skip(row);
            notes.get(inspection.skippedRule(i)).add(row, inspection.skipReason(i));
        }
    }

    /**
     * The number of records.
     *
     * @return 0 or more
     */
    public int rows() {
        return rows;
    }

    /**
     * The report of one record.
     *
     * @param row 0 to below {@link #rows()}
     * @return what {@link RuleSet#validate} says about the record
     * @throws IndexOutOfBoundsException if there is no such row
     * @throws IllegalStateException if the batch was changed after it was judged
     */
    public ValidationReport report(int row) {
        Objects.checkIndex(row, rows);
        requireUnchanged();
        if (columns == null || !allByColumn) {
            return reportOf(row);
        }
        ValidationReport known = clean.report(row);
        if (known != null) {
            return known;
        }
        ValidationReport made = reportOf(row);
        clean.keep(row, made, rows);
        return made;
    }

    private ValidationReport reportOf(int row) {
        Inspection inspection = Inspection.borrow();
        try {
            T record = batch.record(row);
            for (int place = 0; place < outcomes.size(); place++) {
                inspection.turnTo(place);
                MeterRule rule = columns == null ? null : columnRules[place];
                if (rule != null && columns != null && record instanceof MeterReading reading) {
                    if (outcomes.get(place).isViolated(row)) {
                        inspection.take(rule, MeterRule.VIOLATED, reading, facts, columns.meters[row]);
                    } else if (outcomes.get(place).isSkipped(row)) {
                        inspection.skip(reason(place, row));
                    }
                } else {
                    notes.get(place).tell(row, inspection);
                }
            }
            return rules.report(record, inspection);
        } finally {
            inspection.release();
        }
    }

    /**
     * Whether a record can be used.
     *
     * @param row 0 to below {@link #rows()}
     * @return true if it violates no rule whose severity is {@link Severity#ERROR}
     * @throws IndexOutOfBoundsException if there is no such row
     */
    public boolean isAcceptable(int row) {
        Objects.checkIndex(row, rows);
        for (int place = 0; place < outcomes.size(); place++) {
            if (outcomes.get(place).isViolated(row) && severity(place) == Severity.ERROR) {
                return false;
            }
        }
        return true;
    }

    /**
     * The records that can be used.
     *
     * @return their rows; a set of its own
     */
    public BitSet acceptable() {
        BitSet acceptable = new BitSet(rows);
        acceptable.set(0, rows);
        for (int place = 0; place < outcomes.size(); place++) {
            if (severity(place) == Severity.ERROR) {
                acceptable.andNot(BitSet.valueOf(outcomes.get(place).violated()));
            }
        }
        return acceptable;
    }

    /**
     * The records that violate a rule.
     *
     * @param rule the rule's id
     * @return their rows; a set of its own
     * @throws IllegalArgumentException if the set has no such rule
     */
    public BitSet violating(String rule) {
        return BitSet.valueOf(outcomes.get(rules.requirePlaceOf(rule)).violated());
    }

    /**
     * The number of findings about all records.
     *
     * @return 0 or more
     */
    public long findings() {
        long findings = 0;
        for (int place = 0; place < outcomes.size(); place++) {
            findings += findings(place);
        }
        return findings;
    }

    /**
     * The number of pairs of a record and a rule that it violates, about some of the records.
     *
     * @param from the first row
     * @param to the row after the last, at most {@link #rows()}
     * @return 0 or more
     * @throws IndexOutOfBoundsException if there are no such rows
     */
    public long violations(int from, int to) {
        Objects.checkFromToIndex(from, to, rows);
        long violations = 0;
        for (int place = 0; place < outcomes.size(); place++) {
            long[] words = outcomes.get(place).violated();
            for (int word = from / Long.SIZE; word * Long.SIZE < to; word++) {
                long after = word * Long.SIZE < from ? -1L << from : -1;
                long before = (word + 1) * Long.SIZE > to ? -1L >>> -to : -1;
                violations += Long.bitCount(words[word] & after & before);
            }
        }
        return violations;
    }

    /**
     * The number of findings of a rule.
     *
     * @param rule the rule's id
     * @return 0 or more; one for each record unless the rule finds several things wrong with one
     * @throws IllegalArgumentException if the set has no such rule
     */
    public long findings(String rule) {
        return findings(rules.requirePlaceOf(rule));
    }

    /**
     * The number of records that a rule judged.
     *
     * @param rule the rule's id
     * @return {@link #rows()} without those it skipped
     * @throws IllegalArgumentException if the set has no such rule
     */
    public long evaluated(String rule) {
        return rows - skipped(rule);
    }

    /**
     * The number of records that a rule could not judge.
     *
     * @param rule the rule's id
     * @return 0 or more
     * @throws IllegalArgumentException if the set has no such rule
     */
    public long skipped(String rule) {
        return outcomes.get(rules.requirePlaceOf(rule)).skips();
    }

    /**
     * Why a rule could not judge records.
     *
     * @param rule the rule's id
     * @return the number of records by reason, in the order in which the reasons first came up; empty if all were judged
     * @throws IllegalArgumentException if the set has no such rule
     * @throws IllegalStateException if the batch was changed after it was judged
     */
    public Map<String, Long> skipReasons(String rule) {
        int place = rules.requirePlaceOf(rule);
        requireUnchanged();
        Map<String, Long> reasons = new LinkedHashMap<>();
        long[] words = outcomes.get(place).skipped();
        for (int word = 0; word < words.length; word++) {
            for (long bits = words[word]; bits != 0; bits &= bits - 1) {
                int row = word * Long.SIZE + Long.numberOfTrailingZeros(bits);
                reasons.merge(reason(place, row), 1L, Long::sum);
            }
        }
        return reasons;
    }

    /**
     * Hands on every pair of a record and a rule that it violates, rule by rule.
     *
     * @param visitor takes the row and the rule
     */
    public void forEachViolation(Visitor<? super T> visitor) {
        for (int place = 0; place < outcomes.size(); place++) {
            long[] words = outcomes.get(place).violated();
            for (int word = 0; word < words.length; word++) {
                for (long bits = words[word]; bits != 0; bits &= bits - 1) {
                    visitor.visit(
                            word * Long.SIZE + Long.numberOfTrailingZeros(bits),
                            rules.rules().get(place));
                }
            }
        }
    }

    /**
     * The report in one line.
     *
     * @return the numbers of records, findings and usable records
     */
    @Override
    public String toString() {
        return findings() + " findings about " + rows + " records, of which "
                + acceptable().cardinality() + " are acceptable";
    }

    private String reason(int place, int row) {
        MeterRule rule = columnRules[place];
        return rule == null || columns == null
                ? notes.get(place).reason(row)
                : rule.reason(outcomes.get(place).skipOutcome(row));
    }

    private Severity severity(int place) {
        return rules.rules().get(place).severity();
    }

    private long findings(int place) {
        return outcomes.get(place).violations() + notes.get(place).moreThanOnePerRow();
    }

    private void requireUnchanged() {
        if (columns != null && columns.changes() != changes) {
            throw new IllegalStateException("the columns were changed after they were judged; ask for reports before"
                    + " readings are added or cleared");
        }
    }

    /**
     * Takes pairs of records and rules.
     *
     * @param <T> the kind of record
     */
    @FunctionalInterface
    public interface Visitor<T> {

        /**
         * Takes one pair.
         *
         * @param row the record, 0 to below {@link BatchReport#rows()}
         * @param rule a rule that it violates
         */
        void visit(int row, Rule<? extends T> rule);
    }
}
