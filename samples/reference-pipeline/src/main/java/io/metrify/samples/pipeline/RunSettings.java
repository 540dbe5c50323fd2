package io.metrify.samples.pipeline;

import io.metrify.quality.expectation.ExpectationSuite;
import io.metrify.validation.config.RuleConfiguration;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The settings of a run.
 *
 * @param out the directory for everything the run makes
 * @param bootstrapServers a real Kafka cluster, or empty for a broker inside the process
 * @param kafka further settings of kafka-clients; may hold secrets
 * @param partitions partitions of the topic, if the run makes it
 * @param s3Endpoint a real S3 endpoint, or empty for AWS itself if a bucket is named, or for a server inside the process
 * @param s3Bucket a real bucket, or empty for one on the server inside the process
 * @param s3Region the region of the bucket
 * @param batchSize records in a batch
 * @param rules what readings must satisfy, or empty for what the input asks for
 * @param warehouse the kind of warehouse that is filled
 * @param suite what is expected of the stored readings as a table, or empty for nothing
 */
record RunSettings(
        Path out,
        Optional<String> bootstrapServers,
        Map<String, String> kafka,
        int partitions,
        Optional<URI> s3Endpoint,
        Optional<String> s3Bucket,
        String s3Region,
        int batchSize,
        Optional<RuleConfiguration> rules,
        WarehouseKind warehouse,
        Optional<ExpectationSuite> suite) {

    private static final int MOST_PARTITIONS = 1_000;

    /** Checks the numbers before anything is started. */
    RunSettings {
        if (partitions < 1 || partitions > MOST_PARTITIONS) {
            throw new IllegalArgumentException(
                    "a topic of " + partitions + " partitions is not made; use 1 to " + MOST_PARTITIONS);
        }
        if (batchSize < 1) {
            throw new IllegalArgumentException("a batch of " + batchSize + " records is empty; use at least 1");
        }
    }

    /** What the run does with the input, for the claim of its directory: the same rules, however a file says them. */
    String purpose(String inputId) {
        return inputId
                + rules.map(rules -> " by rules "
                                + UUID.nameUUIDFromBytes(rules.toYaml().getBytes(StandardCharsets.UTF_8)))
                        .orElse("")
                + (warehouse == WarehouseKind.DUCKDB ? "" : " into " + warehouse.optionName());
    }

    /** Addresses and directories only: the Kafka settings may hold secrets. */
    @Override
    public String toString() {
        return "out " + out + ", Kafka " + bootstrapServers.orElse("embedded") + ", S3 " + s3Bucket.orElse("embedded");
    }
}
