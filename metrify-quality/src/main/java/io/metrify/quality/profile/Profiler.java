package io.metrify.quality.profile;

import io.metrify.quality.table.Column;
import io.metrify.quality.table.RowBatch;
import io.metrify.quality.table.Table;
import io.metrify.quality.table.TableReader;
import java.util.List;

/**
 * Gathers a {@link DataProfile} row by row, in memory that does not grow with the rows. Not thread-safe: use one for each
 * thread and merge their profiles.
 *
 * <pre>{@code
 * Profiler profiler = Profiler.of(table.columns());
 * profiler.addAll(table);
 * DataProfile profile = profiler.toProfile();
 * }</pre>
 */
public final class Profiler {

    private final List<Column> columns;
    private final ProfileSettings settings;
    private final List<ColumnTally> tallies;
    private long rows;

    private Profiler(List<Column> columns, ProfileSettings settings, WorkSpace space) {
        this.columns = List.copyOf(columns);
        this.settings = settings;
        this.tallies = this.columns.stream()
                .map(column -> ColumnTally.of(column, settings, space))
                .toList();
    }

    /**
     * No rows yet, with the standard settings.
     *
     * @param columns the columns of the rows to come
     * @return a profiler
     */
    public static Profiler of(List<Column> columns) {
        return of(columns, ProfileSettings.standard());
    }

    /**
     * No rows yet.
     *
     * @param columns the columns of the rows to come
     * @param settings how precisely to keep them
     * @return a profiler
     */
    public static Profiler of(List<Column> columns, ProfileSettings settings) {
        return of(columns, settings, new WorkSpace());
    }

    static Profiler of(List<Column> columns, ProfileSettings settings, WorkSpace space) {
        return new Profiler(columns, settings, space);
    }

    /**
     * Adds rows.
     *
     * @param batch the rows; only read, and not kept
     * @throws IllegalArgumentException if the batch has other columns
     */
    public void add(RowBatch batch) {
        requireSame(columns, batch.columns());
        add(batch, ColumnTally.Rows.first(batch.rows()));
    }

    void add(RowBatch batch, ColumnTally.Rows some) {
        for (int place = 0; place < tallies.size(); place++) {
            tallies.get(place).add(batch, place, some);
        }
        rows += some.count();
    }

    /**
     * Adds all rows of a table.
     *
     * @param table a table with the columns of this profiler
     * @throws IllegalArgumentException if the table has other columns
     */
    public void addAll(Table table) {
        requireSame(columns, table.columns());
        RowBatch batch = new RowBatch(columns);
        try (TableReader reader = table.open()) {
            while (reader.next(batch)) {
                add(batch);
            }
        }
    }

    /**
     * Adds the rows that another profile is of.
     *
     * @param profile a profile of the same columns with the same settings
     * @throws IllegalArgumentException if columns or settings differ
     */
    public void add(DataProfile profile) {
        requireSame(columns, profile.columns());
        if (!settings.equals(profile.settings())) {
            throw new IllegalArgumentException("profiles of different settings do not merge: " + settings + " and "
                    + profile.settings() + "; profile both parts with the same settings");
        }
        for (int place = 0; place < tallies.size(); place++) {
            tallies.get(place).add(profile.state(place));
        }
        rows = Math.addExact(rows, profile.rows());
    }

    /**
     * The profile of the rows added so far; more can be added after.
     *
     * @return the profile
     */
    public DataProfile toProfile() {
        return new DataProfile(
                settings, rows, tallies.stream().map(ColumnTally::toState).toList());
    }

    static void requireSame(List<Column> expected, List<Column> given) {
        if (!expected.equals(given)) {
            throw new IllegalArgumentException("the columns " + given + " are not the columns " + expected
                    + " of this profile; give rows and profiles of the same columns, in the same order");
        }
    }
}
