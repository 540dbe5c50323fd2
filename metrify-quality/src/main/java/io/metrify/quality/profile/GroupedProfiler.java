package io.metrify.quality.profile;

import io.metrify.quality.table.Column;
import io.metrify.quality.table.ColumnType;
import io.metrify.quality.table.RowBatch;
import io.metrify.quality.table.Table;
import io.metrify.quality.table.TableReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Gathers a {@link GroupedProfile} row by row. Not thread-safe: use one for each thread and merge their profiles. */
public final class GroupedProfiler {

    private static final int FEWEST_ROWS = 8;

    private final List<Column> columns;
    private final List<String> by;
    private final int[] keyPlaces;
    private final int mostGroups;
    private final ProfileSettings settings;
    private final WorkSpace space = new WorkSpace();
    private final Map<String, Group> known = new HashMap<>();
    private final TreeMap<KeyText, Group> kept = new TreeMap<>();
    private final Group others;
    private final List<Group> touched = new ArrayList<>();
    private final StringBuilder writing = new StringBuilder();

    private GroupedProfiler(List<Column> columns, List<String> by, int mostGroups, ProfileSettings settings) {
        this.columns = List.copyOf(columns);
        this.by = List.copyOf(by);
        this.keyPlaces = by.stream().mapToInt(this::keyPlace).toArray();
        this.mostGroups = mostGroups;
        this.settings = settings;
        this.others = new Group();
        if (by.isEmpty() || new HashSet<>(by).size() < by.size()) {
            throw new IllegalArgumentException(
                    "groups by " + by + " cannot be made; name one or more columns, each once");
        }
        if (mostGroups < 1) {
            throw new IllegalArgumentException(mostGroups + " groups hold nothing; give 1 or more");
        }
    }

    /**
     * No rows yet.
     *
     * @param columns the columns of the rows to come
     * @param by the names of the columns whose values make a group, one or more, none of type DOUBLE
     * @param mostGroups how many groups are kept apart at most, 1 or more; each takes as much memory as a profile
     * @param settings how precisely to keep each group
     * @return a profiler
     * @throws IllegalArgumentException if there is no such column, or it cannot make groups
     */
    public static GroupedProfiler of(List<Column> columns, List<String> by, int mostGroups, ProfileSettings settings) {
        return new GroupedProfiler(columns, by, mostGroups, settings);
    }

    private int keyPlace(String name) {
        for (int place = 0; place < columns.size(); place++) {
            if (columns.get(place).name().equals(name)) {
                if (columns.get(place).type() == ColumnType.DOUBLE) {
                    throw new IllegalArgumentException("the column " + name
                            + " has measurements, which make no groups; name a column of another type");
                }
                return place;
            }
        }
        throw new IllegalArgumentException("there is no column " + name + " to make groups by; name one of "
                + columns.stream().map(Column::name).toList());
    }

    /**
     * Adds all rows of a table.
     *
     * @param table a table with the columns of this profiler
     * @throws IllegalArgumentException if the table has other columns
     */
    public void addAll(Table table) {
        Profiler.requireSame(columns, table.columns());
        RowBatch batch = new RowBatch(columns);
        try (TableReader reader = table.open()) {
            while (reader.next(batch)) {
                add(batch);
            }
        }
    }

    /**
     * Adds rows.
     *
     * @param batch the rows; only read, and not kept
     * @throws IllegalArgumentException if the batch has other columns
     */
    public void add(RowBatch batch) {
        Profiler.requireSame(columns, batch.columns());
        Group last = null;
        for (int row = 0; row < batch.rows(); row++) {
            if (last == null || !isSameGroup(batch, row)) {
                last = group(key(batch, row), batch);
            }
            if (last.count == 0) {
                touched.add(last);
            }
            last.add(row);
        }
        touched.forEach(group -> group.flush(batch));
        touched.clear();
    }

    /** Whether a row has the same objects and numbers as the one before it. */
    @SuppressWarnings("ReferenceEquality") // what is not found to be the same is looked up
    private boolean isSameGroup(RowBatch batch, int row) {
        for (int place : keyPlaces) {
            boolean[] missing = batch.missing(place);
            boolean isText = columns.get(place).type() == ColumnType.TEXT;
            if (missing[row]
                    || missing[row - 1]
                    || (isText
                            ? batch.texts(place)[row] != batch.texts(place)[row - 1]
                            : batch.longs(place)[row] != batch.longs(place)[row - 1])) {
                return false;
            }
        }
        return true;
    }

    private String key(RowBatch batch, int row) {
        writing.setLength(0);
        for (int place : keyPlaces) {
            KeyText.append(writing, batch, place, row);
        }
        return writing.toString();
    }

    /** The group of a key, or the one of all others; makes room by moving the group of the largest hash there. */
    private Group group(String text, @Nullable RowBatch batch) {
        Group group = known.get(text);
        if (group != null) {
            return group;
        }
        KeyText key = KeyText.of(text);
        if (kept.size() == mostGroups && key.compareTo(kept.lastKey()) > 0) {
            return others;
        }
        Group added = new Group();
        known.put(text, added);
        kept.put(key, added);
        if (kept.size() > mostGroups) {
            Map.Entry<KeyText, Group> moved = kept.pollLastEntry();
            known.remove(moved.getKey().text());
            if (batch != null) {
                moved.getValue().flush(batch);
            }
            others.profiler.add(moved.getValue().profiler.toProfile());
        }
        return added;
    }

    /**
     * Adds the rows that another profile is of.
     *
     * @param profile a profile by the same columns with the same settings
     * @throws IllegalArgumentException if columns, settings or the largest number of groups differ
     */
    public void add(GroupedProfile profile) {
        Profiler.requireSame(columns, profile.columns());
        if (!by.equals(profile.by()) || mostGroups != profile.mostGroups()) {
            throw new IllegalArgumentException("profiles by " + by + " with " + mostGroups + " groups and by "
                    + profile.by() + " with " + profile.mostGroups() + " do not merge; profile both parts alike");
        }
        others.profiler.add(profile.others());
        profile.kept().forEach((key, part) -> group(key.text(), null).profiler.add(part));
    }

    /**
     * The profile of the rows added so far; more can be added after.
     *
     * @return the profile
     */
    public GroupedProfile toProfile() {
        TreeMap<KeyText, DataProfile> profiles = new TreeMap<>();
        kept.forEach((key, group) -> profiles.put(key, group.profiler.toProfile()));
        return new GroupedProfile(by, mostGroups, profiles, others.profiler.toProfile());
    }

    private final class Group {

        private final Profiler profiler = Profiler.of(columns, settings, space);
        private int[] rows = new int[FEWEST_ROWS];
        private int count;

        void add(int row) {
            if (count == rows.length) {
                rows = Arrays.copyOf(rows, count * 2);
            }
            rows[count++] = row;
        }

        void flush(RowBatch batch) {
            if (count > 0) {
                profiler.add(batch, new ColumnTally.Rows(rows, 0, count));
                count = 0;
            }
        }
    }
}
