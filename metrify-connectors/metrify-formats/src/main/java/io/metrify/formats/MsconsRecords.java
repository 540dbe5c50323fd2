package io.metrify.formats;

import io.metrify.connector.api.MalformedRecordException;
import io.metrify.connector.api.Origin;
import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.WireText;
import io.metrify.model.meter.Ambient;
import io.metrify.model.meter.Electrical;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.ObisCode;
import io.metrify.model.meter.RegisterReading;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The records of an MSCONS file. */
final class MsconsRecords extends BufferedRecords {

    private static final byte[] NOTHING = new byte[0];

    /** Segments of the message that hold nothing a reading needs. */
    private static final Set<String> PASSED = Set.of(
            "UNG", "UNE", "CTA", "COM", "CUX", "CCI", "CAV", "MEA", "IMD", "MOA", "FTX", "ERC", "DOC", "UNS", "STS");

    private static final String MESSAGE_TYPE = "MSCONS";
    private static final String LOCATION = "172";
    private static final String BEGIN = "163";
    private static final String END = "164";
    private static final String STEP = "672";
    private static final String READ = "9";
    private static final String CANCELLATION = "13006";
    private static final Duration ONE_SECOND = Duration.ofSeconds(1);

    private final SegmentReader segments;
    private final ZoneId zone;
    private long number;
    private boolean begun;
    private int messages;
    private @Nullable Message message;
    private @Nullable MsconsValue value;

    /** Takes over the reader. */
    MsconsRecords(String source, SegmentReader segments, ZoneId zone) {
        super(source);
        this.segments = segments;
        this.zone = zone;
    }

    /** A message that is being read, from UNH to UNT. */
    private static final class Message {

        final String reference;
        final boolean known;
        final Series series = new Series();
        int count = 1;
        boolean cancels;
        String cancelled = "";

        Message(String reference, boolean known) {
            this.reference = reference;
            this.known = known;
        }
    }

    /** What the segments above a value say of it. */
    private static final class Series {

        @Nullable
        String location;

        boolean isMeter;

        @Nullable
        String code;

        @Nullable
        Segment begin;

        @Nullable
        Segment end;

        @Nullable
        Segment read;

        @Nullable
        Segment step;

        @Nullable
        Instant next;

        boolean lost;
        boolean spent;

        void locate(@Nullable String newLocation, boolean meter) {
            location = newLocation;
            isMeter = meter;
            begin = null;
            end = null;
            read = null;
            step = null;
            item();
        }

        void item() {
            code = null;
            restart();
        }

        void restart() {
            next = null;
            lost = false;
            spent = false;
        }
    }

    @Override
    boolean readOn() {
        Segment segment = segments.next();
        if (segment == null) {
            settle();
            endMessage(number);
            if (begun) {
                note(number, NOTHING, "the file ends here without UNZ; it may be cut off");
            }
            return false;
        }
        number = segment.number();
        try {
            take(segment);
        } catch (MalformedRecordException malformed) {
            settle();
            lose();
            add(malformed(segment.number(), segment.bytes(), malformed));
        }
        return true;
    }

    @Override
    void closeFile() {
        segments.close();
    }

    private void take(Segment segment) {
        String tag = segment.tag();
        if (message != null && !tag.equals("UNH") && !tag.equals("UNZ") && !tag.equals("UNB")) {
            message.count++;
        }
        segment.requireSound();
        if (value != null && (tag.equals("DTM") || tag.equals("STS"))) {
            if (!value.add(segment)) {
                throw new MalformedRecordException("", "the value has more DTM and STS segments than any real one");
            }
            return;
        }
        settle();
        switch (tag) {
            case "UNB" -> beginInterchange(segment);
            case "UNZ" -> endInterchange(segment);
            case "UNH" -> beginMessage(segment);
            case "UNT" -> endMessage(segment);
            case "BGM", "RFF", "NAD", "LOC", "LIN", "PIA", "DTM", "QTY" -> inMessage(segment, tag);
            default -> {
                boolean other = message != null && !message.known;
                if (!PASSED.contains(tag) && !other) {
                    throw new MalformedRecordException(
                            "", "\"" + Separated.shown(tag) + "\" is no segment of an MSCONS message");
                }
            }
        }
    }

