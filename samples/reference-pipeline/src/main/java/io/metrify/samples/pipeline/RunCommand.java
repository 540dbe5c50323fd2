package io.metrify.samples.pipeline;

import io.metrify.formats.IntervalCsvOptions;
import io.metrify.formats.ReadingFormat;
import io.metrify.model.MarketCalendar;
import io.metrify.model.MetrifyException;
import io.metrify.quality.expectation.ExpectationSuite;
import io.metrify.quality.expectation.SuiteJson;
import io.metrify.testkit.fleet.Fleet;
import io.metrify.validation.config.RuleFile;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of the reference pipeline. */
@Command(
        name = "samples/run",
        mixinStandardHelpOptions = true,
        version = "Metrify reference pipeline",
        sortOptions = false,
        description = {
            "Takes readings through produce -> Kafka -> validate -> score -> S3 lake + warehouse -> hourly and daily"
                    + " facts -> series -> report.",
            "Without --input it simulates a fleet. A run over the same --out continues where the last one stopped."
        },
        footer = {
            "",
            "Files in --out: summary.json, report.html, quality-report.html, quality-report.json,",
            "profile.json, validation-result.json (with --suite), dead-letters.jsonl, warehouse.duckdb, postgres/ or snowflake/,",
            "lake/ (objects of the embedded S3 server), kafka/ (log of the embedded broker).",
            "",
            "Credentials of a real S3 come from the AWS default chain (environment, profile, role).",
            "",
            "Exit codes: 0 done, whatever was found in the readings,",
            "1 a service or file failed (start again to continue),",
            "2 the command line or the content of a file it names is wrong,",
            "130 stopped by Ctrl-C (start again to continue)."
        })
final class RunCommand implements Callable<Integer> {

