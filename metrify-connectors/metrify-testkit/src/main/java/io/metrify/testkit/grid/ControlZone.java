package io.metrify.testkit.grid;

import io.metrify.model.WireText;
import io.metrify.model.grid.GridOperator;
import io.metrify.model.weather.City;
import java.util.List;
import java.util.Objects;

/**
 * What the simulator knows of a control zone. The figures of {@link #german()} are round numbers of the right order
 * for the middle of the 2020s, not statistics; make other zones with the constructor.
 *
 * @param operator who operates the zone
 * @param region the name of the zone or region, not blank; the wire's {@code region}
 * @param installedMw installed capacity of all kinds in MW, positive
 * @param peakLoadMw the highest load of an ordinary year in MW, positive, at most the installed capacity
 * @param photovoltaicMw installed photovoltaics in MW, not negative
 * @param windMw installed wind power in MW, not negative
 * @param steadyRenewableMw biomass and hydro power, taken as constant, in MW, not negative
 * @param weatherIn the cities whose weather drives the zone, at least one; the first one's zone gives the local time
 */
public record ControlZone(
        GridOperator operator,
        String region,
        double installedMw,
        double peakLoadMw,
        double photovoltaicMw,
        double windMw,
        double steadyRenewableMw,
        List<City> weatherIn) {

    private static final List<ControlZone> GERMAN = List.of(
            german(GridOperator.FIFTY_HERTZ, "Ostdeutschland und Hamburg", 68_000, 15_500, 20_500, 22_500, 2_300),
            german(GridOperator.TENNET, "Nord- bis Süddeutschland", 98_000, 26_500, 34_000, 31_500, 5_400),
            german(GridOperator.AMPRION, "Westdeutschland", 71_000, 29_000, 24_500, 12_500, 2_600),
            german(GridOperator.TRANSNET_BW, "Baden-Württemberg", 26_500, 11_000, 11_500, 2_000, 1_700));

    /** Checks ranges and copies the list. */
    public ControlZone {
        Objects.requireNonNull(operator, "operator");
        WireText.require(region, "the region");
        weatherIn = List.copyOf(weatherIn);
        if (!(peakLoadMw > 0) || !(installedMw >= peakLoadMw) || installedMw == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("control zone " + region + " has a peak load of " + peakLoadMw
                    + " MW and " + installedMw + " MW installed; 0 < peak load <= installed is needed");
        }
        if (!(photovoltaicMw >= 0) || !(windMw >= 0) || !(steadyRenewableMw >= 0)) {
            throw new IllegalArgumentException(
                    "control zone " + region + " has a negative or missing renewable capacity; use 0 for none");
        }
        if (weatherIn.isEmpty()) {
            throw new IllegalArgumentException(
                    "control zone " + region + " has no city; name at least one whose weather drives it");
        }
    }

    /**
     * The four German control zones.
     *
     * @return 50Hertz, TenneT, Amprion, TransnetBW
     */
    public static List<ControlZone> german() {
        return GERMAN;
    }

    private static ControlZone german(
            GridOperator operator,
            String region,
            double installedMw,
            double peakLoadMw,
            double photovoltaicMw,
            double windMw,
            double steadyRenewableMw) {
        List<City> cities = City.german().stream()
                .filter(city -> city.operatorName().equals(operator.name()))
                .toList();
        return new ControlZone(
                operator, region, installedMw, peakLoadMw, photovoltaicMw, windMw, steadyRenewableMw, cities);
    }
}
