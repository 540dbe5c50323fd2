package io.metrify.testkit.grid;

import io.metrify.model.DayType;
import io.metrify.model.Interval;
import io.metrify.model.MarketCalendar;
import io.metrify.model.grid.GridStatus;
import io.metrify.model.weather.City;
import io.metrify.model.weather.WeatherObservation;
import io.metrify.testkit.random.CounterRandom;
import io.metrify.testkit.weather.SunPosition;
import io.metrify.testkit.weather.WeatherSimulator;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Plausible states of control zones, a pure function of seed, calendar, zone and instant. Load follows hour, day type
 * and weather; photovoltaics and wind follow the same weather that {@link WeatherSimulator} reports for the same seed;
 * the frequency is the one that meters of a fleet with the same seed see.
 *
 * <p>Unlike real publications a simulated status has a grid voltage and a stability score. The score is derived: 1 - 4
 * x |frequency - 50 Hz| / 1 Hz - 0.5 x (load factor - 0.9) where that is above 0, kept between 0 and 1.
 *
 * <p>Immutable and safe for use by several threads; the same bits on every platform.
 */
public final class GridSimulator {

    private static final Duration QUARTER_HOUR = Duration.ofMinutes(15);

    /** Load relative to the year's peak at each full hour of a workday; an assumption of this simulator. */
    private static final double[] WORKDAY = {
        0.66, 0.63, 0.61, 0.61, 0.62, 0.66, 0.74, 0.84, 0.89, 0.91, 0.92, 0.94,
        0.93, 0.92, 0.90, 0.88, 0.87, 0.89, 0.91, 0.90, 0.86, 0.81, 0.75, 0.70
    };

    private final GridFrequency frequency;
    private final WeatherSimulator weather;
    private final MarketCalendar calendar;
    private final long key;

    private GridSimulator(long seed, MarketCalendar calendar) {
        this.frequency = GridFrequency.of(seed);
        this.weather = WeatherSimulator.of(seed);
        this.calendar = Objects.requireNonNull(calendar, "calendar");
        this.key = CounterRandom.key(seed, "grid");
    }

    /**
     * The grid of a seed.
     *
     * @param seed any number; the same one as a fleet's gives the frequency its meters see
     * @param calendar local time and day types for the load
     * @return the simulator
     */
    public static GridSimulator of(long seed, MarketCalendar calendar) {
        return new GridSimulator(seed, calendar);
    }

    /**
     * The state of a zone at every full quarter of an hour of a span.
     *
     * @param zone the control zone
     * @param span the time to cover
     * @return one status per quarter hour, in order; computed as it is read
     */
    public Stream<GridStatus> quarterHourly(ControlZone zone, Interval span) {
        Objects.requireNonNull(zone, "zone");
        long step = QUARTER_HOUR.toSeconds();
        Instant from = Instant.ofEpochSecond(Math.floorDiv(span.start().getEpochSecond(), step) * step);
        return Stream.iterate(from, at -> at.isBefore(span.end()), at -> at.plus(QUARTER_HOUR))
                .filter(span::contains)
                .map(at -> status(zone, at));
    }

    /**
     * The state of a zone at an instant.
     *
     * @param zone the control zone
     * @param instant the instant, in whole milliseconds
     * @return its state; every value is there
     */
    public GridStatus status(ControlZone zone, Instant instant) {
        long second = instant.getEpochSecond();
        long here = CounterRandom.key(key, zone.operator().name());
        double sun = 0;
        double wind = 0;
        double demand = 0;
        for (City city : zone.weatherIn()) {
            WeatherObservation observation = weather.observation(city, instant);
            sun += SunPosition.over(city, second).irradiance(observation.sky().cloudCoverPercent());
            wind += windYield(observation.wind().speedMs());
            demand += observation.energyDemandFactor();
        }
        int cities = zone.weatherIn().size();
        double load = zone.peakLoadMw() * loadShape(instant) * (0.89 + 0.35 * (demand / cities - 1))
                + zone.peakLoadMw() * 0.02 * CounterRandom.smooth(here, second / 5_400.0);
        double renewable = zone.photovoltaicMw() * 0.8 * sun / cities / 1_000
                + zone.windMw() * wind / cities
                + zone.steadyRenewableMw();
        double outage = 0.1 + 0.04 * CounterRandom.smooth(CounterRandom.at(here, -1), second / 604_800.0);

        double hertz = frequency.milliHertzAt(second) / 1_000.0;
        double loadFactor = to(load / zone.installedMw(), 10_000);
        double kilovolt = 408
                - 12 * load / zone.peakLoadMw()
                + 2 * CounterRandom.smooth(CounterRandom.at(here, -2), second / 7_200.0);
        return new GridStatus(
                zone.operator().name(),
                zone.region(),
                instant,
                new GridStatus.Capacity(zone.installedMw(), to(zone.installedMw() * (1 - outage), 10), loadFactor),
                new GridStatus.Network(hertz, to(kilovolt, 10), stability(hertz, loadFactor)),
                to(Math.min(100, 100 * renewable / Math.max(load, renewable)), 100));
    }

    private static double stability(double hertz, double loadFactor) {
        double score = 1 - 4 * Math.abs(hertz - 50) - 0.5 * Math.max(0, loadFactor - 0.9);
        return to(Math.max(0, Math.min(1, score)), 10_000);
    }

    private double loadShape(Instant instant) {
        ZonedDateTime local = instant.atZone(calendar.zone());
        int hour = local.getHour();
        double part = (local.getMinute() * 60 + local.getSecond()) / 3_600.0;
        double workday = WORKDAY[hour] + (WORKDAY[(hour + 1) % 24] - WORKDAY[hour]) * part;
        DayType type = calendar.dayType(local.toLocalDate());
        if (type == DayType.WORKDAY) {
            return workday;
        }
        return type == DayType.SATURDAY ? 0.12 + 0.76 * workday : 0.16 + 0.63 * workday;
    }

    /** The part of its rated power that wind power yields: cubic from 3 m/s to 13 m/s at hub height, then full. */
    private static double windYield(double speedAtTenMetres) {
        double hub = 1.35 * speedAtTenMetres;
        if (hub <= 3) {
            return 0;
        }
        double part = Math.min(1, (hub - 3) / 10);
        return 0.9 * part * part * (1.6 - 0.6 * part);
    }

    private static double to(double value, double partsPerUnit) {
        return Math.rint(value * partsPerUnit) / partsPerUnit;
    }
}
