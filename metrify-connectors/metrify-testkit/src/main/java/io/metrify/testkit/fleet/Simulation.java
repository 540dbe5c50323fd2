package io.metrify.testkit.fleet;

import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.meter.Electrical;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.ObisCode;
import io.metrify.model.meter.ReadingQuality;
import io.metrify.model.weather.City;
import io.metrify.testkit.fleet.MeterTraits.Purpose;
import io.metrify.testkit.grid.GridFrequency;
import io.metrify.testkit.random.CounterRandom;
import io.metrify.testkit.weather.WeatherSimulator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The arithmetic of a fleet: from a meter, a day and a slot to a reading. Holds nothing per meter; what it holds per
 * day can be made again. Only integer arithmetic, {@link StrictMath} and the basic floating-point operations are used,
 * which are the same bits everywhere.
 */
final class Simulation {

    /** Tenths of a watt-hour, the digit meters show, in mWh. */
    static final long TENTH = 100;

    /** Watt-seconds in a tenth of a watt-hour. */
    private static final double JOULES_PER_TENTH = 360;

    private static final double BASE_SHARE = 0.25;
    private static final double RHYTHM_SHARE = 1 - BASE_SHARE - MeterTraits.APPLIANCE_SHARE;
    private static final double STANDBY_WATTS = 8;
    private static final double HOT_WATER_SHARE = 0.18;
    private static final double SYSTEM_EFFICIENCY = 0.8;
    private static final double COLDEST = -35;
    private static final double NOISE = 1.0 / 65_536;

    /** Hours in which appliances are started, by weight: rarely early, often around noon and in the evening. */
    private static final byte[] START_HOURS = {
        6, 7, 7, 8, 8, 8, 9, 9, 9, 9, 10, 10, 10, 10, 11, 11, 11, 11, 11, 11, 11, 12,
        12, 12, 12, 12, 13, 13, 13, 14, 14, 14, 15, 15, 15, 16, 16, 16, 17, 17, 17, 17, 17, 17,
        18, 18, 18, 18, 18, 18, 18, 18, 19, 19, 19, 19, 19, 19, 20, 20, 20, 20, 21, 21
    };

    /** City-days to keep: about 3 kB each at quarter hours. */
    private static final int KEPT_CITY_DAYS = 6_000;

    private static final double[] RATED_KILOWATTS = {24.1, 34.5, 43.4, 55.2, 69, 86.2, 110.4, 138, 172.5, 276};

    final SlotRaster raster;
    final List<City> cities;
    final WeatherSimulator weather;

    private final long meterKey;
    private final MeterTraits.Spreads spreads;
    private final GridFrequency frequency;
    private final double[] meanHeat;
    private final double[] mostHeat;
    private final AtomicReferenceArray<DaySheet> sheets;

    Simulation(long seed, SlotRaster raster, List<City> cities, MeterTraits.Spreads spreads) {
        this.raster = raster;
        this.cities = cities;
        this.spreads = spreads;
        this.meterKey = CounterRandom.key(seed, "meter");
        this.weather = WeatherSimulator.of(seed);
        this.frequency = GridFrequency.of(seed);
        this.meanHeat = new double[cities.size()];
        this.mostHeat = new double[cities.size()];
        for (int city = 0; city < meanHeat.length; city++) {
            meanHeat[city] = CityDay.meanHeat(cities.get(city), weather);
            mostHeat[city] = CityDay.heat(COLDEST) / meanHeat[city] * LoadShapes.heatingMost();
        }
        int kept = Math.max(2, Math.min(raster.dayCount(), KEPT_CITY_DAYS / cities.size()));
        this.sheets = new AtomicReferenceArray<>(kept);
    }

    MeterTraits traits(int index) {
        return new MeterTraits(index, CounterRandom.key(meterKey, index), spreads);
    }

    /** The sheet of a day; kept in a place that days share in turn. */
    DaySheet sheet(int day) {
        int place = day % sheets.length();
        DaySheet sheet = sheets.get(place);
        if (sheet == null || sheet.day != day) {
            sheet = new DaySheet(raster, day, frequency, cities.size());
            sheets.set(place, sheet);
        }
        return sheet;
    }

