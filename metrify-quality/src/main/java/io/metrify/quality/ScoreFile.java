package io.metrify.quality;

import io.metrify.model.MetrifyException;
import io.metrify.model.QualityCode;
import io.metrify.validation.Severity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Reads {@link ScoreSettings} from JSON. A file says only what differs from the standard, entry by entry:
 *
 * <pre>{@code
 * {
 *   "version": 1,
 *   "allowed_delay": "PT36H",
 *   "weights": {"COMPLETENESS": 30, "VALIDITY": 25, "TIMELINESS": 10},
 *   "tiers": {"excellent": 950000, "good": 850000, "fair": 600000},
 *   "severity_loss_ppm": {"ERROR": 1000000, "WARNING": 150000, "INFO": 20000},
 *   "code_loss_ppm": {"ESTIMATED": 200000},
 *   "dimension_percent": {"PLAUSIBILITY": 50},
 *   "dimensions": {"acme.billing": "CONSISTENCY"}
 * }
 * }</pre>
 *
 * <p>{@code weights} and {@code tiers} are those of {@link FleetWeights}, which count for many readings; {@code
 * severity_loss_ppm}, {@code code_loss_ppm} and {@code dimension_percent} are those of {@link ScoreWeights}, which count for a
 * single reading; {@code dimensions} are what rules speak of, for both. The version must be there. A file is refused as a
 * whole, by a {@link ScoreFileException} that lists every problem with its line and path: unknown and repeated keys, values of
 * the wrong type or out of range.
 */
public final class ScoreFile {

    private static final int SUPPORTED = 1;

    private final ScoreFileInput input;
    private ScoreSettings settings = ScoreSettings.standard();
    private boolean versioned;

    private ScoreFile(ScoreFileInput input) {
        this.input = input;
    }

    /**
     * Reads a file.
     *
     * @param file JSON in UTF-8
     * @return the settings
     * @throws ScoreFileException if the file has a problem
     * @throws MetrifyException if the file cannot be read
     */
    public static ScoreSettings read(Path file) {
        try {
            // Not readString: what is no UTF-8 shall be a problem of the text, with its place.
            return parse(new String(Files.readAllBytes(file), StandardCharsets.UTF_8), file.toString());
        } catch (IOException unreadable) {
            throw new MetrifyException(
                    file + " cannot be read: " + unreadable + "; name an existing, readable file", unreadable);
        }
    }

    /**
     * Reads the text of a file.
     *
     * @param text JSON
     * @param name what the text is called in messages
     * @return the settings
     * @throws ScoreFileException if the text has a problem
     */
    public static ScoreSettings parse(String text, String name) {
        ScoreFileInput input = new ScoreFileInput(Objects.requireNonNull(text, "text"), name);
        ScoreFile file = new ScoreFile(input);
        input.document(file::key);
        if (!file.versioned) {
            input.refuse("", "the file does not say its version; add \"version\": " + SUPPORTED);
        }
        input.throwIfRefused();
        return file.settings;
    }

    private void key(String key) {
        ScoreWeights reading = settings.reading();
        FleetWeights fleet = settings.fleet();
        switch (key) {
            case "version" -> {
                versioned = true;
                input.integer(key, SUPPORTED, SUPPORTED);
            }
            case "allowed_delay" -> allowedDelay(key);
            case "weights" -> {
                Map<Dimension, Integer> weights =
                        input.entries(key, Dimension.class, fleet.weights(), Integer.MAX_VALUE);
                input.check(key, () -> fleet(new FleetWeights(weights, fleet.tiers())));
            }
            case "tiers" -> tiers(key, fleet);
            case "severity_loss_ppm" ->
                reading(reading.withSeverityLossPpm(
                        input.entries(key, Severity.class, reading.severityLossPpm(), ReadingScore.PERFECT)));
            case "code_loss_ppm" ->
                reading(reading.withCodeLossPpm(
                        input.entries(key, QualityCode.class, reading.codeLossPpm(), ReadingScore.PERFECT)));
            case "dimension_percent" ->
                reading(reading.withDimensionPercent(
                        input.entries(key, Dimension.class, reading.dimensionPercent(), 100)));
            case "dimensions" ->
                input.object(key, rule -> {
                    Dimension dimension = input.constant(key + "." + rule, Dimension.class);
                    if (dimension != null) {
                        reading(settings.reading()
                                .withDimensions(settings.reading().dimensions().with(rule, dimension)));
                    }
                });
            default ->
                input.refuseKey(
                        key,
                        "version, allowed_delay, weights, tiers, severity_loss_ppm, code_loss_ppm,"
                                + " dimension_percent, dimensions");
        }
    }

    private void allowedDelay(String key) {
        String text = input.text(key);
        if (text == null) {
            return;
        }
        try {
            Duration delay = Duration.parse(text);
            input.check(key, () -> settings = settings.withAllowedDelay(delay));
        } catch (DateTimeParseException unknown) {
            input.refuse(key, "\"" + text + "\" is no time in ISO 8601; write for example \"PT36H\"");
        }
    }

    private void tiers(String key, FleetWeights fleet) {
        Map<String, Integer> begins = new HashMap<>(Map.of(
                "excellent", fleet.tiers().excellent(),
                "good", fleet.tiers().good(),
                "fair", fleet.tiers().fair()));
        input.object(key, tier -> {
            if (begins.containsKey(tier)) {
                Integer begin = input.integer(key + "." + tier, 0, ReadingScore.PERFECT);
                if (begin != null) {
                    begins.put(tier, begin);
                }
            } else {
                input.refuseKey(key + "." + tier, "excellent, good, fair");
            }
        });
        input.check(
                key,
                () -> fleet(new FleetWeights(
                        fleet.weights(),
                        new TierThresholds(
                                begins.getOrDefault("excellent", 0),
                                begins.getOrDefault("good", 0),
                                begins.getOrDefault("fair", 0)))));
    }

    private void reading(ScoreWeights reading) {
        settings = settings.withReading(reading);
    }

    private void fleet(FleetWeights fleet) {
        settings = settings.withFleet(fleet);
    }
}
