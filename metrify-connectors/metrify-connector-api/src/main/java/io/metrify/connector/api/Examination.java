package io.metrify.connector.api;

import io.metrify.model.MetrifyException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Examines the records of a poll in several threads, and hands them back in the order in which they came. What a record is
 * worth by itself does not depend on others, so the order of every meter is kept whatever thread examined what.
 */
final class Examination implements AutoCloseable {

    /** Fewer records are not worth the way to another thread. */
    private static final int SMALLEST_SHARE = 256;

    private final RecordStation station;
    private final int threads;
    private final ExecutorService others;

    Examination(RecordStation station, int threads) {
        this.station = station;
        this.threads = threads;
        this.others = Executors.newFixedThreadPool(Math.max(1, threads - 1), work -> {
            Thread thread = new Thread(work, "metrify-examination");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** The records with what each is worth, in their order. */
    List<Examined> examine(List<RawRecord> records) {
        int shares = Math.min(threads, Math.max(1, records.size() / SMALLEST_SHARE));
        Examined[] examined = new Examined[records.size()];
        List<Future<?>> pending = new ArrayList<>();
        for (int share = 1; share < shares; share++) {
            int from = start(share, shares, records.size());
            int to = start(share + 1, shares, records.size());
            pending.add(others.submit(() -> examine(records, examined, from, to)));
        }
        examine(records, examined, 0, start(1, shares, records.size()));
        pending.forEach(Examination::await);
        return Arrays.asList(examined);
    }

    private static int start(int share, int shares, int records) {
        return (int) ((long) records * share / shares);
    }

    private void examine(List<RawRecord> records, Examined[] examined, int from, int to) {
        for (int i = from; i < to; i++) {
            examined[i] = station.examine(records.get(i));
        }
    }

    private static void await(Future<?> share) {
        try {
            share.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new MetrifyException(
                    "examining records was interrupted; start again, nothing after the last commit counts",
                    interrupted);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw new IllegalStateException("examining records failed", failed.getCause());
        }
    }

    @Override
    public void close() {
        others.shutdownNow();
    }
}
