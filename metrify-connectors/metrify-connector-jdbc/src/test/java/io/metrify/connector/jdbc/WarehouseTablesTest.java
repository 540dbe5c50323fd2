package io.metrify.connector.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WarehouseTablesTest {

    @Test
    void everyTableIsThereOnce() {
        assertThat(WarehouseTables.all())
                .extracting(Table::name)
                .doesNotHaveDuplicates()
                .hasSize(10)
                .contains("readings", "fact_smart_meter_analytics", "ingest_progress");
        assertThat(WarehouseTables.all())
                .allSatisfy(table ->
                        assertThat(table.columns()).extracting(Column::name).doesNotHaveDuplicates());
    }

    @Test
    void columnsOfAKeyAreNeverNull() {
        assertThat(WarehouseTables.all())
                .flatMap(Table::keyColumns)
                .isNotEmpty()
                .noneMatch(Column::nullable);
    }

    @Test
    void namesThatSomeDatabaseReservesAreQuotedEverywhere() {
        assertThat(WarehouseTables.READINGS.columnList())
                .startsWith(
                        "meter_id, obis_code, \"timestamp\", interval_seconds, consumption_kwh, voltage, \"current\"");
        assertThat(WarehouseTables.READINGS.column("timestamp").sql()).isEqualTo("\"timestamp\"");
    }

    @Test
    void keysAndHintsNameColumnsOfTheTable() {
        List<Column> columns = List.of(Column.of("a", LogicalType.TEXT));

        assertThatThrownBy(() -> new Table("t", columns, List.of("b"), Optional.empty(), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("table t has no column b");
        assertThatThrownBy(() -> new Table("t", columns, List.of(), Optional.of("b"), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Table("t", columns, List.of(), Optional.empty(), List.of("b")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
