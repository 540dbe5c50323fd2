package io.metrify.samples.chaos;

import io.metrify.connector.api.IngestPipeline;
import io.metrify.connector.api.Ledger;
import io.metrify.connector.api.RetrySchedule;
import io.metrify.connector.kafka.KafkaGroupProtocol;
import io.metrify.connector.kafka.KafkaLedger;
import io.metrify.connector.kafka.KafkaSettings;
import io.metrify.connector.kafka.KafkaSource;
import io.metrify.connector.kafka.KafkaTopics;
import io.metrify.connector.kafka.KafkaValues;
import io.metrify.connector.postgres.PostgresSettings;
import io.metrify.connector.postgres.PostgresWarehouse;
import io.metrify.connector.s3.S3Clients;
import io.metrify.connector.s3.S3Credentials;
import io.metrify.connector.s3.S3Lake;
import io.metrify.connector.s3.S3Settings;
import io.metrify.json.MeterReadingJson;
import io.metrify.samples.chaos.WorkerSettings.Target;
import io.metrify.testkit.server.EmbeddedS3;
import io.metrify.validation.MeterRules;
import io.metrify.validation.SeenReadings;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import software.amazon.awssdk.services.s3.S3Client;

/** The pipelines that are disturbed, as a worker runs them and as the one who counts looks at them. */
final class Pipelines {

    /** Redeliveries come soon after; so what is remembered stays small however many readings there are. */
    private static final Duration REDELIVERY_WINDOW = Duration.ofDays(2);

    private static final Duration LINGER = Duration.ofSeconds(1);
    private static final RetrySchedule RETRIES = new RetrySchedule(12, Duration.ofMillis(100), Duration.ofSeconds(3));

    private Pipelines() {}

    static IngestPipeline pipeline(WorkerSettings settings) {
        KafkaSource source = KafkaSource.builder(
                        kafka(settings).with("session.timeout.ms", "6000"), settings.topic(), WorkerSettings.PIPELINE)
                // A static member that comes back takes over from its killed predecessor at once.
                .protocol(KafkaGroupProtocol.CLASSIC)
                .instanceId(settings.instance())
                .build();
        IngestPipeline.Builder pipeline = IngestPipeline.builder(
                        source, KafkaValues.json(), MeterRules.standard(), ledger(settings))
                .batchSize(settings.batchSize())
                .linger(LINGER)
                .seenReadings(SeenReadings.of(REDELIVERY_WINDOW))
                .clock(InstantSource.fixed(TestRecords.NOW))
                .retries(RETRIES);
        if (settings.target() == Target.STORES) {
            pipeline.sink(lake(settings, store(settings)).sink());
        }
        return pipeline.build();
    }

    static Ledger ledger(WorkerSettings settings) {
        return switch (settings.target()) {
            case STORES -> PostgresWarehouse.open(PostgresSettings.of(settings.databaseUrl()), WorkerSettings.PIPELINE);
            case TOPICS ->
                KafkaLedger.builder(kafka(settings), WorkerSettings.PIPELINE, topics(settings))
                        .values(MeterReadingJson::write, KafkaValues.json())
                        .group(WorkerSettings.PIPELINE)
                        .build();
        };
    }

    static KafkaSettings kafka(WorkerSettings settings) {
        return KafkaSettings.of(settings.bootstrapServers());
    }

    static KafkaTopics topics(WorkerSettings settings) {
        String topic = settings.topic();
        return new KafkaTopics(topic, topic + "-checked", topic + "-dead", topic + "-progress");
    }

    static S3Client store(WorkerSettings settings) {
        return S3Clients.create(S3Settings.of(URI.create(settings.storeEndpoint()), EmbeddedS3.REGION)
                .withTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(10))
                .withCredentials(S3Credentials.of(settings.storeKey(), settings.storeSecret())));
    }

    static S3Lake lake(WorkerSettings settings, S3Client store) {
        return S3Lake.builder(store, WorkerSettings.BUCKET)
                .pipeline(WorkerSettings.PIPELINE)
                .build();
    }
}
