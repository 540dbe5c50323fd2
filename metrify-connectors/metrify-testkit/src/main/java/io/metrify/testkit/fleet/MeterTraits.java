package io.metrify.testkit.fleet;

import io.metrify.model.meter.MeterType;
import io.metrify.testkit.random.CounterRandom;

/** What makes a meter of the fleet itself: a function of its key alone, cheap enough to be made anew for every reading. */
final class MeterTraits {

    static final int ID_DIGITS = 9;

    /** Hours of a year by which yearly energy becomes mean power. */
    static final double HOURS_PER_YEAR = 8_766;

    /** What an appliance run uses on average, in kWh: 1.6 kW for 82.5 minutes. */
    static final double APPLIANCE_RUN_KWH = 2.2;

    static final int APPLIANCE_RUNS = 4;
    static final double APPLIANCE_LEAST_WATTS = 800;
    static final double APPLIANCE_MORE_WATTS = 1_600;
    static final double APPLIANCE_SHARE = 0.2;

    private static final int QUANTILE_CELLS = 1_024;

    final int index;
    final long key;
    final MeterType type;
    final int city;
    final double meanWatts;
    /** Of 65,536 possible appliance runs so many take place. */
    final int applianceChance;
    /** Rated power of the photovoltaics in W; 0 without. */
    final double solarWatts;
    /** Where the modules face: from -1 (all east) over 0 (all south) to 1 (all west). */
    final double solarWestward;
    /** Voltage without load, in 0.1 V. */
    final double openVoltage;
    /** Power factor in 0.001. */
    final int powerFactor;

    MeterTraits(int index, long key, Spreads spreads) {
        this.index = index;
        this.key = key;
        int kind = CounterRandom.below(CounterRandom.at(key, 1), spreads.mix.total());
        long various = CounterRandom.at(key, 2);
        this.city = (int) (((various & 0xffff) * spreads.cities) >>> 16);
        this.openVoltage = 2_310 + ((various >>> 16 & 0xffff) - 32_768) * (35.0 / 32_768);
        int spreadOfPowerFactor = (int) (various >>> 32 & 0x1f);
        double share = CounterRandom.unit(CounterRandom.at(key, 3));
        FleetMix mix = spreads.mix;
        if (kind < mix.households() + mix.prosumers()) {
            this.type = kind < mix.households() ? MeterType.HOUSEHOLD : MeterType.PROSUMER;
            this.meanWatts = watts(spreads.household, share);
            this.powerFactor = 945 + spreadOfPowerFactor;
            double runsADay = APPLIANCE_SHARE * meanWatts * 24 / 1_000 / APPLIANCE_RUN_KWH;
            this.applianceChance = (int) Math.min(65_536, Math.rint(65_536 * runsADay / APPLIANCE_RUNS));
        } else {
            boolean business = kind < mix.households() + mix.prosumers() + mix.businesses();
            this.type = business ? MeterType.BUSINESS : MeterType.HEAT_PUMP;
            this.meanWatts = watts(business ? spreads.business : spreads.heatPump, share);
            this.powerFactor = (business ? 900 : 920) + spreadOfPowerFactor;
            this.applianceChance = 0;
        }
        if (type == MeterType.PROSUMER) {
            long solar = CounterRandom.at(key, 4);
            // 4 to 15 kW in steps of 0.1 kW, small ones more often: the square of an even draw.
            double size = (solar & 0xffff) / 65_536.0;
            this.solarWatts = 100 * Math.rint(40 + 110 * size * size);
            double facing = ((solar >>> 16 & 0xffff) - 32_768) / 32_768.0;
            this.solarWestward = facing * Math.abs(facing);
        } else {
            this.solarWatts = 0;
            this.solarWestward = 0;
        }
    }

    boolean exports() {
        return solarWatts > 0;
    }

    /** Heat pumps have a tariff of their own; of the businesses every other one has. */
    boolean hasTariffs() {
        return type == MeterType.HEAT_PUMP || (type == MeterType.BUSINESS && (CounterRandom.at(key, 5) & 1) == 0);
    }

    /** Random bits for one of the meter's purposes at a place. */
    long draw(Purpose purpose, long place) {
        return CounterRandom.at(key ^ purpose.salt, place);
    }

    /** Smooth noise for one of the meter's purposes, -1 to 1. */
    double smooth(Purpose purpose, double place) {
        return CounterRandom.smooth(key ^ purpose.salt, place);
    }

    /** The id of a meter: M and nine digits. */
    static String id(int index) {
        char[] id = new char[ID_DIGITS + 1];
        id[0] = 'M';
        for (int at = ID_DIGITS, rest = index; at > 0; at--, rest /= 10) {
            id[at] = (char) ('0' + rest % 10);
        }
        return new String(id);
    }

    /** The number in an id, or -1 if it is none. */
    static int indexOf(String id) {
        if (id.length() != ID_DIGITS + 1 || id.charAt(0) != 'M') {
            return -1;
        }
        int index = 0;
        for (int at = 1; at <= ID_DIGITS; at++) {
            int digit = id.charAt(at) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            index = index * 10 + digit;
        }
        return index;
    }

    private static double watts(double[] quantiles, double share) {
        double place = share * QUANTILE_CELLS;
        int cell = (int) place;
        double kwh = quantiles[cell] + (quantiles[cell + 1] - quantiles[cell]) * (place - cell);
        return kwh * 1_000 / HOURS_PER_YEAR;
    }

    /** What a meter's noise is for; each purpose has unrelated numbers. */
    enum Purpose {
        SLOT(0x243f6a8885a308d3L),
        HOUR(0x13198a2e03707344L),
        DAY(0xa4093822299f31d0L),
        APPLIANCE(0x082efa98ec4e6c89L);

        private final long salt;

        Purpose(long salt) {
            this.salt = salt;
        }
    }

    /** What all meters of a fleet are drawn from. */
    static final class Spreads {
        final FleetMix mix;
        final int cities;
        final double[] household;
        final double[] business;
        final double[] heatPump;

        Spreads(
                FleetMix mix,
                int cities,
                ConsumptionSpread household,
                ConsumptionSpread business,
                ConsumptionSpread heatPump) {
            this.mix = mix;
            this.cities = cities;
            this.household = household.quantiles(QUANTILE_CELLS);
            this.business = business.quantiles(QUANTILE_CELLS);
            this.heatPump = heatPump.quantiles(QUANTILE_CELLS);
        }
    }
}
