package io.metrify.testkit.fleet;

import io.metrify.model.DayType;
import java.util.Arrays;

/**
 * How consumption is spread over the day and the year. The hourly values are this simulator's own, drawn to resemble
 * the double-peaked household profile H0 and the daytime profile G0 that BDEW (formerly VDEW) publishes; they are not
 * those profiles. Every set averages to 1 over a week of five workdays, a Saturday and a Sunday.
 */
final class LoadShapes {

    private static final Week HOUSEHOLD_WINTER = weekly(
            new double[] {
                0.45, 0.35, 0.30, 0.29, 0.30, 0.38, 0.75, 1.10, 1.15, 1.08, 1.02, 1.05,
                1.15, 1.12, 1.00, 0.95, 1.02, 1.30, 1.70, 1.85, 1.75, 1.50, 1.15, 0.75
            },
            new double[] {
                0.60, 0.45, 0.37, 0.33, 0.32, 0.34, 0.48, 0.80, 1.15, 1.35, 1.38, 1.38,
                1.42, 1.35, 1.20, 1.12, 1.18, 1.45, 1.80, 1.85, 1.65, 1.40, 1.15, 0.85
            },
            new double[] {
                0.65, 0.50, 0.40, 0.35, 0.33, 0.33, 0.40, 0.62, 1.02, 1.35, 1.52, 1.72,
                1.75, 1.40, 1.18, 1.08, 1.10, 1.35, 1.68, 1.75, 1.62, 1.42, 1.12, 0.75
            });

    private static final Week HOUSEHOLD_SUMMER = weekly(
            new double[] {
                0.58, 0.45, 0.38, 0.36, 0.36, 0.42, 0.75, 1.02, 1.10, 1.10, 1.10, 1.18,
                1.28, 1.20, 1.08, 1.00, 1.02, 1.15, 1.32, 1.38, 1.38, 1.42, 1.30, 0.90
            },
            new double[] {
                0.70, 0.55, 0.45, 0.40, 0.38, 0.38, 0.50, 0.80, 1.12, 1.32, 1.38, 1.40,
                1.42, 1.32, 1.18, 1.10, 1.10, 1.20, 1.32, 1.32, 1.28, 1.30, 1.25, 0.95
            },
            new double[] {
                0.75, 0.58, 0.48, 0.42, 0.40, 0.38, 0.42, 0.65, 1.00, 1.30, 1.48, 1.65,
                1.70, 1.38, 1.18, 1.08, 1.05, 1.15, 1.28, 1.32, 1.32, 1.35, 1.25, 0.90
            });

    private static final Week BUSINESS = weekly(
            new double[] {
                0.35, 0.33, 0.32, 0.32, 0.34, 0.42, 0.70, 1.20, 1.75, 1.95, 2.00, 1.98,
                1.85, 1.85, 1.90, 1.85, 1.70, 1.45, 1.10, 0.80, 0.60, 0.50, 0.42, 0.38
            },
            new double[] {
                0.35, 0.33, 0.32, 0.32, 0.32, 0.36, 0.50, 0.80, 1.15, 1.35, 1.40, 1.35,
                1.20, 1.05, 0.90, 0.80, 0.70, 0.60, 0.52, 0.47, 0.43, 0.40, 0.38, 0.36
            },
            new double[] {
                0.34, 0.32, 0.31, 0.31, 0.31, 0.31, 0.32, 0.36, 0.42, 0.48, 0.52, 0.54,
                0.53, 0.50, 0.47, 0.45, 0.44, 0.45, 0.46, 0.45, 0.43, 0.40, 0.38, 0.36
            });

    private static final double[] HOT_WATER_DAY = {
        0.40, 0.35, 0.35, 0.35, 0.50, 1.10, 1.90, 1.95, 1.40, 1.00, 0.85, 0.85,
        0.95, 0.95, 0.85, 0.85, 0.95, 1.25, 1.60, 1.60, 1.30, 1.05, 0.85, 0.60
    };
    private static final Week HOT_WATER = weekly(HOT_WATER_DAY, HOT_WATER_DAY, HOT_WATER_DAY);

    private static final double[] HEATING_DAY = {
        0.82, 0.80, 0.80, 0.82, 0.90, 1.10, 1.22, 1.20, 1.12, 1.06, 1.02, 1.00,
        0.98, 0.97, 0.97, 0.98, 1.02, 1.08, 1.10, 1.08, 1.04, 0.98, 0.92, 0.86
    };
    private static final Week HEATING = weekly(HEATING_DAY, HEATING_DAY, HEATING_DAY);

