package io.metrify.testkit.fleet;

import io.metrify.model.meter.MeterReading;
import java.util.Spliterator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Walks over the readings of some meters; remembers only where it is, whatever the number of meters. */
final class FleetReadings implements Spliterator<MeterReading> {

    private final Simulation simulation;
    private final ReadingOrder order;
    private int fromMeter;
    private final int toMeter;

    private int meter;
    private int day;
    private int slot;
    private boolean started;
    /** The import reading of this meter and slot is out, its export reading is not. */
    private boolean exportDue;

    private @Nullable Current current;

    FleetReadings(Simulation simulation, ReadingOrder order, int fromMeter, int toMeter) {
        this.simulation = simulation;
        this.order = order;
        this.fromMeter = fromMeter;
        this.toMeter = toMeter;
        this.meter = fromMeter;
    }

    @Override
    public boolean tryAdvance(Consumer<? super MeterReading> action) {
        if (fromMeter >= toMeter || day >= simulation.raster.dayCount()) {
            return false;
        }
        started = true;
        Current now = current;
        if (now == null || now.traits.index != meter || now.sheet.day != day) {
            now = current = current(now);
        }
        if (!exportDue) {
            now.netWatts = simulation.netWatts(now.traits, now.sheet, slot);
        }
        MeterReading reading = simulation.reading(now.traits, now.id, now.sheet, slot, now.netWatts, exportDue);
        if (!exportDue && now.traits.exports()) {
            exportDue = true;
        } else {
            exportDue = false;
            move(now.sheet.slots.length);
        }
        action.accept(reading);
        return true;
    }

    @Override
    public @Nullable Spliterator<MeterReading> trySplit() {
        if (started || order == ReadingOrder.BY_TIME || toMeter - fromMeter < 2) {
            return null;
        }
        int middle = (fromMeter + toMeter) >>> 1;
        FleetReadings front = new FleetReadings(simulation, order, fromMeter, middle);
        fromMeter = middle;
        meter = middle;
        return front;
    }

    /** One reading per meter and slot; export readings come on top. */
    @Override
    public long estimateSize() {
        return (long) (toMeter - fromMeter) * simulation.raster.slotCount();
    }

    @Override
    public int characteristics() {
        return ORDERED | DISTINCT | NONNULL | IMMUTABLE;
    }

    private Current current(@Nullable Current before) {
        DaySheet sheet = before != null && before.sheet.day == day ? before.sheet : simulation.sheet(day);
        if (before != null && before.traits.index == meter) {
            return new Current(before.traits, before.id, sheet);
        }
        return new Current(simulation.traits(meter), MeterTraits.id(meter), sheet);
    }

    private void move(int slotsOfDay) {
        if (order == ReadingOrder.BY_TIME) {
            if (++meter == toMeter) {
                meter = fromMeter;
                nextSlot(slotsOfDay);
            }
        } else {
            nextSlot(slotsOfDay);
            if (day == simulation.raster.dayCount() && meter + 1 < toMeter) {
                meter++;
                day = 0;
            }
        }
    }

    private void nextSlot(int slotsOfDay) {
        if (++slot == slotsOfDay) {
            slot = 0;
            day++;
        }
    }

    /** The meter and day at hand. */
    private static final class Current {
        private final MeterTraits traits;
        private final String id;
        private final DaySheet sheet;
        private double netWatts;

        Current(MeterTraits traits, String id, DaySheet sheet) {
            this.traits = traits;
            this.id = id;
            this.sheet = sheet;
        }
    }
}
