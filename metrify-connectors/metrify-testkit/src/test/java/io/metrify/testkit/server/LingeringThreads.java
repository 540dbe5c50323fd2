package io.metrify.testkit.server;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The threads started since the watch began that would keep a JVM alive. */
record LingeringThreads(Set<Thread> before) {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    static LingeringThreads watch() {
        return new LingeringThreads(nonDaemons());
    }

    List<String> names() {
        return nonDaemons().stream()
                .filter(thread -> !before.contains(thread))
                .map(Thread::getName)
                .toList();
    }

    /** What is left once threads that were about to end had the time to do so. */
    List<String> namesAfterAWhile() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!names().isEmpty() && System.nanoTime() - deadline < 0) {
            Thread.sleep(50);
        }
        return names();
    }

    private static Set<Thread> nonDaemons() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.isAlive() && !thread.isDaemon())
                .collect(Collectors.toSet());
    }
}