    private static final int STOPPED = 130;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "target/run",
            description = {"where everything goes; default ${DEFAULT-VALUE}"})
    private Path out = Path.of("target/run");

    @Option(names = "--input", paramLabel = "FILE", description = "a real file, plain, gzip or zip; needs --format")
    private @Nullable Path file;

    @Option(
            names = "--format",
            paramLabel = "NAME",
            description = {
                "what the file is: ${COMPLETION-CANDIDATES}.",
                "Timestamps without an offset in an interval-csv are taken by the clock of --zone."
            },
            completionCandidates = FormatNames.class)
    private @Nullable String format;

    @ArgGroup(exclusive = false)
    private @Nullable CsvOptions csv;

    @Option(
            names = "--meters",
            paramLabel = "N",
            defaultValue = "1000",
            description = {"simulated meters; default ${DEFAULT-VALUE}"})
    private int meters;

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "2",
            description = "simulated days; default ${DEFAULT-VALUE}")
    private int days;

    @Option(
            names = "--from",
            paramLabel = "DATE",
            defaultValue = "2026-03-28",
            description = {"first simulated local day; default ${DEFAULT-VALUE}, the day before a clock change"})
    private LocalDate from = LocalDate.EPOCH;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = {"same seed, same readings; default ${DEFAULT-VALUE}"})
    private long seed;

    @Option(names = "--no-faults", description = "simulate a fleet without faults")
    private boolean sound;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            defaultValue = "Europe/Berlin",
            description = {"time zone of the market's days; default ${DEFAULT-VALUE}"})
    private ZoneId zone = ZoneId.of("Europe/Berlin");

    @Option(
            names = "--rules",
            paramLabel = "FILE",
            description = "thresholds, severities and disabled rules for readings and series, as YAML or JSON,"
                    + " instead of the standard and its exceptions for --format and --zone;"
                    + " docs/guide/rule-configuration.md describes it")
    private @Nullable Path rules;

    @Option(
            names = "--suite",
            paramLabel = "FILE",
            description = "a suite of Great Expectations, as JSON, to check on the stored readings;"
                    + " docs/guide/expectations.md describes it")
    private @Nullable Path suite;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "50000",
            description = {"records in a batch; default ${DEFAULT-VALUE}"})
    private int batch;

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            defaultValue = "${env:METRIFY_BOOTSTRAP_SERVERS}",
            description = "a real Kafka cluster instead of the embedded broker; or METRIFY_BOOTSTRAP_SERVERS")
    private @Nullable String bootstrapServers;

    @Option(
            names = "--kafka-config",
            paramLabel = "FILE",
            defaultValue = "${env:METRIFY_KAFKA_CONFIG}",
            description = "properties of kafka-clients, such as security settings; or METRIFY_KAFKA_CONFIG")
    private @Nullable Path kafkaConfig;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "4",
            description = {"partitions of the topic; default ${DEFAULT-VALUE}"})
    private int partitions;

    @Option(
            names = "--s3-bucket",
            paramLabel = "NAME",
            defaultValue = "${env:METRIFY_S3_BUCKET}",
            description = "a real bucket instead of the embedded server; or METRIFY_S3_BUCKET")
    private @Nullable String s3Bucket;

    @Option(
            names = "--s3-endpoint",
            paramLabel = "URL",
            defaultValue = "${env:METRIFY_S3_ENDPOINT}",
            description = "where that bucket is, if not on AWS; or METRIFY_S3_ENDPOINT")
    private @Nullable URI s3Endpoint;

    @Option(
            names = "--s3-region",
            paramLabel = "NAME",
            defaultValue = "${env:METRIFY_S3_REGION:-eu-central-1}",
            description = "its region; default ${DEFAULT-VALUE}; or METRIFY_S3_REGION")
    private String s3Region = "eu-central-1";

    @Option(
            names = "--warehouse",
            paramLabel = "NAME",
            defaultValue = "${env:METRIFY_WAREHOUSE:-duckdb}",
            description = {
                "what readings and facts are stored in: ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE};"
                        + " or METRIFY_WAREHOUSE.",
                "postgres is a server inside the process, or with METRIFY_POSTGRES_URL, METRIFY_POSTGRES_USER and",
                "METRIFY_POSTGRES_PASSWORD a real one; docs/guide/warehouses.md describes it.",
                "snowflake-local is a server inside the process that the Snowflake driver takes for Snowflake, snowflake the",
                "account of METRIFY_SNOWFLAKE_ACCOUNT; docs/guide/snowflake.md describes both"
            },
            completionCandidates = WarehouseNames.class)
    private String warehouse = "duckdb";

    /** The process: {@code samples/run} starts it. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new RunCommand()).setExecutionExceptionHandler(RunCommand::explain);
    }

    @Override
    public Integer call() throws IOException {
        Input input = input();
        requireFile("--rules", rules);
        requireFile("--suite", suite);
        requireFile("--kafka-config", kafkaConfig);
        Console console = Console.ofProcess();
        PipelineRun run = new PipelineRun(input, settings(), console);
        CountDownLatch finished = new CountDownLatch(1);
        Thread onExit = new Thread(() -> stop(run, console, finished), "stop");
        Runtime.getRuntime().addShutdownHook(onExit);
        try {
            Optional<RunSummary> summary = run.run();
            summary.ifPresent(done -> new SummaryText(done, out).print(System.out));
            return summary.isPresent() ? CommandLine.ExitCode.OK : STOPPED;
        } finally {
            finished.countDown();
        }
    }

    private static void requireFile(String option, @Nullable Path named) {
        if (named != null && !Files.isReadable(named)) {
            throw new IllegalArgumentException(
                    option + " " + named + " cannot be read; correct its name, or its permissions");
        }
    }

    private Input input() {
        if (file == null) {
            if (format != null) {
                throw new IllegalArgumentException("--format " + format + " says what a file is; name it with --input");
            }
            Fleet fleet = Fleet.builder()
                    .meters(meters)
                    .seed(seed)
                    .firstDate(from)
                    .days(days)
                    .calendar(MarketCalendar.of(zone))
                    .build();
            return new FleetInput(fleet, !sound);
        }
        if (format == null) {
            throw new IllegalArgumentException("--input needs --format; the formats are " + FormatNames.all());
        }
        return fileInput(file, format);
    }

    private FileInput fileInput(Path named, String formatName) {
        IntervalCsvOptions options = (csv == null ? new CsvOptions() : csv).options(zone);
        ReadingFormat ofCsv = ReadingFormat.intervalCsv(options);
        if (formatName.equals(ofCsv.name())) {
            requireFile("--input", named);
            return new FileInput(named, ofCsv, MarketCalendar.of(zone), options.toString());
        }
        if (csv != null) {
            throw new IllegalArgumentException("the options --csv-... say what an " + ofCsv.name()
                    + " file is, but --format is " + formatName + "; leave them out");
        }
        ReadingFormat readingFormat = ReadingFormat.named(formatName);
        requireFile("--input", named);
        return new FileInput(named, readingFormat, MarketCalendar.of(zone), "");
    }

    private RunSettings settings() throws IOException {
        return new RunSettings(
                out,
                given(bootstrapServers),
                kafkaSettings(),
                partitions,
                Optional.ofNullable(s3Endpoint),
                given(s3Bucket),
                s3Region,
                batch,
                Optional.ofNullable(rules).map(RuleFile::read),
                WarehouseKind.named(warehouse),
                Optional.ofNullable(suite).map(RunCommand::readSuite));
    }

    private static ExpectationSuite readSuite(Path file) {
        ExpectationSuite suite = SuiteJson.read(file);
        if (suite.expectations().isEmpty()) {
            throw new IllegalArgumentException(
                    file + " expects nothing; list what it expects under the key expectations, or leave --suite out");
        }
        return suite;
    }

    private Map<String, String> kafkaSettings() throws IOException {
        Map<String, String> settings = new HashMap<>();
        if (kafkaConfig != null) {
            Properties properties = new Properties();
            try (InputStream bytes = Files.newInputStream(kafkaConfig)) {
                properties.load(bytes);
            }
            properties.forEach((name, value) -> settings.put((String) name, (String) value));
        }
        return settings;
    }

    private static Optional<String> given(@Nullable String text) {
        return Optional.ofNullable(text).filter(value -> !value.isBlank());
    }

    /** On Ctrl-C the JVM waits for this: the run stores what it has read, and the next one continues there. */
    private static void stop(PipelineRun run, Console console, CountDownLatch finished) {
        if (finished.getCount() == 0) {
            return;
        }
        console.say("stopping; run the same command again to continue");
        run.stop();
        try {
            finished.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Says what went wrong in a sentence; only what nobody foresaw gets a stack trace. */
    static int explain(Exception failure, CommandLine command, CommandLine.ParseResult parsed) throws Exception {
        boolean badCall = failure instanceof IllegalArgumentException;
        if (!badCall && !(failure instanceof MetrifyException) && !(failure instanceof IOException)) {
            throw failure;
        }
        String message = failure instanceof FileSystemException
                ? failure.getMessage() + " cannot be used ("
                        + failure.getClass().getSimpleName() + "); name another place, or check its permissions"
                : failure.getMessage();
        command.getErr().println(command.getCommandName() + ": " + message);
        return badCall ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
    }

    /** The names of the warehouses, for the help text. */
    static final class WarehouseNames implements Iterable<String> {

        @Override
        public java.util.Iterator<String> iterator() {
            return WarehouseKind.names().iterator();
        }
    }

    /** The names of the formats, for the help text. */
    static final class FormatNames implements Iterable<String> {

        static java.util.List<String> all() {
            return ReadingFormat.all().stream().map(ReadingFormat::name).toList();
        }

        @Override
        public java.util.Iterator<String> iterator() {
            return all().iterator();
        }
    }
}
