package io.metrify.formats;

import io.metrify.connector.api.MalformedRecordException;
import io.metrify.connector.api.Origin;
import io.metrify.model.Energy;
import io.metrify.model.meter.ObisCode;
import io.metrify.model.meter.RegisterReading;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The records of a NEM12 or NEM13 file. */
final class NemRecords extends BufferedRecords {

    /** What a line of the format can start with. */
    static final Set<String> TYPES = Set.of("100", "200", "250", "300", "400", "500", "550", "900");

    private static final Set<String> VERSIONS = Set.of("NEM12", "NEM13");
    private static final int REGISTER_FIELDS = 20;
    private static final byte[] NOTHING = new byte[0];

    private final LineReader lines;
    private @Nullable Line ahead;
    private long number;
    private boolean begun;
    private @Nullable NemChannel channel;
    private long lostChannel;
    private @Nullable NemDay day;

    /** Takes over the reader, and the line that was already read from it. */
    NemRecords(String source, LineReader lines, @Nullable Line ahead) {
        super(source);
        this.lines = lines;
        this.ahead = ahead;
    }

    @Override
    boolean readOn() {
        Line line = ahead == null ? lines.next() : ahead;
        ahead = null;
        if (line == null) {
            settle();
            if (begun) {
                add(new FileRecord.NoReading(
                        origin(number),
                        NOTHING,
                        "line " + number + ": the file ends here without a 900 record; it may be cut off"));
            }
            return false;
        }
        number = line.number();
        if (!line.isBlank()) {
            take(line);
        }
        return true;
    }

    @Override
    void closeFile() {
        lines.close();
    }

    private void take(Line line) {
        try {
            List<String> fields = Separated.split(line.text(), ',');
            if (fields.get(0).equals("400")) {
                begin(line);
                detail(line, fields);
            } else {
                settle();
                take(line, fields);
            }
        } catch (MalformedRecordException malformed) {
            settle();
            add(malformed(line, malformed));
        }
    }

    private void take(Line line, List<String> fields) {
        switch (fields.get(0)) {
            case "100" -> header(line, fields);
            case "200" -> {
                begin(line);
                channel = null;
                lostChannel = line.number();
                channel = NemChannel.of(line.number(), fields);
            }
            case "300" -> {
                begin(line);
                day = new NemDay(channel(), line, origin(line.number()), fields);
            }
            case "250" -> {
                begin(line);
                registers(line, fields);
            }
            case "500" -> {
                begin(line);
                service(line, fields);
            }
            case "550" -> begin(line);
            case "900" -> {
                begin(line);
                end();
            }
            default ->
                throw new MalformedRecordException(
                        "",
                        "\"" + Separated.shown(fields.get(0))
                                + "\" is no type of record; there are 100, 200, 250, 300, 400, 500," + " 550 and 900");
        }
    }

    private void header(Line line, List<String> fields) {
        if (begun) {
            note(line, "a new 100 record begins, but the one before was not ended by a 900 record; it may be cut off");
        }
        end();
        begun = true;
        String version = fields.size() < 2 ? "" : fields.get(1);
        if (!VERSIONS.contains(version.toUpperCase(Locale.ROOT))) {
            throw new MalformedRecordException(
                    "",
                    "the file is of the version \"" + Separated.shown(version)
                            + "\"; NEM12 and NEM13 are known, so what follows is read as such");
        }
    }

    private void begin(Line line) {
        if (!begun) {
            note(line, "there is no 100 record before this one; it may be cut off at the front");
            begun = true;
        }
    }

    private void end() {
        begun = false;
        channel = null;
        lostChannel = 0;
    }

    private NemChannel channel() {
        if (channel == null) {
            throw new MalformedRecordException(
                    "meter_id",
                    lostChannel == 0
                            ? "there is no 200 record before this 300 record to say whose values they are"
                            : "the 200 record in line " + lostChannel
                                    + ", which says whose values these are, could not be read");
        }
        return channel;
    }

    private void detail(Line line, List<String> fields) {
        if (day == null || day.isFull()) {
            throw new MalformedRecordException(
                    "quality_code",
                    day == null
                            ? "the 400 record follows no 300 record that could be read"
                            : "there are more 400 records than the 300 record has intervals");
        }
        try {
            day.detail(fields);
        } catch (MalformedRecordException malformed) {
            day.below(malformed(line, malformed));
        }
    }

