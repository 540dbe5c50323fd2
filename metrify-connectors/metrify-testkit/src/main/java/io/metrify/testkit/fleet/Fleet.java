package io.metrify.testkit.fleet;

import io.metrify.model.Energy;
import io.metrify.model.MarketCalendar;
import io.metrify.model.meter.Meter;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.MeterType;
import io.metrify.model.meter.ObisCode;
import io.metrify.model.meter.RegisterReading;
import io.metrify.model.meter.Site;
import io.metrify.model.weather.City;
import io.metrify.testkit.grid.GridSimulator;
import io.metrify.testkit.weather.WeatherSimulator;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A simulated fleet of smart meters over some local days: flawless readings of households, small businesses, prosumers
 * and heat pumps. It is a function, not a store: nothing is held per meter, any reading can be had at once, and what a
 * meter measures depends on the fleet's settings, its seed and the meter's number alone, never on other meters or on
 * the order of asking. The same settings give the same bytes on every platform.
 *
 * <p>Households follow a double-peaked day, the season and appliances; businesses their opening hours; heat pumps the
 * temperature; photovoltaics the sun and the clouds of the meter's city. Meters count tenths of a watt-hour (100 mWh)
 * and deliver one import reading per slot, prosumers an export reading as well. Voltage has 0.1 V, current 1 mA, power
 * factor 0.001, frequency 1 mHz, temperature 0.1 degrees, humidity whole percents; voltage x current x power factor x
 * time is the energy up to the rounding of these digits. The electrical values of a reading are those of its register's
 * energy as one phase would carry it: a prosumer's import reading shows no current while the meter exports.
 *
 * <p>Immutable and safe for use by several threads. A fleet of a million meters takes no more memory than one of a
 * thousand; the weather of the last few thousand city-days is kept for reuse.
 *
 * <pre>{@code
 * Fleet fleet = Fleet.builder().meters(1_000).seed(7).firstDate(LocalDate.of(2026, 3, 28)).days(2).build();
 * fleet.readings(ReadingOrder.BY_TIME).forEach(producer::send);
 * }</pre>
 */
public final class Fleet {

    /** Registers a meter of the fleet may have, in the order they are read: total, high tariff, low tariff, export. */
    public static final List<ObisCode> REGISTERS = List.of(
            ObisCode.IMPORT_REGISTER,
            ObisCode.IMPORT_REGISTER_HIGH_TARIFF,
            ObisCode.IMPORT_REGISTER_LOW_TARIFF,
            ObisCode.EXPORT_REGISTER);

    private static final int MOST_METERS = 999_999_999;

    private final int meters;
    private final long seed;
    private final Simulation simulation;
    private final Registers registers;

    private Fleet(Builder builder, SlotRaster raster) {
        this.meters = builder.meters;
        this.seed = builder.seed;
        List<City> cities = builder.cities;
        MeterTraits.Spreads spreads = new MeterTraits.Spreads(
                builder.mix,
                cities.size(),
                builder.spread(MeterType.HOUSEHOLD, ConsumptionSpread.HOUSEHOLD),
                builder.spread(MeterType.BUSINESS, ConsumptionSpread.BUSINESS),
                builder.spread(MeterType.HEAT_PUMP, ConsumptionSpread.HEAT_PUMP));
        this.simulation = new Simulation(seed, raster, cities, spreads);
        this.registers = new Registers(simulation);
    }

    /**
     * A builder whose defaults are 1,000 meters, seed 1, two days from 2026-01-01 in Europe/Berlin at quarter hours.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The number of meters.
     *
     * @return 0 or more
     */
    public int meterCount() {
        return meters;
    }

    /**
     * The number everything random follows from.
     *
     * @return the seed
     */
    public long seed() {
        return seed;
    }

    /**
     * The simulated days and their slots.
     *
     * @return the raster
     */
    public SlotRaster raster() {
        return simulation.raster;
    }

    /**
     * The cities the meters are in.
     *
     * @return at least one
     */
    public List<City> cities() {
        return simulation.cities;
    }

    /**
     * The weather the meters are under.
     *
     * @return the simulator of the fleet's seed
     */
    public WeatherSimulator weather() {
        return simulation.weather;
    }

    /**
     * The grid the meters are connected to; its frequency is the one they measure.
     *
     * @return the simulator of the fleet's seed
     */
    public GridSimulator grid() {
        return GridSimulator.of(seed, simulation.raster.calendar());
    }

    /**
     * The static data of a meter. Its rated power is above anything it draws or feeds, and it was installed 1 to 15
     * years before the first day.
     *
     * @param meter its number, 0 up to, not including, {@link #meterCount}
     * @return the meter
     */
    public Meter meter(int meter) {
        MeterTraits traits = traits(meter);
        City city = simulation.cities.get(traits.city);
        return new Meter(
                MeterTraits.id(meter),
                traits.type,
                new Site(city.region(), city.name(), city.operatorName()),
                simulation.raster.resolution(),
                simulation.ratedKilowatts(traits),
                Meter.USUAL_REGISTER_DIGITS,
                simulation.raster.boundary(0).minus(Duration.ofDays(Registers.daysInService(traits))),
                null);
    }

