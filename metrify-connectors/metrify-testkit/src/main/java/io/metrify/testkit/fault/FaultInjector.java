package io.metrify.testkit.fault;

import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.meter.Electrical;
import io.metrify.model.meter.Meter;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.ObisCode;
import io.metrify.model.meter.RegisterReading;
import io.metrify.testkit.fleet.Fleet;
import io.metrify.testkit.fleet.ReadingOrder;
import io.metrify.testkit.fleet.SlotRaster;
import io.metrify.testkit.random.CounterRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Faults put into the readings of a {@link Fleet}, with the truth about each. Which reading goes wrong, and how, is a
 * function of the injector's seed, the meter and the day: the same faults come in any order, for any part of the fleet
 * and without any state per meter. A reading that arrives late or twice is simulated anew when it is due.
 *
 * <p>Immutable and safe for use by several threads; the consumer of the truth is called by the thread that reads the
 * stream, just before it delivers the faulty reading, or in its place.
 *
 * <pre>{@code
 * FaultInjector injector = FaultInjector.of(fleet, FaultPlan.standard(), 7);
 * List<InjectedFault> truth = new ArrayList<>();
 * injector.inject(fleet.readings(ReadingOrder.BY_TIME), truth::add).forEach(producer::send);
 * }</pre>
 */
public final class FaultInjector {

    /** What meters and head-ends write for no value, in mWh: 2^32-1 Wh, 2^31-1 Wh, 2^24-1 Wh and 8590.017 kWh. */
    private static final long[] SENTINELS = {4_294_967_295_000L, 2_147_483_647_000L, 16_777_215_000L, 8_590_017_000L};

    private static final long TENTH = 100;
    private static final long WATT_HOUR = 1_000;
    private static final int MOST_CLOCK_SECONDS = 600;
    private static final double MILLIWATT_HOURS_PER_KW_SECOND = 1_000_000 / 3_600.0;

    private final Fleet fleet;
    private final SlotRaster raster;
    private final EpisodeSchedule schedule;
    private final RegisterFaults registers;

    private FaultInjector(Fleet fleet, FaultPlan plan, long seed) {
        this.fleet = Objects.requireNonNull(fleet, "fleet");
        this.raster = fleet.raster();
        long key = CounterRandom.key(seed, "fault");
        this.schedule = new EpisodeSchedule(raster, Objects.requireNonNull(plan, "plan"), CounterRandom.key(key, 1));
        this.registers = new RegisterFaults(fleet, plan, CounterRandom.key(key, 2));
    }

    /**
     * An injector for a fleet.
     *
     * @param fleet the fleet whose readings are to go wrong
     * @param plan how often each kind of fault happens
     * @param seed any number; it need not be the fleet's
     * @return the injector
     */
    public static FaultInjector of(Fleet fleet, FaultPlan plan, long seed) {
        return new FaultInjector(fleet, plan, seed);
    }

    /**
     * Puts faults into interval readings.
     *
     * @param readings readings of the fleet, all or those of some meters, those of a meter in the order of time; each
     *     with its export reading, if there is one, for which it may go missing or arrive late too
     * @param truth told about every reading that differs from the flawless one, or does not arrive in its place
     * @return the readings with faults, computed as they are read
     * @throws IllegalArgumentException when read, if a reading is not one of the fleet
     */
    public Stream<MeterReading> inject(Stream<MeterReading> readings, Consumer<? super InjectedFault> truth) {
        Objects.requireNonNull(truth, "truth");
        return readings.mapMulti((reading, out) -> deliver(reading, out, truth));
    }

    /**
     * Puts faults into register readings.
     *
     * @param readings register readings of the fleet, in any order
     * @param truth told about every index that differs from the flawless one
     * @return the readings with faults, computed as they are read
     * @throws IllegalArgumentException when read, if a reading is not one of the fleet
     */
    public Stream<RegisterReading> injectRegisters(
            Stream<RegisterReading> readings, Consumer<? super InjectedFault> truth) {
        Objects.requireNonNull(truth, "truth");
        return readings.map(reading -> registers.apply(reading, truth));
    }

    /**
     * The truth about all interval readings of the fleet, without the readings.
     *
     * @param order by time or by meter
     * @return the faults in the order in which {@link #inject} tells of them
     */
    public Stream<InjectedFault> faults(ReadingOrder order) {
        return fleet.readings(order).mapMulti((reading, truth) -> deliver(reading, delivered -> {}, truth));
    }

