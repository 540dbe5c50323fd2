package io.metrify.quality.expectation;

import io.metrify.quality.table.Column;
import io.metrify.quality.table.RowBatch;
import io.metrify.quality.table.Table;
import io.metrify.quality.table.TableReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One evaluation of a suite: its expectations as checks, all fed from one pass over the rows, some from a second. */
final class SuiteRun {

    private final List<Column> columns;
    private final Settings settings;
    private final Scope everything;
    /** A scope for each row condition, by its text and dialect. */
    private final Map<List<@Nullable String>, Scope> scopes = new LinkedHashMap<>();

    private final List<Planned> planned = new ArrayList<>();
    private final List<MapCheck> mapChecks = new ArrayList<>();

    SuiteRun(List<Column> columns, Settings settings) {
        this.columns = columns;
        this.settings = settings;
        this.everything = new Scope(columns, null);
    }

    /** An expectation with its check, or with the reason why there is none. */
    private record Planned(
            Expectation expectation,
            @Nullable Check check,
            @Nullable String error) {}

    /** Plans an expectation; what is wrong with it is kept for its result. */
    void plan(Expectation expectation, SuiteParameters parameters) {
        try {
            Arguments arguments = new Arguments(expectation.type(), parameters.resolve(expectation.kwargs()));
            planned.add(new Planned(expectation, check(expectation.type(), arguments), null));
        } catch (UncheckableException e) {
            planned.add(new Planned(expectation, null, e.sentence()));
        }
    }

    private Check check(String type, Arguments arguments) {
        CheckMaker maker = ExpectationTypes.maker(type);
        if (maker == null) {
            throw new UncheckableException(
                    "the type " + type + " is not known; correct its name, or leave it to the tool that knows it");
        }
        Scope scope = scope(arguments);
        Reporting reporting = Reporting.of(arguments.value("result_format"), settings.reporting());
        Check check = maker.make(new Request(arguments, scope, reporting, settings));
        arguments.refuseUnread();
        if (check instanceof MapCheck mapCheck) {
            scope.watch(mapCheck);
            mapChecks.add(mapCheck);
        }
        return reporting.tells(ResultFormat.BASIC)
                ? check
                : () -> Outcome.of(check.outcome().success());
    }

    private Scope scope(Arguments arguments) {
        String text = arguments.textOr("row_condition", null);
        if (text == null) {
            return everything;
        }
        String parser = arguments.textOr("condition_parser", null);
        List<@Nullable String> key = new ArrayList<>();
        key.add(text);
        key.add(parser);
        Scope known = scopes.get(key);
        if (known != null) {
            return known;
        }
        Scope added = new Scope(columns, ConditionText.selector(text, parser, columns));
        scopes.put(key, added);
        return added;
    }

    /** Reads the rows, and a second time where checks ask for it and the table can be opened again. */
    void read(Table table) {
        RowBatch batch = new RowBatch(columns);
        try (TableReader reader = table.open()) {
            while (reader.next(batch)) {
                everything.read(batch);
                for (Scope scope : scopes.values()) {
                    scope.read(batch);
                }
            }
        }
        if (wantsAgain()) {
            readAgain(table, batch);
        }
    }

    private void readAgain(Table table, RowBatch batch) {
        TableReader again;
        try {
            again = table.open();
        } catch (IllegalStateException e) {
            mapChecks.forEach(MapCheck::rowsAreGone);
            return;
        }
        try (TableReader reader = again) {
            while (wantsAgain() && reader.next(batch)) {
                everything.readAgain(batch);
                for (Scope scope : scopes.values()) {
                    scope.readAgain(batch);
                }
            }
        }
    }

    private boolean wantsAgain() {
        return everything.wantsAgain() || scopes.values().stream().anyMatch(Scope::wantsAgain);
    }

    /** How the expectations came out, in the order in which they were planned. */
    List<ExpectationResult> results() {
        return planned.stream().map(SuiteRun::result).toList();
    }

    /** How many rows were read. */
    long rows() {
        return everything.count();
    }

    private static ExpectationResult result(Planned planned) {
        if (planned.check == null) {
            return new ExpectationResult(false, planned.expectation, Map.of(), planned.error);
        }
        try {
            Outcome outcome = planned.check.outcome();
            return new ExpectationResult(outcome.success(), planned.expectation, outcome.result(), null);
        } catch (UncheckableException e) {
            return new ExpectationResult(false, planned.expectation, Map.of(), e.sentence());
        }
    }
}