    private void beginInterchange(Segment segment) {
        if (begun) {
            endMessage(segment.number());
            note(segment.number(), NOTHING, "a new interchange begins, but the one before was not ended by UNZ");
        }
        begun = true;
        messages = 0;
        String syntax = segment.value(1, 0).toUpperCase(Locale.ROOT);
        segments.decodeAsUtf8(syntax.equals("UNOW") || syntax.equals("UNOY"));
    }

    private void endInterchange(Segment segment) {
        endMessage(segment.number());
        if (!segment.value(1, 0).equals(Integer.toString(messages))) {
            note(
                    segment.number(),
                    segment.bytes(),
                    "UNZ counts \"" + Separated.shown(segment.value(1, 0)) + "\" messages, but there are " + messages);
        }
        begun = false;
    }

    private void beginMessage(Segment segment) {
        endMessage(segment.number());
        messages++;
        String type = segment.value(2, 0);
        message = new Message(segment.value(1, 0), type.equals(MESSAGE_TYPE));
        if (!message.known) {
            note(
                    segment.number(),
                    segment.bytes(),
                    "the message " + shown(message) + " is of the type \"" + Separated.shown(type) + "\", not MSCONS");
        }
    }

    private void endMessage(Segment segment) {
        Message ended = message;
        message = null;
        if (ended == null) {
            throw new MalformedRecordException("", "UNT ends a message that no UNH began");
        }
        announceCancellation(ended, segment.number(), segment.bytes());
        if (!segment.value(1, 0).equals(Integer.toString(ended.count))) {
            note(
                    segment.number(),
                    segment.bytes(),
                    "UNT counts \"" + Separated.shown(segment.value(1, 0)) + "\" segments in the message "
                            + shown(ended) + ", but there are " + ended.count);
        }
        if (!segment.value(2, 0).equals(ended.reference)) {
            note(
                    segment.number(),
                    segment.bytes(),
                    "UNT ends the message \"" + Separated.shown(segment.value(2, 0)) + "\", but UNH began "
                            + shown(ended));
        }
    }

    /** Ends a message that has no UNT. */
    private void endMessage(long at) {
        if (message != null) {
            announceCancellation(message, at, NOTHING);
            note(at, NOTHING, "the message " + shown(message) + " is not ended by UNT before here; it may be cut off");
            message = null;
        }
    }

    private void announceCancellation(Message ended, long at, byte[] bytes) {
        if (ended.cancels) {
            note(
                    at,
                    bytes,
                    "the message " + shown(ended) + " is a cancellation (Storno)"
                            + (ended.cancelled.isEmpty() ? "" : " of \"" + Separated.shown(ended.cancelled) + "\"")
                            + "; it withdraws values and holds none");
        }
    }

    private void inMessage(Segment segment, String tag) {
        if (message == null) {
            throw new MalformedRecordException("", tag + " stands outside a message");
        }
        if (!message.known) {
            return;
        }
        Series series = message.series;
        switch (tag) {
            case "BGM" -> message.cancels |= segment.value(3, 0).equals("1");
            case "RFF" -> refer(message, segment);
            case "NAD" -> series.locate(null, false);
            case "LOC" -> locate(series, segment);
            case "LIN" -> series.item();
            case "PIA" -> {
                if (segment.value(1, 0).equals("5")) {
                    series.code = code(segment);
                    series.restart();
                }
            }
            case "DTM" -> time(series, segment);
            default -> value = new MsconsValue(segment);
        }
    }

    private static void refer(Message message, Segment segment) {
        switch (segment.value(1, 0)) {
            case "Z13" -> message.cancels |= segment.value(1, 1).equals(CANCELLATION);
            case "ACW" -> message.cancelled = segment.value(1, 1);
            default -> {
                // Other references say where a value belongs in somebody's books.
            }
        }
    }

