package io.metrify.avro;

import java.util.List;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes.Decimal;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether two schemas mean the same by their numbers. Avro matches schemas by their bare types, so it would read
 * microseconds as milliseconds and watt-hours as milliwatt-hours without a word.
 */
final class NumberMeanings {

    private NumberMeanings() {}

    /** A sentence about the first field of which writer and reader mean different things, or null if there is none. */
    static @Nullable String conflict(Schema writer, Schema reader) {
        Schema written = withoutNull(writer);
        Schema read = withoutNull(reader);
        LogicalType meant = written.getLogicalType();
        // A writer that says nothing is taken at its word: the number is what the reader's schema says it is.
        if (meant != null && read.getLogicalType() != null && !sameUnit(meant, read.getLogicalType())) {
            return "is written as " + describe(written) + " and read as " + describe(read)
                    + ", which are different numbers; convert it in the writer";
        }
        if (written.getType() != Schema.Type.RECORD || read.getType() != Schema.Type.RECORD) {
            return null;
        }
        for (Schema.Field field : read.getFields()) {
            Schema.Field source = source(written, field);
            String conflict = source == null ? null : conflict(source.schema(), field.schema());
            if (conflict != null) {
                return field.name() + " " + conflict;
            }
        }
        return null;
    }

    /** Decimals of one scale count the same unit, however many digits they may have. */
    private static boolean sameUnit(LogicalType written, LogicalType read) {
        if (written instanceof Decimal one && read instanceof Decimal other) {
            return one.getScale() == other.getScale();
        }
        return written.equals(read);
    }

    private static Schema.@Nullable Field source(Schema writer, Schema.Field field) {
        Schema.Field source = writer.getField(field.name());
        for (String alias : source == null ? field.aliases() : List.<String>of()) {
            if (source == null) {
                source = writer.getField(alias);
            }
        }
        return source;
    }

    /** The one branch of a union that is not null, or the schema itself if it is no such union. */
    private static Schema withoutNull(Schema schema) {
        if (schema.getType() != Schema.Type.UNION) {
            return schema;
        }
        List<Schema> branches = schema.getTypes().stream()
                .filter(branch -> branch.getType() != Schema.Type.NULL)
                .toList();
        return branches.size() == 1 ? branches.get(0) : schema;
    }

    private static String describe(Schema schema) {
        return schema.getLogicalType() instanceof Decimal decimal
                ? "decimal(" + decimal.getPrecision() + "," + decimal.getScale() + ")"
                : schema.getLogicalType().getName();
    }
}
