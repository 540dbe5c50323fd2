package io.metrify.samples.chaos;

import io.metrify.samples.chaos.WorkerSettings.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command line of the chaos test. */
@Command(
        name = "samples/chaos/run",
        mixinStandardHelpOptions = true,
        version = "Metrify chaos",
        sortOptions = false,
        description = {
            "Publishes numbered readings to Kafka and lets several processes store them, in an S3 lake and PostgreSQL and then"
                    + " in other topics, while the processes are killed, the servers restarted and the store made ill.",
            "Counts afterwards, reading by reading. Exit code 0: every store holds each reading once; 1: one does not; 2: the"
                    + " call was wrong."
        })
final class ChaosCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--readings", paramLabel = "N", defaultValue = "1000000", description = "default ${DEFAULT-VALUE}")
    private int readings;

    @Option(names = "--kills", paramLabel = "N", defaultValue = "12", description = "default ${DEFAULT-VALUE}")
    private int kills;

    @Option(names = "--workers", paramLabel = "N", defaultValue = "2", description = "default ${DEFAULT-VALUE}")
    private int workers;

    @Option(names = "--batch-size", paramLabel = "N", defaultValue = "10000", description = "default ${DEFAULT-VALUE}")
    private int batchSize;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "default ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--target",
            paramLabel = "TARGET",
            split = ",",
            description = "${COMPLETION-CANDIDATES}; both unless given")
    private List<Target> targets = List.of(Target.values());

    @Option(names = "--out", paramLabel = "DIR", description = "an empty directory; a temporary one unless given")
    private @Nullable Path out;

    /** The process: {@code samples/chaos/run} starts it. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ChaosCommand()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        if (readings < 1 || kills < 0 || workers < 1 || batchSize < 1) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "readings, workers and batch size must be at least 1, kills at least 0");
        }
        Path directory = out == null ? Files.createTempDirectory("metrify-chaos") : Files.createDirectories(out);
        Scenario scenario = new Scenario(readings, 4, workers, batchSize, kills, 2, 1, seed, directory);
        return run(scenario, targets, line -> spec.commandLine().getOut().println(line)) ? 0 : 1;
    }

    static boolean run(Scenario scenario, List<Target> targets, Consumer<String> log) {
        boolean exact = true;
        try (Servers servers = new Servers(scenario)) {
            for (Target target : targets) {
                exact &= new Campaign(scenario, servers, target, log).run();
            }
        }
        return exact;
    }
}