    private void service(Line line, List<String> fields) {
        if (fields.size() > 4 && !fields.get(4).isEmpty()) {
            note(
                    line,
                    line.bytes(),
                    "the index \"" + Separated.shown(fields.get(4))
                            + "\" was read on a visit; the 500 record says nothing of its unit or multiplier");
        }
    }

    private void registers(Line line, List<String> fields) {
        if (fields.size() < REGISTER_FIELDS) {
            throw new MalformedRecordException(
                    "",
                    "the 250 record has " + fields.size() + " fields; it must have at least " + REGISTER_FIELDS
                            + ", up to the unit");
        }
        String unit = fields.get(19);
        Integer scale = NemChannel.scale(unit);
        if (scale == null) {
            note(
                    line,
                    line.bytes(),
                    "the registers of " + Separated.shown(fields.get(1)) + " " + Separated.shown(fields.get(4))
                            + " count \"" + Separated.shown(unit) + "\", not active energy");
            return;
        }
        Energy before = index(line, fields, 8, scale);
        Energy now = index(line, fields, 13, scale);
        String quantity = fields.get(18);
        if (!quantity.isEmpty()) {
            Energy billed = NemChannel.energy(number(quantity, "the quantity"), scale, "the quantity");
            if (before == null
                    || now == null
                    || Math.abs(now.milliwattHours() - before.milliwattHours()) != Math.abs(billed.milliwattHours())) {
                note(
                        line,
                        line.bytes(),
                        "the quantity " + billed + " is not the difference of the indexes; the register may have rolled"
                                + " over, been exchanged, or have a multiplier");
            }
        }
    }

    /** Gives the index in a field, if there is one; the fields behind it say when it was read and how good it is. */
    private @Nullable Energy index(Line line, List<String> fields, int at, int scale) {
        String text = fields.get(at);
        String flag = fields.get(at + 2).toUpperCase(Locale.ROOT);
        if (text.isEmpty() || flag.startsWith("N")) {
            note(
                    line,
                    line.bytes(),
                    "the register has no index on \"" + Separated.shown(fields.get(at + 1)) + "\", with quality \""
                            + Separated.shown(flag) + "\"");
            return null;
        }
        Energy energy = NemChannel.energy(number(text, "the index"), scale, "the index");
        add(new FileRecord.Index(
                origin(line.number()),
                line.bytes(),
                new RegisterReading(
                        NemChannel.meterId(fields.get(1)),
                        register(fields.get(4), fields.get(7)),
                        NemTime.read(fields.get(at + 1)),
                        energy,
                        NemDay.quality(flag))));
        return energy;
    }

    private static ObisCode register(String suffix, String direction) {
        int channel = suffix.matches("[0-9]{2}")
                ? Integer.parseInt(suffix)
                : suffix.matches("[A-Za-z][0-9A-Za-z]") ? NemChannel.channel(suffix) : -1;
        int quantity = direction.equalsIgnoreCase("E") ? 1 : direction.equalsIgnoreCase("I") ? 2 : 0;
        if (channel < 0 || quantity == 0) {
            throw new MalformedRecordException(
                    "obis_code",
                    "suffix \"" + Separated.shown(suffix) + "\" and direction \"" + Separated.shown(direction)
                            + "\" are no register; they must be like 11 or E1, and E (from the grid) or I (into it)");
        }
        return ObisCode.of(1, channel, quantity, 8, 0);
    }

    private static BigDecimal number(String text, String field) {
        BigDecimal number = DecimalStyle.plain(text);
        if (number == null) {
            throw new MalformedRecordException(
                    "index_kwh", field + " \"" + Separated.shown(text) + "\" is not a number like 1234.5");
        }
        return number;
    }

    /** Gives what waited for 400 records. */
    private void settle() {
        if (day != null) {
            day.records(this::add);
            day = null;
        }
    }

    private void note(Line line, String reason) {
        note(line, NOTHING, reason);
    }

    private void note(Line line, byte[] bytes, String reason) {
        add(new FileRecord.NoReading(origin(line.number()), bytes, "line " + line.number() + ": " + reason));
    }

    private FileRecord malformed(Line line, MalformedRecordException failure) {
        return new FileRecord.Malformed(
                origin(line.number()), line.bytes(), failure.path(), "line " + line.number() + ": " + failure.reason());
    }

    private Origin origin(long line) {
        return new Origin(source(), "", line);
    }
}
