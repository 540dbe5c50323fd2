package io.metrify.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.metrify.connector.api.Assignment;
import io.metrify.connector.api.Checkpoint;
import io.metrify.connector.api.Origin;
import io.metrify.connector.api.RawRecord;
import io.metrify.connector.api.Source;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What every {@link Source} must do. */
public abstract class SourceContract {

    private static final Duration POLL = Duration.ofMillis(200);

    /** Polls that may give nothing before a source is taken to hang: a minute of them. */
    private static final int MOST_EMPTY_POLLS = 300;

    private static final List<String> VALUES = List.of("a", "b", "", "d", "e", "f", "g");

    /** For subclasses. */
    protected SourceContract() {}

    /**
     * A source of values that ends after the last. Called several times by a test with the same values, it gives sources of the
     * same records at the same positions; one is open at a time.
     *
     * @param values the values in order; a source with several partitions may distribute them as it likes, but always alike
     * @return a source that was not opened yet, which the test closes
     * @throws Exception if what is read fails
     */
    protected abstract Source sourceOf(List<byte[]> values) throws Exception;

    @Test
    void givesEveryRecordOnceInOrderWithinItsPartition() throws Exception {
        try (Source source = contractSource()) {
            Reader reader = new Reader(Checkpoint.START);
            source.open(reader);
            List<RawRecord> records = drain(source);

            assertThat(texts(records)).containsExactlyInAnyOrderElementsOf(VALUES);
            assertInOrder(records);
            assertThat(reader.mine).containsAll(partitions(records));
        }
    }

    @Test
    void beginsWhereItIsTold() throws Exception {
        List<RawRecord> all = drainFrom(Checkpoint.START);
        Checkpoint middle = Checkpoint.START;
        List<RawRecord> rest = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (i < all.size() / 2) {
                Origin origin = all.get(i).origin();
                middle = middle.with(origin.partition(), origin.position() + 1);
            } else {
                rest.add(all.get(i));
            }
        }
        assertThat(drainFrom(middle)).containsExactlyInAnyOrderElementsOf(rest);
    }

    @Test
    void takesAPartitionBeforeItGivesItsRecords() throws Exception {
        try (Source source = contractSource()) {
            Reader reader = new Reader(Checkpoint.START);
            source.open(reader);
            for (int polls = 0; !source.isExhausted() && polls < MOST_EMPTY_POLLS; polls++) {
                for (RawRecord record : source.poll(POLL)) {
                    assertThat(reader.mine).contains(record.origin().partition());
                }
            }
            assertThat(source.isExhausted()).isTrue();
        }
    }

    @Test
    void losesNothingWhileItIsIdle() throws Exception {
        try (Source source = contractSource()) {
            source.open(new Reader(Checkpoint.START));
            source.idle();
            List<RawRecord> records = new ArrayList<>(source.poll(POLL));
            source.idle();
            source.idle();
            records.addAll(drain(source));

            assertThat(texts(records)).containsExactlyInAnyOrderElementsOf(VALUES);
        }
    }

    @Test
    void givesNothingMoreAtItsEnd() throws Exception {
        try (Source source = contractSource()) {
            source.open(new Reader(Checkpoint.START));
            List<RawRecord> records = drain(source);

            assertThat(source.poll(Duration.ZERO)).isEmpty();
            assertThat(source.isExhausted()).isTrue();
            assertThat(source.lag().values()).allMatch(left -> left == 0);
            assertThat(records).isNotEmpty();
        }
    }

    @Test
    void whatIsCommittedToItDoesNotMoveIt() throws Exception {
        List<RawRecord> all = drainFrom(Checkpoint.START);
        try (Source source = contractSource()) {
            source.open(new Reader(Checkpoint.START));
            List<RawRecord> records = drain(source);
            Checkpoint end = Checkpoint.START;
            for (RawRecord record : records) {
                end = end.with(record.origin().partition(), record.origin().position() + 1);
            }
            source.commit(end);
        }
        // The ledger is the truth: a reader that is told to begin at the beginning does.
        assertThat(drainFrom(Checkpoint.START)).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    @SuppressWarnings("resource") // closed twice on purpose
    void closingTwiceIsHarmless() throws Exception {
        Source source = contractSource();
        source.open(new Reader(Checkpoint.START));
        source.close();
        source.close();
    }

    private Source contractSource() throws Exception {
        return sourceOf(VALUES.stream()
                .map(value -> value.getBytes(StandardCharsets.UTF_8))
                .toList());
    }

    private List<RawRecord> drainFrom(Checkpoint from) throws Exception {
        try (Source source = contractSource()) {
            source.open(new Reader(from));
            return drain(source);
        }
    }

    private static List<RawRecord> drain(Source source) {
        List<RawRecord> records = new ArrayList<>();
        for (int empty = 0; !source.isExhausted() && empty < MOST_EMPTY_POLLS; ) {
            List<RawRecord> polled = source.poll(POLL);
            empty = polled.isEmpty() ? empty + 1 : 0;
            records.addAll(polled);
        }
        assertThat(source.isExhausted()).isTrue();
        return records;
    }

    private static void assertInOrder(List<RawRecord> records) {
        Map<String, Long> last = new HashMap<>();
        for (RawRecord record : records) {
            Origin origin = record.origin();
            Long before = last.put(origin.partition(), origin.position());
            assertThat(origin.position()).isGreaterThan(before == null ? -1 : before);
        }
    }

    private static Set<String> partitions(List<RawRecord> records) {
        Set<String> partitions = new TreeSet<>();
        records.forEach(record -> partitions.add(record.origin().partition()));
        return partitions;
    }

    private static List<String> texts(List<RawRecord> records) {
        return records.stream()
                .map(record -> new String(Objects.requireNonNull(record.value()), StandardCharsets.UTF_8))
                .toList();
    }

    /** A reader of all partitions it is given. */
    private static final class Reader implements Assignment {

        private final Checkpoint from;
        private final Set<String> mine = new TreeSet<>();

        Reader(Checkpoint from) {
            this.from = from;
        }

        @Override
        public Checkpoint taken(Set<String> partitions) {
            mine.addAll(partitions);
            return from;
        }

        @Override
        public void given(Set<String> partitions) {
            mine.removeAll(partitions);
        }

        @Override
        public void lost(Set<String> partitions) {
            mine.removeAll(partitions);
        }
    }
}
