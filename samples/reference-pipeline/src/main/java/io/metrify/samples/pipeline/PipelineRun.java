package io.metrify.samples.pipeline;

import io.metrify.avro.AvroCodec;
import io.metrify.avro.AvroFormat;
import io.metrify.connector.api.Checkpoint;
import io.metrify.connector.api.IngestCounts;
import io.metrify.connector.api.IngestPipeline;
import io.metrify.connector.api.Progress;
import io.metrify.connector.jdbc.JdbcWarehouse;
import io.metrify.connector.jdbc.WarehouseQueries;
import io.metrify.connector.kafka.KafkaPublisher;
import io.metrify.connector.kafka.KafkaSource;
import io.metrify.connector.s3.LakeSnapshot;
import io.metrify.connector.s3.S3Lake;
import io.metrify.model.MetrifyException;
import io.metrify.model.meter.MeterReading;
import io.metrify.samples.pipeline.report.HtmlReport;
import io.metrify.samples.pipeline.report.QualityReportFiles;
import io.metrify.validation.RuleSet;
import io.metrify.validation.SeenReadings;
import io.metrify.validation.config.RuleConfiguration;
import io.metrify.validation.series.RuleCoverage;
import io.metrify.validation.series.SeriesRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.message.SchemaStore;
import org.jspecify.annotations.Nullable;

/**
 * One run of the reference pipeline: publish to Kafka and, at the same time, ingest from Kafka into lake and warehouse;
 * then build facts, judge series and write the report. A run over an output directory that an earlier run used continues there.
 */
final class PipelineRun {

    private static final String PIPELINE = "reference";

    private final Input input;
    private final RunSettings settings;
    private final Console console;
    private final Stages stages = new Stages();
    private final AtomicReference<@Nullable Publication> publication = new AtomicReference<>();
    private final AtomicReference<@Nullable IngestPipeline> pipeline = new AtomicReference<>();
    private volatile boolean stopped;

    PipelineRun(Input input, RunSettings settings, Console console) {
        this.input = input;
        this.settings = settings;
        this.console = console;
    }

    /**
     * Runs to the end, or until stopped.
     *
     * @return the summary, or empty if the run was stopped before its end
     */
    Optional<RunSummary> run() throws IOException {
        Files.createDirectories(settings.out());
        new RunDirectory(settings.out()).claim(settings.purpose(input.id()));
        console.say("%s -> %s", input.description(), settings.out());
        try (Services services = stages.time("start", () -> Services.start(settings))) {
            String topic = "metrify.readings." + input.id();
            services.createTopic(topic);
            Progress before;
            Progress after;
            try (JdbcWarehouse warehouse = services.warehouse(PIPELINE)) {
                before = warehouse.load();
                warehouse.replaceMeters(input.meters());
            }
            after = stages.time("ingest", () -> ingest(services, topic));
            if (stopped) {
                return Optional.empty();
            }
            return Optional.of(finish(services, before, after));
        }
    }

    /** Asks a running run to store what it has and return; called by another thread. */
    void stop() {
        stopped = true;
        Optional.ofNullable(publication.get()).ifPresent(Publication::stop);
        Optional.ofNullable(pipeline.get()).ifPresent(IngestPipeline::stop);
    }

    private Progress ingest(Services services, String topic) {
        AvroFormat<MeterReading> format = AvroFormat.singleObject(AvroCodec.meterReading(), new SchemaStore.Cache());
        CompletableFuture<Checkpoint> end = CompletableFuture.supplyAsync(() -> publish(services, topic, format));
        JdbcWarehouse warehouse = services.warehouse(PIPELINE);
        try (IngestPipeline ingest = pipeline(services, topic, format, end, warehouse)) {
            pipeline.set(ingest);
            if (stopped) {
                ingest.stop();
            }
            Progress progress = ingest.run();
            end.join();
            return progress;
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException known ? known : failed;
        } finally {
            Optional.ofNullable(publication.get()).ifPresent(Publication::stop);
        }
    }

