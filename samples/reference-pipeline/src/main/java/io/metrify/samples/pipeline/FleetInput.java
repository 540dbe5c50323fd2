package io.metrify.samples.pipeline;

import io.metrify.model.Interval;
import io.metrify.model.MarketCalendar;
import io.metrify.model.meter.Meter;
import io.metrify.model.meter.MeterReading;
import io.metrify.testkit.fault.Corruption;
import io.metrify.testkit.fault.FaultInjector;
import io.metrify.testkit.fault.FaultPlan;
import io.metrify.testkit.fleet.Fleet;
import io.metrify.testkit.fleet.ReadingOrder;
import io.metrify.testkit.fleet.SlotRaster;
import io.metrify.validation.MeterDirectory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;

/** A simulated fleet, with faults or without. */
final class FleetInput implements Input {

    /** The share of records that are damaged on their way when there are faults. */
    static final double DAMAGED = 0.0005;

    private static final Duration WEEK = Duration.ofDays(7);

    private final Fleet fleet;
    private final boolean faulty;

    FleetInput(Fleet fleet, boolean faulty) {
        this.fleet = fleet;
        this.faulty = faulty;
    }

    @Override
    public String id() {
        SlotRaster raster = fleet.raster();
        return String.join(
                "-",
                "fleet",
                fleet.meterCount() + "x" + raster.dayCount() + "d"
                        + raster.resolution().toSeconds() + "s",
                raster.date(0).toString(),
                raster.calendar().zone().getId().replaceAll("[^A-Za-z0-9]", "."),
                "seed" + fleet.seed(),
                faulty ? "faults" : "sound");
    }

    @Override
    public String description() {
        return fleet.meterCount() + " simulated meters" + (faulty ? " with faults" : "");
    }

    @Override
    public MarketCalendar calendar() {
        return fleet.raster().calendar();
    }

    @Override
    public MeterDirectory directory() {
        return fleet::find;
    }

    @Override
    public Stream<Meter> meters() {
        return fleet.meters();
    }

    @Override
    public Optional<Interval> window() {
        return Optional.of(fleet.raster().span());
    }

    @Override
    public InstantSource clock() {
        Instant end = fleet.raster().span().end();
        return () -> end;
    }

    @Override
    public Duration redeliveryWindow() {
        return WEEK;
    }

    @Override
    public long expectedReadings() {
        long registers = fleet.meterCount();
        for (int meter = 0; meter < fleet.meterCount(); meter++) {
            registers += fleet.exports(meter) ? 1 : 0;
        }
        return registers * fleet.raster().slotCount();
    }

    @Override
    public void publish(Publication publication) {
        FaultInjector faults = FaultInjector.of(fleet, faulty ? FaultPlan.standard() : FaultPlan.none(), fleet.seed());
        Corruption corruption = Corruption.of(faulty ? DAMAGED : 0, fleet.seed());
        Iterator<MeterReading> readings =
                faults.inject(fleet.readings(ReadingOrder.BY_TIME), fault -> {}).iterator();
        while (readings.hasNext() && !publication.isStopped()) {
            MeterReading reading = readings.next();
            byte[] sound = publication.encode(reading);
            byte[] sent = corruption.apply(reading, sound, fault -> {});
            publication.publishBytes(reading.meterId(), sent);
        }
    }
}
