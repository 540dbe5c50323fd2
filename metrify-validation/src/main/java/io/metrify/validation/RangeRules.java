package io.metrify.validation;

import java.util.function.ToDoubleFunction;

/** Rules on one measured value. Each skips when the value was not measured. */
final class RangeRules {

    private RangeRules() {}

    /** One measured field of a record. */
    record Field<T>(Quantity quantity, ToDoubleFunction<? super T> value) {

        Field(String wireName, String name, String unit, ToDoubleFunction<? super T> value) {
            this(new Quantity(wireName, name, unit), value);
        }
    }

    /** The value lies in a range. */
    static <T> Rule<T> within(String id, Severity severity, Field<T> field, Range range, String source) {
        return withinBand(id, severity, field, range, Range.ANY, source);
    }

    /** The value lies in the band, unless it is beyond the limit, which another rule reports. */
    static <T> Rule<T> withinBand(
            String id, Severity severity, Field<T> field, Range band, Range limit, String source) {
        Quantity quantity = field.quantity();
        String notMeasured = quantity.notMeasured();
        return new CheckedRule<>(id, severity, quantity.demand(band, limit), source, (record, context, inspection) -> {
            double value = field.value().applyAsDouble(record);
            if (band.contains(value)) {
                return;
            }
            if (Double.isNaN(value)) {
                inspection.skip(notMeasured);
            } else if (limit.contains(value)) {
                inspection.violation(new Evidence.Stated(quantity.wireName(), quantity.outside(value, band)));
            }
        });
    }
}
