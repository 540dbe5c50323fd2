package io.metrify.connector.api;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** A source that does as a script says, one step for each poll, and takes and gives partitions as other readers would make it. */
final class SharedSource implements Source {

    private final Deque<Step> steps = new ArrayDeque<>();
    private Assignment assignment;
    int idled;
    Consumer<Assignment> whenIdle = any -> {};

    /** One poll. */
    interface Step {
        List<RawRecord> poll(Assignment assignment);
    }

    SharedSource polling(RawRecord... records) {
        return doing(any -> List.of(records));
    }

    SharedSource taking(String... partitions) {
        return doing(reader -> {
            reader.taken(Set.of(partitions));
            return List.of();
        });
    }

    SharedSource giving(String... partitions) {
        return doing(reader -> {
            reader.given(Set.of(partitions));
            return List.of();
        });
    }

    SharedSource losing(String... partitions) {
        return doing(reader -> {
            reader.lost(Set.of(partitions));
            return List.of();
        });
    }

    SharedSource doing(Step step) {
        steps.add(step);
        return this;
    }

    @Override
    public void open(Assignment reader) {
        assignment = reader;
    }

    @Override
    public List<RawRecord> poll(Duration atMost) {
        return steps.remove().poll(assignment);
    }

    @Override
    public void idle() {
        idled++;
        whenIdle.accept(assignment);
    }

    @Override
    public void commit(Checkpoint upTo) {
        // Nobody watches.
    }

    @Override
    public boolean isExhausted() {
        return steps.isEmpty();
    }

    @Override
    public void close() {
        steps.clear();
    }
}
