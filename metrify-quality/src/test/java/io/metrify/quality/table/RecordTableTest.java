package io.metrify.quality.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordTableTest {

    @Test
    void cutsInstantsToMicrosecondsTowardsThePastBefore1970Too() {
        Table table = RecordTable.<Instant>builder()
                .timestamp("t", instant -> instant)
                .over(List.of(
                        Instant.parse("1969-12-31T23:59:59.999999500Z"),
                        Instant.parse("1970-01-01T00:00:00.000001999Z")));
        RowBatch batch = new RowBatch(table.columns());
        try (TableReader reader = table.open()) {
            assertThat(reader.next(batch)).isTrue();
        }
        assertThat(batch.longs(0)).startsWith(-1, 1);
    }
}
