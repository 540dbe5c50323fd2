package io.metrify.avro;

import io.metrify.model.grid.EicCode;
import io.metrify.model.grid.GridOperator;
import io.metrify.model.grid.GridStatus;

/** Grid operators and their grids, to and from the fields of records. */
final class GridRecords {

    private GridRecords() {}

    static void writeGridStatus(GridStatus status, FieldWriter to) {
        to.text("operator_name", status.operatorName())
                .instant("timestamp", status.timestamp())
                .number("total_capacity_mw", status.capacity().totalMw())
                .number("available_capacity_mw", status.capacity().availableMw())
                .number("load_factor", status.capacity().loadFactor())
                .number("frequency_hz", status.network().frequencyHz())
                .number("voltage_kv", status.network().voltageKv())
                .number("grid_stability_score", status.network().stabilityScore())
                .number("renewable_percentage", status.renewablePercentage())
                .text("region", status.region());
    }

    static GridStatus readGridStatus(FieldReader from) {
        return new GridStatus(
                from.wireText("operator_name"),
                from.wireText("region"),
                from.instant("timestamp"),
                new GridStatus.Capacity(
                        from.optionalNumber("total_capacity_mw"),
                        from.optionalNumber("available_capacity_mw"),
                        from.optionalNumber("load_factor")),
                new GridStatus.Network(
                        from.optionalNumber("frequency_hz"),
                        from.optionalNumber("voltage_kv"),
                        from.optionalNumber("grid_stability_score")),
                from.optionalNumber("renewable_percentage"));
    }

    static void writeGridOperator(GridOperator operator, FieldWriter to) {
        to.text("operator_name", operator.name())
                .text("control_zone", operator.controlZone().text());
    }

    static GridOperator readGridOperator(FieldReader from) {
        return new GridOperator(from.wireText("operator_name"), from.parsed("control_zone", EicCode::parse));
    }
}
