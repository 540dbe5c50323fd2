package io.metrify.formats;

import io.metrify.model.MetrifyException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A kind of file that holds meter readings, and the way to read it.
 *
 * <pre>{@code
 * try (FileRecords records = ReadingFormat.named("smard").read(Path.of("load.csv.gz"))) {
 *     while (records.hasNext()) {
 *         if (records.next() instanceof FileRecord.Malformed malformed) {
 *             report(malformed.origin(), malformed.reason());
 *         }
 *     }
 * }
 * }</pre>
 *
 * <p>What holds for every format:
 *
 * <ul>
 *   <li>The file is plain, gzip or zip, told by its first bytes and not by its name. Of a zip, all entries are read one
 *       after the other, whatever they are called, but for directories and the resource forks of macOS; nothing is
 *       extracted. If the first entry is not of the format, the file is not; if another is not, a malformed record says
 *       so. A zip that is cut off or damaged ends with a malformed record.
 *   <li>Nothing is left out in silence: what a file says is a reading, an index, a malformed record with the reason, or a
 *       record that says what it is instead ({@link FileRecord}).
 * </ul>
 *
 * <p>What holds for every format that is made of lines:
 *
 * <ul>
 *   <li>Lines end with LF, CR LF or CR. A UTF-8 byte order mark is skipped.
 *   <li>The header line and blank lines (nothing but spaces and tabs) are not records. Every other line is exactly one
 *       record, except in {@code nem12}, where a line may hold a day. A file without any line, or with a header only, has
 *       no records.
 *   <li>A line longer than 1,048,576 bytes, with a NUL or with bytes that are not UTF-8 is a malformed record. Memory
 *       does not grow with the file, whatever it unpacks to.
 *   <li>Where a gzip file is cut off or damaged, the records before are given as usual; then one malformed record says
 *       so, with what is left of the line the damage is in, and the file is over.
 *   <li>A last line without line end is a record like any other, so it must have all its fields. Whether the digits of
 *       its very last field are complete, nobody can know.
 * </ul>
 *
 * <p>Formats keep no state between files and can be shared by threads.
 */
public interface ReadingFormat {

    /**
     * The name by which the format is chosen.
     *
     * @return lower-case letters, digits and hyphens
     */
    String name();

    /**
     * What the format is.
     *
     * @return one line
     */
    String description();

    /**
     * What a file must have to be read in this format.
     *
     * @return one line
     */
    String needs();

    /**
     * Reads a file. The stream belongs to the format from now on, which closes it even if this method fails.
     *
     * @param file the bytes of the file, plain, gzip or zip
     * @param source the file's name, for the origin of its records
     * @return the records, none read yet but what it takes to know the layout
     * @throws IllegalArgumentException if the file is not of this format, with what was expected and what was found
     * @throws MetrifyException if the file cannot be read
     */
    FileRecords read(InputStream file, String source);

    /**
     * Reads a file.
     *
     * @param file where it is; the last element of its path becomes the source of its records
     * @return the records, none read yet but what it takes to know the layout
     * @throws IllegalArgumentException if the file is not of this format, with what was expected and what was found
     * @throws MetrifyException if the file cannot be read
     */
    default FileRecords read(Path file) {
        Path name = file.getFileName();
        InputStream bytes;
        try {
            bytes = Files.newInputStream(file);
        } catch (IOException failure) {
            throw new MetrifyException(
                    "the file " + file + " cannot be opened (" + failure + "); check its name and permissions",
                    failure);
        }
        return read(bytes, name == null ? file.toString() : name.toString());
    }

    /**
     * The measurements of a household in Sceaux, France, minute by minute (UCI dataset 235, "Individual household
     * electric power consumption", doi:10.24432/C58K54), as published or as a comma-separated copy.
     *
     * <p>As published: fields separated by semicolons, {@code Date} as d/M/yyyy, {@code Time}, and {@code ?} for a
     * missing value. The copy: separated by commas, {@code Datetime} in one column, and nothing for a missing value. The
     * header tells which; columns are found by their names.
     *
     * <p>Decisions:
     *
     * <ul>
     *   <li>A row is the minute that <em>starts</em> at its timestamp. The publisher calls the values
     *       "minute-averaged" and does not say of which minute.
     *   <li>The energy is {@code Global_active_power} (mean kW) divided by 60, rounded half-even to 1 mWh: at most 0.5
     *       mWh off per reading, and a sum of n readings at most n/2 mWh off the unrounded sum, 0.00072 kWh for a day.
     *       It is {@code null} when the power is missing, whatever else was measured.
     *   <li>{@code Voltage} (V) and {@code Global_intensity} (A) are taken as they are. The power factor is
     *       P/sqrt(P<sup>2</sup>+Q<sup>2</sup>) of active and reactive power when both were measured and P &gt; 0,
     *       otherwise it was not measured. The three sub-meters must be numbers but are not carried.
     *   <li>The timestamps have no offset; {@link LocalTimeline} says what is done about that.
     *   <li>The last column is a sub-meter, so digits missing at the end of a file that was cut off falsify nothing.
     * </ul>
     *
     * @param options whose readings they are and which clock they were taken by
     * @return the format {@code uci-household}
     */
    static ReadingFormat uciHousehold(UciHouseholdOptions options) {
        return new UciHousehold(options);
    }

