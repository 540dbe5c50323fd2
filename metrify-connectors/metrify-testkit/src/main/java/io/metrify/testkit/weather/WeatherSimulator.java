package io.metrify.testkit.weather;

import io.metrify.model.Interval;
import io.metrify.model.weather.City;
import io.metrify.model.weather.WeatherObservation;
import io.metrify.model.weather.WeatherObservation.Air;
import io.metrify.model.weather.WeatherObservation.Sky;
import io.metrify.model.weather.WeatherObservation.Wind;
import io.metrify.testkit.random.CounterRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Plausible weather of any city at any instant, a pure function of seed, city and instant. It is no forecast and no
 * climatology: yearly mean and swing follow the latitude, the seasons the hemisphere, the day the sun, and fronts of a
 * few days move from west to east over all cities alike, so that neighbours have similar weather.
 *
 * <p>Values carry the digits that weather services publish: 0.1 degrees Celsius, whole percents, 0.1 hPa, 0.1 m/s,
 * whole degrees, 0.1 km. They stay within -60..55 degrees Celsius, 20..100 % humidity, 960..1050 hPa, 0.2..30 m/s and
 * 0.3..50 km. The figures of the model are assumptions of this simulator, tuned to the means of German cities.
 *
 * <p>Instances are immutable and safe for use by several threads. The same seed gives the same bits on every platform:
 * {@link StrictMath} and exactly specified operations only.
 */
public final class WeatherSimulator {

    private static final double SECONDS_PER_DAY = 86_400;
    private static final double DAYS_PER_YEAR = 365.2425;
    /** 20 January, the coldest day of the northern year, as days since 1970-01-01. */
    private static final double COLDEST_DAY = 19;
    /** Seconds by which a front is later for each degree of longitude to the east, about 45 km/h at 50 degrees. */
    private static final double FRONT_SECONDS_PER_DEGREE = 5_700;

    private final long seed;
    private final long slowFront;
    private final long fastFront;
    private final long clouds;
    private final long pressure;
    private final long wind;
    private final long direction;

    private WeatherSimulator(long seed) {
        this.seed = CounterRandom.key(seed, "weather");
        this.slowFront = CounterRandom.key(this.seed, 1);
        this.fastFront = CounterRandom.key(this.seed, 2);
        this.clouds = CounterRandom.key(this.seed, 3);
        this.pressure = CounterRandom.key(this.seed, 4);
        this.wind = CounterRandom.key(this.seed, 5);
        this.direction = CounterRandom.key(this.seed, 6);
    }

    /**
     * The weather of a seed.
     *
     * @param seed any number
     * @return the simulator
     */
    public static WeatherSimulator of(long seed) {
        return new WeatherSimulator(seed);
    }

    /**
     * The weather of a city at every full step of a span, hourly as weather services publish it.
     *
     * @param city the city
     * @param span the time to cover
     * @return one observation at each full hour (UTC) of the span, in order
     */
    public Stream<WeatherObservation> hourly(City city, Interval span) {
        return observations(city, span, Duration.ofHours(1));
    }

    /**
     * The weather of a city at every multiple of a step.
     *
     * @param city the city
     * @param span the time to cover
     * @param step the time between two observations, at least a second, counted from 1970-01-01T00:00:00Z
     * @return one observation at each multiple of the step within the span, in order; computed as it is read
     */
    public Stream<WeatherObservation> observations(City city, Interval span, Duration step) {
        Objects.requireNonNull(city, "city");
        long seconds = step.toSeconds();
        if (seconds < 1) {
            throw new IllegalArgumentException("the step " + step + " is shorter than a second");
        }
        long first = Math.floorDiv(span.start().getEpochSecond(), seconds) * seconds;
        Instant from = Instant.ofEpochSecond(first);
        return Stream.iterate(from, at -> at.isBefore(span.end()), at -> at.plusSeconds(seconds))
                .filter(span::contains)
                .map(at -> observation(city, at));
    }