    /** Import less own generation in W; negative while the meter exports. */
    double netWatts(MeterTraits traits, DaySheet sheet, int slot) {
        long noise = traits.draw(Purpose.SLOT, sheet.startSecond + (long) sheet.stepSeconds * slot);
        return switch (traits.type) {
            case BUSINESS -> businessWatts(traits, sheet, slot, noise);
            case HEAT_PUMP -> heatPumpWatts(traits, sheet, slot, noise);
            default ->
                householdWatts(traits, sheet, slot, noise)
                        + applianceWatts(traits, sheet, slot)
                        - (traits.exports() ? solarWatts(traits, sheet, slot, noise) : 0);
        };
    }

    /** The energy of a slot as a meter counts it, in tenths of a watt-hour. */
    static long tenths(double watts, DaySheet sheet, int slot) {
        return watts > 0 ? (long) Math.rint(watts * sheet.seconds(slot) / JOULES_PER_TENTH) : 0;
    }

    MeterReading reading(MeterTraits traits, String id, DaySheet sheet, int slot, double netWatts, boolean export) {
        long tenths = tenths(export ? -netWatts : netWatts, sheet, slot);
        Interval interval = sheet.slots[slot];
        return new MeterReading(
                id,
                export ? ObisCode.EXPORT_PROFILE : ObisCode.IMPORT_PROFILE,
                interval,
                Energy.ofMilliwattHours(tenths * TENTH),
                electrical(traits, sheet, slot, tenths, export),
                cityDay(traits.city, sheet).ambient[slot],
                ReadingQuality.AS_PROVIDED);
    }

    /** Energy of a whole day in tenths of a watt-hour: import on high and on low tariff, export. */
    long[] dayTotals(MeterTraits traits, DaySheet sheet) {
        long[] totals = new long[3];
        for (int slot = 0; slot < sheet.slots.length; slot++) {
            double watts = netWatts(traits, sheet, slot);
            totals[sheet.highTariff[slot] ? 0 : 1] += tenths(watts, sheet, slot);
            if (traits.exports()) {
                totals[2] += tenths(-watts, sheet, slot);
            }
        }
        return totals;
    }

    /** Rated power of the connection in kW: the next usual three-phase fuse above the most the meter can draw or feed. */
    double ratedKilowatts(MeterTraits traits) {
        double most = 1.15 * Math.max(mostWatts(traits), traits.solarWatts) / 1_000;
        for (double rated : RATED_KILOWATTS) {
            if (rated >= most) {
                return rated;
            }
        }
        return Math.ceil(most / 100) * 100;
    }

    /** Voltage falls a few volts under load and rises while feeding; current follows so that U x I x pf is the power. */
    private static Electrical electrical(MeterTraits traits, DaySheet sheet, int slot, long tenths, boolean export) {
        long noise = traits.draw(Purpose.SLOT, -1 - (sheet.startSecond + (long) sheet.stepSeconds * slot));
        double watts = tenths * JOULES_PER_TENTH / sheet.seconds(slot);
        double drop = (export ? -45 : 55) * (watts / (watts + 8_000));
        double voltage = Math.rint(traits.openVoltage - drop + ((noise & 0xffff) * NOISE - 0.5) * 16) / 10;
        int powerFactor = export ? 990 : traits.powerFactor + (int) (((noise >>> 16 & 0xffff) * 17) >>> 16) - 8;
        double current = Math.rint(watts * 1_000_000 / (voltage * powerFactor)) / 1_000;
        return new Electrical(voltage, current, powerFactor / 1_000.0, sheet.hertz[slot]);
    }

    private static double householdWatts(MeterTraits traits, DaySheet sheet, int slot, long noise) {
        double today = 0.75 + 0.5 * CounterRandom.unit(traits.draw(Purpose.DAY, sheet.epochDay));
        double hour = 1 + 0.45 * hourly(traits, sheet, slot);
        double base = BASE_SHARE * (0.85 + 0.3 * (noise & 0xffff) * NOISE);
        double rhythm =
                RHYTHM_SHARE * sheet.household[slot] * today * hour * (0.85 + 0.3 * (noise >>> 16 & 0xffff) * NOISE);
        return traits.meanWatts * (base + rhythm);
    }

