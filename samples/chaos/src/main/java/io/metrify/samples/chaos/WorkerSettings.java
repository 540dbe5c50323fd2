package io.metrify.samples.chaos;

import java.util.List;

/**
 * What a worker is told.
 *
 * @param target what kind of pipeline it runs
 * @param instance which of the workers it is
 * @param batchSize records in a batch
 * @param bootstrapServers the broker
 * @param topic what is read; the topics that are written have names that begin so
 * @param storeEndpoint the S3 store
 * @param storeKey the access key
 * @param storeSecret the secret key
 * @param databaseUrl the database
 */
record WorkerSettings(
        Target target,
        String instance,
        int batchSize,
        String bootstrapServers,
        String topic,
        String storeEndpoint,
        String storeKey,
        String storeSecret,
        String databaseUrl) {

    static final String BUCKET = "metrify-chaos";
    static final String PIPELINE = "chaos";

    /** Where a pipeline stores. */
    enum Target {
        /** In the lake and, as its ledger, in PostgreSQL. */
        STORES,
        /** In other topics of Kafka. */
        TOPICS
    }

    /** The arguments of the process. */
    List<String> arguments() {
        return List.of(
                target.name(),
                instance,
                Integer.toString(batchSize),
                bootstrapServers,
                topic,
                storeEndpoint,
                storeKey,
                storeSecret,
                databaseUrl);
    }

    static WorkerSettings parse(String[] arguments) {
        return new WorkerSettings(
                Target.valueOf(arguments[0]),
                arguments[1],
                Integer.parseInt(arguments[2]),
                arguments[3],
                arguments[4],
                arguments[5],
                arguments[6],
                arguments[7],
                arguments[8]);
    }

    WorkerSettings withInstance(String newInstance) {
        return new WorkerSettings(
                target,
                newInstance,
                batchSize,
                bootstrapServers,
                topic,
                storeEndpoint,
                storeKey,
                storeSecret,
                databaseUrl);
    }
}