    /** A metering or market location; any other place, such as a balancing area, only where there is none. */
    private static void locate(Series series, Segment segment) {
        boolean meter = segment.value(1, 0).equals(LOCATION);
        if (!meter && series.isMeter) {
            return;
        }
        String id = segment.value(2, 0);
        List<String> components = segment.components(2);
        if (id.isEmpty() && !components.isEmpty()) {
            // The older way: a list of identifiers is named, and the identifier is given as the name of the place.
            id = components.get(components.size() - 1).strip();
        }
        try {
            series.locate(null, false);
            series.locate(WireText.require(id, "the location"), meter);
        } catch (IllegalArgumentException unfit) {
            throw new MalformedRecordException("meter_id", "LOC: " + unfit.getMessage(), unfit);
        }
    }

    /** The OBIS code, also of a sender who has not released the colon in it. */
    private static String code(Segment segment) {
        String first = segment.value(2, 0);
        return first.matches("[0-9]{1,3}-[0-9]{1,3}") ? first + ":" + segment.value(2, 1) : first;
    }

    private static void time(Series series, Segment segment) {
        switch (segment.value(1, 0)) {
            case BEGIN -> {
                series.begin = segment;
                series.restart();
            }
            case END -> series.end = segment;
            case READ -> series.read = segment;
            case STEP -> series.step = segment;
            default -> {
                // The date of the message, or of something that is no value.
            }
        }
    }

    /** Gives the value that waited for its times and status. */
    private void settle() {
        MsconsValue settled = value;
        value = null;
        if (settled == null || message == null) {
            return;
        }
        try {
            add(record(settled, message));
        } catch (MalformedRecordException malformed) {
            add(malformed(settled.number(), settled.bytes(), malformed));
        }
    }

    /** A segment was lost that may have been a value; where values follow each other by a step, their times are unknown. */
    private void lose() {
        if (message != null) {
            message.series.lost = true;
        }
    }

    private FileRecord record(MsconsValue settled, Message in) {
        Series series = in.series;
        if (in.cancels) {
            return noReading(settled, "is part of the cancellation " + shown(in) + ", so it is withdrawn");
        }
        if (series.location == null) {
            throw new MalformedRecordException("meter_id", "there is no LOC+172 to say where the value was metered");
        }
        ObisCode register = register(series);
        if (register.isCumulative()) {
            return index(settled, series, series.location, register);
        }
        Interval interval = interval(settled, series);
        String otherwise = settled.otherwise(register);
        if (otherwise != null) {
            return noReading(settled, "of " + register + " " + otherwise);
        }
        Energy energy = settled.energy(interval.length());
        try {
            return new FileRecord.Parsed(
                    origin(settled.number()),
                    settled.bytes(),
                    new MeterReading(
                            series.location,
                            register,
                            interval,
                            energy,
                            Electrical.NOT_MEASURED,
                            Ambient.NOT_MEASURED,
                            settled.quality()));
        } catch (IllegalArgumentException unfit) {
            throw new MalformedRecordException("interval_seconds", String.valueOf(unfit.getMessage()), unfit);
        }
    }

    private FileRecord index(MsconsValue settled, Series series, String location, ObisCode register) {
        String otherwise = settled.otherwise(register);
        if (otherwise != null) {
            return noReading(settled, "of " + register + " " + otherwise);
        }
        Segment own = settled.time(READ);
        Segment read = own == null ? series.read : own;
        if (read == null) {
            throw new MalformedRecordException(
                    "timestamp",
                    "the register " + register + " counts on and on, so its value needs the date it was read (DTM+9)");
        }
        Instant at = instant(read, null);
        Energy index = settled.energy(ONE_SECOND);
        return index == null
                ? noReading(settled, "of " + register + " is missing")
                : new FileRecord.Index(
                        origin(settled.number()),
                        settled.bytes(),
                        new RegisterReading(location, register, at, index, settled.quality()));
    }

