package io.metrify.connector.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.metrify.avro.AvroFormat;
import io.metrify.avro.SchemaRegistry;
import io.metrify.connector.api.IngestPipeline;
import io.metrify.connector.api.Ledger;
import io.metrify.connector.api.Secret;
import io.metrify.connector.api.Source;
import io.metrify.model.meter.MeterReading;
import io.metrify.validation.MeterRules;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What {@code docs/guide/kafka.md} shows: each of its listings stands here and is compiled. */
class KafkaGuideTest {

    private static final Path GUIDE = Path.of("../../docs/guide/kafka.md");
    private static final Path SOURCE = Path.of("src/test/java/io/metrify/connector/kafka/KafkaGuideTest.java");
    private static final Pattern LISTING = Pattern.compile("```java\\R(.*?)```", Pattern.DOTALL);

    @Test
    void everyListingOfTheGuideStandsInThisClass() throws IOException {
        String source = withoutLayout(Files.readString(SOURCE));
        List<String> listings = LISTING.matcher(Files.readString(GUIDE))
                .results()
                .map(found -> withoutLayout(found.group(1)))
                .toList();

        assertThat(listings).hasSize(5);
        assertThat(listings).allSatisfy(listing -> assertThat(source).contains(listing));
    }

    private static String withoutLayout(String text) {
        return text.replaceAll("\\s+", "");
    }

    KafkaSettings reach() throws IOException {
        KafkaSettings settings = KafkaSettings.of("broker-1.example:9093,broker-2.example:9093")
                .with(KafkaSecurity.scramSha512("metrify", Secret.of(System.getenv("KAFKA_PASSWORD")))
                        .withTrustedPem(Files.readString(Path.of("company-root.pem"))))
                .with("client.rack", "eu-central-1a");
        return settings;
    }

    KafkaSource read(KafkaSettings settings) {
        KafkaSource source = KafkaSource.builder(settings, "readings", "billing")
                .protocol(KafkaGroupProtocol.CONSUMER) // brokers from 4.0 on; CLASSIC otherwise
                .instanceId(System.getenv("HOSTNAME")) // a restart within the session timeout moves no partitions
                .from(Instant.parse("2026-01-01T00:00:00Z"))
                .build();
        return source;
    }

    ConfluentRegistry registry() {
        ConfluentRegistry registry = ConfluentRegistry.builder(URI.create("https://registry.example/apis/ccompat/v7"))
                .basic("metrify", Secret.of(System.getenv("REGISTRY_PASSWORD")))
                .build();
        return registry;
    }

    void deadLetters(KafkaSettings settings, Source source, SchemaRegistry registry, Ledger warehouse) {
        IngestPipeline.builder(source, KafkaValues.confluentAvro(registry), MeterRules.standard(), warehouse)
                .sink(new KafkaDeadLetterSink(settings, "billing", "readings-dead"))
                .build();
    }

    void fromKafkaToKafka(KafkaSettings settings, Source source, AvroFormat<MeterReading> format) {
        KafkaTopics topics = new KafkaTopics("readings", "readings-checked", "readings-dead", "billing-progress");
        KafkaLedger ledger = KafkaLedger.builder(settings, "billing", topics)
                .values(format::encode, format) // an AvroFormat; JSON unless set
                .group("billing") // its offsets are committed in the same transaction
                .build();
        try (IngestPipeline pipeline = IngestPipeline.builder(source, format, MeterRules.standard(), ledger)
                .build()) {
            pipeline.run();
        }
    }
}