    /**
     * The weather of a city at an instant. Its energy demand factor is 1 + 0.012 per kelvin below 15 degrees Celsius +
     * 0.015 per kelvin above 22 degrees Celsius, to three decimals: heating and cooling raise demand.
     *
     * @param city the city
     * @param instant the instant, in whole milliseconds; the weather is that of its second
     * @return the observation
     */
    public WeatherObservation observation(City city, Instant instant) {
        double time = instant.getEpochSecond();
        double front = time - city.longitude() * FRONT_SECONDS_PER_DEGREE;
        long here = CounterRandom.key(seed, city.name());
        double winter = winter(city, time);

        double cloud = cloud(here, time, front, winter);
        double diurnal = diurnal(city, time, winter, cloud);
        double celsius =
                to(clamp(mean(city, here) - swing(city) * winter + fronts(here, time, front) + diurnal, -60, 55), 10);
        double humidity =
                clamp(80 + 14 * (cloud - 0.6) + 4 * winter - 2.6 * diurnal + 6 * hours(here, 10, time, 9), 20, 100);
        double hectopascal =
                1_014 + 15 * days(pressure, front, 4) - 7 * days(clouds, front, 1.3) + 2 * hours(here, 11, time, 8);
        double speed = 4.2 + winter + 4.5 * days(wind, front, 1.1) + 1.6 * hours(here, 12, time, 3);
        double bearing = 245 + 110 * days(direction, front, 2.3) + 25 * hours(here, 13, time, 5);
        double visibility = 46 - 9 * cloud - 1.25 * Math.max(0, humidity - 68) + 3 * hours(here, 14, time, 4);

        return new WeatherObservation(
                city.name(),
                instant,
                new Air(celsius, to(humidity, 1), to(clamp(hectopascal, 960, 1_050), 10)),
                new Wind(to(clamp(speed, 0.2, 30), 10), Math.rint(bearing < 0 ? bearing + 360 : bearing) % 360),
                new Sky(to(100 * cloud, 1), to(clamp(visibility, 0.3, 50), 10)),
                demandFactor(celsius));
    }

    /**
     * The temperature to expect of a city on a day of the year, without fronts and without day and night.
     *
     * @param city the city
     * @param epochSecond the time, in seconds since 1970-01-01T00:00:00Z
     * @return degrees Celsius
     */
    public double seasonalTemperature(City city, long epochSecond) {
        long here = CounterRandom.key(seed, city.name());
        return mean(city, here) - swing(city) * winter(city, (double) epochSecond);
    }

    private static double demandFactor(double celsius) {
        return to(1 + 0.012 * Math.max(0, 15 - celsius) + 0.015 * Math.max(0, celsius - 22), 1_000);
    }

    /** 1 in the depth of winter, -1 at the height of summer. */
    private static double winter(City city, double time) {
        double cosine = StrictMath.cos(2 * StrictMath.PI * (time / SECONDS_PER_DAY - COLDEST_DAY) / DAYS_PER_YEAR);
        return city.latitude() < 0 ? -cosine : cosine;
    }

    private static double mean(City city, long here) {
        return 27 - 0.34 * Math.abs(city.latitude()) + 1.4 * (CounterRandom.unit(CounterRandom.at(here, 0)) - 0.5);
    }

    private static double swing(City city) {
        return 0.185 * Math.abs(city.latitude());
    }

    private double fronts(long here, double time, double front) {
        return 8 * days(slowFront, front, 5) + 3 * days(fastFront, front, 1.7) + 1.2 * hours(here, 15, time, 19);
    }

    /** Warm in the afternoon, cold before sunrise; more so in summer and under a clear sky. */
    private static double diurnal(City city, double time, double winter, double cloud) {
        double solarDay = time / SECONDS_PER_DAY + city.longitude() / 360;
        double hour = 24 * (solarDay - Math.floor(solarDay));
        double amplitude = (2.9 - 1.5 * winter) * (1.25 - 0.75 * cloud);
        return amplitude * StrictMath.cos(2 * StrictMath.PI * (hour - 15) / 24);
    }

    /** The covered part of the sky, 0 to 1. */
    private double cloud(long here, double time, double front, double winter) {
        double cover = 0.68 + 0.1 * winter + 0.65 * days(clouds, front, 1.3) + 0.3 * hours(here, 16, time, 6);
        return clamp(cover, 0, 1);
    }

    private static double days(long key, double time, double period) {
        return CounterRandom.smooth(key, time / (period * SECONDS_PER_DAY));
    }

    private static double hours(long here, long purpose, double time, double period) {
        return CounterRandom.smooth(CounterRandom.at(here, purpose), time / (period * 3_600));
    }

    private static double clamp(double value, double least, double most) {
        return Math.max(least, Math.min(most, value));
    }

    /** Rounded to a decimal fraction; adding 0 turns -0 into 0. */
    private static double to(double value, double partsPerUnit) {
        return Math.rint(value * partsPerUnit) / partsPerUnit + 0.0;
    }
}
