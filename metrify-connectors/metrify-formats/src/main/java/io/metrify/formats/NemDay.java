package io.metrify.formats;

import io.metrify.connector.api.MalformedRecordException;
import io.metrify.connector.api.Origin;
import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.QualityScheme;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.ReadingQuality;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** A 300 record, waiting for the 400 records below it. */
final class NemDay {

    private static final Pattern FLAG = Pattern.compile("[A-Za-z][0-9]{0,2}");
    private static final Pattern KNOWN_FLAG = Pattern.compile("[AEFNSVaefnsv][0-9]{0,2}");
    private static final String NULL = "N";
    private static final String VARIABLE = "V";
    private static final int FIRST_VALUE = 2;
    private static final int FIELDS_AFTER_FLAG = 4;

    private final NemChannel channel;
    private final Line line;
    private final Origin origin;
    private final List<String> fields;
    private final Instant start;
    private final String flag;
    private final String[] flags;
    private final List<FileRecord> below = new ArrayList<>();
    private int details;

    NemDay(NemChannel channel, Line line, Origin origin, List<String> fields) {
        this.channel = channel;
        this.line = line;
        this.origin = origin;
        this.fields = fields;
        this.start = fields.size() < 2 ? NemTime.day("") : NemTime.day(fields.get(1));
        int values = channel.intervals();
        this.flag = flag(values);
        this.flags = new String[values];
        Arrays.fill(flags, flag);
    }

    /** Whether there are as many 400 records already as there are intervals: a file that has more is not a sound one. */
    boolean isFull() {
        return details >= flags.length;
    }

    /** Takes over a 400 record. */
    void detail(List<String> detail) {
        details++;
        if (detail.size() < 4) {
            throw new MalformedRecordException(
                    "quality_code",
                    "the 400 record has " + detail.size() + " fields; it must have at least 4, up to the quality");
        }
        int first = number(detail.get(1));
        int last = number(detail.get(2));
        String quality = detail.get(3).toUpperCase(Locale.ROOT);
        if (first < 1 || last < first || last > flags.length) {
            throw new MalformedRecordException(
                    "quality_code",
                    "the 400 record is about the intervals \"" + Separated.shown(detail.get(1)) + "\" to \""
                            + Separated.shown(detail.get(2)) + "\"; the day has 1 to " + flags.length);
        }
        if (!FLAG.matcher(quality).matches() || quality.startsWith(VARIABLE)) {
            throw new MalformedRecordException(
                    "quality_code",
                    "the 400 record has the quality \"" + Separated.shown(detail.get(3))
                            + "\"; it must be one like A or" + " S14");
        }
        Arrays.fill(flags, first - 1, last, quality);
    }

    /** Adds a record that comes after those of the day. */
    void below(FileRecord record) {
        below.add(record);
    }

    void records(Consumer<FileRecord> target) {
        if (channel.otherwise() == null) {
            for (int i = 0; i < flags.length; i++) {
                target.accept(record(i));
            }
        } else {
            target.accept(new FileRecord.NoReading(
                    origin,
                    line.bytes(),
                    "line " + line.number() + ": the " + flags.length + " values of "
                            + channel.pattern().meterId() + " "
                            + Separated.shown(channel.suffix()) + " are " + channel.otherwise()
                            + ", not active energy"));
        }
        below.forEach(target);
    }

    private FileRecord record(int index) {
        try {
            Duration length = channel.pattern().interval().length();
            Instant from = start.plus(length.multipliedBy(index));
            MeterReading reading =
                    channel.pattern().withInterval(Interval.of(from, length)).withQuality(quality(flags[index]));
            boolean none =
                    flags[index].equals(NULL) || fields.get(FIRST_VALUE + index).isEmpty();
            return new FileRecord.Parsed(
                    origin,
                    line.bytes(),
                    none ? reading.withConsumption(null) : reading.withConsumption(energy(index)));
        } catch (MalformedRecordException malformed) {
            return new FileRecord.Malformed(
                    origin, line.bytes(), malformed.path(), "line " + line.number() + ": " + malformed.reason());
        }
    }

    private Energy energy(int index) {
        String text = fields.get(FIRST_VALUE + index);
        String field = "value " + (index + 1) + " \"" + Separated.shown(text) + "\"";
        BigDecimal number = DecimalStyle.plain(text);
        if (number == null) {
            throw new MalformedRecordException("consumption_kwh", field + " is not a number like 1.234");
        }
        return NemChannel.energy(number, channel.scale(), field);
    }

    static ReadingQuality quality(String flag) {
        return ReadingQuality.of(QualityScheme.nem12().toMark(flag).value());
    }

    /** The flag behind the values, if there are as many of them as the day has intervals. */
    private String flag(int values) {
        int at = first(KNOWN_FLAG);
        int expected = FIRST_VALUE + values;
        if (at > expected
                && FLAG.matcher(fields.size() > expected ? fields.get(expected) : "")
                        .matches()) {
            at = expected;
        }
        if (at >= fields.size()) {
            throw new MalformedRecordException(
                    "quality_code",
                    "the 300 record has no quality flag such as A behind its values, of which there should be " + values
                            + "; the line is cut off or damaged");
        }
        if (at != expected) {
            throw new MalformedRecordException(
                    "interval_seconds",
                    "the 300 record has " + (at - FIRST_VALUE) + " values before its quality flag \"" + fields.get(at)
                            + "\", but the 200 record in line " + channel.line() + " says " + channel.minutes()
                            + " minutes, which makes " + values + "; which of the two is wrong, the file does not say");
        }
        for (int i = at + 1 + FIELDS_AFTER_FLAG; i < fields.size(); i++) {
            if (!fields.get(i).isEmpty()) {
                throw new MalformedRecordException(
                        "",
                        "the 300 record goes on after its last field, with \"" + Separated.shown(fields.get(i))
                                + "\"; the line is damaged");
            }
        }
        return fields.get(at).toUpperCase(Locale.ROOT);
    }

    /** Where the first field behind the date is that looks so; the number of fields if none does. */
    private int first(Pattern form) {
        int at = FIRST_VALUE;
        while (at < fields.size() && !form.matcher(fields.get(at)).matches()) {
            at++;
        }
        return at;
    }

    private static int number(String text) {
        return text.length() <= 4 && !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')
                ? Integer.parseInt(text)
                : -1;
    }
}