    /** The pipeline, which closes the warehouse with itself; also if it cannot be made. */
    private IngestPipeline pipeline(
            Services services,
            String topic,
            AvroFormat<MeterReading> format,
            CompletableFuture<Checkpoint> end,
            JdbcWarehouse warehouse) {
        try {
            KafkaSource source = KafkaSource.builder(services.kafka(), topic, PIPELINE)
                    .endAt(() -> knownEnd(end))
                    .build();
            return IngestPipeline.builder(source, new PublishedDecoder(format), rules(), warehouse)
                    .sink(lake(services).sink())
                    .meters(input.directory())
                    .clock(input.clock())
                    .seenReadings(SeenReadings.of(input.redeliveryWindow()))
                    .batchSize(settings.batchSize())
                    .onProgress(this::show)
                    .build();
        } catch (RuntimeException failed) {
            warehouse.close();
            throw failed;
        }
    }

    private RuleSet<MeterReading> rules() {
        return settings.rules().map(RuleConfiguration::meterRules).orElseGet(input::rules);
    }

    private Checkpoint publish(Services services, String topic, AvroFormat<MeterReading> format) {
        return stages.time("publish", () -> {
            try (KafkaPublisher publisher = new KafkaPublisher(services.kafka(), topic)) {
                Publication into = new Publication(publisher, format);
                publication.set(into);
                if (stopped) {
                    into.stop();
                }
                input.publish(into);
                return publisher.finish();
            }
        });
    }

    /** Where the topic ends once everything is published; a publisher that failed ends the pipeline with its failure. */
    private static Optional<Checkpoint> knownEnd(CompletableFuture<Checkpoint> end) {
        return end.isDone() ? Optional.of(end.join()) : Optional.empty();
    }

    private RunSummary finish(Services services, Progress before, Progress after) throws IOException {
        Path out = settings.out();
        try (JdbcWarehouse warehouse = services.warehouse(PIPELINE)) {
            stages.time("facts", () -> warehouse.rebuildFacts(input.calendar()));
            SeriesStage seriesStage = seriesStage(warehouse);
            Map<String, RuleCoverage> series =
                    stages.time("series", () -> seriesStage.judge(after.counts().accepted()));
            SummaryOf summaryOf = new SummaryOf(input, warehouse, stages);
            LakeSnapshot lake = lake(services).snapshot();
            Files.write(out.resolve("lake-files.txt"), lake.addresses());
            RunSummary summary = summaryOf.summary(before, after, series, lake.statistics());
            try (WarehouseQueries queries = warehouse.queries()) {
                new QualityReportFiles(queries, summary, input.calendar(), seriesStage::coverage)
                        .write(out, summaryOf.score(queries), input.clock().instant());
                HtmlReport.write(out.resolve("report.html"), summary, queries, input.calendar());
                DeadLetterFile.write(out.resolve("dead-letters.jsonl"), queries);
                TableFiles table = new TableFiles(queries, out);
                table.writeProfile();
                table.forgetCheck();
                if (settings.suite().isPresent()) {
                    console.say(
                            "%s",
                            table.check(
                                    settings.suite().get(),
                                    input.id(),
                                    input.clock().instant()));
                }
            } catch (SQLException failed) {
                throw new MetrifyException("reading the warehouse failed: " + failed.getMessage(), failed);
            }
            summary.writeJson(out.resolve("summary.json"));
            return summary;
        }
    }

    private SeriesStage seriesStage(JdbcWarehouse warehouse) {
        SeriesRules rules = settings.rules().map(RuleConfiguration::seriesRules).orElseGet(input::seriesRules);
        return new SeriesStage(input, rules, warehouse, console);
    }

    private S3Lake lake(Services services) {
        return S3Lake.builder(services.s3(), services.bucket())
                .calendar(input.calendar())
                .meters(input.directory())
                .build();
    }

    private void show(IngestCounts counts) {
        Publication published = publication.get();
        console.progress(
                "published %,d   stored %,d   rejected %,d   dead letters %,d   duplicates %,d",
                published == null ? 0 : published.published(),
                counts.read(),
                counts.rejected(),
                counts.deadLetters(),
                counts.duplicates());
    }
}
