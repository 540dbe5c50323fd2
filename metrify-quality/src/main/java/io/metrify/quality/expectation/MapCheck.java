package io.metrify.quality.expectation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A check that judges rows one by one and asks for a share of them, {@code mostly}. The fields of its result and what they
 * mean are those of {@code _format_map_output} in {@code great_expectations/expectations/expectation.py}: percentages are of
 * the rows that were judged, {@code _total} of all; partial lists are in the order of the rows; {@code
 * partial_unexpected_counts} counts the values that were kept, the most frequent first, equal ones by value.
 */
final class MapCheck implements Check {

    private final Scope scope;
    private final RowTest test;
    private final @Nullable Domain domain;
    private final double mostly;
    private final Reporting reporting;
    private final UnexpectedRows kept;
    private boolean rowsGone;
    private @Nullable UncheckableException failure;

    /**
     * A check.
     *
     * @param domain the rows that are judged, or null if all are
     * @param mostly the share of rows that have to be as expected, 0 to 1
     */
    MapCheck(
            Scope scope,
            RowTest test,
            @Nullable Domain domain,
            double mostly,
            Reporting reporting,
            UnexpectedRows kept) {
        this.scope = scope;
        this.test = test;
        this.domain = domain;
        this.mostly = mostly;
        this.reporting = reporting;
        this.kept = kept;
    }

    void see(Rows rows) {
        if (failure != null) {
            return;
        }
        try {
            test.see(rows);
            if (!test.late()) {
                keep(rows);
            }
        } catch (UncheckableException e) {
            failure = e;
        }
    }

    /** Whether the rows have to be seen again: to judge them, or to list them. */
    boolean wantsAgain() {
        if (!test.late() || rowsGone || failure != null) {
            return false;
        }
        try {
            return test.wantsAgain() || (!kept.isFull() && kept.values().size() < test.unexpected());
        } catch (UncheckableException e) {
            failure = e;
            return false;
        }
    }

    void seeAgain(Rows rows) {
        test.seeAgain(rows);
        keep(rows);
    }

    /** Says that the rows cannot be seen again. */
    void rowsAreGone() {
        rowsGone = true;
    }

    private void keep(Rows rows) {
        int row = kept.isFull() ? -1 : test.next(rows, 0);
        while (row >= 0) {
            kept.add(rows, row);
            row = kept.isFull() ? -1 : test.next(rows, row + 1);
        }
    }

    @Override
    public Outcome outcome() {
        if (failure != null) {
            throw failure;
        }
        long unexpected = test.unexpected();
        long all = scope.count();
        long ignored = domain == null ? 0 : domain.ignored();
        long judged = all - ignored;
        boolean success = judged == 0 || (double) (judged - unexpected) / judged >= mostly;
        return reporting.tells(ResultFormat.BASIC)
                ? new Outcome(success, result(all, ignored, unexpected))
                : Outcome.of(success);
    }

    private Map<String, @Nullable Object> result(long all, long ignored, long unexpected) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        result.put("element_count", all);
        result.put("unexpected_count", unexpected);
        result.put("unexpected_percent", percent(unexpected, all - ignored));
        if (reporting.partial() > 0) {
            result.put("partial_unexpected_list", first(kept.values()));
        }
        if (domain != null) {
            result.put("missing_count", ignored);
            result.put("missing_percent", percent(ignored, all));
            result.put("unexpected_percent_total", percent(unexpected, all));
            result.put("unexpected_percent_nonmissing", percent(unexpected, all - ignored));
        }
        if (!reporting.identity().isEmpty()) {
            result.put("unexpected_index_column_names", reporting.identity());
        }
        if (reporting.wholeRows()) {
            result.put("unexpected_rows", kept.rows());
        }
        if (reporting.tells(ResultFormat.SUMMARY) && reporting.partial() > 0) {
            result.put("partial_unexpected_counts", counts());
            result.put("partial_unexpected_index_list", first(kept.indices()));
        }
        if (reporting.tells(ResultFormat.COMPLETE)) {
            result.put("unexpected_list", kept.values());
            result.put("unexpected_index_list", kept.indices());
        }
        String incomplete = incomplete(unexpected);
        if (incomplete != null) {
            result.put("details", Map.of("incomplete", incomplete));
        }
        return result;
    }

    private @Nullable String incomplete(long unexpected) {
        if (rowsGone && kept.values().size() < Math.min(unexpected, reporting.kept())) {
            return "unexpected rows are not listed, as they are known only after the last row and the table can be read"
                    + " only once; copy it into a ColumnTable to have them listed";
        }
        if (reporting.tells(ResultFormat.COMPLETE) && kept.values().size() < unexpected) {
            return "the first " + kept.values().size() + " of " + unexpected
                    + " unexpected rows are listed; raise reportedRows of the evaluator to have more";
        }
        return null;
    }

    private static @Nullable BigDecimal percent(long part, long of) {
        return of == 0 ? null : BigDecimal.valueOf((double) part / of * 100);
    }

    private List<@Nullable Object> first(List<@Nullable Object> of) {
        return of.subList(0, Math.min(reporting.partial(), of.size()));
    }

    private List<@Nullable Object> counts() {
        Map<@Nullable Object, Long> counts = new LinkedHashMap<>();
        for (Object value : kept.values()) {
            Object counted = value instanceof Map<?, ?> named ? new ArrayList<>(named.values()) : value;
            counts.merge(counted, 1L, Long::sum);
        }
        return counts.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(reporting.partial())
                .sorted(Map.Entry.<@Nullable Object, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry::getKey, JsonOrder.BY_VALUE))
                .map(entry -> {
                    Map<String, @Nullable Object> counted = new LinkedHashMap<>();
                    counted.put("value", entry.getKey());
                    counted.put("count", entry.getValue());
                    return (Object) counted;
                })
                .toList();
    }
}
