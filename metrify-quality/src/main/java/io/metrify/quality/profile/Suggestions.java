package io.metrify.quality.profile;

import io.metrify.quality.expectation.Expectation;
import io.metrify.quality.table.ColumnType;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Expectations that a profile suggests, each with its reason under {@code meta.reason}. The profiled rows meet all of them;
 * whether later rows should is for whoever knows the data to say. All margins are rules of thumb.
 */
public final class Suggestions {

    /** Rows may become half as many or twice as many. */
    private static final long ROW_FACTOR = 2;
    /** Beyond the quartiles by so many times their distance lies what is far out: Tukey, "Exploratory Data Analysis", 1977. */
    private static final double OUTER_FENCE = 3;

    private static final double LEAST_PRESENT = 0.5;
    private static final int MOSTLY_DIGITS = 2;
    private static final int MOST_SET_VALUES = 20;
    private static final int FEWEST_FOR_EACH_SET_VALUE = 10;
    private static final int FEWEST_UNIQUE = 20;
    private static final MathContext DOWN = new MathContext(3, RoundingMode.FLOOR);
    private static final MathContext UP = new MathContext(3, RoundingMode.CEILING);

    private final List<Expectation> all = new ArrayList<>();

    private Suggestions() {}

    /**
     * What a profile suggests: the columns and their order, about as many rows, and for each column its type, how much may
     * be missing, a range or a set of values, the lengths of texts, and that values are all different.
     *
     * @param profile the profile of data that is as it should be
     * @return expectations for a suite, those of the table first, then column by column; of no rows only columns and types
     */
    public static List<Expectation> from(DataProfile profile) {
        Suggestions suggestions = new Suggestions();
        suggestions.addTable(profile);
        profile.columnProfiles().forEach(suggestions::addColumn);
        return List.copyOf(suggestions.all);
    }

    private void addTable(DataProfile profile) {
        List<ColumnProfile> columns = profile.columnProfiles();
        add(
                "expect_table_columns_to_match_ordered_list",
                Map.of(
                        "column_list",
                        columns.stream().map(column -> column.column().name()).toList()),
                "the profiled rows had these columns in this order");
        if (profile.rows() > 0) {
            Map<String, @Nullable Object> range = new LinkedHashMap<>();
            range.put("min_value", Math.max(1, profile.rows() / ROW_FACTOR));
            range.put("max_value", Math.multiplyExact(profile.rows(), ROW_FACTOR));
            add(
                    "expect_table_row_count_to_be_between",
                    range,
                    profile.rows() + " rows were profiled; from half to twice as many are expected");
        }
    }

    private void addColumn(ColumnProfile profile) {
        ColumnType type = profile.column().type();
        addFor(
                profile,
                "expect_column_values_to_be_of_type",
                Map.of("type_", type.name().toLowerCase(Locale.ROOT)),
                "the column was of this type");
        if (profile.count() == 0) {
            return;
        }
        addPresence(profile);
        if (type.isNumeric() && profile.infinities() == 0) {
            addRange(profile);
        }
        if (type == ColumnType.TEXT) {
            addSet(profile);
            addLengths(profile);
        }
        addUniqueness(profile);
    }

    private void addPresence(ColumnProfile profile) {
        if (profile.missing() == 0) {
            addFor(
                    profile,
                    "expect_column_values_to_not_be_null",
                    Map.of(),
                    "none of " + profile.count() + " values was missing");
        } else if (1 - profile.missingShare() >= LEAST_PRESENT) {
            BigDecimal rows = BigDecimal.valueOf(profile.count()).add(BigDecimal.valueOf(profile.missing()));
            BigDecimal mostly = BigDecimal.valueOf(profile.count()).divide(rows, MOSTLY_DIGITS, RoundingMode.FLOOR);
            addFor(
                    profile,
                    "expect_column_values_to_not_be_null",
                    Map.of("mostly", mostly),
                    profile.missing() + " of " + rows + " values were missing");
        }
    }

