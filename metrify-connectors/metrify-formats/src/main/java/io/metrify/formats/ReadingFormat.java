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
 * <p>What holds for every format that is made of lines:
 *
 * <ul>
 *   <li>The file is plain or gzip, told by its first two bytes and not by its name. Lines end with LF, CR LF or CR. A
 *       UTF-8 byte order mark is skipped.
 *   <li>The header line and blank lines (nothing but spaces and tabs) are not records. Every other line is exactly one
 *       record. A file without any line, or with a header only, has no records.
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
     * @param file the bytes of the file, plain or gzip
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
        return List.of(jsonLines(), smard(SmardOptions.DEFAULT), uciHousehold(UciHouseholdOptions.DEFAULT));
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
