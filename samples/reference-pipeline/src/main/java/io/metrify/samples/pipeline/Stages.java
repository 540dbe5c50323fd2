package io.metrify.samples.pipeline;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** How long each stage of a run took. */
final class Stages {

    private static final double NANOS = 1e9;
    private static final double ROUNDING = 1e3;

    private final Map<String, Double> seconds = Collections.synchronizedMap(new LinkedHashMap<>());
    private final long started = System.nanoTime();

    void time(String stage, Runnable work) {
        time(stage, () -> {
            work.run();
            return stage;
        });
    }

    <T> T time(String stage, Supplier<T> work) {
        long before = System.nanoTime();
        try {
            return work.get();
        } finally {
            seconds.put(stage, secondsSince(before));
        }
    }

    Map<String, Double> seconds() {
        return new LinkedHashMap<>(seconds);
    }

    double total() {
        return secondsSince(started);
    }

    private static double secondsSince(long nanos) {
        return Math.round((System.nanoTime() - nanos) / NANOS * ROUNDING) / ROUNDING;
    }
}