    /**
     * The static data of all meters.
     *
     * @return the meters by number; computed as they are read
     */
    public Stream<Meter> meters() {
        return IntStream.range(0, meters).mapToObj(this::meter);
    }

    /**
     * The static data of the meter with an id.
     *
     * @param meterId any id
     * @return the meter, or null if the fleet has none of that id
     */
    public @Nullable Meter find(String meterId) {
        int meter = indexOf(meterId);
        return meter < 0 ? null : meter(meter);
    }

    /**
     * The number of the meter with an id.
     *
     * @param meterId any id
     * @return its number, or -1 if the fleet has none of that id
     */
    public int indexOf(String meterId) {
        int meter = MeterTraits.indexOf(meterId);
        return meter < meters ? meter : -1;
    }

    /**
     * Whether a meter also delivers export readings.
     *
     * @param meter its number
     * @return true for prosumers
     */
    public boolean exports(int meter) {
        return traits(meter).exports();
    }

    /**
     * Whether a meter has a register for each tariff: high on workdays from 06:00 to 22:00 local time, otherwise low.
     *
     * @param meter its number
     * @return true for heat pumps and about half of the businesses
     */
    public boolean hasTariffs(int meter) {
        return traits(meter).hasTariffs();
    }

    /**
     * All readings.
     *
     * @param order by time or by meter
     * @return the readings, computed as they are read; in parallel if asked to, by meter only
     */
    public Stream<MeterReading> readings(ReadingOrder order) {
        return readings(order, 0, meters);
    }

    /**
     * The readings of some meters, the same as among all readings. Export follows import where a meter has both.
     *
     * @param order by time or by meter
     * @param fromMeter number of the first meter
     * @param toMeter number after the last meter
     * @return the readings, computed as they are read; in parallel if asked to, by meter only
     */
    public Stream<MeterReading> readings(ReadingOrder order, int fromMeter, int toMeter) {
        Objects.requireNonNull(order, "order");
        Objects.checkFromToIndex(fromMeter, toMeter, meters);
        return StreamSupport.stream(new FleetReadings(simulation, order, fromMeter, toMeter), false);
    }

    /**
     * One reading.
     *
     * @param meter the meter's number
     * @param register {@link ObisCode#IMPORT_PROFILE}, or {@link ObisCode#EXPORT_PROFILE} of a prosumer
     * @param slot the slot's number in the {@link #raster}
     * @return the reading
     * @throws IllegalArgumentException if the meter has no such register
     */
    public MeterReading reading(int meter, ObisCode register, int slot) {
        MeterTraits traits = traits(meter);
        boolean export = register.equals(ObisCode.EXPORT_PROFILE);
        if (export ? !traits.exports() : !register.equals(ObisCode.IMPORT_PROFILE)) {
            throw new IllegalArgumentException("meter " + MeterTraits.id(meter) + " has no profile " + register
                    + "; all meters have " + ObisCode.IMPORT_PROFILE + ", prosumers " + ObisCode.EXPORT_PROFILE);
        }
        int day = simulation.raster.dayOf(slot);
        DaySheet sheet = simulation.sheet(day);
        int within = slot - simulation.raster.firstSlot(day);
        double netWatts = simulation.netWatts(traits, sheet, within);
        return simulation.reading(traits, MeterTraits.id(meter), sheet, within, netWatts, export);
    }

    /**
     * What the registers of all meters showed at every boundary between days, the start of the first and the end of the
     * last included.
     *
     * @param order by time or by meter
     * @return the register readings, computed as they are read; by time this remembers three numbers a meter
     */
    public Stream<RegisterReading> registerReadings(ReadingOrder order) {
        return registerReadings(order, 0, meters);
    }

    /**
     * What the registers of some meters showed at every boundary between days. The advance of a register between two
     * boundaries is exactly the sum of the interval readings between them, and the tariff registers add up exactly to
     * the total.
     *
     * @param order by time or by meter
     * @param fromMeter number of the first meter
     * @param toMeter number after the last meter
     * @return the register readings, computed as they are read; to be read once
     */
    public Stream<RegisterReading> registerReadings(ReadingOrder order, int fromMeter, int toMeter) {
        Objects.requireNonNull(order, "order");
        Objects.checkFromToIndex(fromMeter, toMeter, meters);
        return registers.stream(order, fromMeter, toMeter);
    }

    /**
     * What one register showed at a boundary between days. All slots before it are added up: the later the boundary the
     * longer it takes.
     *
     * @param meter the meter's number
     * @param register one of {@link #REGISTERS} that the meter has
     * @param boundary the boundary's number in the {@link #raster}
     * @return the index
     * @throws IllegalArgumentException if the meter has no such register
     */
    public Energy index(int meter, ObisCode register, int boundary) {
        MeterTraits traits = traits(meter);
        if (!Registers.has(traits, register)) {
            throw new IllegalArgumentException("meter " + MeterTraits.id(meter) + " has no register " + register);
        }
        Objects.checkIndex(boundary, simulation.raster.dayCount() + 1);
        return registers.index(traits, register, boundary);
    }

