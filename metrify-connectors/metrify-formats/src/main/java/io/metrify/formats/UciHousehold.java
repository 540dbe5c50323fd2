package io.metrify.formats;

import io.metrify.connector.api.MalformedRecordException;
import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.meter.Ambient;
import io.metrify.model.meter.Electrical;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.ObisCode;
import io.metrify.model.meter.ReadingQuality;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The format {@code uci-household}; what it decides is written down at {@link ReadingFormat#uciHousehold}. */
final class UciHousehold implements ReadingFormat {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final DateTimeFormatter TIMESTAMP = LocalClock.pattern("d/M/uuuu H:mm:ss");

    private final UciHouseholdOptions options;

    UciHousehold(UciHouseholdOptions options) {
        this.options = Objects.requireNonNull(options, "options");
    }

    @Override
    public String name() {
        return "uci-household";
    }

    @Override
    public String description() {
        return "Minutes of a household in Sceaux, France: UCI dataset 235, as published or as comma-separated copy";
    }

    @Override
    public String needs() {
        return "a header with Date and Time (or Datetime) and Global_active_power, separated by semicolons or commas;"
                + " plain, gzip or zip";
    }

    @Override
    public FileRecords read(InputStream file, String source) {
        return Headed.read(file, source, 0, (header, lines) -> {
            Columns columns = Columns.of(header);
            if (columns == null) {
                throw new IllegalArgumentException("the file " + source + " is not of the format uci-household, which"
                        + " needs " + needs() + "; its header is \"" + Separated.shown(header) + "\"");
            }
            return new Headed.Layout(options.zone(), line -> parse(line, columns));
        });
    }

    private LocalRecords.Row parse(String line, Columns columns) {
        List<String> fields = Separated.split(line, columns.separator, columns.names.size());
        LocalDateTime local = columns.timestamp(fields);
        for (int column : columns.subMeters) {
            columns.number(fields, column, "");
        }
        BigDecimal active = columns.number(fields, columns.active, "consumption_kwh");
        BigDecimal reactive = columns.number(fields, columns.reactive, "power_factor");
        Electrical electrical = new Electrical(
                measurement(columns.number(fields, columns.voltage, "voltage")),
                measurement(columns.number(fields, columns.current, "current")),
                powerFactor(measurement(active), measurement(reactive)),
                Double.NaN);
        Energy consumption = active == null ? null : columns.energy(active);
        return new LocalRecords.Row(
                local,
                start -> new MeterReading(
                        options.meterId(),
                        ObisCode.IMPORT_PROFILE,
                        Interval.of(start, MINUTE),
                        consumption,
                        electrical,
                        Ambient.NOT_MEASURED,
                        ReadingQuality.AS_PROVIDED));
    }

    private static double measurement(@Nullable BigDecimal number) {
        return number == null ? Double.NaN : number.doubleValue();
    }

    private static double powerFactor(double active, double reactive) {
        return active > 0 ? active / Math.hypot(active, reactive) : Double.NaN;
    }

    /** Where the header has what; -1 for what it does not have. */
    private record Columns(
            char separator,
            List<String> names,
            int date,
            int time,
            int active,
            int reactive,
            int voltage,
            int current,
            List<Integer> subMeters) {

        static @Nullable Columns of(String header) {
            char separator = Separated.separatorOf(header);
            List<String> names = Separated.split(header, separator);
            int both = names.indexOf("Datetime");
            Columns columns = new Columns(
                    separator,
                    names,
                    both >= 0 ? both : names.indexOf("Date"),
                    both >= 0 ? both : names.indexOf("Time"),
                    names.indexOf("Global_active_power"),
                    names.indexOf("Global_reactive_power"),
                    names.indexOf("Voltage"),
                    names.indexOf("Global_intensity"),
                    List.of(
                            names.indexOf("Sub_metering_1"),
                            names.indexOf("Sub_metering_2"),
                            names.indexOf("Sub_metering_3")));
            return columns.date < 0 || columns.time < 0 || columns.active < 0 ? null : columns;
        }

        LocalDateTime timestamp(List<String> fields) {
            String text = date == time ? fields.get(date) : fields.get(date) + " " + fields.get(time);
            String field = date == time ? names.get(date) : names.get(date) + " and " + names.get(time);
            return LocalClock.parse(text, TIMESTAMP, field, "16/12/2006 17:24:00");
        }

        @Nullable
        BigDecimal number(List<String> fields, int column, String path) {
            String text = column < 0 ? "" : fields.get(column);
            if (text.isEmpty() || text.equals("?")) {
                return null;
            }
            BigDecimal number = text.indexOf(',') >= 0 ? null : DecimalStyle.POINT.parse(text);
            if (number == null) {
                throw new MalformedRecordException(
                        path, names.get(column) + " \"" + Separated.shown(text) + "\" is not a number like 234.840");
            }
            return number;
        }

        Energy energy(BigDecimal kilowatts) {
            try {
                return Energy.ofPower(kilowatts, MINUTE);
            } catch (IllegalArgumentException outOfRange) {
                throw new MalformedRecordException(
                        "consumption_kwh",
                        names.get(active) + " " + kilowatts + " is no power: " + outOfRange.getMessage(),
                        outOfRange);
            }
        }
    }
}
