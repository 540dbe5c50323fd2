package io.metrify.quality.profile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;

/**
 * Profiles and drift as JSON for people and for reports. It is a view: what is not in it, such as the hashes that make profiles
 * merge, is in {@link DataProfile#toBytes()}. Numbers that are not there are left out, exact decimals are numbers, times are
 * texts of ISO 8601.
 */
public final class ProfileJson {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final double[] QUANTILES = {0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99};
    private static final int TOP_VALUES = 10;
    private static final int BINS = 20;

    private ProfileJson() {}

    /**
     * A profile as JSON.
     *
     * @param profile the profile
     * @return one object, indented
     */
    public static String of(DataProfile profile) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("rows", profile.rows());
        ObjectNode settings = json.putObject("settings");
        settings.put("relative_error", profile.settings().relativeError());
        settings.put("most_buckets", profile.settings().mostBuckets());
        settings.put("distinct_limit", profile.settings().distinctLimit());
        ArrayNode columns = json.putArray("columns");
        profile.columnProfiles().forEach(column -> put(column, columns.addObject()));
        return written(json);
    }

    /**
     * Distances between two profiles as JSON.
     *
     * @param drift the distances
     * @return one object, indented
     */
    public static String of(Drift drift) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode columns = json.putArray("columns");
        drift.columns().forEach(column -> put(column, columns.addObject()));
        ObjectNode leftOut = json.putObject("left_out");
        drift.leftOut().forEach(leftOut::put);
        return written(json);
    }

    private static void put(ColumnProfile column, ObjectNode json) {
        json.put("name", column.column().name());
        json.put("type", column.column().type().name());
        json.put("count", column.count());
        json.put("missing", column.missing());
        if (column.infinities() > 0) {
            json.put("infinities", column.infinities());
        }
        column.minimum().ifPresent(value -> put(json, "minimum", value));
        column.maximum().ifPresent(value -> put(json, "maximum", value));
        column.shortest().ifPresent(length -> json.put("shortest", length));
        column.longest().ifPresent(length -> json.put("longest", length));
        if (column.isNumeric() && column.finite() > 0) {
            putNumbers(column, json);
        }
        DistinctCount distinct = column.distinct();
        ObjectNode different = json.putObject("distinct");
        put(different, "number", distinct.number());
        different.put("exact", distinct.exact());
        if (!distinct.exact()) {
            put(different, "standard_error", distinct.standardError());
        }
        TopValues top = column.topValues(TOP_VALUES);
        if (top.absent() != null) {
            json.put("top_values_absent", top.absent());
        } else {
            ArrayNode values = json.putArray("top_values");
            top.values().forEach(value -> {
                ObjectNode entry = values.addObject();
                put(entry, "value", value.value());
                entry.put("count", value.count());
            });
        }
    }

    private static void putNumbers(ColumnProfile column, ObjectNode json) {
        column.sum().ifPresent(sum -> json.put("sum", sum));
        put(json, "mean", column.mean());
        put(json, "standard_deviation", column.standardDeviation());
        ObjectNode quantiles = json.putObject("quantiles");
        for (double q : QUANTILES) {
            put(quantiles, Double.toString(q), column.quantile(q));
        }
        json.put("quantiles_exact", column.hasExactQuantiles());
        ArrayNode histogram = json.putArray("histogram");
        column.histogram(BINS).forEach(bin -> {
            ObjectNode entry = histogram.addObject();
            put(entry, "from", bin.from());
            put(entry, "to", bin.to());
            entry.put("count", bin.count());
        });
    }

    private static void put(ColumnDrift column, ObjectNode json) {
        json.put("name", column.column().name());
        column.grade().ifPresent(grade -> json.put("grade", grade.name()));
        json.put("reference_values", column.referenceValues());
        json.put("current_values", column.currentValues());
        put(json, "reference_missing", column.referenceMissing());
        put(json, "current_missing", column.currentMissing());
        ArrayNode results = json.putArray("results");
        column.results().forEach(result -> {
            ObjectNode entry = results.addObject();
            entry.put("measure", result.measure().name());
            put(entry, "value", result.value());
            put(entry, "p_value", result.pValue());
            entry.put("grade", result.grade().name());
            entry.put("formula", result.measure().formula());
            entry.put("basis", result.basis());
        });
        ObjectNode leftOut = json.putObject("left_out");
        column.leftOut().forEach((measure, reason) -> leftOut.put(measure.name(), reason));
        ArrayNode bins = json.putArray("bins");
        column.bins().forEach(bin -> {
            ObjectNode entry = bins.addObject();
            entry.put("label", bin.label());
            entry.put("reference", bin.reference());
            entry.put("current", bin.current());
        });
    }

    private static void put(ObjectNode json, String name, Object value) {
        if (value instanceof Double number) {
            // JSON has no numbers for these.
            if (Double.isFinite(number)) {
                json.put(name, number);
            } else if (Double.isInfinite(number)) {
                json.put(name, number.toString());
            }
        } else if (value instanceof Long number) {
            json.put(name, number);
        } else if (value instanceof BigDecimal number) {
            json.put(name, number);
        } else if (value instanceof Boolean flag) {
            json.put(name, flag);
        } else {
            json.put(name, value.toString());
        }
    }

    private static String written(ObjectNode json) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree of JSON could not be written", impossible);
        }
    }
}