    /** Up to four appliance runs a day, of 45 to 120 minutes and 0.8 to 2.4 kW. */
    private static double applianceWatts(MeterTraits traits, DaySheet sheet, int slot) {
        long from = (long) sheet.stepSeconds * slot;
        int seconds = sheet.seconds(slot);
        double joules = 0;
        for (int run = 0; run < MeterTraits.APPLIANCE_RUNS; run++) {
            long bits = traits.draw(Purpose.APPLIANCE, sheet.epochDay * MeterTraits.APPLIANCE_RUNS + run);
            if ((bits & 0xffff) < traits.applianceChance) {
                long start =
                        START_HOURS[(int) (bits >>> 16) & 0x3f] * 3_600L + 300 * (((bits >>> 22 & 0xff) * 12) >>> 8);
                long end = start + 2_700 + 300 * (((bits >>> 30 & 0xff) * 16) >>> 8);
                long within = Math.min(end, from + seconds) - Math.max(start, from);
                if (within > 0) {
                    double watts = MeterTraits.APPLIANCE_LEAST_WATTS
                            + MeterTraits.APPLIANCE_MORE_WATTS * (bits >>> 38 & 0xffff) * NOISE;
                    joules += watts * within;
                }
            }
        }
        return joules / seconds;
    }

    private static double businessWatts(MeterTraits traits, DaySheet sheet, int slot, long noise) {
        double today = 0.85 + 0.3 * CounterRandom.unit(traits.draw(Purpose.DAY, sheet.epochDay));
        double hour = 1 + 0.2 * hourly(traits, sheet, slot);
        double base = 0.1 * (0.85 + 0.3 * (noise & 0xffff) * NOISE);
        double rhythm = 0.9 * sheet.business[slot] * today * hour * (0.9 + 0.2 * (noise >>> 16 & 0xffff) * NOISE);
        return traits.meanWatts * (base + rhythm);
    }

    private double heatPumpWatts(MeterTraits traits, DaySheet sheet, int slot, long noise) {
        double hour = 1 + 0.25 * hourly(traits, sheet, slot);
        double hotWater = HOT_WATER_SHARE * sheet.hotWater[slot] * (0.7 + 0.6 * (noise & 0xffff) * NOISE);
        double space = (1 - HOT_WATER_SHARE)
                * cityDay(traits.city, sheet).heating[slot]
                * hour
                * (0.9 + 0.2 * (noise >>> 16 & 0xffff) * NOISE);
        return STANDBY_WATTS + traits.meanWatts * (hotWater + space);
    }

    private double solarWatts(MeterTraits traits, DaySheet sheet, int slot, long noise) {
        CityDay city = cityDay(traits.city, sheet);
        double south = city.south[slot];
        if (south == 0) {
            return 0;
        }
        double west = traits.solarWestward;
        double side = west > 0 ? west * city.west[slot] : -west * city.east[slot];
        double irradiance = (1 - Math.abs(west)) * south + side;
        double watts =
                traits.solarWatts * SYSTEM_EFFICIENCY * irradiance * (0.96 + 0.08 * (noise >>> 32 & 0xffff) * NOISE);
        return Math.min(watts, traits.solarWatts);
    }

    /** No slot of the meter takes more than this, in W. */
    private double mostWatts(MeterTraits traits) {
        return switch (traits.type) {
            case BUSINESS -> traits.meanWatts * (0.1 * 1.15 + 0.9 * LoadShapes.businessMost() * 1.15 * 1.2 * 1.1);
            case HEAT_PUMP ->
                STANDBY_WATTS
                        + traits.meanWatts
                                * (HOT_WATER_SHARE * LoadShapes.hotWaterMost() * 1.3
                                        + (1 - HOT_WATER_SHARE) * mostHeat[traits.city] * 1.25 * 1.1);
            default ->
                traits.meanWatts * (BASE_SHARE * 1.15 + RHYTHM_SHARE * LoadShapes.householdMost() * 1.25 * 1.45 * 1.15)
                        + MeterTraits.APPLIANCE_RUNS
                                * (MeterTraits.APPLIANCE_LEAST_WATTS + MeterTraits.APPLIANCE_MORE_WATTS);
        };
    }

    private static double hourly(MeterTraits traits, DaySheet sheet, int slot) {
        return traits.smooth(Purpose.HOUR, (sheet.startSecond + (double) sheet.stepSeconds * slot) / 3_600);
    }

    private CityDay cityDay(int city, DaySheet sheet) {
        CityDay day = sheet.cities.get(city);
        if (day == null) {
            day = new CityDay(cities.get(city), weather, sheet, meanHeat[city]);
            sheet.cities.set(city, day);
        }
        return day;
    }
}
