package io.metrify.validation;

import io.metrify.model.grid.EicCode;
import io.metrify.model.grid.GridStatus;
import io.metrify.validation.RangeRules.Field;
import java.util.List;

/**
 * The stock rules for the state of a control zone. A value that cannot be is an {@link Severity#ERROR}, an unlikely one
 * a {@link Severity#WARNING}. The rules, with their thresholds in {@link GridThresholds}:
 *
 * <table>
 * <caption>Stock rules for grid states</caption>
 * <tr><th>id</th><th>severity</th><th>violated by</th></tr>
 * <tr><td>grid.status.empty</td><td>WARNING</td><td>a state of which nothing was published</td></tr>
 * <tr><td>grid.identity.region</td><td>WARNING</td><td>a region that looks like an EIC code but is none</td></tr>
 * <tr><td>grid.time.too_old</td><td>WARNING</td><td>an instant before 2000</td></tr>
 * <tr><td>grid.time.future</td><td>ERROR</td><td>an instant in the future</td></tr>
 * <tr><td>grid.capacity.total</td><td>ERROR</td><td>a negative total capacity</td></tr>
 * <tr><td>grid.capacity.available</td><td>ERROR</td><td>a negative available capacity</td></tr>
 * <tr><td>grid.capacity.exceeded</td><td>ERROR</td><td>more available than there is in total</td></tr>
 * <tr><td>grid.load_factor.range</td><td>ERROR</td><td>a load factor outside 0 to 1.2</td></tr>
 * <tr><td>grid.frequency.band</td><td>INFO</td><td>an unusual frequency</td></tr>
 * <tr><td>grid.frequency.limit</td><td>WARNING</td><td>a frequency at which plants may disconnect</td></tr>
 * <tr><td>grid.voltage.range</td><td>WARNING</td><td>no voltage of a transmission grid</td></tr>
 * <tr><td>grid.stability.range</td><td>ERROR</td><td>a stability score outside 0 to 1</td></tr>
 * <tr><td>grid.renewable.range</td><td>ERROR</td><td>a renewable share outside 0 to 100 %</td></tr>
 * </table>
 */
public final class GridRules {

    private static final int EIC_LENGTH = 16;
    private static final String DEFINITION = "definition of the field";

    private GridRules() {}

    /**
     * All stock rules with the standard thresholds.
     *
     * @return always the same set
     */
    public static RuleSet<GridStatus> standard() {
        return Standard.RULES;
    }

    /**
     * All stock rules with other thresholds.
     *
     * @param thresholds the figures to compare with
     * @return a set; build it once and share it
     */
    public static RuleSet<GridStatus> with(GridThresholds thresholds) {
        Field<GridStatus> total = new Field<>(
                "total_capacity_mw",
                "total capacity",
                "MW",
                status -> status.capacity().totalMw());
        Field<GridStatus> available = new Field<>(
                "available_capacity_mw",
                "available capacity",
                "MW",
                status -> status.capacity().availableMw());
        Field<GridStatus> load = new Field<>(
                "load_factor", "load factor", "", status -> status.capacity().loadFactor());
        Field<GridStatus> frequency = new Field<>(
                "frequency_hz", "frequency", "Hz", status -> status.network().frequencyHz());
        Field<GridStatus> voltage = new Field<>(
                "voltage_kv", "voltage", "kV", status -> status.network().voltageKv());
        Field<GridStatus> stability = new Field<>(
                "grid_stability_score",
                "stability score",
                "",
                status -> status.network().stabilityScore());
        Field<GridStatus> renewable =
                new Field<>("renewable_percentage", "renewable share", "%", GridStatus::renewablePercentage);
        return RuleSet.of(
                Subject.ofGridStatus(),
                List.of(
                        notEmpty(),
                        regionIsSound(),
                        TimeRules.notTooOld(
                                "grid.time.too_old",
                                GridStatus::timestamp,
                                TimeRules.OLDEST_METERING,
                                TimeRules.OLDEST_METERING_SOURCE),
                        TimeRules.notInTheFuture("grid.time.future", GridStatus::timestamp, thresholds.timeTolerance()),
                        RangeRules.within("grid.capacity.total", Severity.ERROR, total, Range.atLeast(0), DEFINITION),
                        RangeRules.within(
                                "grid.capacity.available", Severity.ERROR, available, Range.atLeast(0), DEFINITION),
                        notExceeded(),
                        RangeRules.within(
                                "grid.load_factor.range",
                                Severity.ERROR,
                                load,
                                thresholds.loadFactor(),
                                "default of this library: load may pass the capacity for a short while"),
                        RangeRules.withinBand(
                                "grid.frequency.band",
                                Severity.INFO,
                                frequency,
                                thresholds.frequencyBand(),
                                thresholds.frequencyLimit(),
                                "Regulation (EU) 2017/1485, annex III"),
                        RangeRules.within(
                                "grid.frequency.limit",
                                Severity.WARNING,
                                frequency,
                                thresholds.frequencyLimit(),
                                "Regulation (EU) 2016/631, article 13"),
                        RangeRules.within(
                                "grid.voltage.range",
                                Severity.WARNING,
                                voltage,
                                thresholds.voltageKv(),
                                "nominal voltages of European transmission grids and 10 %"),
                        RangeRules.within(
                                "grid.stability.range", Severity.ERROR, stability, Range.of(0, 1), DEFINITION),
                        RangeRules.within(
                                "grid.renewable.range", Severity.ERROR, renewable, Range.of(0, 100), DEFINITION)));
    }

