package io.metrify.validation.config;

import io.metrify.model.grid.GridStatus;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.weather.WeatherObservation;
import io.metrify.validation.ByMeterType;
import io.metrify.validation.GridRules;
import io.metrify.validation.GridThresholds;
import io.metrify.validation.MeterRules;
import io.metrify.validation.MeterThresholds;
import io.metrify.validation.RuleSet;
import io.metrify.validation.WeatherRules;
import io.metrify.validation.WeatherThresholds;
import io.metrify.validation.series.SeriesRules;
import io.metrify.validation.series.SeriesThresholds;

/**
 * The stock rules as a {@link RuleFile} sets them: thresholds, severities, and which rules are in force. Immutable and safe
 * for use by several threads. Rules of your own are no part of a file; add them to the sets:
 *
 * <pre>{@code
 * RuleConfiguration configuration = RuleFile.read(Path.of("rules.yaml"));
 * RuleSet<MeterReading> rules = configuration.meterRules().with(ourOwnRule);
 * }</pre>
 */
public final class RuleConfiguration {

    private static final RuleConfiguration STANDARD = new RuleConfiguration(
            ByMeterType.same(MeterThresholds.standard()),
            GridThresholds.standard(),
            WeatherThresholds.standard(),
            SeriesRules.standard().thresholds(),
            RuleSettings.none());

    private final ByMeterType<MeterThresholds> meterThresholds;
    private final GridThresholds gridThresholds;
    private final WeatherThresholds weatherThresholds;
    private final RuleSettings settings;
    private final RuleSet<MeterReading> meterRules;
    private final RuleSet<GridStatus> gridRules;
    private final RuleSet<WeatherObservation> weatherRules;
    private final SeriesRules seriesRules;

    RuleConfiguration(
            ByMeterType<MeterThresholds> meterThresholds,
            GridThresholds gridThresholds,
            WeatherThresholds weatherThresholds,
            ByMeterType<SeriesThresholds> seriesThresholds,
            RuleSettings settings) {
        this.meterThresholds = meterThresholds;
        this.gridThresholds = gridThresholds;
        this.weatherThresholds = weatherThresholds;
        this.settings = settings;
        this.meterRules = settings.of(MeterRules.with(meterThresholds));
        this.gridRules = settings.of(GridRules.with(gridThresholds));
        this.weatherRules = settings.of(WeatherRules.with(weatherThresholds));
        this.seriesRules =
                settings.of(SeriesRules.with(seriesThresholds)).withRecordRules(SeriesRules.ofIntervals(meterRules));
    }

    /**
     * All stock rules with the standard thresholds, which is what a file that changes nothing says.
     *
     * @return always the same
     */
    public static RuleConfiguration standard() {
        return STANDARD;
    }

    /**
     * The rules for meter readings.
     *
     * @return always the same set
     */
    public RuleSet<MeterReading> meterRules() {
        return meterRules;
    }

    /**
     * The rules for grid states.
     *
     * @return always the same set
     */
    public RuleSet<GridStatus> gridRules() {
        return gridRules;
    }

    /**
     * The rules for weather observations.
     *
     * @return always the same set
     */
    public RuleSet<WeatherObservation> weatherRules() {
        return weatherRules;
    }

    /**
     * The rules on series.
     *
     * @return always the same; their {@linkplain SeriesRules#recordRules() rules for single readings} are those of {@link
     *     #meterRules()} that {@linkplain SeriesRules#ofIntervals concern intervals}
     */
    public SeriesRules seriesRules() {
        return seriesRules;
    }

    /**
     * The figures that the rules for meter readings compare with.
     *
     * @return by type of meter
     */
    public ByMeterType<MeterThresholds> meterThresholds() {
        return meterThresholds;
    }

    /**
     * The figures that the rules for grid states compare with.
     *
     * @return all of them
     */
    public GridThresholds gridThresholds() {
        return gridThresholds;
    }

    /**
     * The figures that the rules for weather observations compare with.
     *
     * @return all of them
     */
    public WeatherThresholds weatherThresholds() {
        return weatherThresholds;
    }

    /**
     * The figures that the rules on series compare with.
     *
     * @return by type of meter
     */
    public ByMeterType<SeriesThresholds> seriesThresholds() {
        return seriesRules.thresholds();
    }

    /**
     * What is in force, as a rule file: every threshold, for types of meter what differs, and every rule with its severity
     * or that it is off. Reading it gives the same configuration.
     *
     * @return YAML; needs no parser
     */
    public String toYaml() {
        YamlText out = new YamlText();
        out.comment("All thresholds and rules in force.");
        out.value(RuleFile.VERSION, RuleFile.SUPPORTED);
        Sections.METER.write(out, RuleFile.METER, meterThresholds);
        Sections.GRID.write(out, RuleFile.GRID, gridThresholds);
        Sections.WEATHER.write(out, RuleFile.WEATHER, weatherThresholds);
        SeriesSections.SERIES.write(out, RuleFile.SERIES, seriesThresholds());
        settings.write(out, RuleFile.RULES);
        return out.toString();
    }
}