    /**
     * Market data downloaded from SMARD.de, the German regulator's platform (Bundesnetzagentur): a column of energy in
     * MWh over German local time.
     *
     * <p>Understood are the layouts that the portal has had over the years, and copies whose header was shortened:
     *
     * <ul>
     *   <li>{@code Datum von;Datum bis;...} and {@code Start date;End date;...}
     *   <li>{@code Datum;Anfang;Ende;...} and {@code Date;Start;End;...}
     *   <li>{@code Datum;Uhrzeit;...} and {@code Date;Time of day;...}
     *   <li>separated by semicolon, tab or comma; dates as 31.12.2025, 2025-12-31 or Dec 31, 2025
     *   <li>numbers as 1.234,5 or 1,234.5, told by the first lines that leave no doubt and otherwise by the header's
     *       language; {@code -} or nothing for a value that is not published yet
     * </ul>
     *
     * <p>Decisions:
     *
     * <ul>
     *   <li>The column is the grid load ({@code Netzlast}, {@code Gesamt (Netzlast)}, {@code Gesamtverbrauch
     *       (Netzlast)}, {@code grid load}, {@code Total (grid load)}) unless {@link SmardOptions} name another. It must
     *       say {@code [MWh]}. What follows the unit ({@code Originalauflösungen}) is not part of its name.
     *   <li>The length of an interval is a property of the file: what most of its first lines say, by their end or, if
     *       it has no column of ends, by the distance between lines. Of an end only the time of day is checked, because
     *       the portal's own dates of ends are wrong on the day clocks go forward. In files by day, week, month or year
     *       each line's own end counts.
     *   <li>The timestamps have no offset; {@link LocalTimeline} says what is done about that.
     * </ul>
     *
     * @param options which column to read and whose readings they are
     * @return the format {@code smard}
     */
    static ReadingFormat smard(SmardOptions options) {
        return new Smard(options);
    }

    /**
     * Meter data of the Australian National Electricity Market: NEM12 (interval data) and NEM13 (register reads).
     *
     * <p>Source: AEMO, Meter Data File Format Specification NEM12 and NEM13; AEMO, National Metering Identifier
     * Procedure, on data stream suffixes. Understood are the records 100, 200, 300, 400 and 900 of NEM12, and 250 of NEM13,
     * with any number of empty fields behind them. Several files in one, one after the other, are read as such.
     *
     * <p>Decisions:
     *
     * <ul>
     *   <li>The meter is the NMI. The suffix gives the register: E1, E2, ... is energy that the market delivers (1-1:1.29.0,
     *       1-2:1.29.0, ...), B1, B2, ... is energy that it is given (1-1:2.29.0, ...); a letter in the second place counts
     *       on from 10. The OBIS channel keeps the streams of one NMI apart.
     *   <li>Active energy is what has such a suffix and is in Wh, kWh, MWh or GWh, in any case of letters; it is rounded
     *       half-even to 1 mWh. A 300 record of anything else (reactive or apparent energy, power, voltage, check meters,
     *       net data) is one {@link FileRecord.NoReading} that says what it is.
     *   <li>NEM time is +10:00 all the year. The first value of a day begins at 00:00.
     *   <li>A 300 record is as many records as the day has intervals. If it has more or fewer values than the 200 record's
     *       interval length makes, nothing says which interval a value belongs to, and the line is one malformed record.
     *   <li>400 records replace the quality of the intervals they name, whatever the 300 record says. An interval of
     *       quality V that none names is questionable. N, and a value that is left out, is a reading without energy; a
     *       number beside N (usually 0) only fills the place.
     *   <li>Quality flags are translated by {@link io.metrify.model.QualityScheme#nem12}; reasons and the times of updates
     *       are not carried.
     *   <li>A missing 100 or 900 record is noted by a {@link FileRecord.NoReading}, and the rest is read. So is an index that
     *       a 500 record tells of a visit. The rest of the 500 and 550 records is about service orders and gives no record.
     *   <li>A 250 record is two {@link FileRecord.Index}es, the previous and the current one: suffix 11 and direction E is
     *       1-11:1.8.0, direction I is 1-11:2.8.0. An index is taken for kWh (or the unit given). If the quantity is not
     *       their difference, which a rollover or a multiplier explains, a {@link FileRecord.NoReading} says so; the
     *       quantity itself is not carried.
     * </ul>
     *
     * @return the format {@code nem12}
     */
    static ReadingFormat nem12() {
        return new Nem12();
    }

