package io.metrify.quality.expectation;

import io.metrify.quality.table.Column;
import io.metrify.quality.table.RowBatch;
import io.metrify.quality.table.Table;
import io.metrify.quality.table.TableReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Expectations of a table as a whole: its columns and how many rows it has. */
final class TableExpectations {

    private TableExpectations() {}

    static Check columnToExist(Request request) {
        int place = names(request).indexOf(request.arguments().text("column"));
        BigInteger wanted = request.arguments().wholeOr("column_index");
        return () -> Outcome.of(place >= 0 && (wanted == null || wanted.equals(BigInteger.valueOf(place))));
    }

    static Check columnCountBetween(Request request) {
        Limits limits = Limits.of(request.arguments()).numbers();
        long columns = names(request).size();
        return () -> Outcome.observed(limits.hold(BigDecimal.valueOf(columns)), columns);
    }

    static Check columnCountEqual(Request request) {
        BigInteger wanted = wholeNumber(request);
        long columns = names(request).size();
        return () -> Outcome.observed(wanted.equals(BigInteger.valueOf(columns)), columns);
    }

    static Check columnsMatchOrderedList(Request request) {
        List<String> seen = names(request);
        if (request.arguments().value("column_list") == null) {
            return () -> Outcome.observed(true, seen);
        }
        List<String> wanted = request.arguments().texts("column_list");
        List<Object> mismatched = new ArrayList<>();
        for (int place = 0; place < Math.max(seen.size(), wanted.size()); place++) {
            String expected = place < wanted.size() ? wanted.get(place) : null;
            String found = place < seen.size() ? seen.get(place) : null;
            if (expected == null || !expected.equals(found)) {
                Map<String, @Nullable Object> mismatch = new LinkedHashMap<>();
                mismatch.put("Expected Column Position", (long) place);
                mismatch.put("Expected", expected);
                mismatch.put("Found", found);
                mismatched.add(mismatch);
            }
        }
        Outcome outcome = Outcome.observed(mismatched.isEmpty(), seen);
        return () -> mismatched.isEmpty() ? outcome : outcome.withDetails(Map.of("mismatched", mismatched));
    }

    /** Without {@code exact_match} the table may have further columns. */
    static Check columnsMatchSet(Request request) {
        boolean exact = request.arguments().flag("exact_match", true);
        boolean given = request.arguments().value("column_set") != null;
        NavigableSet<String> wanted = given ? new TreeSet<>(request.arguments().texts("column_set")) : new TreeSet<>();
        NavigableSet<String> missing = new TreeSet<>(wanted);
        names(request).forEach(missing::remove);
        NavigableSet<String> unexpected = new TreeSet<>(names(request));
        unexpected.removeAll(wanted);
        List<String> seen = List.copyOf(new TreeSet<>(names(request)));
        if ((!given && !exact) || (missing.isEmpty() && unexpected.isEmpty())) {
            return () -> Outcome.observed(true, seen);
        }
        Map<String, @Nullable Object> mismatched = new LinkedHashMap<>();
        if (!unexpected.isEmpty()) {
            mismatched.put("unexpected", List.copyOf(unexpected));
        }
        if (!missing.isEmpty()) {
            mismatched.put("missing", List.copyOf(missing));
        }
        return () -> Outcome.observed(!exact && missing.isEmpty(), seen).withDetails(Map.of("mismatched", mismatched));
    }

    static Check rowCountBetween(Request request) {
        Limits limits = Limits.of(request.arguments()).numbers();
        Scope scope = request.scope();
        return () -> Outcome.observed(limits.hold(BigDecimal.valueOf(scope.count())), scope.count());
    }

    static Check rowCountEqual(Request request) {
        BigInteger wanted = wholeNumber(request);
        Scope scope = request.scope();
        return () -> Outcome.observed(wanted.equals(BigInteger.valueOf(scope.count())), scope.count());
    }

    static Check rowCountEqualOtherTable(Request request) {
        String name = request.arguments().text("other_table_name");
        Table other = request.settings().otherTables().get(name);
        if (other == null) {
            throw new UncheckableException(
                    "there is no table " + name + " to compare with; give it to the evaluator as otherTable");
        }
        Scope scope = request.scope();
        return () -> {
            long rows = rows(other);
            Map<String, @Nullable Object> counts = new LinkedHashMap<>();
            counts.put("self", scope.count());
            counts.put("other", rows);
            return Outcome.observed(scope.count() == rows, counts);
        };
    }

    private static BigInteger wholeNumber(Request request) {
        request.arguments().required("value");
        BigInteger value = request.arguments().wholeOr("value");
        return value == null ? BigInteger.ZERO : value;
    }

    private static List<String> names(Request request) {
        return request.scope().columns().stream().map(Column::name).toList();
    }

    private static long rows(Table table) {
        long rows = 0;
        RowBatch batch = new RowBatch(table.columns());
        try (TableReader reader = table.open()) {
            while (reader.next(batch)) {
                rows += batch.rows();
            }
        }
        return rows;
    }
}
