package io.metrify.connector.api;

import io.metrify.model.MetrifyException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Batches that wait to be stored, in a thread of their own, one after the other, so that the next ones are read meanwhile.
 * There is room for a few; whoever brings more waits. The first failure ends it: nothing after it is stored.
 */
final class DeliveryQueue implements AutoCloseable {

    /** How long a waiting reader is silent at most. */
    private static final long NAP_MILLIS = 100;

    private final BatchDelivery delivery;
    private final int room;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Parcel> waiting = new ArrayDeque<>();
    private final Map<String, Long> stored = new HashMap<>();
    private final Set<String> lost = new HashSet<>();
    private IngestCounts counts = IngestCounts.NONE;
    private boolean busy;
    private boolean closing;
    private @Nullable RuntimeException failure;

    DeliveryQueue(BatchDelivery delivery, int room) {
        this.delivery = delivery;
        this.room = room;
        this.thread = new Thread(this::work, "metrify-delivery");
        this.thread.setDaemon(true);
        this.thread.start();
    }

    /**
     * Waits until there is room for a batch.
     *
     * @param whileWaiting done now and then as long as there is none
     */
    void awaitRoom(Runnable whileWaiting) {
        await(() -> waiting.size() < room, whileWaiting);
    }

    /** Queues a batch whose first record came at a moment of {@link System#nanoTime}. */
    void add(IngestBatch batch, long openedNanos) {
        locked(() -> waiting.add(new Parcel(batch, openedNanos)));
    }

    /** Waits until everything queued is stored. */
    void drain(Runnable whileWaiting) {
        await(() -> waiting.isEmpty() && !busy, whileWaiting);
    }

    /** Partitions that are this process's now. */
    void own(Set<String> partitions) {
        locked(() -> lost.removeAll(partitions));
    }

    /** Partitions of which nothing more may be stored. */
    void lose(Set<String> partitions) {
        locked(() -> {
            waiting.removeIf(parcel -> partitions.contains(parcel.partition()));
            lost.addAll(partitions);
        });
    }

    /** What was stored since the last time this was asked: the next positions by partition. */
    Map<String, Long> takeStored() {
        requireHealthy();
        lock.lock();
        try {
            Map<String, Long> taken = Map.copyOf(stored);
            stored.clear();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** What became of everything that was stored. */
    IngestCounts counts() {
        lock.lock();
        try {
            return counts;
        } finally {
            lock.unlock();
        }
    }

    /** Forgets what was not begun, and waits for what was. */
    @Override
    public void close() {
        locked(() -> {
            waiting.clear();
            closing = true;
        });
        boolean interrupted = Thread.interrupted();
        while (thread.isAlive()) {
            if (interrupted) {
                thread.interrupt();
            }
            try {
                thread.join();
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        for (Parcel parcel = next(); parcel != null; parcel = next()) {
            try {
                delivery.deliver(parcel.batch(), parcel.openedNanos());
                delivered(parcel.batch());
            } catch (FencedException fenced) {
                // A partition that was given up meanwhile is another's; whatever that one stored is no failure of ours.
                if (isLost(parcel)) {
                    dropped();
                } else {
                    failed(fenced);
                }
            } catch (RuntimeException failed) {
                failed(failed);
            } catch (Error failed) {
                failed(new IllegalStateException(
                        "storing batch " + parcel.batch().span() + " failed", failed));
            }
        }
    }

    private @Nullable Parcel next() {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closing) {
                changed.awaitUninterruptibly();
            }
            busy = !waiting.isEmpty();
            return waiting.poll();
        } finally {
            changed.signalAll();
            lock.unlock();
        }
    }

    private boolean isLost(Parcel parcel) {
        lock.lock();
        try {
            return lost.contains(parcel.partition());
        } finally {
            lock.unlock();
        }
    }

    private void delivered(IngestBatch batch) {
        locked(() -> {
            stored.put(batch.span().partition(), batch.span().end());
            counts = counts.plus(batch.counts());
            busy = false;
        });
    }

    private void dropped() {
        locked(() -> {
            busy = false;
        });
    }

    private void failed(RuntimeException cause) {
        locked(() -> {
            failure = cause;
            waiting.clear();
            closing = true;
            busy = false;
        });
    }

    private void await(BooleanSupplier fulfilled, Runnable whileWaiting) {
        while (true) {
            requireHealthy();
            lock.lock();
            try {
                if (fulfilled.getAsBoolean()) {
                    return;
                }
                if (changed.await(NAP_MILLIS, TimeUnit.MILLISECONDS)) {
                    continue;
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new MetrifyException(
                        "waiting for batches to be stored was interrupted; start again, they are stored then",
                        interrupted);
            } finally {
                lock.unlock();
            }
            whileWaiting.run();
        }
    }

    private void requireHealthy() {
        lock.lock();
        try {
            if (failure != null) {
                throw failure;
            }
        } finally {
            lock.unlock();
        }
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** A batch, and when its first record came. */
    private record Parcel(IngestBatch batch, long openedNanos) {

        String partition() {
            return batch.span().partition();
        }
    }
}
