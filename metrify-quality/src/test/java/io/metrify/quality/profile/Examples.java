package io.metrify.quality.profile;

import io.metrify.quality.table.ColumnTable;

/** Profiles of single columns. */
final class Examples {

    private Examples() {}

    static ColumnProfile doubles(double... values) {
        return doubles(ProfileSettings.standard(), values);
    }

    static ColumnProfile doubles(ProfileSettings settings, double... values) {
        return only(ColumnTable.builder(values.length).doubles("x", values), settings);
    }

    static ColumnProfile decimals(int scale, long... values) {
        return only(ColumnTable.builder(values.length).decimals("x", scale, values, null), ProfileSettings.standard());
    }

    static ColumnProfile texts(String... values) {
        return only(ColumnTable.builder(values.length).texts("x", values), ProfileSettings.standard());
    }

    static ColumnProfile only(ColumnTable.Builder table, ProfileSettings settings) {
        return DataProfile.of(table.build(), settings).columnProfiles().get(0);
    }
}