    private static Rule<GridStatus> notEmpty() {
        return new CheckedRule<>(
                "grid.status.empty",
                Severity.WARNING,
                "At least one value was published.",
                "a state without values says nothing",
                (status, context, inspection) -> {
                    GridStatus.Capacity capacity = status.capacity();
                    GridStatus.Network network = status.network();
                    if (Double.isNaN(capacity.totalMw())
                            && Double.isNaN(capacity.availableMw())
                            && Double.isNaN(capacity.loadFactor())
                            && Double.isNaN(network.frequencyHz())
                            && Double.isNaN(network.voltageKv())
                            && Double.isNaN(network.stabilityScore())
                            && Double.isNaN(status.renewablePercentage())) {
                        inspection.violation(
                                null, "no values", "at least one value", "The state of the grid has no values at all.");
                    }
                });
    }

    private static Rule<GridStatus> regionIsSound() {
        return new CheckedRule<>(
                "grid.identity.region",
                Severity.WARNING,
                "A region of " + EIC_LENGTH + " characters with two digits and a letter in front is an EIC code, whose"
                        + " last character checks the others.",
                "ENTSO-E, EIC Reference Manual: structure and check character",
                (status, context, inspection) -> {
                    String region = status.region();
                    if (!looksLikeEicCode(region)) {
                        inspection.skip("the region does not have the form of an EIC code");
                    } else if (!EicCode.isValid(region)) {
                        inspection.violation(
                                "region",
                                region,
                                "an EIC code",
                                "Region " + region + " looks like an EIC code but is none, which has capital letters,"
                                        + " digits and minus signs, and a check character; look for a typing error.");
                    }
                });
    }

    /** The issuing offices have two digits; with the letter of the type behind them, no name begins so. */
    private static boolean looksLikeEicCode(String region) {
        return region.length() == EIC_LENGTH
                && isDigit(region.charAt(0))
                && isDigit(region.charAt(1))
                && region.charAt(2) >= 'A'
                && region.charAt(2) <= 'Z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static Rule<GridStatus> notExceeded() {
        return new CheckedRule<>(
                "grid.capacity.exceeded",
                Severity.ERROR,
                "The available capacity is at most the total capacity.",
                DEFINITION,
                (status, context, inspection) -> {
                    double total = status.capacity().totalMw();
                    double available = status.capacity().availableMw();
                    if (Double.isNaN(total) || Double.isNaN(available)) {
                        inspection.skip("total and available capacity were not both published");
                    } else if (available > total) {
                        inspection.violation(
                                "available_capacity_mw",
                                available + " MW",
                                "at most " + total + " MW",
                                "The available capacity of " + available + " MW is more than the total capacity of "
                                        + total + " MW.");
                    }
                });
    }

    /** Built when first asked for. */
    private static final class Standard {
        static final RuleSet<GridStatus> RULES = with(GridThresholds.standard());
    }
}
