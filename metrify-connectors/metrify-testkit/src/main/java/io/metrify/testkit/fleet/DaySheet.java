package io.metrify.testkit.fleet;

import io.metrify.model.DayType;
import io.metrify.model.Interval;
import io.metrify.model.MarketCalendar;
import io.metrify.testkit.grid.GridFrequency;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** What all meters share on a local day: its slots, shapes and frequency, and by city what the weather makes of it. */
final class DaySheet {

    private static final int HIGH_TARIFF_FROM = 6 * 3_600;
    private static final int HIGH_TARIFF_TO = 22 * 3_600;

    final int day;
    final long epochDay;
    final long startSecond;
    final int stepSeconds;
    final Interval[] slots;
    final double[] hertz;
    final double[] household;
    final double[] business;
    final double[] hotWater;
    final double[] heating;
    /** Workdays from 06:00 to 22:00 local time. */
    final boolean[] highTariff;

    /** Made when first asked for; two threads may make the same one, which is the same. */
    final AtomicReferenceArray<CityDay> cities;

    private final int lastSeconds;

    DaySheet(SlotRaster raster, int day, GridFrequency frequency, int cityCount) {
        MarketCalendar calendar = raster.calendar();
        LocalDate date = raster.date(day);
        int first = raster.firstSlot(day);
        int count = raster.firstSlot(day + 1) - first;
        this.day = day;
        this.epochDay = date.toEpochDay();
        this.startSecond = raster.boundary(day).getEpochSecond();
        this.stepSeconds = (int) raster.resolution().toSeconds();
        this.slots = new Interval[count];
        this.hertz = new double[count];
        this.household = new double[count];
        this.business = new double[count];
        this.hotWater = new double[count];
        this.heating = new double[count];
        this.highTariff = new boolean[count];
        this.cities = new AtomicReferenceArray<>(cityCount);
        DayType type = calendar.dayType(date);
        for (int slot = 0; slot < count; slot++) {
            Interval interval = raster.slot(first + slot);
            slots[slot] = interval;
            hertz[slot] = frequency.milliHertzAt(interval.start().getEpochSecond()) / 1_000.0;
            ZonedDateTime local = interval.start().atZone(calendar.zone());
            int secondOfDay = local.toLocalTime().toSecondOfDay();
            double middle = secondOfDay
                    + (interval.end().getEpochSecond() - interval.start().getEpochSecond()) / 2.0;
            household[slot] = LoadShapes.household(type, date.getDayOfYear(), middle);
            business[slot] = LoadShapes.business(type, middle);
            hotWater[slot] = LoadShapes.hotWater(type, middle);
            heating[slot] = LoadShapes.heating(type, middle);
            highTariff[slot] =
                    type == DayType.WORKDAY && secondOfDay >= HIGH_TARIFF_FROM && secondOfDay < HIGH_TARIFF_TO;
        }
        Interval last = slots[count - 1];
        this.lastSeconds = (int) (last.end().getEpochSecond() - last.start().getEpochSecond());
    }

    int seconds(int slot) {
        return slot == slots.length - 1 ? lastSeconds : stepSeconds;
    }
}
