package io.metrify.connector.s3;

import io.metrify.model.MetrifyException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Several requests at a time, but never more than a few. */
final class Requests {

    private final int atOnce;

    Requests(int atOnce) {
        this.atOnce = atOnce;
    }

    /**
     * Does all of the work and answers the results in its order. After the first failure nothing more is begun, and what
     * was begun is waited for, so that no request is under way when this returns. Being interrupted counts as a failure.
     *
     * @throws MetrifyException the failure; one that certainly had no effect rather than one that may have had, with the
     *     others suppressed
     */
    <T> List<T> all(List<? extends Callable<T>> work) {
        if (work.isEmpty()) {
            return List.of();
        }
        AtomicBoolean stopped = new AtomicBoolean();
        ExecutorService pool = Executors.newFixedThreadPool(Math.min(atOnce, work.size()), task -> {
            Thread thread = new Thread(task, "metrify-lake");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<T>> begun = new ArrayList<>(work.size());
            for (Callable<T> task : work) {
                begun.add(pool.submit(() -> {
                    if (stopped.get()) {
                        throw new CancellationException("an earlier request failed");
                    }
                    return task.call();
                }));
            }
            return results(begun, stopped);
        } finally {
            pool.shutdown();
        }
    }

    private static <T> List<T> results(List<Future<T>> begun, AtomicBoolean stopped) {
        List<T> results = new ArrayList<>(begun.size());
        List<RuntimeException> failures = new ArrayList<>();
        boolean interrupted = false;
        for (int i = 0; i < begun.size(); ) {
            try {
                results.add(begun.get(i).get());
                i++;
            } catch (InterruptedException e) {
                interrupted = true;
                stopped.set(true);
            } catch (ExecutionException e) {
                stopped.set(true);
                if (!(e.getCause() instanceof CancellationException)) {
                    failures.add(asRuntime(e.getCause()));
                }
                i++;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
            if (results.size() < begun.size()) {
                failures.add(new StoreException(
                        "the requests were interrupted; do them again", false, new InterruptedException()));
            }
        }
        if (!failures.isEmpty()) {
            throw worst(failures);
        }
        return results;
    }

    private static RuntimeException asRuntime(@Nullable Throwable cause) {
        if (cause instanceof RuntimeException runtime) {
            return runtime;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return new MetrifyException("a request failed", cause == null ? new IllegalStateException() : cause);
    }

    private static RuntimeException worst(List<RuntimeException> failures) {
        RuntimeException worst = failures.get(0);
        for (RuntimeException failure : failures) {
            if (isEffectUnknown(worst) && !isEffectUnknown(failure)) {
                worst = failure;
            }
        }
        for (RuntimeException failure : failures) {
            if (failure != worst) {
                worst.addSuppressed(failure);
            }
        }
        return worst;
    }

    private static boolean isEffectUnknown(RuntimeException failure) {
        return failure instanceof StoreException store && store.isEffectUnknown();
    }
}
