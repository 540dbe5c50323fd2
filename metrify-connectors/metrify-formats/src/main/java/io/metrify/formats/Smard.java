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
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The format {@code smard}; what it decides is written down at {@link ReadingFormat#smard}. */
final class Smard implements ReadingFormat {

    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final Duration DAY = Duration.ofDays(1);
    private static final int LOOK_AHEAD = 16;

    private final SmardOptions options;

    Smard(SmardOptions options) {
        this.options = Objects.requireNonNull(options, "options");
    }

    @Override
    public String name() {
        return "smard";
    }

    @Override
    public String description() {
        return "Market data downloaded from SMARD.de, over German local time: the grid load or another column in MWh";
    }

    @Override
    public String needs() {
        return "a header with Datum von, Datum and Anfang or Uhrzeit, or their English names, and a column in [MWh],"
                + " separated by semicolons, tabs or commas; plain, gzip or zip";
    }

    @Override
    public FileRecords read(InputStream file, String source) {
        return Headed.read(file, source, LOOK_AHEAD, (text, lines) -> {
            SmardHeader header = SmardHeader.of(text);
            if (header == null) {
                throw new IllegalArgumentException("the file " + source + " is not of the format smard, which needs "
                        + needs() + "; its header is \"" + Separated.shown(text) + "\"");
            }
            return new Headed.Layout(ZONE, parser(header, source, lines)::parse);
        });
    }

    private Parser parser(SmardHeader header, String source, List<Line> lines) {
        SmardHeader.Column column = header.choose(options.column(), source);
        String meterId = options.meterId() == null ? "smard:" + column.name() : options.meterId();
        List<String> numbers = new ArrayList<>();
        List<SmardHeader.Times> times = new ArrayList<>();
        for (Line line : lines) {
            if (line.isBlank()) {
                continue;
            }
            try {
                List<String> fields = header.split(line.text());
                times.add(header.times(fields));
                header.values().forEach(value -> numbers.add(fields.get(value.index())));
            } catch (MalformedRecordException unreadable) {
                // It tells nothing about the layout, and is reported in its place when the records are read.
                numbers.add("");
            }
        }
        DecimalStyle numberStyle = DecimalStyle.of(numbers, header.style());
        return new Parser(header, column, meterId, numberStyle, SmardHeader.resolution(times));
    }

    private final class Parser {

        private final SmardHeader header;
        private final SmardHeader.Column column;
        private final MeterReading pattern;
        private final DecimalStyle numberStyle;
        private final @Nullable Duration resolution;

        Parser(
                SmardHeader header,
                SmardHeader.Column column,
                String meterId,
                DecimalStyle numberStyle,
                @Nullable Duration resolution) {
            this.header = header;
            this.column = column;
            this.numberStyle = numberStyle;
            this.resolution = resolution;
            this.pattern = new MeterReading(
                    meterId,
                    options.register(),
                    Interval.of(Instant.EPOCH, Duration.ofSeconds(1)),
                    null,
                    Electrical.NOT_MEASURED,
                    Ambient.NOT_MEASURED,
                    ReadingQuality.AS_PROVIDED);
        }

        LocalRecords.Row parse(String line) {
            List<String> fields = header.split(line);
            SmardHeader.Times times = header.times(fields);
            Function<Instant, Interval> interval = interval(times);
            Energy energy = energy(fields.get(column.index()));
            return new LocalRecords.Row(
                    times.start(),
                    start -> pattern.withInterval(interval.apply(start)).withConsumption(energy));
        }

        private Function<Instant, Interval> interval(SmardHeader.Times times) {
            if (resolution == null) {
                throw new MalformedRecordException(
                        "interval_seconds",
                        "the file does not say how long an interval is: it has no column of ends, and too few lines to"
                                + " tell from their distance");
            }
            if (resolution.compareTo(DAY) >= 0) {
                return start -> byCalendar(start, times, resolution);
            }
            LocalTime endTime = times.endTime();
            return start -> {
                Interval interval = Interval.of(start, resolution);
                boolean fits = endTime == null
                        || endTime.equals(times.start().plus(resolution).toLocalTime())
                        || endTime.equals(interval.end().atZone(ZONE).toLocalTime());
                if (!fits) {
                    throw new MalformedRecordException(
                            "interval_seconds",
                            "the interval from " + times.start() + " ends at " + endTime
                                    + ", but the intervals of the file last " + resolution);
                }
                return interval;
            };
        }

        /** Days, weeks, months and years are as long as the calendar makes them. */
        private static Interval byCalendar(Instant start, SmardHeader.Times times, Duration resolution) {
            LocalDateTime end = times.end();
            if (end == null) {
                end = times.start().plusDays(resolution.toDays());
            }
            Instant until = end.atZone(ZONE).toInstant();
            if (!until.isAfter(start) || end.isAfter(times.start().plusYears(1))) {
                throw new MalformedRecordException(
                        "interval_seconds",
                        "the interval from " + times.start() + " ends at " + end
                                + "; it must end after it begins, and within a year");
            }
            return Interval.between(start, until);
        }

        private @Nullable Energy energy(String text) {
            if (text.isEmpty() || text.equals("-")) {
                return null;
            }
            BigDecimal megawattHours = numberStyle.parse(text);
            if (megawattHours == null) {
                throw new MalformedRecordException(
                        "consumption_kwh",
                        column.header() + " \"" + Separated.shown(text) + "\" is not a number like "
                                + (numberStyle == DecimalStyle.COMMA ? "1.234,5" : "1,234.5"));
            }
            try {
                return Energy.ofKilowattHours(megawattHours.movePointRight(3));
            } catch (IllegalArgumentException outOfRange) {
                throw new MalformedRecordException(
                        "consumption_kwh", column.header() + ": " + outOfRange.getMessage(), outOfRange);
            }
        }
    }
}
