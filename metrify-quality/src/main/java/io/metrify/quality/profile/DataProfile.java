package io.metrify.quality.profile;

import io.metrify.quality.table.Column;
import io.metrify.quality.table.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What the columns of a table hold: how many values are there and missing, the least and the greatest, exact sums, mean and
 * deviation, quantiles, how many different values and the most frequent ones. It depends on nothing but the rows, as a
 * multiset, and the settings: profiles of parts merge to the profile of the whole in any split and any order, and equal
 * profiles have equal bytes. Immutable.
 *
 * <pre>{@code
 * DataProfile january = DataProfile.of(ReadingTable.of(readings));
 * DataProfile year = january.merge(february);
 * double median = year.column("consumption_kwh").orElseThrow().quantile(0.5);
 * }</pre>
 */
public final class DataProfile {

    private final ProfileSettings settings;
    private final long rows;
    private final List<ColumnState> states;

    DataProfile(ProfileSettings settings, long rows, List<ColumnState> states) {
        this.settings = settings;
        this.rows = rows;
        this.states = List.copyOf(states);
    }

    /**
     * The profile of a table, with the standard settings.
     *
     * @param table the table, read once
     * @return its profile
     */
    public static DataProfile of(Table table) {
        return of(table, ProfileSettings.standard());
    }

    /**
     * The profile of a table.
     *
     * @param table the table, read once
     * @param settings how precisely to keep it
     * @return its profile
     */
    public static DataProfile of(Table table, ProfileSettings settings) {
        Profiler profiler = Profiler.of(table.columns(), settings);
        profiler.addAll(table);
        return profiler.toProfile();
    }

    /**
     * The profile of no rows, which changes nothing that it is merged with.
     *
     * @param columns the columns
     * @param settings how precisely to keep them
     * @return the profile
     */
    public static DataProfile empty(List<Column> columns, ProfileSettings settings) {
        return Profiler.of(columns, settings).toProfile();
    }

    /**
     * The profile of the rows of this and of another together.
     *
     * @param other a profile of the same columns with the same settings
     * @return the profile of both
     * @throws IllegalArgumentException if columns or settings differ
     */
    public DataProfile merge(DataProfile other) {
        Profiler both = Profiler.of(columns(), settings);
        both.add(this);
        both.add(other);
        return both.toProfile();
    }

    /**
     * The profile that {@link #toBytes} wrote.
     *
     * @param bytes what was written, by this or an earlier version
     * @return the profile
     * @throws IllegalArgumentException if it is damaged, cut off, or of a later version
     */
    public static DataProfile parse(byte[] bytes) {
        return ProfileFormat.profile(bytes);
    }

    /**
     * The profile as bytes: the letters MPRF, the version, what it holds, and a check sum.
     *
     * @return the bytes, the same for equal profiles
     */
    public byte[] toBytes() {
        return ProfileFormat.bytes(this);
    }

    /**
     * How precisely it is kept.
     *
     * @return the settings
     */
    public ProfileSettings settings() {
        return settings;
    }

    /**
     * How many rows it is of.
     *
     * @return 0 or more
     */
    public long rows() {
        return rows;
    }

    /**
     * The columns of the table.
     *
     * @return in their order
     */
    public List<Column> columns() {
        return states.stream().map(ColumnState::column).toList();
    }

    /**
     * What each column holds.
     *
     * @return in the order of the columns
     */
    public List<ColumnProfile> columnProfiles() {
        return states.stream().map(state -> new ColumnProfile(state, settings)).toList();
    }

    /**
     * What a column holds.
     *
     * @param name the name of the column
     * @return its profile; empty if there is no such column
     */
    public Optional<ColumnProfile> column(String name) {
        return columnProfiles().stream()
                .filter(profile -> profile.column().name().equals(name))
                .findFirst();
    }

    ColumnState state(int place) {
        return states.get(place);
    }

    List<ColumnState> states() {
        return states;
    }

    /**
     * Whether another profile holds the same.
     *
     * @param other what to compare with
     * @return true if it is a profile with the same bytes
     */
    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof DataProfile profile && Arrays.equals(toBytes(), profile.toBytes()));
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(toBytes());
    }

    /**
     * Rows, columns and settings, in writing.
     *
     * @return for example {@code profile of 96 rows in 14 columns}
     */
    @Override
    public String toString() {
        return "profile of " + rows + " rows in " + states.size() + " columns";
    }
}
