package io.metrify.connector.api;

import io.metrify.model.MetrifyException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * Examines the records of a poll in several threads, and hands them back in the order in which they came. What a record is
 * worth by itself does not depend on others, so the order of every meter is kept whatever thread examined what.
 */
final class Examination implements AutoCloseable {

    /** Fewer records are not worth the way to another thread. */
    private static final int SMALLEST_SHARE = 256;

    private final List<Examiner> examiners;
    private final ExecutorService others;

    Examination(Examiner examiner, int threads) {
        this.examiners = Stream.generate(examiner::another).limit(threads).toList();
        this.others = Executors.newFixedThreadPool(Math.max(1, threads - 1), work -> {
            Thread thread = new Thread(work, "metrify-examination");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** The records with what each is worth, in their order. */
    List<Examined> examine(List<RawRecord> records) {
        int shares = Math.min(examiners.size(), Math.max(1, records.size() / SMALLEST_SHARE));
        Examined[] examined = new Examined[records.size()];
        List<Future<?>> pending = new ArrayList<>();
        for (int share = 1; share < shares; share++) {
            Examiner examiner = examiners.get(share);
            int from = start(share, shares, records.size());
            int to = start(share + 1, shares, records.size());
            pending.add(others.submit(() -> examiner.examine(records, from, to, examined)));
        }
        examiners.get(0).examine(records, 0, start(1, shares, records.size()), examined);
        pending.forEach(Examination::await);
        return Arrays.asList(examined);
    }

    private static int start(int share, int shares, int records) {
        return (int) ((long) records * share / shares);
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
