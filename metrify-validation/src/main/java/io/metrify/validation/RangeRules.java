package io.metrify.validation;

import java.util.function.ToDoubleFunction;

/** Rules on one measured value. Each skips when the value was not measured. */
final class RangeRules {

    private RangeRules() {}

    /** One measured field of a record: its wire name, its name in sentences, its unit ("" for none). */
    record Field<T>(String wireName, String name, String unit, ToDoubleFunction<? super T> value) {

        String text(double observed) {
            return with(Double.toString(observed));
        }

        String text(Range range) {
            return with(range.toString());
        }

        private String with(String number) {
            return unit.isEmpty() ? number : number + " " + unit;
        }
    }

    /** The value lies in a range. */
    static <T> Rule<T> within(String id, Severity severity, Field<T> field, Range range, String source) {
        String expected = field.text(range);
        String notMeasured = notMeasured(field);
        return new CheckedRule<>(
                id,
                severity,
                "The " + field.name() + " is " + expected + ".",
                source,
                (record, context, inspection) -> {
                    double value = field.value().applyAsDouble(record);
                    if (value >= range.low() && value <= range.high()) {
                        return;
                    }
                    if (Double.isNaN(value)) {
                        inspection.skip(notMeasured);
                    } else {
                        report(inspection, field, value, expected);
                    }
                });
    }

    /** The value lies in the band, unless it is beyond the limit, which another rule reports. */
    static <T> Rule<T> withinBand(
            String id, Severity severity, Field<T> field, Range band, Range limit, String source) {
        String expected = field.text(band);
        String notMeasured = notMeasured(field);
        return new CheckedRule<>(
                id,
                severity,
                "The " + field.name() + " is " + expected + "; beyond " + field.text(limit) + " another rule speaks.",
                source,
                (record, context, inspection) -> {
                    double value = field.value().applyAsDouble(record);
                    if (Double.isNaN(value)) {
                        inspection.skip(notMeasured);
                    } else if (!band.contains(value) && limit.contains(value)) {
                        report(inspection, field, value, expected);
                    }
                });
    }

    private static <T> void report(Inspection inspection, Field<T> field, double value, String expected) {
        inspection.violation(
                field.wireName(),
                field.text(value),
                expected,
                "The " + field.name() + " of " + field.text(value) + " is not " + expected + ".");
    }

    private static <T> String notMeasured(Field<T> field) {
        return "the " + field.name() + " was not measured";
    }
}
