package io.metrify.formats;

import io.metrify.connector.api.MalformedRecordException;
import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.meter.Ambient;
import io.metrify.model.meter.Electrical;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.ReadingQuality;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The format {@code interval-csv}; what it decides is written down at {@link ReadingFormat#intervalCsv}. */
final class IntervalCsv implements ReadingFormat {

    private static final int LOOK_AHEAD = 64;

    /** From this distance on a line stands for a day or more, whose length the calendar decides. */
    private static final Duration DAY = Duration.ofHours(23);

    private static final Set<String> MISSING = Set.of("", "nan", "na", "n/a", "null", "none", "-");
    private static final Pattern SCIENTIFIC = Pattern.compile("[+-]?[0-9]{1,24}(?:[.][0-9]{1,24})?[eE][+-]?[0-9]{1,3}");

    private final IntervalCsvOptions options;

    IntervalCsv(IntervalCsvOptions options) {
        this.options = Objects.requireNonNull(options, "options");
    }

    @Override
    public String name() {
        return "interval-csv";
    }

    @Override
    public String description() {
        return "A column of starts and a column of energy, such as the sample files of eemeter";
    }

    @Override
    public String needs() {
        return "a header with \"" + options.start() + "\" and \"" + options.value()
                + "\", separated by commas, semicolons or tabs, and ISO 8601 timestamps; plain, gzip or zip";
    }

    @Override
    public FileRecords read(InputStream file, String source) {
        return Headed.read(file, source, LOOK_AHEAD, (header, lines) -> {
            Columns columns = Columns.of(header, options);
            if (columns == null) {
                throw new IllegalArgumentException(
                        "the file " + source + " is not of the format interval-csv, which needs " + needs()
                                + "; its header is \"" + Separated.shown(header) + "\"");
            }
            return layout(columns, source, lines);
        });
    }

    private Headed.Layout layout(Columns columns, String source, List<Line> lines) {
        List<IsoTimestamp> starts = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (Line line : lines) {
            if (line.isBlank()) {
                continue;
            }
            try {
                List<String> fields = columns.split(line.text());
                values.add(fields.get(columns.value));
                starts.add(columns.timestamp(fields));
            } catch (MalformedRecordException unreadable) {
                // It tells nothing about the layout, and is reported in its place when the records are read.
                values.add("");
            }
        }
        boolean offsets =
                starts.isEmpty() ? options.zone() == null : starts.get(0).offset() != null;
        ZoneId zone = offsets ? ZoneOffset.UTC : options.zone();
        if (zone == null) {
            throw new IllegalArgumentException("the timestamps of the file " + source + ", such as "
                    + starts.get(0).local()
                    + ", have no offset; say by the option zone which clock they were taken by");
        }
        DecimalStyle style =
                columns.separator == ',' ? DecimalStyle.POINT : DecimalStyle.of(values, DecimalStyle.POINT);
        Duration resolution = options.resolution() == null ? resolution(starts) : options.resolution();
        Parser parser = new Parser(columns, offsets, style, resolution == null ? Duration.ofSeconds(1) : resolution);
        return new Headed.Layout(
                zone, parser::parse, resolution == null ? NextStarts::new : (name, records) -> records);
    }

    /** The distance between most starts, the shortest of equally frequent ones; null if it is a day or more. */
    private static @Nullable Duration resolution(List<IsoTimestamp> starts) {
        Map<Duration, Integer> counts = new TreeMap<>();
        for (int i = 1; i < starts.size(); i++) {
            Duration distance = Duration.between(
                            starts.get(i - 1).utc(), starts.get(i).utc())
                    .abs();
            if (!distance.isZero() && distance.equals(distance.truncatedTo(ChronoUnit.SECONDS))) {
                counts.merge(distance, 1, Integer::sum);
            }
        }
        Duration most = counts.entrySet().stream()
                .max(Comparator.comparing((Map.Entry<Duration, Integer> entry) -> entry.getValue())
                        .thenComparing(Map.Entry::getKey, Comparator.reverseOrder()))
                .map(Map.Entry::getKey)
                .orElse(null);
        return most == null || most.compareTo(DAY) >= 0 ? null : most;
    }

    /** Where the header has what. */
    private record Columns(char separator, int count, int start, int value, IntervalCsvOptions options) {

        static @Nullable Columns of(String header, IntervalCsvOptions options) {
            char separator = Separated.separatorOf(header);
            List<String> names = Separated.split(header, separator).stream()
                    .map(name -> name.toLowerCase(Locale.ROOT))
                    .toList();
            int start = names.indexOf(options.start().strip().toLowerCase(Locale.ROOT));
            int value = names.indexOf(options.value().strip().toLowerCase(Locale.ROOT));
            return start < 0 || value < 0 ? null : new Columns(separator, names.size(), start, value, options);
        }

        List<String> split(String line) {
            return Separated.split(line, separator, count);
        }

        IsoTimestamp timestamp(List<String> fields) {
            return IsoTimestamp.parse(fields.get(start), options.start());
        }
    }

    private final class Parser {

        private final Columns columns;
        private final boolean offsets;
        private final DecimalStyle style;
        private final Duration resolution;

        Parser(Columns columns, boolean offsets, DecimalStyle style, Duration resolution) {
            this.columns = columns;
            this.offsets = offsets;
            this.style = style;
            this.resolution = resolution;
        }

        LocalRecords.Row parse(String line) {
            List<String> fields = columns.split(line);
            IsoTimestamp timestamp = columns.timestamp(fields);
            if (offsets != (timestamp.offset() != null)) {
                throw new MalformedRecordException(
                        "timestamp",
                        options.start() + " \"" + Separated.shown(fields.get(columns.start)) + "\" has "
                                + (offsets ? "no offset" : "an offset") + ", unlike the first timestamps of the file");
            }
            Energy energy = energy(fields.get(columns.value));
            LocalDateTime start = timestamp.utc();
            return new LocalRecords.Row(start, instant -> reading(instant, energy));
        }

        private MeterReading reading(Instant start, @Nullable Energy energy) {
            return new MeterReading(
                    options.meterId(),
                    options.register(),
                    Interval.of(start, resolution),
                    energy,
                    Electrical.NOT_MEASURED,
                    Ambient.NOT_MEASURED,
                    ReadingQuality.AS_PROVIDED);
        }

        private @Nullable Energy energy(String text) {
            if (MISSING.contains(text.toLowerCase(Locale.ROOT))) {
                return null;
            }
            BigDecimal number = SCIENTIFIC.matcher(text).matches() ? new BigDecimal(text) : style.parseShort(text);
            if (number == null) {
                throw new MalformedRecordException(
                        "consumption_kwh",
                        options.value() + " \"" + Separated.shown(text) + "\" is not a number like 1.234");
            }
            try {
                return Energy.ofKilowattHours(
                        number.movePointRight(options.unit().scale()), RoundingMode.HALF_EVEN);
            } catch (IllegalArgumentException outOfRange) {
                throw new MalformedRecordException(
                        "consumption_kwh", options.value() + ": " + outOfRange.getMessage(), outOfRange);
            }
        }
    }
}
