package io.metrify.connector.api;

import io.metrify.model.MetrifyException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** Sorts records into one open batch for each partition of this process, and passes complete batches on to be stored. */
final class Intake implements Assignment {

    private final RecordStation station;
    private final BatchDelivery delivery;
    private final DeliveryQueue queue;
    private final BatchLimits limits;
    private final boolean keepsRecords;
    private final Runnable whileWaiting;
    private final Runnable onStored;
    private final Map<String, Claim> claims = new HashMap<>();
    private final Map<String, OpenBatch> open = new TreeMap<>();

    /**
     * An intake that owns nothing yet.
     *
     * @param whileWaiting done now and then while complete batches find no room
     * @param onStored done when what was stored should be told to the source at once
     */
    Intake(
            RecordStation station,
            BatchDelivery delivery,
            DeliveryQueue queue,
            BatchLimits limits,
            boolean keepsRecords,
            Runnable whileWaiting,
            Runnable onStored) {
        this.station = station;
        this.delivery = delivery;
        this.queue = queue;
        this.limits = limits;
        this.keepsRecords = keepsRecords;
        this.whileWaiting = whileWaiting;
        this.onStored = onStored;
    }

    @Override
    public Checkpoint taken(Set<String> partitions) {
        // What was read of a lost partition and never stored must not pass for a redelivery when it is read again: the
        // memory is made anew from what is stored and what is about to be.
        queue.drain(() -> {});
        station.forget();
        Map<String, Claim> claimed = delivery.claim(partitions, station.seen());
        open.values().forEach(batch -> batch.accepted().forEach(station.seen()::remember));
        queue.own(partitions);
        claims.putAll(claimed);
        Map<String, Long> next = new HashMap<>();
        claimed.forEach((partition, claim) -> next.put(partition, claim.next()));
        return new Checkpoint(next);
    }

    @Override
    public void given(Set<String> partitions) {
        for (String partition : partitions) {
            // From within the source, which cannot be asked for anything now.
            deliver(partition, () -> {});
        }
        queue.drain(() -> {});
        onStored.run();
        lost(partitions);
    }

    @Override
    public void lost(Set<String> partitions) {
        open.keySet().removeAll(partitions);
        claims.keySet().removeAll(partitions);
        queue.lose(partitions);
    }

    /** Takes a record that was examined; one of a partition that was given away meanwhile is the new owner's. */
    void take(Examined examined) {
        RawRecord record = examined.record();
        String partition = record.origin().partition();
        OpenBatch batch = open.get(partition);
        if (batch != null && (record.origin().position() >= batch.boundary() || batch.bytes() >= limits.bytes())) {
            deliver(partition, whileWaiting);
            batch = null;
        }
        Claim claim = claims.get(partition);
        if (claim == null) {
            return;
        }
        if (batch == null) {
            batch = open(record.origin(), claim);
            open.put(partition, batch);
        }
        station.settle(examined, batch);
    }

    private OpenBatch open(Origin origin, Claim claim) {
        long position = origin.position();
        if (position < claim.next()) {
            throw new MetrifyException("the source gave " + origin + " again although everything before " + claim.next()
                    + " was taken from it; it must begin where it is told");
        }
        // A source may have holes; the batch then begins where its first record does, rounded down to a cut.
        long cut = position / limits.records() * limits.records();
        BatchSpan span =
                new BatchSpan(origin.source(), origin.partition(), Math.max(claim.next(), cut), cut + limits.records());
        return new OpenBatch(span, claim.epoch(), keepsRecords, System.nanoTime());
    }

    /** Passes on what was open too long. */
    void deliverLingering() {
        long now = System.nanoTime();
        for (String partition : List.copyOf(open.keySet())) {
            OpenBatch batch = open.get(partition);
            if (batch != null && now - batch.openedNanos() >= limits.lingerNanos()) {
                deliver(partition, whileWaiting);
            }
        }
    }

    /** Passes on everything, and waits until it is stored. */
    void deliverAll() {
        for (String partition : List.copyOf(open.keySet())) {
            deliver(partition, whileWaiting);
        }
        queue.drain(whileWaiting);
    }

    private void deliver(String partition, Runnable meanwhile) {
        if (!open.containsKey(partition)) {
            return;
        }
        queue.awaitRoom(meanwhile);
        OpenBatch complete = open.remove(partition);
        if (complete == null) {
            // Given away, and so passed on, while there was no room.
            return;
        }
        IngestBatch batch = complete.close();
        Claim claim = Objects.requireNonNull(claims.get(partition));
        claims.put(partition, new Claim(batch.span().end(), claim.epoch()));
        queue.add(batch, complete.openedNanos());
    }
}