    private static ObisCode register(Series series) {
        if (series.code == null) {
            throw new MalformedRecordException("obis_code", "there is no PIA+5 to say what was metered");
        }
        try {
            return ObisCode.parse(series.code);
        } catch (IllegalArgumentException other) {
            throw new MalformedRecordException("obis_code", "PIA: " + other.getMessage(), other);
        }
    }

    private Interval interval(MsconsValue settled, Series series) {
        Segment begin = settled.time(BEGIN);
        Segment end = settled.time(END);
        if (begin != null && end != null) {
            Instant from = instant(begin, series.next);
            Instant until = instant(end, from.plusSeconds(1));
            Interval interval = interval(from, until);
            series.next = until;
            return interval;
        }
        if (begin != null || end != null) {
            throw new MalformedRecordException(
                    "interval_seconds",
                    "the value has "
                            + (begin == null ? "an end but no begin (DTM+163)" : "a begin but no end (DTM+164)"));
        }
        return series.step == null ? whole(series) : following(series, series.step);
    }

    /** The values follow each other from the series' begin, by its step. */
    private Interval following(Series series, Segment step) {
        if (series.lost) {
            throw new MalformedRecordException(
                    "timestamp",
                    "the value follows one that could not be read, and has no DTM+163 of its own, so its time is unknown");
        }
        if (series.begin == null) {
            throw new MalformedRecordException("timestamp", "neither the value nor its series has a begin (DTM+163)");
        }
        Instant from = series.next == null ? instant(series.begin, null) : series.next;
        Instant until = from.plus(length(step));
        series.next = until;
        return interval(from, until);
    }

    /** The one value of a series that has no step. */
    private Interval whole(Series series) {
        if (series.begin == null || series.end == null || series.spent) {
            throw new MalformedRecordException(
                    "timestamp",
                    series.spent
                            ? "there is a second value for the time of the series, and it has no DTM+163 and DTM+164"
                            : "neither the value nor its series says begin and end (DTM+163 and DTM+164)");
        }
        series.spent = true;
        Instant from = instant(series.begin, null);
        return interval(from, instant(series.end, from.plusSeconds(1)));
    }

    private static Duration length(Segment step) {
        String text = step.value(1, 1);
        boolean minutes = step.value(1, 2).equals("806");
        boolean hours = step.value(1, 2).equals("805");
        int count = text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
        if (count == 0 || (!minutes && !hours)) {
            throw new MalformedRecordException(
                    "interval_seconds",
                    "the step DTM+672 \"" + Separated.shown(text) + "\" in the format \""
                            + Separated.shown(step.value(1, 2)) + "\" is not a number of minutes (806) or hours (805)");
        }
        return minutes ? Duration.ofMinutes(count) : Duration.ofHours(count);
    }

    private static Interval interval(Instant from, Instant until) {
        if (!from.isBefore(until)) {
            throw new MalformedRecordException(
                    "interval_seconds",
                    "the interval begins at " + from + " and ends at " + until + "; it must end later");
        }
        return Interval.between(from, until);
    }

    private Instant instant(Segment time, @Nullable Instant notBefore) {
        return EdifactTime.read(time.value(1, 1), time.value(1, 2), "DTM+" + time.value(1, 0), zone, notBefore);
    }

    private FileRecord noReading(MsconsValue settled, String reason) {
        return new FileRecord.NoReading(
                origin(settled.number()),
                settled.bytes(),
                "segment " + settled.number() + ": the value \"" + Separated.shown(settled.text()) + "\" " + reason);
    }

    private void note(long at, byte[] bytes, String reason) {
        add(new FileRecord.NoReading(origin(at), bytes, "segment " + at + ": " + reason));
    }

    private FileRecord malformed(long at, byte[] bytes, MalformedRecordException failure) {
        return new FileRecord.Malformed(origin(at), bytes, failure.path(), "segment " + at + ": " + failure.reason());
    }

    private Origin origin(long at) {
        return new Origin(source(), "", at);
    }

    private static String shown(Message message) {
        return "\"" + Separated.shown(message.reference) + "\"";
    }
}
