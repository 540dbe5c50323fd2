package io.metrify.connector.api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A source over records in memory, given out a few at a time. */
final class ListSource implements Source {

    private final List<RawRecord> records;
    private final int pollSize;
    private final Map<String, Long> next = new HashMap<>();
    private int at;
    private boolean closed;
    private Checkpoint committed = Checkpoint.START;

    ListSource(List<RawRecord> records, int pollSize) {
        this.records = records;
        this.pollSize = pollSize;
    }

    Checkpoint committed() {
        return committed;
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public void open(Assignment assignment) {
        Set<String> partitions =
                records.stream().map(record -> record.origin().partition()).collect(Collectors.toSet());
        next.putAll(assignment.taken(partitions).positions());
    }

    @Override
    public List<RawRecord> poll(Duration atMost) {
        List<RawRecord> polled = new ArrayList<>();
        while (at < records.size() && polled.size() < pollSize) {
            RawRecord record = records.get(at++);
            if (record.origin().position() >= next.getOrDefault(record.origin().partition(), 0L)) {
                polled.add(record);
            }
        }
        return polled;
    }

    @Override
    public void commit(Checkpoint upTo) {
        for (Map.Entry<String, Long> partition : upTo.positions().entrySet()) {
            committed = committed.with(partition.getKey(), partition.getValue());
        }
    }

    @Override
    public boolean isExhausted() {
        return at == records.size();
    }

    @Override
    public void close() {
        closed = true;
    }
}