    private void deliver(
            MeterReading reading, Consumer<? super MeterReading> out, Consumer<? super InjectedFault> truth) {
        int meter = fleet.indexOf(reading.meterId());
        int slot = raster.slotOf(reading.timestamp());
        if (meter < 0 || slot < 0) {
            throw new IllegalArgumentException("the reading of " + reading.meterId() + " at " + reading.timestamp()
                    + " is not one of the fleet; inject faults into readings of the fleet the injector was made for");
        }
        boolean export = reading.register().isExport();
        Episode episode = schedule.covering(meter, slot);
        if (episode == null || (export && episode.kind().hitsImportOnly())) {
            out.accept(reading);
        } else {
            spoil(episode, meter, slot, reading, out, truth);
        }
        Episode arriving = schedule.arrivingAt(meter, slot);
        if (arriving != null && !(export && arriving.kind().hitsImportOnly())) {
            arrive(arriving, meter, reading.register(), out, truth);
        }
    }

    /** What becomes of a reading in its own slot. */
    private void spoil(
            Episode episode,
            int meter,
            int slot,
            MeterReading reading,
            Consumer<? super MeterReading> out,
            Consumer<? super InjectedFault> truth) {
        switch (episode.kind()) {
            case REDELIVERY, CONFLICT -> out.accept(reading);
            case LATE, OUT_OF_ORDER -> {
                // Delivered, and told about, when it is due.
            }
            default -> {
                MeterReading spoilt = spoilt(episode, meter, slot, reading);
                if (spoilt == null || !spoilt.equals(reading)) {
                    truth.accept(fault(episode, reading, spoilt));
                }
                if (spoilt != null) {
                    out.accept(spoilt);
                }
            }
        }
    }

    /** A reading of an earlier slot arrives, late or for the second time. */
    private void arrive(
            Episode episode,
            int meter,
            ObisCode register,
            Consumer<? super MeterReading> out,
            Consumer<? super InjectedFault> truth) {
        MeterReading original = fleet.reading(meter, register, episode.first());
        MeterReading arriving = original;
        if (episode.kind() == FaultKind.CONFLICT) {
            long energy = milliwattHours(original);
            arriving =
                    original.withConsumption(tenths(energy + Math.max(WATT_HOUR, energy * episode.between(0.01, 0.5))));
        }
        truth.accept(fault(episode, original, arriving));
        out.accept(arriving);
    }

    /** The reading as it is delivered, or null if it is not. */
    private @Nullable MeterReading spoilt(Episode episode, int meter, int slot, MeterReading reading) {
        long energy = milliwattHours(reading);
        return switch (episode.kind()) {
            case GAP, SILENCE -> null;
            case UNDER_COVERED -> (CounterRandom.at(episode.bits(), slot) & 1) == 0 ? null : reading;
            case INTERVAL_SIZE -> reading.withInterval(resized(episode, reading.interval()));
            case CLOCK -> reading.withInterval(shifted(reading.interval(), clockError(episode)));
            case FUTURE -> reading.withInterval(shifted(reading.interval(), untilFuture(episode, slot)));
            case TOO_OLD ->
                reading.withInterval(shifted(reading.interval(), untilInstallation(episode, meter, reading)));
            case NEGATIVE ->
                reading.withConsumption(
                        energy == 0
                                ? tenths(-episode.between(TENTH, 50 * WATT_HOUR))
                                : Energy.ofMilliwattHours(-energy));
            case ZERO_RUN -> withLoad(reading, Energy.ZERO);
            case STUCK -> stuck(episode, meter, reading);
            case SPIKE -> reading.withConsumption(spike(episode, meter, slot, reading));
            case HIGH_DAY ->
                withLoad(reading, tenths(Math.min(energy * episode.between(4, 7), 0.95 * rated(meter, reading))));
            case LOW_DAY -> withLoad(reading, tenths(energy * episode.between(0.01, 0.04)));
            case CAPACITY -> reading.withConsumption(tenths(rated(meter, reading) * episode.between(1.05, 3)));
            case SENTINEL ->
                reading.withConsumption(Energy.ofMilliwattHours(SENTINELS[(int) (episode.bits() >>> 8) & 3]));
            default -> throw new IllegalStateException(episode.kind() + " does not spoil a reading in its slot");
        };
    }

