package io.metrify.samples.pipeline;

import io.metrify.connector.jdbc.JdbcWarehouse;
import io.metrify.connector.kafka.KafkaSettings;
import io.metrify.connector.s3.S3Clients;
import io.metrify.connector.s3.S3Credentials;
import io.metrify.connector.s3.S3Settings;
import io.metrify.model.MetrifyException;
import io.metrify.testkit.server.EmbeddedKafka;
import io.metrify.testkit.server.EmbeddedS3;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import software.amazon.awssdk.services.s3.S3Client;

/** The Kafka cluster, the S3 bucket and the warehouse of a run: real ones where the settings name them, embedded ones otherwise. */
final class Services implements AutoCloseable {

    private static final String EMBEDDED_BUCKET = "metrify-lake";

    /** A malformed line of a file may have a mebibyte, and becomes a dead letter with all its bytes. */
    private static final String LARGEST_MESSAGE = "2097152";

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final RunSettings settings;
    private final KafkaSettings kafka;
    private final S3Client s3;
    private final String bucket;
    private final RunWarehouse warehouse;

    private Services(RunSettings settings) {
        this.settings = settings;
        try {
            this.kafka = startKafka();
            this.s3 = startS3();
            this.bucket = settings.s3Bucket().orElse(EMBEDDED_BUCKET);
            this.warehouse = settings.warehouse().start(settings.out());
            opened.push(warehouse);
        } catch (RuntimeException | Error failed) {
            close();
            throw failed;
        }
    }

    static Services start(RunSettings settings) {
        return new Services(settings);
    }

    KafkaSettings kafka() {
        return kafka;
    }

    S3Client s3() {
        return s3;
    }

    String bucket() {
        return bucket;
    }

    /** Opens the warehouse, which the caller closes. */
    JdbcWarehouse warehouse(String pipeline) {
        return warehouse.open(pipeline);
    }

    /** Makes sure that the topic of the run is there; one that is there keeps its partitions. */
    void createTopic(String topic) {
        Properties properties = new Properties();
        properties.putAll(settings.kafka());
        properties.put("bootstrap.servers", kafka.bootstrapServers());
        try (Admin admin = Admin.create(properties)) {
            admin.createTopics(List.of(new NewTopic(topic, Optional.of(settings.partitions()), Optional.empty())
                            .configs(Map.of("max.message.bytes", LARGEST_MESSAGE))))
                    .all()
                    .get();
        } catch (ExecutionException failed) {
            if (!(failed.getCause() instanceof TopicExistsException)) {
                throw new MetrifyException(
                        "topic " + topic + " cannot be created: " + failed.getMessage()
                                + "; check the cluster and the rights of its user",
                        failed);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new MetrifyException("interrupted while creating topic " + topic + "; start again", interrupted);
        }
    }

    @Override
    public void close() {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception failed) {
                throw new MetrifyException(
                        "a service did not stop: " + failed.getMessage() + "; what was stored is kept", failed);
            }
        }
    }

    private KafkaSettings startKafka() {
        if (settings.bootstrapServers().isPresent()) {
            return kafkaAt(settings.bootstrapServers().get());
        }
        EmbeddedKafka broker = EmbeddedKafka.start(settings.out().resolve("kafka"));
        opened.push(broker);
        return kafkaAt(broker.bootstrapServers());
    }

    private KafkaSettings kafkaAt(String bootstrapServers) {
        KafkaSettings at = KafkaSettings.of(bootstrapServers);
        for (Map.Entry<String, String> setting : settings.kafka().entrySet()) {
            at = at.with(setting.getKey(), setting.getValue());
        }
        return at;
    }

    private S3Client startS3() {
        S3Client client;
        if (settings.s3Bucket().isPresent()) {
            S3Settings real = settings.s3Endpoint()
                    .map(endpoint -> S3Settings.of(endpoint, settings.s3Region()))
                    .orElseGet(() -> S3Settings.aws().withRegion(settings.s3Region()));
            client = S3Clients.create(real);
        } else {
            EmbeddedS3 server = EmbeddedS3.start(settings.out().resolve("lake"));
            opened.push(server);
            server.createBucket(EMBEDDED_BUCKET);
            client = S3Clients.create(S3Settings.of(server.endpoint(), EmbeddedS3.REGION)
                    .withCredentials(S3Credentials.of(server.accessKey(), server.secretKey())));
        }
        opened.push(client);
        return client;
    }
}
