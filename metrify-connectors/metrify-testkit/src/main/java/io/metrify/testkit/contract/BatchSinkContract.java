package io.metrify.testkit.contract;

import static io.metrify.testkit.contract.ContractBatches.reading;
import static io.metrify.testkit.contract.ContractBatches.readings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metrify.connector.api.BatchSink;
import io.metrify.connector.api.Claim;
import io.metrify.connector.api.FencedException;
import io.metrify.model.meter.MeterReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every {@link BatchSink} must do. */
public abstract class BatchSinkContract {

    /** For subclasses. */
    protected BatchSinkContract() {}

    /**
     * Opens a sink on the store of this test, as a process of its own would. The store is empty when a test begins and outlives
     * the sinks; several may be open at a time.
     *
     * @return a sink, which the test closes
     * @throws Exception if the store fails
     */
    protected abstract BatchSink open() throws Exception;

    /**
     * What a reader of the store sees.
     *
     * @return the readings in any order, without their scores; each as often as it is there
     * @throws Exception if the store fails
     */
    protected abstract List<MeterReading> stored() throws Exception;

    @Test
    void hasAName() throws Exception {
        try (BatchSink sink = open()) {
            assertThat(sink.name()).isNotBlank();
        }
    }

    @Test
    void aReaderSeesWhatWasWritten() throws Exception {
        try (BatchSink sink = open()) {
            sink.recover(claim("0", 0, 1));
            sink.write(readings("0", 0, 3, 1));
            sink.write(readings("0", 3, 5, 1));
        }
        assertStored(expected("0", 0, 5));
    }

    @Test
    void writingAgainChangesNothing() throws Exception {
        try (BatchSink sink = open()) {
            sink.recover(claim("0", 0, 1));
            sink.write(readings("0", 0, 3, 1));
            sink.write(readings("0", 0, 3, 1));
        }
        assertStored(expected("0", 0, 3));
    }

    @Test
    void aBatchOfTheSameBeginReplacesWhatALaterOwnerFinds() throws Exception {
        try (BatchSink first = open()) {
            first.recover(claim("0", 0, 1));
            first.write(readings("0", 0, 5, 1));
        }
        try (BatchSink second = open()) {
            second.recover(claim("0", 0, 2));
            second.write(readings("0", 0, 3, 2));
        }
        assertStored(expected("0", 0, 3));
    }

    @Test
    void recoveringUndoesWhatWasNotCommittedAndKeepsWhatWas() throws Exception {
        try (BatchSink killed = open()) {
            killed.recover(claim("0", 0, 1));
            killed.write(readings("0", 0, 3, 1));
            killed.write(readings("0", 3, 5, 1));
            killed.write(readings("0", 5, 9, 1));
        }
        try (BatchSink next = open()) {
            next.recover(claim("0", 3, 2));
            next.recover(claim("0", 3, 2));
            assertStored(expected("0", 0, 3));
            next.write(readings("0", 3, 4, 2));
        }
        assertStored(expected("0", 0, 4));
    }

    @Test
    void recoveringLeavesOtherPartitions() throws Exception {
        try (BatchSink mine = open();
                BatchSink theirs = open()) {
            theirs.recover(claim("1", 0, 1));
            theirs.write(readings("1", 0, 2, 1));
            mine.recover(claim("0", 0, 1));
            mine.write(readings("0", 0, 2, 1));
        }
        List<MeterReading> both = new ArrayList<>(expected("0", 0, 2));
        both.addAll(expected("1", 0, 2));
        assertStored(both);
    }

    @Test
    void recoveringAnEmptyStoreIsHarmless() throws Exception {
        try (BatchSink sink = open()) {
            sink.recover(Map.of());
            sink.recover(claim("0", 7, 1));
        }
        assertStored(List.of());
    }

    @Test
    void whatALaterOwnerWroteIsNotReplacedByAnEarlierOne() throws Exception {
        try (BatchSink zombie = open();
                BatchSink heir = open()) {
            zombie.recover(claim("0", 0, 1));
            heir.recover(claim("0", 0, 2));
            heir.write(readings("0", 0, 3, 2));

            assertThatThrownBy(() -> zombie.write(readings("0", 0, 5, 1))).isInstanceOf(FencedException.class);
        }
        assertStored(expected("0", 0, 3));
    }

    @Test
    void aBatchWithoutReadingsIsHarmless() throws Exception {
        try (BatchSink sink = open()) {
            sink.recover(claim("0", 0, 1));
            sink.write(ContractBatches.of("0", 0, 4, 1, List.of(), List.of(), 4));
            sink.write(readings("0", 4, 6, 1));
        }
        assertStored(expected("0", 4, 6));
    }

    @Test
    @SuppressWarnings("resource") // closed twice on purpose
    void closingTwiceIsHarmless() throws Exception {
        BatchSink sink = open();
        sink.close();
        sink.close();
    }

    private void assertStored(List<MeterReading> expected) throws Exception {
        assertThat(stored()).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static List<MeterReading> expected(String partition, long first, long end) {
        List<MeterReading> readings = new ArrayList<>();
        for (long position = first; position < end; position++) {
            readings.add(reading(partition, position));
        }
        return readings;
    }

    private static Map<String, Claim> claim(String partition, long next, long epoch) {
        return Map.of(partition, new Claim(next, epoch));
    }
}
