package io.metrify.testkit.fleet;

import io.metrify.model.Interval;
import io.metrify.model.meter.Ambient;
import io.metrify.model.weather.City;
import io.metrify.model.weather.WeatherObservation;
import io.metrify.testkit.weather.SunPosition;
import io.metrify.testkit.weather.WeatherSimulator;

/** What the meters of a city share on a day: the weather of each slot and what follows from it. */
final class CityDay {

    /** Modules are mounted at 30 degrees. */
    private static final double SINE_OF_TILT = 0.5;

    private static final double COSINE_OF_TILT = StrictMath.sqrt(0.75);
    private static final double DAYS_PER_YEAR = 365.2425;
    private static final double SECONDS_PER_DAY = 86_400;

    final Ambient[] ambient;
    /** Heating power relative to its mean over the year. */
    final double[] heating;
    /** Irradiance on modules facing south, west and east, in kW/m2. */
    final double[] south;

    final double[] west;
    final double[] east;

    CityDay(City city, WeatherSimulator weather, DaySheet sheet, double meanHeat) {
        int slots = sheet.slots.length;
        this.ambient = new Ambient[slots];
        this.heating = new double[slots];
        this.south = new double[slots];
        this.west = new double[slots];
        this.east = new double[slots];
        double sum = 0;
        for (int slot = 0; slot < slots; slot++) {
            Interval interval = sheet.slots[slot];
            WeatherObservation observation = weather.observation(city, interval.start());
            double celsius = observation.air().temperatureCelsius();
            ambient[slot] = new Ambient(celsius, observation.air().humidityPercent());
            sum += celsius;
            long middle = interval.start().getEpochSecond() + sheet.seconds(slot) / 2;
            shine(slot, SunPosition.over(city, middle), observation.sky().cloudCoverPercent());
        }
        double dayMean = sum / slots;
        for (int slot = 0; slot < slots; slot++) {
            // A building is slow: it feels the day as much as the hour.
            double felt = 0.3 * ambient[slot].temperature() + 0.7 * dayMean;
            heating[slot] = heat(felt) / meanHeat * sheet.heating[slot];
        }
    }

    /**
     * Electric power of a heat pump at an outdoor temperature, in arbitrary units: the heating load below a heating
     * limit of 15 degrees Celsius divided by a coefficient of performance of 3.6 at 0 degrees that gains 0.07 per
     * kelvin, kept between 1.8 and 5. Limit and coefficients are assumptions of the usual order.
     */
    static double heat(double celsius) {
        double performance = Math.max(1.8, Math.min(5, 3.6 + 0.07 * celsius));
        return Math.max(0, 15 - celsius) / performance;
    }

    /** The mean of {@link #heat} over a year without fronts, widened by the usual day-to-day variation. */
    static double meanHeat(City city, WeatherSimulator weather) {
        double sum = 0;
        for (int day = 0; day < 365; day++) {
            double celsius = weather.seasonalTemperature(city, (long) (day * SECONDS_PER_DAY * DAYS_PER_YEAR / 365));
            sum += 0.25 * heat(celsius - 5) + 0.5 * heat(celsius) + 0.25 * heat(celsius + 5);
        }
        // Where it never gets cold the mean is 0; any positive number will do then, as there is no heat to divide.
        return Math.max(sum / 365, 0.05);
    }

    private void shine(int slot, SunPosition sun, double cloudCoverPercent) {
        double level = sun.irradiance(cloudCoverPercent) / 1_000;
        if (level == 0) {
            return;
        }
        double cover = cloudCoverPercent / 100;
        double diffuse = level * (0.2 + 0.8 * cover * cover);
        // Near the horizon the beam on level ground says little about the beam itself.
        double beam = (level - diffuse) / Math.max(sun.sineOfElevation(), 0.08);
        double sky = diffuse * (1 + COSINE_OF_TILT) / 2;
        double upward = COSINE_OF_TILT * sun.sineOfElevation();
        south[slot] = sky + beam * Math.max(0, upward + SINE_OF_TILT * sun.southward());
        west[slot] = sky + beam * Math.max(0, upward + SINE_OF_TILT * sun.westward());
        east[slot] = sky + beam * Math.max(0, upward - SINE_OF_TILT * sun.westward());
    }
}
