package io.metrify.quality.expectation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The first unexpected rows of a check, as many as are reported: their values, and what identifies them. */
final class UnexpectedRows {

    private final Shape shape;
    private final List<Integer> places;
    private final List<Integer> identity;
    private final List<Integer> all;
    private final boolean wholeRows;
    private final boolean withValues;
    private final int bound;
    private final List<@Nullable Object> values = new ArrayList<>();
    private final List<@Nullable Object> indices = new ArrayList<>();
    private final List<@Nullable Object> rows = new ArrayList<>();

    /** How the values of one row are told. */
    enum Shape {
        VALUE,
        PAIR,
        RECORD
    }

    UnexpectedRows(Scope scope, Shape shape, List<Integer> places, Reporting reporting) {
        this.shape = shape;
        this.places = places;
        this.identity = reporting.identity().stream().map(scope::place).toList();
        this.wholeRows = reporting.wholeRows();
        this.withValues = reporting.withValues();
        this.bound = reporting.kept();
        this.all =
                wholeRows ? IntStream.range(0, scope.columns().size()).boxed().toList() : List.of();
        scope.columns().stream().filter(column -> wholeRows).forEach(column -> scope.place(column.name()));
    }

    boolean isFull() {
        return values.size() >= bound;
    }

    void add(Rows from, int row) {
        values.add(value(from, row));
        indices.add(index(from, row));
        if (wholeRows) {
            rows.add(Cells.of(from.batch(), all, row));
        }
    }

    /** The values, row by row. */
    List<@Nullable Object> values() {
        return values;
    }

    /** What identifies the rows: their numbers, or the values of the columns that do. */
    List<@Nullable Object> indices() {
        return indices;
    }

    /** The whole rows, if they are wanted. */
    List<@Nullable Object> rows() {
        return rows;
    }

    private @Nullable Object value(Rows from, int row) {
        return switch (shape) {
            case VALUE -> Cells.of(from.batch(), places.get(0), row);
            case PAIR -> new ArrayList<>(Cells.of(from.batch(), places, row).values());
            case RECORD -> Cells.of(from.batch(), places, row);
        };
    }

    private Object index(Rows from, int row) {
        if (identity.isEmpty()) {
            return from.number(row);
        }
        Map<String, @Nullable Object> index = new LinkedHashMap<>();
        if (withValues) {
            index.putAll(Cells.of(from.batch(), places, row));
        }
        index.putAll(Cells.of(from.batch(), identity, row));
        return index;
    }
}
