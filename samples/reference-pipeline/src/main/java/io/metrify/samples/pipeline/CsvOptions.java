package io.metrify.samples.pipeline;

import io.metrify.formats.IntervalCsvOptions;
import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the command line says of an {@code interval-csv} file beside the zone. */
final class CsvOptions {

    @Option(names = "--csv-start", paramLabel = "COLUMN", description = "the column of starts; default start")
    private @Nullable String start;

    @Option(names = "--csv-value", paramLabel = "COLUMN", description = "the column of energy; default value")
    private @Nullable String value;

    @Option(names = "--csv-unit", paramLabel = "UNIT", description = "${COMPLETION-CANDIDATES}; default KILOWATT_HOURS")
    private IntervalCsvOptions.@Nullable Unit unit;

    @Option(names = "--csv-meter", paramLabel = "ID", description = "whose readings they are; default interval-csv")
    private @Nullable String meter;

    @Option(
            names = "--csv-resolution",
            paramLabel = "TIME",
            description = "the length of an interval, such as PT15M; default what most of the first lines say")
    private @Nullable Duration resolution;

    /** The options of the format; what was not given is as usual. */
    IntervalCsvOptions options(ZoneId zone) {
        IntervalCsvOptions usual = IntervalCsvOptions.DEFAULT.withZone(zone).withResolution(resolution);
        return usual.withColumns(start == null ? usual.start() : start, value == null ? usual.value() : value)
                .withUnit(unit == null ? usual.unit() : unit)
                .withMeterId(meter == null ? usual.meterId() : meter);
    }
}
