package io.metrify.samples.chaos;

import io.metrify.connector.api.IngestPipeline;

/** A process that runs the pipeline until it is told to stop, or killed. */
final class Worker {

    private Worker() {}

    /** Stops in good order when the process is asked to end. */
    public static void main(String[] arguments) {
        WorkerSettings settings = WorkerSettings.parse(arguments);
        try (IngestPipeline pipeline = Pipelines.pipeline(settings)) {
            Runtime.getRuntime().addShutdownHook(new Thread(pipeline::close));
            pipeline.run();
        }
    }
}
