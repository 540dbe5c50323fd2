package io.metrify.samples.chaos;

import io.metrify.connector.api.IngestPipeline;
import java.io.IOException;

/** A process that runs the pipeline until it is told to stop, until whoever started it is gone, or until it is killed. */
final class Worker {

    private Worker() {}

    /** Stops in good order when the process is asked to end. */
    public static void main(String[] arguments) {
        WorkerSettings settings = WorkerSettings.parse(arguments);
        Thread watch = new Thread(Worker::endWithParent, "parent");
        watch.setDaemon(true);
        watch.start();
        try (IngestPipeline pipeline = Pipelines.pipeline(settings)) {
            Runtime.getRuntime().addShutdownHook(new Thread(pipeline::close));
            pipeline.run();
        }
    }

    /** Nothing is ever written to the standard input; it ends with the process at its other end. */
    private static void endWithParent() {
        try {
            while (System.in.read() >= 0) {
                Thread.onSpinWait();
            }
        } catch (IOException gone) {
            Runtime.getRuntime().halt(2);
        }
        Runtime.getRuntime().halt(2);
    }
}
