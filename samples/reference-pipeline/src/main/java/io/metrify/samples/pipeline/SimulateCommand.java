package io.metrify.samples.pipeline;

import io.metrify.model.MarketCalendar;
import io.metrify.testkit.fleet.Fleet;
import io.metrify.testkit.fleet.FleetDigest;
import io.metrify.testkit.fleet.ReadingOrder;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command line of the simulator: streams a fleet and says what it comes down to. */
@Command(
        name = "samples/simulate",
        mixinStandardHelpOptions = true,
        version = "Metrify simulator",
        sortOptions = false,
        description = {
            "Streams the readings of a simulated fleet, keeping none, and prints how many they are, their exact energy and"
                    + " two digests.",
            "The same options give the same bytes on every machine; unordered is the same in both orders."
        })
final class SimulateCommand implements Callable<Integer> {

    private static final double NANOS = 1e9;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--meters", paramLabel = "N", defaultValue = "1000", description = "default ${DEFAULT-VALUE}")
    private int meters;

    @Option(names = "--days", paramLabel = "N", defaultValue = "1", description = "default ${DEFAULT-VALUE}")
    private int days;

    @Option(
            names = "--from",
            paramLabel = "DATE",
            defaultValue = "2026-03-28",
            description = {"first local day; default ${DEFAULT-VALUE}"})
    private LocalDate from = LocalDate.EPOCH;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "default ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            defaultValue = "Europe/Berlin",
            description = {"time zone of the days; default ${DEFAULT-VALUE}"})
    private ZoneId zone = ZoneId.of("Europe/Berlin");

    @Option(
            names = "--order",
            paramLabel = "ORDER",
            defaultValue = "BY_TIME",
            description = {"${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}"})
    private ReadingOrder order = ReadingOrder.BY_TIME;

    /** The process: {@code samples/simulate} starts it. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new SimulateCommand()).setExecutionExceptionHandler(RunCommand::explain);
    }

    @Override
    public Integer call() {
        Fleet fleet = Fleet.builder()
                .meters(meters)
                .seed(seed)
                .firstDate(from)
                .days(days)
                .calendar(MarketCalendar.of(zone))
                .build();
        long began = System.nanoTime();
        FleetDigest digest = FleetDigest.of(fleet.readings(order));
        PrintWriter out = spec.commandLine().getOut();
        out.println("readings " + digest.readings());
        out.println("energy_kwh " + digest.energy().toKilowattHours().toPlainString());
        out.println("sha256 " + digest.sha256());
        out.println("unordered " + digest.unordered());
        out.println("seconds " + Math.round((System.nanoTime() - began) / NANOS * 10) / 10.0);
        out.flush();
        return CommandLine.ExitCode.OK;
    }
}
