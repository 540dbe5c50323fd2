package io.metrify.benchmarks.series;

import io.metrify.benchmarks.compare.Figure;
import io.metrify.benchmarks.compare.Pair;
import io.metrify.benchmarks.compare.PairGroup;
import io.metrify.model.Holidays;
import io.metrify.model.MarketCalendar;
import io.metrify.model.meter.Meter;
import io.metrify.model.meter.MeterReading;
import io.metrify.testkit.fleet.Fleet;
import io.metrify.testkit.fleet.ReadingOrder;
import io.metrify.validation.series.SeriesRules;
import io.metrify.validation.series.SeriesSettings;
import io.metrify.validation.series.SeriesValidator;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the whole of the standard series rules, those for single readings included, costs on two million quarter hours: meter
 * by meter as a batch, and as a stream in which the readings of many meters come by time, so that every one touches another
 * meter's state. Nothing is compared, as there is nothing like it. Time is the processor time of the working thread, the best
 * of several turns.
 */
public final class SeriesFigures implements PairGroup {

    private static final int TURNS = 4;
    private static final int BATCH_METERS = 700;
    private static final int BATCH_DAYS = 30;
    private static final int STREAM_METERS = 10_000;
    private static final int STREAM_DAYS = 2;
    private static final LocalDate FIRST_DATE = LocalDate.of(2026, 3, 10);
    private static final MarketCalendar BERLIN =
            MarketCalendar.of(ZoneId.of("Europe/Berlin")).withHolidays(Holidays.germany());
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    @Override
    public String name() {
        return "series";
    }

    @Override
    public List<Pair> pairs() {
        return List.of();
    }

    @Override
    public List<Figure> figures() {
        double batch = nanosPerReading(new Work(BATCH_METERS, BATCH_DAYS, ReadingOrder.BY_METER), true);
        Work fleet = new Work(STREAM_METERS, STREAM_DAYS, ReadingOrder.BY_TIME);
        double stream = nanosPerReading(fleet, false);
        long before = usedMemory();
        SeriesValidator validator = fleet.stream();
        double memory = (double) (usedMemory() - before) / validator.meters();
        long saved = 0;
        for (String meterId : validator.meterIds()) {
            byte[] state = validator.save(meterId);
            saved += state == null ? 0 : state.length;
        }
        return List.of(
                new Figure("series.readings_per_second", 1e9 / batch),
                new Figure("series.ns_per_reading", batch),
                new Figure("series.stream_ns_per_reading", stream),
                new Figure("series.state_bytes_in_memory", memory),
                new Figure("series.state_bytes_saved", (double) saved / validator.meters()));
    }

    private static double nanosPerReading(Work work, boolean asBatch) {
        long best = Long.MAX_VALUE;
        for (int turn = 0; turn < TURNS; turn++) {
            long start = THREADS.getCurrentThreadCpuTime();
            long judged = asBatch ? work.batch() : work.stream().counts().readings();
            best = Math.min(best, THREADS.getCurrentThreadCpuTime() - start);
            if (judged != work.readings.size()) {
                throw new IllegalStateException(
                        judged + " of " + work.readings.size() + " readings were judged; all must be");
            }
        }
        return (double) best / work.readings.size();
    }

    private static long usedMemory() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** A fleet's readings, in memory. */
    private static final class Work {

        private final Fleet fleet;
        private final Map<String, Meter> directory = new HashMap<>();
        private final List<MeterReading> readings;
        private final Instant end;
        private final SeriesSettings settings;

        Work(int meters, int days, ReadingOrder order) {
            this.fleet = Fleet.builder()
                    .meters(meters)
                    .seed(2_026)
                    .firstDate(FIRST_DATE)
                    .days(days)
                    .calendar(BERLIN)
                    .build();
            fleet.meters().forEach(meter -> directory.put(meter.id(), meter));
            this.readings = fleet.readings(order).toList();
            this.end = fleet.raster().span().end();
            this.settings = SeriesSettings.of(BERLIN).withMeters(directory::get);
        }

        long batch() {
            return SeriesRules.standard()
                    .validate(fleet.raster().span(), readings, List.of(), settings, end)
                    .counts()
                    .readings();
        }

        SeriesValidator stream() {
            SeriesValidator validator = SeriesValidator.of(SeriesRules.standard(), settings, finding -> {});
            for (MeterReading reading : readings) {
                validator.accept(reading, end);
            }
            return validator;
        }
    }
}
