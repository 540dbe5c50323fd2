package io.metrify.model.weather;

import io.metrify.model.WireText;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A city with its place on the map and in the grid. The set is open: large German cities are built in, any other is
 * made with the constructor.
 *
 * @param name the city, not blank; the wire's {@code city}
 * @param region the federal state or other region, not blank; the wire's {@code region}
 * @param operatorName the operator of the control zone it is in, not blank; the wire's {@code operator_name}
 * @param latitude degrees north, -90 to 90
 * @param longitude degrees east, -180 to 180
 * @param zone the time zone
 */
public record City(String name, String region, String operatorName, double latitude, double longitude, ZoneId zone) {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    // Coordinates: city centres as in GeoNames (CC BY 4.0), to two decimals; control zones as the operators publish.
    private static final List<City> GERMAN = List.of(
            german("Berlin", "Berlin", "50Hertz", 52.52, 13.41),
            german("Hamburg", "Hamburg", "50Hertz", 53.55, 10.00),
            german("Leipzig", "Sachsen", "50Hertz", 51.34, 12.37),
            german("Dresden", "Sachsen", "50Hertz", 51.05, 13.74),
            german("Hannover", "Niedersachsen", "TenneT", 52.37, 9.73),
            german("Bremen", "Bremen", "TenneT", 53.08, 8.81),
            german("Frankfurt am Main", "Hessen", "TenneT", 50.12, 8.68),
            german("Nürnberg", "Bayern", "TenneT", 49.45, 11.08),
            german("München", "Bayern", "TenneT", 48.14, 11.58),
            german("Köln", "Nordrhein-Westfalen", "Amprion", 50.93, 6.95),
            german("Düsseldorf", "Nordrhein-Westfalen", "Amprion", 51.22, 6.78),
            german("Dortmund", "Nordrhein-Westfalen", "Amprion", 51.51, 7.47),
            german("Essen", "Nordrhein-Westfalen", "Amprion", 51.46, 7.01),
            german("Stuttgart", "Baden-Württemberg", "TransnetBW", 48.78, 9.18),
            german("Karlsruhe", "Baden-Württemberg", "TransnetBW", 49.01, 8.40));

    /** Checks ranges. */
    public City {
        WireText.require(name, "the city");
        WireText.require(region, "the region");
        WireText.require(operatorName, "the operator name");
        Objects.requireNonNull(zone, "zone");
        if (!(Math.abs(latitude) <= 90) || !(Math.abs(longitude) <= 180)) {
            throw new IllegalArgumentException(name + " at latitude " + latitude + ", longitude " + longitude
                    + " is not on the map; latitude is -90 to 90 and longitude -180 to 180 degrees");
        }
    }

    /**
     * Large cities of Germany, in all four control zones.
     *
     * @return 15 cities
     */
    public static List<City> german() {
        return GERMAN;
    }

    /**
     * The built-in city of a name.
     *
     * @param name the name as it is on the wire, such as {@code München}
     * @return the city, or empty if none of that name is built in
     */
    public static Optional<City> named(String name) {
        return GERMAN.stream().filter(city -> city.name.equals(name)).findFirst();
    }

    private static City german(String name, String region, String operatorName, double latitude, double longitude) {
        return new City(name, region, operatorName, latitude, longitude, BERLIN);
    }
}
