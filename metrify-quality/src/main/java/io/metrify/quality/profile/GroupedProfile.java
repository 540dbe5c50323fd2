package io.metrify.quality.profile;

import io.metrify.quality.table.Column;
import io.metrify.quality.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A {@link DataProfile} for each group of rows that have the same values in some columns - a meter, a region, a type of
 * meter. The number of groups is bounded: those whose keys have the smallest hashes are kept apart, the rows of all others
 * have one profile together. Which groups these are depends on nothing but the rows, so profiles merge in any split and
 * any order to equal bytes, like those without groups. Immutable.
 */
public final class GroupedProfile {

    private final List<String> by;
    private final int mostGroups;
    private final SortedMap<KeyText, DataProfile> kept;
    private final DataProfile others;

    GroupedProfile(List<String> by, int mostGroups, SortedMap<KeyText, DataProfile> kept, DataProfile others) {
        this.by = List.copyOf(by);
        this.mostGroups = mostGroups;
        this.kept = Collections.unmodifiableSortedMap(kept);
        this.others = others;
    }

    /**
     * The profile of a table by group, with the standard settings.
     *
     * @param table the table, read once
     * @param by the names of the columns whose values make a group, one or more, none of type DOUBLE
     * @param mostGroups how many groups are kept apart at most, 1 or more
     * @return its profile
     */
    public static GroupedProfile of(Table table, List<String> by, int mostGroups) {
        GroupedProfiler profiler = GroupedProfiler.of(table.columns(), by, mostGroups, ProfileSettings.standard());
        profiler.addAll(table);
        return profiler.toProfile();
    }

    /**
     * The profile of the rows of this and of another together.
     *
     * @param other a profile by the same columns with the same settings
     * @return the profile of both
     * @throws IllegalArgumentException if columns, settings or the largest number of groups differ
     */
    public GroupedProfile merge(GroupedProfile other) {
        GroupedProfiler both = GroupedProfiler.of(columns(), by, mostGroups, others.settings());
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
    public static GroupedProfile parse(byte[] bytes) {
        return ProfileFormat.grouped(bytes);
    }

    /**
     * The profile as bytes.
     *
     * @return the bytes, the same for equal profiles
     */
    public byte[] toBytes() {
        return ProfileFormat.bytes(this);
    }

    /**
     * The names of the columns whose values make a group.
     *
     * @return in their order
     */
    public List<String> by() {
        return by;
    }

    /**
     * How many groups are kept apart at most.
     *
     * @return 1 or more
     */
    public int mostGroups() {
        return mostGroups;
    }

    /**
     * The columns of the table.
     *
     * @return in their order, those that make groups included
     */
    public List<Column> columns() {
        return others.columns();
    }

    /**
     * The groups that are kept apart.
     *
     * @return each with the profile of its rows, by ascending hash of the key
     */
    public Map<GroupKey, DataProfile> groups() {
        Map<GroupKey, DataProfile> groups = new LinkedHashMap<>();
        kept.forEach((key, profile) -> groups.put(key.values(keyColumns()).orElseThrow(), profile));
        return Collections.unmodifiableMap(groups);
    }

    /**
     * One group.
     *
     * @param values the value of each key column in their order, none missing
     * @return its profile; empty if it has no rows, or is among the {@link #others()}
     */
    public Optional<DataProfile> group(Object... values) {
        return Optional.ofNullable(groups().get(new GroupKey(Arrays.asList(values))));
    }

    /**
     * The rows of all other groups.
     *
     * @return their profile; of no rows while there are no more groups than {@link #mostGroups()}
     */
    public DataProfile others() {
        return others;
    }

    /**
     * All rows.
     *
     * @return the profile that they have without groups
     */
    public DataProfile total() {
        Profiler all = Profiler.of(columns(), others.settings());
        kept.values().forEach(all::add);
        all.add(others);
        return all.toProfile();
    }

    SortedMap<KeyText, DataProfile> kept() {
        return kept;
    }

    private List<Column> keyColumns() {
        return by.stream()
                .map(name -> columns().stream()
                        .filter(column -> column.name().equals(name))
                        .findFirst()
                        .orElseThrow())
                .toList();
    }

    void write(ProfileOutput output) {
        output.number(by.size());
        by.forEach(output::text);
        output.number(mostGroups);
        ProfileFormat.write(others, output);
        output.number(kept.size());
        kept.forEach((key, profile) -> {
            output.text(key.text());
            ProfileFormat.write(profile, output);
        });
    }

    static GroupedProfile read(ProfileInput input) {
        List<String> by = new ArrayList<>();
        int keys = input.entries(1);
        for (int key = 0; key < keys; key++) {
            by.add(input.text());
        }
        int mostGroups = input.number(Integer.MAX_VALUE);
        DataProfile others = ProfileFormat.read(input);
        TreeMap<KeyText, DataProfile> kept = new TreeMap<>();
        int groups = Math.min(mostGroups, input.entries(2));
        for (int group = 0; group < groups; group++) {
            kept.put(KeyText.of(input.text()), ProfileFormat.read(input));
        }
        GroupedProfile profile = new GroupedProfile(by, mostGroups, kept, others);
        profile.requireAlike(input);
        return profile;
    }

    private void requireAlike(ProfileInput input) {
        try {
            GroupedProfiler.of(columns(), by, mostGroups, others.settings()).add(this);
        } catch (IllegalArgumentException unlike) {
            throw input.damaged(String.valueOf(unlike.getMessage()));
        }
        List<Column> keys = keyColumns();
        if (!kept.keySet().stream().allMatch(key -> key.values(keys).isPresent())) {
            throw input.damaged("the key of a group is not one of " + by);
        }
    }

    /**
     * Whether another profile holds the same.
     *
     * @param other what to compare with
     * @return true if it is a profile by group with the same bytes
     */
    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof GroupedProfile profile && Arrays.equals(toBytes(), profile.toBytes()));
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(toBytes());
    }

    /**
     * Groups and columns, in writing.
     *
     * @return for example {@code profile of 256 groups by [meter_id]}
     */
    @Override
    public String toString() {
        return "profile of " + kept.size() + " groups by " + by;
    }
}
