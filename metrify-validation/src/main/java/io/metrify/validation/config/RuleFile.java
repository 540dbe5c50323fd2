package io.metrify.validation.config;

import io.metrify.model.MetrifyException;
import io.metrify.validation.ByMeterType;
import io.metrify.validation.GridThresholds;
import io.metrify.validation.MeterThresholds;
import io.metrify.validation.WeatherThresholds;
import io.metrify.validation.series.SeriesRules;
import io.metrify.validation.series.SeriesThresholds;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Reads the stock rules' thresholds, severities and what is switched off from a file. A name that ends in {@code .json} is
 * read as JSON, any other as YAML. A file says only what differs from the standard; in the same way, what it says of a type
 * of meter differs from what it says for all. Where the standard itself makes an exception for a type of meter, as for the
 * daily use of heat pumps, the exception holds until the file says otherwise of that type:
 *
 * <pre>{@code
 * version: 1                                       # of this format; the only thing that must be there
 * meter:                                           # MeterThresholds
 *   capacity_factor: 1.1
 *   time_tolerance: PT2M                           # times as in ISO 8601
 *   voltage_limit_v: {low: 200, high: 260}         # ranges: both bounds, none where there is none
 *   largest_power_kw: {HOUSEHOLD: 60, GRID: none}
 *   sentinels_kwh: [4294967.295, 16777.215]        # lists take the place of the standard's
 *   meter_types:
 *     PROSUMER: {capacity_factor: 1.3}
 * grid:                                            # GridThresholds
 *   frequency_band_hz: {low: 49.9, high: 50.1}
 * weather:                                         # WeatherThresholds
 *   time_tolerance: PT48H                          # a forecast
 * series:                                          # SeriesThresholds
 *   runs: {zero_run: PT36H}
 *   meter_types:
 *     HEAT_PUMP:
 *       runs: {zero_run: P120D}                    # off all summer
 * rules:                                           # by the id of a rule
 *   meter.temperature.range: {enabled: false}
 *   meter.voltage.limit: {severity: ERROR}
 * }</pre>
 *
 * <p>All keys with their standard values are in {@code standard-rules.yaml} beside this class.
 *
 * <p>A file is refused as a whole, by a {@link RuleFileException} that lists every problem with its line and path: unknown
 * and repeated keys, values of the wrong type or out of range, unknown rules and types of meter. A file may come from
 * anywhere: nothing in it makes an object, it is at most a megabyte (2<sup>20</sup> bytes) of UTF-8, and anchors, aliases, tags
 * and second documents are refused. Numbers are JSON's, in YAML too; infinity and NaN are none.
 */
public final class RuleFile {

    static final String VERSION = "version";
    static final String METER = "meter";
    static final String GRID = "grid";
    static final String WEATHER = "weather";
    static final String SERIES = "series";
    static final String RULES = "rules";

    /** The version of the format. */
    static final String SUPPORTED = "1";

    private static final List<String> KEYS = List.of(VERSION, METER, GRID, WEATHER, SERIES, RULES);

    private RuleFile() {}

    /**
     * Reads a file.
     *
     * @param file the file
     * @return the rules it sets
     * @throws RuleFileException if the file has a problem
     * @throws MetrifyException if the file cannot be read
     * @throws IllegalStateException if the parser is not on the class path
     */
    public static RuleConfiguration read(Path file) {
        try (InputStream input = Files.newInputStream(file)) {
            return read(input, file.toString());
        } catch (IOException unreadable) {
            throw new MetrifyException(
                    file + " cannot be read: " + unreadable + "; name an existing, readable file", unreadable);
        }
    }

    /**
     * Reads a file from a stream.
     *
     * @param input the bytes of the file; left open
     * @param name what the file is called in messages; one that ends in {@code .json} is read as JSON
     * @return the rules it sets
     * @throws RuleFileException if the file has a problem
     * @throws IOException if the stream fails
     * @throws IllegalStateException if the parser is not on the class path
     */
    public static RuleConfiguration read(InputStream input, String name) throws IOException {
        Problems problems = new Problems(Objects.requireNonNull(name, "name"));
        return configuration(SourceText.read(input, problems), name, problems);
    }

    /**
     * Reads the text of a file.
     *
     * @param text YAML or JSON
     * @param name what the text is called in messages; one that ends in {@code .json} is read as JSON
     * @return the rules it sets
     * @throws RuleFileException if the text has a problem
     * @throws IllegalStateException if the parser is not on the class path
     */
    public static RuleConfiguration parse(String text, String name) {
        Problems problems = new Problems(Objects.requireNonNull(name, "name"));
        return configuration(SourceText.check(text, problems), name, problems);
    }

    private static RuleConfiguration configuration(String text, String name, Problems problems) {
        RuleConfiguration configuration = configuration(Tree.of(tokens(text, name), problems), problems);
        problems.throwIfAny();
        return configuration;
    }

    private static Tokens tokens(String text, String name) {
        boolean json = name.toLowerCase(Locale.ROOT).endsWith(".json");
        try {
            return json ? new JsonTokens(text) : new YamlTokens(text);
        } catch (NoClassDefFoundError missing) {
            throw new IllegalStateException(
                    json
                            ? "a JSON rule file needs Jackson's parser, which is not on the class path; add the dependency"
                                    + " com.fasterxml.jackson.core:jackson-core"
                            : "a YAML rule file needs SnakeYAML, which is not on the class path; add the dependency"
                                    + " org.yaml:snakeyaml",
                    missing);
        }
    }

    private static RuleConfiguration configuration(Node.Mapping file, Problems problems) {
        ByMeterType<MeterThresholds> meter = ByMeterType.same(MeterThresholds.standard());
        GridThresholds grid = GridThresholds.standard();
        WeatherThresholds weather = WeatherThresholds.standard();
        ByMeterType<SeriesThresholds> series = SeriesRules.standard().thresholds();
        RuleSettings rules = RuleSettings.none();
        boolean versioned = false;
        for (Node.Entry entry : file.entries()) {
            Node value = entry.value();
            switch (entry.key()) {
                case VERSION -> {
                    versioned = true;
                    checkVersion(value, problems);
                }
                case METER -> meter = Sections.METER.read(value, meter, problems);
                case GRID -> grid = Sections.GRID.read(value, grid, problems);
                case WEATHER -> weather = Sections.WEATHER.read(value, weather, problems);
                case SERIES -> series = SeriesSections.SERIES.read(value, series, problems);
                case RULES -> rules = RuleSettings.read(value, problems);
                default -> Mappings.refuseKey(entry, KEYS, problems);
            }
        }
        if (!versioned) {
            problems.add(file.place(), "", "the file does not say its version; add: version: " + SUPPORTED);
        }
        return new RuleConfiguration(meter, grid, weather, series, rules);
    }

    private static void checkVersion(Node value, Problems problems) {
        boolean known = value instanceof Node.Scalar scalar
                && scalar.type() == TokenType.NUMBER
                && scalar.text().equals(SUPPORTED);
        if (!known && !(value instanceof Node.Unread)) {
            problems.add(
                    value.place(),
                    value.text(),
                    value.described() + " is no version that is known here; write version: " + SUPPORTED);
        }
    }
}