    private MeterTraits traits(int meter) {
        Objects.checkIndex(meter, meters);
        return simulation.traits(meter);
    }

    /** The settings of a fleet, all of which have defaults. Not safe for use by several threads. */
    public static final class Builder {

        private int meters = 1_000;
        private long seed = 1;
        private LocalDate firstDate = LocalDate.of(2026, 1, 1);
        private int days = 2;
        private Duration resolution = Duration.ofMinutes(15);
        private MarketCalendar calendar = MarketCalendar.of(ZoneId.of("Europe/Berlin"));
        private List<City> cities = City.german();
        private FleetMix mix = FleetMix.USUAL;
        private final Map<MeterType, ConsumptionSpread> spreads = new EnumMap<>(MeterType.class);

        private Builder() {}

        /**
         * Sets the number of meters; 1,000 unless set.
         *
         * @param newMeters 0 to 999,999,999
         * @return this builder
         */
        public Builder meters(int newMeters) {
            this.meters = newMeters;
            return this;
        }

        /**
         * Sets the number everything random follows from; 1 unless set.
         *
         * @param newSeed any number
         * @return this builder
         */
        public Builder seed(long newSeed) {
            this.seed = newSeed;
            return this;
        }

        /**
         * Sets the first local date; 2026-01-01 unless set. A reading does not depend on it, a register's index does.
         *
         * @param newFirstDate the date
         * @return this builder
         */
        public Builder firstDate(LocalDate newFirstDate) {
            this.firstDate = Objects.requireNonNull(newFirstDate, "newFirstDate");
            return this;
        }

        /**
         * Sets the number of local days; 2 unless set.
         *
         * @param newDays 1 to 36,525
         * @return this builder
         */
        public Builder days(int newDays) {
            this.days = newDays;
            return this;
        }

        /**
         * Sets the length of a slot; a quarter of an hour unless set.
         *
         * @param newResolution whole seconds from a minute to a day
         * @return this builder
         */
        public Builder resolution(Duration newResolution) {
            this.resolution = Objects.requireNonNull(newResolution, "newResolution");
            return this;
        }

        /**
         * Sets the calendar that days, day types and tariffs follow; Europe/Berlin without public holidays unless set.
         *
         * @param newCalendar the market's calendar
         * @return this builder
         */
        public Builder calendar(MarketCalendar newCalendar) {
            this.calendar = Objects.requireNonNull(newCalendar, "newCalendar");
            return this;
        }

        /**
         * Sets the cities the meters are spread over evenly; {@link City#german} unless set.
         *
         * @param newCities 1 to 65,536 cities
         * @return this builder
         */
        public Builder cities(List<City> newCities) {
            this.cities = List.copyOf(newCities);
            return this;
        }

        /**
         * Sets the shares of the kinds of meters; {@link FleetMix#USUAL} unless set.
         *
         * @param newMix the shares
         * @return this builder
         */
        public Builder mix(FleetMix newMix) {
            this.mix = Objects.requireNonNull(newMix, "newMix");
            return this;
        }

        /**
         * Sets how the yearly consumption of a kind of meter is spread; those of {@link ConsumptionSpread} unless set.
         * Prosumers consume like households.
         *
         * @param type {@link MeterType#HOUSEHOLD}, {@link MeterType#BUSINESS} or {@link MeterType#HEAT_PUMP}
         * @param spread the spread
         * @return this builder
         */
        public Builder consumption(MeterType type, ConsumptionSpread spread) {
            if (type != MeterType.HOUSEHOLD && type != MeterType.BUSINESS && type != MeterType.HEAT_PUMP) {
                throw new IllegalArgumentException("the consumption of " + type
                        + " cannot be set; choose HOUSEHOLD (also for prosumers), BUSINESS or HEAT_PUMP");
            }
            spreads.put(type, Objects.requireNonNull(spread, "spread"));
            return this;
        }

        /**
         * Checks the settings and makes the fleet.
         *
         * @return the fleet
         * @throws IllegalArgumentException if a setting is out of its range
         */
        public Fleet build() {
            if (meters < 0 || meters > MOST_METERS) {
                throw new IllegalArgumentException(meters + " meters cannot be simulated; choose 0 to " + MOST_METERS
                        + ", the ids have nine digits");
            }
            if (cities.isEmpty() || cities.size() > 65_536) {
                throw new IllegalArgumentException(
                        cities.size() + " cities cannot be used; give 1 to 65536, City.german() for example");
            }
            return new Fleet(this, SlotRaster.of(calendar, firstDate, days, resolution));
        }

        private ConsumptionSpread spread(MeterType type, ConsumptionSpread usual) {
            return spreads.getOrDefault(type, usual);
        }
    }
}