    /**
     * MSCONS, the EDIFACT message of metered values that the German and Swiss markets exchange (BDEW and VSE guides, from
     * D.99A 1.6 to D.04B 2.x).
     *
     * <p>Source: ISO 9735 for the syntax; BDEW, EDI@Energy MSCONS message description, and public files for what is done
     * with it.
     *
     * <p>Decisions:
     *
     * <ul>
     *   <li>UNA is honoured, also before a second interchange. A number may have a comma or a point whatever UNA says,
     *       because EDIFACT groups no digits. Text is ISO 8859-1 unless UNB says UNOW or UNOY, which is UTF-8.
     *   <li>Memory does not grow with the file. A segment longer than 65,536 bytes is a malformed record, and so are one
     *       without terminator at the end and one whose tag MSCONS does not have. A position is the number of a segment.
     *   <li>Each QTY, with the DTM and STS behind it, is one record. The meter is LOC+172, or another LOC where there is none,
     *       by its first component or, in the older form {@code LOC+172+::87:CH...}, its last. The register is PIA+5.
     *   <li>The interval is DTM+163 to DTM+164 of the value. Without them, values follow each other from the DTM+163 of the
     *       series by its DTM+672 (minutes or hours), and a lost segment makes the times of all after it unknown; or a single
     *       value is that of the DTM+163 and DTM+164 of its series. Formats 303 and 304 carry an offset ({@code +01}, UTC,
     *       GMT, CET, MEZ); for 102, 203 and 204 the options name a clock, and an hour that it goes through twice is told by the
     *       end of the value before.
     *   <li>Active energy is electricity with C = 1, 2 or 16 (and their phases), or another medium that says a unit of
     *       energy. Without a unit, 1-0:1.29.0 and the other time integrals are kWh per interval, not kW. KWT and other units
     *       of power are turned into energy by the length of the interval, unless the code is that of a maximum or an
     *       instant. Everything else is a {@link FileRecord.NoReading}. Energy is rounded half-even to 1 mWh.
     *   <li>A cumulative register (D = 8) is a {@link FileRecord.Index} at its DTM+9.
     *   <li>QTY qualifiers and STS statuses are translated by {@link io.metrify.model.QualityScheme#mscons}; 46 of the older
     *       messages is as provided. Z30 and an empty quantity are readings without energy.
     *   <li>A cancellation (RFF+Z13:13006 or function 1 in BGM) is no reading: each of its values and the message itself are
     *       a {@link FileRecord.NoReading}. So are messages of another type, a UNT or UNZ that counts wrong or is missing, and
     *       a missing UNZ; the values are read all the same.
     * </ul>
     *
     * @param options the clock of times without an offset
     * @return the format {@code mscons}
     */
    static ReadingFormat mscons(MsconsOptions options) {
        return new Mscons(options);
    }

    /**
     * A column of starts and a column of energy, such as the sample files of eemeter ({@code start,value}).
     *
     * <p>Understood are headers in any order and with other columns, separated by comma, semicolon or tab; timestamps of
     * ISO 8601 with T or a space, with or without seconds and an offset, and dates alone; numbers with a point, or where
     * the separator is no comma also with a decimal comma, also in scientific notation. Nothing, {@code nan} and the like is
     * a missing value.
     *
     * <p>Decisions:
     *
     * <ul>
     *   <li>A timestamp is the start of its interval. Whether timestamps have an offset, the first one that can be read
     *       decides; if they have none, the options must name a clock, and {@link LocalTimeline} says what is done about
     *       hours that it repeats.
     *   <li>The length of an interval is the option {@code resolution} or, without it, the distance that most of the first
     *       64 lines have. If that is less than 23 hours, it holds for every line, so a line that is missing is a gap.
     *   <li>Otherwise (days, months, bills), an interval lasts until the next line's start, so a line that is missing
     *       makes the one before it longer. The last line ends the one before: without a value it is a
     *       {@link FileRecord.NoReading}, with one it is malformed, because its end is not known.
     *   <li>Energy is rounded half-even to 1 mWh.
     * </ul>
     *
     * @param options the columns, their unit, whose readings they are, and how long an interval is
     * @return the format {@code interval-csv}
     */
    static ReadingFormat intervalCsv(IntervalCsvOptions options) {
        return new IntervalCsv(options);
    }

    /**
     * One JSON document per line, each a meter reading as metrify-json writes it, with the rules of {@link
     * io.metrify.json.JsonCodec}. There is no header, and timestamps have an offset.
     *
     * @return the format {@code jsonl}
     */
    static ReadingFormat jsonLines() {
        return new JsonLines();
    }

    /**
     * All formats, with their default options.
     *
     * @return the formats by name
     */
    static List<ReadingFormat> all() {
        return List.of(
                intervalCsv(IntervalCsvOptions.DEFAULT),
                jsonLines(),
                mscons(MsconsOptions.DEFAULT),
                nem12(),
                smard(SmardOptions.DEFAULT),
                uciHousehold(UciHouseholdOptions.DEFAULT));
    }

    /**
     * The format of a name, with its default options.
     *
     * @param name the name
     * @return the format
     * @throws IllegalArgumentException if there is none of that name, with the names there are
     */
    static ReadingFormat named(String name) {
        Objects.requireNonNull(name, "name");
        return all().stream()
                .filter(format -> format.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no format \"" + name + "\"; there are "
                        + all().stream().map(ReadingFormat::name).collect(Collectors.joining(", "))));
    }
}