    private static final double DYNAMISATION_MEAN = meanDynamisation();
    private static final double DYNAMISATION_MOST = mostDynamisation();

    private LoadShapes() {}

    /** Relative power of a household's daily rhythm, season included; averages to 1 over a year. */
    static double household(DayType type, int dayOfYear, double secondOfDay) {
        double winter = 0.5 * (1 + StrictMath.cos(2 * StrictMath.PI * (dayOfYear - 15) / 365));
        double shape = winter * at(HOUSEHOLD_WINTER.of(type), secondOfDay)
                + (1 - winter) * at(HOUSEHOLD_SUMMER.of(type), secondOfDay);
        return shape * dynamisation(dayOfYear) / DYNAMISATION_MEAN;
    }

    static double business(DayType type, double secondOfDay) {
        return at(BUSINESS.of(type), secondOfDay);
    }

    static double hotWater(DayType type, double secondOfDay) {
        return at(HOT_WATER.of(type), secondOfDay);
    }

    static double heating(DayType type, double secondOfDay) {
        return at(HEATING.of(type), secondOfDay);
    }

    /** No household shape of any day is above this. */
    static double householdMost() {
        return Math.max(most(HOUSEHOLD_WINTER), most(HOUSEHOLD_SUMMER)) * DYNAMISATION_MOST / DYNAMISATION_MEAN;
    }

    static double businessMost() {
        return most(BUSINESS);
    }

    static double hotWaterMost() {
        return most(HOT_WATER);
    }

    static double heatingMost() {
        return most(HEATING);
    }

    /**
     * The dynamisation of household profiles over the year, to four decimals: F(t) = -3.92e-10 t^4 + 3.2e-7 t^3 -
     * 7.02e-5 t^2 + 2.1e-3 t + 1.24 with t the day of the year (VDEW: Repraesentative VDEW-Lastprofile, M-28/99; used
     * on by BDEW for H0).
     */
    static double dynamisation(int dayOfYear) {
        double t = dayOfYear;
        double factor = (((-3.92e-10 * t + 3.2e-7) * t - 7.02e-5) * t + 2.1e-3) * t + 1.24;
        return Math.rint(factor * 10_000) / 10_000;
    }

    private static double meanDynamisation() {
        double sum = 0;
        for (int day = 1; day <= 365; day++) {
            sum += dynamisation(day);
        }
        return sum / 365;
    }

    private static double mostDynamisation() {
        double most = 0;
        for (int day = 1; day <= 366; day++) {
            most = Math.max(most, dynamisation(day));
        }
        return most;
    }

    /** Between the middles of the hours the shape is a straight line, also over midnight. */
    private static double at(double[] hourly, double secondOfDay) {
        double hours = secondOfDay / 3_600 - 0.5;
        double whole = Math.floor(hours);
        int hour = Math.floorMod((int) whole, 24);
        double here = hourly[hour];
        return here + (hourly[(hour + 1) % 24] - here) * (hours - whole);
    }

    /** The three kinds of days, scaled to average 1 over a week. */
    private static Week weekly(double[] workday, double[] saturday, double[] sunday) {
        double week = 5 * Arrays.stream(workday).sum()
                + Arrays.stream(saturday).sum()
                + Arrays.stream(sunday).sum();
        double scale = 7 * 24 / week;
        return new Week(scaled(workday, scale), scaled(saturday, scale), scaled(sunday, scale));
    }

    private static double[] scaled(double[] hourly, double scale) {
        double[] scaled = hourly.clone();
        for (int hour = 0; hour < scaled.length; hour++) {
            scaled[hour] *= scale;
        }
        return scaled;
    }

    private static double most(Week week) {
        return Math.max(most(week.workday), Math.max(most(week.saturday), most(week.sunday)));
    }

    private static double most(double[] hourly) {
        return Arrays.stream(hourly).max().orElseThrow();
    }

    /** Hourly values of the three kinds of days. */
    private static final class Week {
        private final double[] workday;
        private final double[] saturday;
        private final double[] sunday;

        Week(double[] workday, double[] saturday, double[] sunday) {
            this.workday = workday;
            this.saturday = saturday;
            this.sunday = sunday;
        }

        double[] of(DayType type) {
            return switch (type) {
                case WORKDAY -> workday;
                case SATURDAY -> saturday;
                case SUNDAY -> sunday;
            };
        }
    }
}
