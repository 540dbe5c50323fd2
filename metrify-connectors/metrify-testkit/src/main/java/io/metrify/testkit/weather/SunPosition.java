package io.metrify.testkit.weather;

import io.metrify.model.weather.City;

/**
 * Where the sun stands over a city. Declination after Cooper (1969), equation of time after Spencer (1971); good to
 * about half a degree, without refraction. Computed with {@link StrictMath}: the same bits on every platform.
 *
 * @param sineOfElevation sine of the angle above the horizon, -1 to 1; not positive at night
 * @param southward component of the direction to the sun that points south, -1 to 1
 * @param westward component of the direction to the sun that points west, -1 to 1
 */
public record SunPosition(double sineOfElevation, double southward, double westward) {

    private static final double SECONDS_PER_DAY = 86_400;
    private static final double DAYS_PER_YEAR = 365.2425;

    /**
     * The sun over a city.
     *
     * @param city the city
     * @param epochSecond the time, in seconds since 1970-01-01T00:00:00Z
     * @return its position
     */
    public static SunPosition over(City city, long epochSecond) {
        double days = epochSecond / SECONDS_PER_DAY;
        // 1970-01-01 is day 1 of its year; the drift against the calendar stays below a day.
        double dayOfYear = days - DAYS_PER_YEAR * Math.floor(days / DAYS_PER_YEAR) + 1;
        double declination = StrictMath.toRadians(23.45) * StrictMath.sin(2 * StrictMath.PI * (284 + dayOfYear) / 365);
        double angle = 2 * StrictMath.PI * (dayOfYear - 1) / 365;
        double equationOfTimeHours = 3.8197
                * (0.000075
                        + 0.001868 * StrictMath.cos(angle)
                        - 0.032077 * StrictMath.sin(angle)
                        - 0.014615 * StrictMath.cos(2 * angle)
                        - 0.040849 * StrictMath.sin(2 * angle));
        double utcHours = 24 * (days - Math.floor(days));
        double solarHours = utcHours + city.longitude() / 15 + equationOfTimeHours;
        double hourAngle = StrictMath.PI * (solarHours - 12) / 12;
        double latitude = StrictMath.toRadians(city.latitude());
        double sinLatitude = StrictMath.sin(latitude);
        double cosLatitude = StrictMath.cos(latitude);
        double sinDeclination = StrictMath.sin(declination);
        double cosDeclination = StrictMath.cos(declination);
        double cosHour = StrictMath.cos(hourAngle);
        return new SunPosition(
                sinLatitude * sinDeclination + cosLatitude * cosDeclination * cosHour,
                sinLatitude * cosDeclination * cosHour - cosLatitude * sinDeclination,
                cosDeclination * StrictMath.sin(hourAngle));
    }

    /**
     * The irradiance on level ground under a sky with clouds: clear-sky model of Haurwitz (1945), 1098 W/m2 times sine
     * of elevation times exp(-0.057 / sine of elevation), reduced by clouds after Kasten and Czeplak (1980), 1 - 0.75 N
     * to the power of 3.4.
     *
     * @param cloudCoverPercent cloud cover N in percent, 0 to 100
     * @return global horizontal irradiance in W/m2, 0 at night
     */
    public double irradiance(double cloudCoverPercent) {
        if (sineOfElevation <= 0) {
            return 0;
        }
        double clear = 1_098 * sineOfElevation * StrictMath.exp(-0.057 / sineOfElevation);
        return clear * (1 - 0.75 * StrictMath.pow(cloudCoverPercent / 100, 3.4));
    }
}