    private void addRange(ColumnProfile profile) {
        BigDecimal least = decimal(profile.minimum().orElseThrow());
        BigDecimal greatest = decimal(profile.maximum().orElseThrow());
        double quartile = profile.quantile(0.25);
        double upperQuartile = profile.quantile(0.75);
        double margin = OUTER_FENCE * (upperQuartile - quartile);
        boolean bounded = Double.isFinite(quartile - margin) && Double.isFinite(upperQuartile + margin);
        BigDecimal low = bounded ? least.min(new BigDecimal(quartile - margin).round(DOWN)) : least;
        BigDecimal high = bounded ? greatest.max(new BigDecimal(upperQuartile + margin).round(UP)) : greatest;
        if (least.signum() >= 0) {
            low = low.max(BigDecimal.ZERO);
        }
        if (greatest.signum() <= 0) {
            high = high.min(BigDecimal.ZERO);
        }
        Map<String, @Nullable Object> range = new LinkedHashMap<>();
        range.put("min_value", value(profile, low, RoundingMode.FLOOR));
        range.put("max_value", value(profile, high, RoundingMode.CEILING));
        addFor(
                profile,
                "expect_column_values_to_be_between",
                range,
                "values were between " + least.toPlainString() + " and " + greatest.toPlainString()
                        + "; beyond the quartiles, about " + quartile + " and " + upperQuartile
                        + ", three times their distance is added where values leave that room");
    }

    private static BigDecimal decimal(Object value) {
        if (value instanceof Double number) {
            return BigDecimal.valueOf(number);
        }
        return value instanceof Long number ? BigDecimal.valueOf(number) : (BigDecimal) value;
    }

    private static Object value(ColumnProfile profile, BigDecimal bound, RoundingMode outwards) {
        return profile.column().type() == ColumnType.INTEGER
                ? bound.setScale(0, outwards).toBigIntegerExact()
                : bound;
    }

    private void addSet(ColumnProfile profile) {
        List<ValueCount> values = profile.topValues(MOST_SET_VALUES + 1).values();
        boolean few = !values.isEmpty()
                && values.size() <= MOST_SET_VALUES
                && profile.count() / values.size() >= FEWEST_FOR_EACH_SET_VALUE;
        boolean whole =
                values.stream().allMatch(value -> value.value().toString().length() < KnownTexts.LONGEST_KEPT);
        if (few && whole) {
            addFor(
                    profile,
                    "expect_column_values_to_be_in_set",
                    Map.of("value_set", values.stream().map(ValueCount::value).toList()),
                    values.size() + " different values were seen among " + profile.count());
        }
    }

    private void addLengths(ColumnProfile profile) {
        int shortest = profile.shortest().orElseThrow();
        int longest = profile.longest().orElseThrow();
        if (shortest == longest) {
            addFor(
                    profile,
                    "expect_column_value_lengths_to_equal",
                    Map.of("value", (long) shortest),
                    "all values had this length");
        } else {
            Map<String, @Nullable Object> range = new LinkedHashMap<>();
            range.put("min_value", (long) shortest);
            range.put("max_value", (long) longest);
            addFor(profile, "expect_column_value_lengths_to_be_between", range, "values had these lengths");
        }
    }

    private void addUniqueness(ColumnProfile profile) {
        DistinctCount distinct = profile.distinct();
        ColumnType type = profile.column().type();
        boolean identifies = type != ColumnType.DOUBLE && type != ColumnType.DECIMAL && type != ColumnType.BOOLEAN;
        boolean whole = type != ColumnType.TEXT || profile.longest().orElseThrow() < KnownTexts.LONGEST_KEPT / 2;
        if (identifies
                && whole
                && distinct.exact()
                && distinct.number() == profile.count()
                && profile.count() >= FEWEST_UNIQUE) {
            addFor(
                    profile,
                    "expect_column_values_to_be_unique",
                    Map.of(),
                    "all " + profile.count() + " values were different");
        }
    }

    private void addFor(ColumnProfile profile, String type, Map<String, @Nullable Object> arguments, String reason) {
        Map<String, @Nullable Object> withColumn = new LinkedHashMap<>();
        withColumn.put("column", profile.column().name());
        withColumn.putAll(arguments);
        add(type, withColumn, reason);
    }

    private void add(String type, Map<String, @Nullable Object> arguments, String reason) {
        all.add(new Expectation(type, arguments, Map.of("reason", reason), Map.of()));
    }
}
