package io.metrify.connector.kafka;

import io.metrify.connector.api.Assignment;
import io.metrify.connector.api.Checkpoint;
import io.metrify.connector.api.RawRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;

/** A member of a group that stores what it polls at once, in positions and records that all members share. */
final class Member implements Assignment, AutoCloseable {

    private final KafkaSource source;
    private final ConcurrentMap<String, Long> positions;
    private final Queue<String> records;
    private final Set<String> mine = new TreeSet<>();
    private final Queue<String> events = new ConcurrentLinkedQueue<>();

    Member(KafkaSource source, ConcurrentMap<String, Long> positions, Queue<String> records) {
        this.source = source;
        this.positions = positions;
        this.records = records;
        source.open(this);
    }

    @Override
    public Checkpoint taken(Set<String> partitions) {
        mine.addAll(partitions);
        partitions.forEach(partition -> events.add("taken " + partition));
        Map<String, Long> next = new HashMap<>(positions);
        next.keySet().retainAll(partitions);
        return new Checkpoint(next);
    }

    @Override
    public void given(Set<String> partitions) {
        mine.removeAll(partitions);
        partitions.forEach(partition -> events.add("given " + partition));
    }

    @Override
    public void lost(Set<String> partitions) {
        mine.removeAll(partitions);
        partitions.forEach(partition -> events.add("lost " + partition));
    }

    int poll() {
        List<RawRecord> polled = source.poll(Duration.ofMillis(100));
        for (RawRecord each : polled) {
            records.add(new String(Objects.requireNonNull(each.value()), StandardCharsets.UTF_8));
            positions.put(each.origin().partition(), each.origin().position() + 1);
        }
        return polled.size();
    }

    void idle() {
        source.idle();
    }

    Map<String, Long> lag() {
        return source.lag();
    }

    Set<String> mine() {
        return mine;
    }

    Queue<String> events() {
        return events;
    }

    @Override
    public void close() {
        source.close();
    }
}
