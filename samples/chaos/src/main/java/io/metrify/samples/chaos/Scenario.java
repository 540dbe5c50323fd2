package io.metrify.samples.chaos;

import java.nio.file.Path;

/**
 * What is done to a pipeline.
 *
 * @param readings how many readings there are to store
 * @param partitions of the topic
 * @param workers how many processes run the pipeline at a time
 * @param batchSize records in a batch
 * @param kills how often a worker is killed without warning
 * @param brokerRestarts how often the broker is restarted
 * @param databaseRestarts how often PostgreSQL is restarted
 * @param seed decides what happens when
 * @param directory where servers and workers keep their files
 */
record Scenario(
        int readings,
        int partitions,
        int workers,
        int batchSize,
        int kills,
        int brokerRestarts,
        int databaseRestarts,
        long seed,
        Path directory) {}
