package io.metrify.samples.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.metrify.avro.SchemaRegistry;
import io.metrify.connector.api.IngestPipeline;
import io.metrify.connector.jdbc.JdbcWarehouse;
import io.metrify.connector.kafka.KafkaDeadLetterSink;
import io.metrify.connector.kafka.KafkaSettings;
import io.metrify.connector.kafka.KafkaSource;
import io.metrify.connector.kafka.KafkaValues;
import io.metrify.connector.postgres.PostgresSettings;
import io.metrify.connector.postgres.PostgresWarehouse;
import io.metrify.connector.s3.S3Lake;
import io.metrify.model.MarketCalendar;
import io.metrify.validation.MeterDirectory;
import io.metrify.validation.MeterRules;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

/** What {@code docs/guide/pipelines.md} shows stands here and is compiled. */
class PipelinesGuideTest {

    private static final Path GUIDE = Path.of("../../docs/guide/pipelines.md");
    private static final Path SOURCE = Path.of("src/test/java/io/metrify/samples/pipeline/PipelinesGuideTest.java");
    private static final Pattern LISTING = Pattern.compile("```java\\R(.*?)```", Pattern.DOTALL);

    @Test
    void everyListingOfTheGuideStandsInThisClass() throws IOException {
        String source = withoutLayout(Files.readString(SOURCE));
        List<String> listings = LISTING.matcher(Files.readString(GUIDE))
                .results()
                .map(found -> withoutLayout(found.group(1)))
                .toList();

        assertThat(listings).hasSize(1).allSatisfy(listing -> assertThat(source).contains(listing));
    }

    private static String withoutLayout(String text) {
        return text.replaceAll("\\s+", "");
    }

    void pipeline(
            KafkaSettings kafka,
            PostgresSettings postgres,
            S3Client s3,
            MarketCalendar berlin,
            MeterDirectory directory,
            SchemaRegistry registry,
            MeterRegistry meterRegistry) {
        KafkaSource source = KafkaSource.builder(kafka, "readings", "metering").build();
        JdbcWarehouse warehouse = PostgresWarehouse.open(postgres, "metering");
        S3Lake lake = S3Lake.builder(s3, "metering-lake")
                .calendar(berlin)
                .meters(directory)
                .build();
        try (IngestPipeline pipeline = IngestPipeline.builder(
                        source, KafkaValues.confluentAvro(registry), MeterRules.standard(), warehouse)
                .sink(lake.sink())
                .sink(new KafkaDeadLetterSink(kafka, "metering", "readings-dead"))
                .meters(directory)
                .metrics(meterRegistry)
                .build()) {
            Runtime.getRuntime().addShutdownHook(new Thread(pipeline::close)); // stores what was read, then ends
            pipeline.run();
        }
    }
}
