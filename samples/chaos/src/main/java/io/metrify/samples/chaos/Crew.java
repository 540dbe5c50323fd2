package io.metrify.samples.chaos;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** The workers: whoever ends before the work is done is started again, as a supervisor does. */
final class Crew implements AutoCloseable {

    private static final long FAREWELL_SECONDS = 40;

    private final WorkerSettings settings;
    private final Path directory;
    private final Random random;
    private final List<Process> workers = new ArrayList<>();
    private int kills;
    private int giveUps;

    Crew(WorkerSettings settings, Scenario scenario) {
        this.settings = settings;
        this.directory = scenario.directory();
        this.random = new Random(scenario.seed());
        for (int worker = 0; worker < scenario.workers(); worker++) {
            workers.add(start(worker));
        }
    }

    /** Starts those again that have ended. */
    void tend() {
        for (int worker = 0; worker < workers.size(); worker++) {
            if (!workers.get(worker).isAlive()) {
                if (workers.get(worker).exitValue() == 1) {
                    giveUps++;
                }
                workers.set(worker, start(worker));
            }
        }
    }

    /** Kills one without warning. */
    void kill() {
        Process victim = workers.get(random.nextInt(workers.size()));
        if (victim.isAlive()) {
            victim.destroyForcibly();
            waitFor(victim);
            kills++;
        }
    }

    int kills() {
        return kills;
    }

    /** How often a worker stopped because a server was away for too long, or because another had its partition. */
    int giveUps() {
        return giveUps;
    }

    /** Asks all to store what they have and end. */
    @Override
    public void close() {
        workers.forEach(Process::destroy);
        workers.forEach(this::waitFor);
    }

    private void waitFor(Process worker) {
        try {
            if (!worker.waitFor(FAREWELL_SECONDS, TimeUnit.SECONDS)) {
                worker.destroyForcibly();
            }
        } catch (InterruptedException e) {
            worker.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private Process start(int worker) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                // What is left in the heap after each collection, for whoever wonders whether it grows.
                "-Xlog:gc:file=" + directory.resolve("worker-" + worker + ".gc"),
                "-cp",
                System.getProperty("java.class.path"),
                Worker.class.getName()));
        command.addAll(settings.withInstance("worker-" + worker).arguments());
        File log = directory.resolve("worker-" + worker + ".log").toFile();
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                    .start();
        } catch (IOException failed) {
            throw new UncheckedIOException("a worker cannot be started", failed);
        }
    }
}
