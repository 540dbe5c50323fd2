package io.metrify.benchmarks.kafka;

import io.metrify.benchmarks.compare.Figure;
import io.metrify.connector.api.IngestCounts;
import io.metrify.connector.api.IngestPipeline;
import io.metrify.connector.api.Ledger;
import io.metrify.connector.duckdb.DuckDbWarehouse;
import io.metrify.connector.kafka.KafkaSource;
import io.metrify.connector.kafka.KafkaValues;
import io.metrify.connector.s3.S3Clients;
import io.metrify.connector.s3.S3Credentials;
import io.metrify.connector.s3.S3Lake;
import io.metrify.connector.s3.S3Settings;
import io.metrify.testkit.server.EmbeddedS3;
import io.metrify.validation.MeterRules;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A whole pipeline, once: from the topic into a lake on an S3 server in this process and a DuckDB file. Reading and storing are
 * done by two threads at the same time; the share of a stage is its time divided by the sum of all stages' times.
 */
final class EndToEnd {

    private static final String BUCKET = "lake";
    private static final String NAME = "end-to-end";

    private EndToEnd() {}

    static List<Figure> figures(FleetTopics topics) {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Path directory = temporary();
        long nanos;
        try (EmbeddedS3 server = EmbeddedS3.start();
                S3Client store = S3Clients.create(S3Settings.of(server.endpoint(), EmbeddedS3.REGION)
                        .withCredentials(S3Credentials.of(server.accessKey(), server.secretKey())))) {
            server.createBucket(BUCKET);
            long before = System.nanoTime();
            run(topics, store, DuckDbWarehouse.open(directory.resolve("warehouse.duckdb"), NAME), registry);
            nanos = System.nanoTime() - before;
        } finally {
            delete(directory);
        }
        return figures(registry, nanos);
    }

    private static void run(FleetTopics topics, S3Client store, Ledger warehouse, SimpleMeterRegistry registry) {
        KafkaSource source = KafkaSource.builder(topics.settings(), FleetTopics.CLEAN, NAME)
                .endAt(() -> Optional.of(topics.cleanEnd()))
                .build();
        S3Lake lake = S3Lake.builder(store, BUCKET).calendar(FleetTopics.BERLIN).build();
        try (IngestPipeline pipeline = IngestPipeline.builder(
                        source, KafkaValues.confluentAvro(topics.registry()), MeterRules.standard(), warehouse)
                .sink(lake.sink())
                .metrics(registry)
                .clock(InstantSource.fixed(topics.now()))
                .build()) {
            IngestCounts counts = pipeline.run().counts();
            if (counts.read() != FleetTopics.READINGS) {
                throw new IllegalStateException("the pipeline ended as " + counts);
            }
        }
    }

    private static List<Figure> figures(SimpleMeterRegistry registry, long nanos) {
        Map<String, Double> seconds = new LinkedHashMap<>();
        seconds.put("poll", seconds(registry, "metrify.poll", List.of()));
        seconds.put("examine", seconds(registry, "metrify.examine", List.of()));
        seconds.put("lake", seconds(registry, "metrify.write", List.of(Tag.of("sink", "lake"))));
        seconds.put("warehouse", seconds(registry, "metrify.write", List.of(Tag.of("sink", "ledger"))));
        double sum = seconds.values().stream().mapToDouble(Double::doubleValue).sum();
        return Stream.concat(
                        Stream.of(new Figure("pipeline.readings_per_second", 1e9 * FleetTopics.READINGS / nanos)),
                        seconds.entrySet().stream()
                                .map(stage -> new Figure("pipeline.share_" + stage.getKey(), stage.getValue() / sum)))
                .toList();
    }

    private static double seconds(SimpleMeterRegistry registry, String timer, List<Tag> tags) {
        return registry.get(timer).tags(tags).timer().totalTime(TimeUnit.SECONDS);
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("metrify-end-to-end");
        } catch (IOException failed) {
            throw new UncheckedIOException("there is no room for a warehouse", failed);
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("the warehouse cannot be removed", failed);
        }
    }
}