    private static Interval resized(Episode episode, Interval interval) {
        long seconds = interval.length().toSeconds();
        boolean half = (episode.bits() & 1) == 0 && seconds % 2 == 0;
        return Interval.of(interval.start(), Duration.ofSeconds(half ? seconds / 2 : seconds * 2));
    }

    private static Interval shifted(Interval interval, long seconds) {
        return new Interval(
                interval.start().plusSeconds(seconds), interval.end().plusSeconds(seconds));
    }

    /** More than the tolerance away from this slot's start and from the next one's. */
    private long clockError(Episode episode) {
        int step = (int) raster.resolution().toSeconds();
        int least = EpisodeSchedule.CLOCK_TOLERANCE_SECONDS + 1;
        return (long) episode.between(least, Math.min(MOST_CLOCK_SECONDS, step - least));
    }

    /** Whole days of 24 hours keep the clock on the raster. */
    private long untilFuture(Episode episode, int slot) {
        Duration left =
                Duration.between(raster.slot(slot).start(), raster.span().end());
        return Duration.ofDays(left.toDays() + 1 + CounterRandom.below(episode.bits(), 30))
                .toSeconds();
    }

    private long untilInstallation(Episode episode, int meter, MeterReading reading) {
        Instant installed = Objects.requireNonNull(fleet.meter(meter).installed());
        long days = Duration.between(installed, reading.timestamp()).toDays() + 2;
        return -Duration.ofDays(days + CounterRandom.below(episode.bits(), 364)).toSeconds();
    }

    /** Repeats the first reading of the episode; one without energy would be a zero run, so that gets some. */
    private MeterReading stuck(Episode episode, int meter, MeterReading reading) {
        MeterReading first = fleet.reading(meter, reading.register(), episode.first());
        if (milliwattHours(first) == 0) {
            first = withLoad(first, tenths(episode.between(5 * WATT_HOUR, 50 * WATT_HOUR)));
        }
        return reading.withConsumption(first.consumption()).withElectrical(first.electrical());
    }

    private Energy spike(Episode episode, int meter, int slot, MeterReading reading) {
        int day = raster.dayOf(slot);
        long most = TENTH;
        for (int other = raster.firstSlot(day); other < raster.firstSlot(day + 1); other++) {
            most = Math.max(most, milliwattHours(fleet.reading(meter, reading.register(), other)));
        }
        double least = 3.2 * most;
        return tenths(Math.max(least, Math.min(most * episode.between(3.2, 6), 0.98 * rated(meter, reading))));
    }

    /** What the rated power delivers in the reading's interval, in mWh. */
    private double rated(int meter, MeterReading reading) {
        Meter rated = fleet.meter(meter);
        return rated.ratedPowerKw() * reading.intervalSeconds() * MILLIWATT_HOURS_PER_KW_SECOND;
    }

    /** A reading of another load: the current follows the energy. */
    private static MeterReading withLoad(MeterReading reading, Energy energy) {
        Electrical measured = reading.electrical();
        double watts = energy.milliwattHours() * 3.6 / reading.intervalSeconds();
        double current = Math.rint(watts / (measured.voltage() * measured.powerFactor()) * 1_000) / 1_000;
        return reading.withConsumption(energy)
                .withElectrical(
                        new Electrical(measured.voltage(), current, measured.powerFactor(), measured.frequency()));
    }

    private static long milliwattHours(MeterReading reading) {
        Energy energy = reading.consumption();
        return energy == null ? 0 : energy.milliwattHours();
    }

    /** Rounded to the tenths of a watt-hour that meters show. */
    private static Energy tenths(double milliwattHours) {
        return Energy.ofMilliwattHours((long) Math.rint(milliwattHours / TENTH) * TENTH);
    }

    private InjectedFault fault(Episode episode, MeterReading original, @Nullable MeterReading delivered) {
        Interval span = new Interval(
                raster.slot(episode.first()).start(),
                raster.slot(episode.first() + episode.length() - 1).end());
        return new InjectedFault(
                episode.kind(),
                original.meterId(),
                original.register(),
                original.interval(),
                span,
                original.consumption(),
                delivered == null ? null : delivered.consumption(),
                delivered == null ? null : delivered.interval());
    }
}
