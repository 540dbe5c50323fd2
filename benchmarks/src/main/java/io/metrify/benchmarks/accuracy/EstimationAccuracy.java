package io.metrify.benchmarks.accuracy;

import io.metrify.formats.FileRecord;
import io.metrify.formats.FileRecords;
import io.metrify.formats.IntervalCsvOptions;
import io.metrify.formats.ReadingFormat;
import io.metrify.model.Energy;
import io.metrify.model.Holidays;
import io.metrify.model.Interval;
import io.metrify.model.MarketCalendar;
import io.metrify.model.QualityCode;
import io.metrify.model.SubstitutionMethod;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.ObisCode;
import io.metrify.model.meter.ReadingSeries;
import io.metrify.model.meter.ReadingSeriesBuilder;
import io.metrify.model.meter.RegisterReading;
import io.metrify.quality.estimation.EstimationRequest;
import io.metrify.quality.estimation.Estimator;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Cuts gaps into real series, fills them, and prints how far the substitutes are off, as Markdown. Seeds are fixed: the
 * output is the same every time. A gap begins at least a week after the first value, at any slot; the register, where one is
 * used, is read at the starts of the market days around the gap, and says what really was used.
 */
public final class EstimationAccuracy {

    private static final int GAPS_PER_CLASS = 50;
    private static final long SEED = 20_261_130;
    private static final List<GapClass> CLASSES = List.of(
            new GapClass("1 slot to 2 h", Duration.ZERO, Duration.ofHours(2)),
            new GapClass("over 2 h to 6 h", Duration.ofHours(2), Duration.ofHours(6)),
            new GapClass("over 6 h to 24 h", Duration.ofHours(6), Duration.ofHours(24)),
            new GapClass("over 24 h to 48 h", Duration.ofHours(24), Duration.ofHours(48)));

    private EstimationAccuracy() {}

    /** Gaps longer than one time, up to another. */
    private record GapClass(String name, Duration over, Duration upTo) {

        int randomSlots(Random random, Duration resolution) {
            int least = (int) over.dividedBy(resolution) + 1;
            int most = (int) upTo.dividedBy(resolution);
            return least + random.nextInt(most - least + 1);
        }
    }

    /** A real series. */
    private record DataSet(String name, MarketCalendar calendar, ReadingSeries truth) {}

    /** What fills a gap; a slot that it does not fill stays missing. */
    @FunctionalInterface
    private interface Filler {
        ReadingSeries fill(DataSet data, ReadingSeries holey, Interval gap);
    }

    /** Sums of errors, in kWh. */
    private static final class Errors {
        private int gaps;
        private int slots;
        private double absolute;
        private double squared;
        private double energy;
        private double used;

        void add(ReadingSeries truth, ReadingSeries filled) {
            double off = 0;
            for (int slot = 0; slot < truth.size(); slot++) {
                double error = (filled.milliwattHours(slot) - truth.milliwattHours(slot)) / 1e6;
                absolute += Math.abs(error);
                squared += error * error;
                off += error;
                used += truth.milliwattHours(slot) / 1e6;
            }
            gaps++;
            slots += truth.size();
            energy += Math.abs(off);
        }

        String row(String data, String gapClass, String method, double mean) {
            double mae = absolute / slots;
            double rmse = Math.sqrt(squared / slots);
            return String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %d of %d | %.4g | %.1f %% | %.4g | %.1f %% | %.1f %% |",
                    data,
                    gapClass,
                    method,
                    gaps,
                    GAPS_PER_CLASS,
                    mae,
                    100 * mae / mean,
                    rmse,
                    100 * rmse / mean,
                    100 * energy / used);
        }
    }

    /**
     * Prints the tables.
     *
     * @param arguments the directory of the real files
     */
    public static void main(String[] arguments) {
        if (arguments.length != 1) {
            throw new IllegalArgumentException("give the directory of the real files, and nothing else");
        }
        Path directory = Path.of(arguments[0]);
        System.out.println(
                "| data | gap | method | filled | MAE kWh | of mean | RMSE kWh | of mean | energy of the gap |");
        System.out.println("|---|---|---|---|---|---|---|---|---|");
        for (DataSet data : List.of(london(directory), household(directory), germany(directory))) {
            for (GapClass gapClass : CLASSES) {
                measure(data, gapClass);
            }
        }
    }

    private static void measure(DataSet data, GapClass gapClass) {
        Map<String, Filler> fillers = new LinkedHashMap<>();
        fillers.put("last value", (any, holey, gap) -> lastValue(holey, gap));
        fillers.put("straight line", (any, holey, gap) -> straightLine(holey, gap));
        fillers.put("Metrify", EstimationAccuracy::estimated);
        fillers.put("Metrify, register", EstimationAccuracy::anchored);
        Map<String, Errors> errors = new LinkedHashMap<>();
        fillers.keySet().forEach(name -> errors.put(name, new Errors()));
        Random random = new Random(SEED + CLASSES.indexOf(gapClass));
        for (int i = 0; i < GAPS_PER_CLASS; i++) {
            Interval gap = randomGap(data, gapClass, random);
            ReadingSeries holey = without(data.truth, gap);
            Map<String, ReadingSeries> filled = new HashMap<>();
            fillers.forEach((name, filler) ->
                    filled.put(name, filler.fill(data, holey, gap).slice(gap)));
            // What one refuses is scored for none.
            if (filled.values().stream().allMatch(ReadingSeries::isComplete)) {
                errors.forEach(
                        (name, sums) -> sums.add(data.truth.slice(gap), Objects.requireNonNull(filled.get(name))));
            }
        }
        double mean = data.truth.total().toApproximateKilowattHours() / data.truth.count();
        errors.forEach((name, sums) -> System.out.println(sums.row(data.name, gapClass.name, name, mean)));
    }

    private static Interval randomGap(DataSet data, GapClass gapClass, Random random) {
        ReadingSeries truth = data.truth;
        Duration resolution = truth.resolution();
        int first = (int) Duration.ofDays(7).dividedBy(resolution);
        while (true) {
            int slots = gapClass.randomSlots(random, resolution);
            int from = first + random.nextInt(truth.size() - first - slots);
            Interval gap = Interval.of(truth.slotStart(from), resolution.multipliedBy(slots));
            Interval days = marketDays(data, gap);
            if (truth.interval().encloses(days) && truth.slice(days).isComplete()) {
                return gap;
            }
        }
    }

    private static Interval marketDays(DataSet data, Interval gap) {
        return new Interval(
                data.calendar.dayOf(gap.start()).start(),
                data.calendar.dayOf(gap.end()).end());
    }

    private static ReadingSeries estimated(DataSet data, ReadingSeries holey, Interval gap) {
        return Estimator.of(data.calendar)
                .estimate(EstimationRequest.of(holey, holey.interval().end()).withWindow(gap))
                .series();
    }

    private static ReadingSeries anchored(DataSet data, ReadingSeries holey, Interval gap) {
        List<RegisterReading> registers = new ArrayList<>();
        long index = 0;
        Instant day = marketDays(data, gap).start();
        Instant last = marketDays(data, gap).end();
        registers.add(index(day, index));
        while (day.isBefore(last)) {
            Interval next = data.calendar.dayOf(day);
            index += data.truth.slice(next).total().milliwattHours();
            registers.add(index(next.end(), index));
            day = next.end();
        }
        EstimationRequest request = EstimationRequest.of(holey, holey.interval().end());
        return Estimator.of(data.calendar)
                .estimate(new EstimationRequest(
                        request.series(),
                        gap,
                        registers,
                        request.exchanges(),
                        request.meterType(),
                        12,
                        request.ratedPowerKw(),
                        null,
                        request.knownAt(),
                        null,
                        null))
                .series();
    }

    private static RegisterReading index(Instant instant, long milliwattHours) {
        return RegisterReading.of("series", ObisCode.IMPORT_REGISTER, instant, Energy.ofMilliwattHours(milliwattHours));
    }

    private static ReadingSeries lastValue(ReadingSeries holey, Interval gap) {
        int from = holey.slotOf(gap.start());
        long held = holey.milliwattHours(from - 1);
        return filled(holey, gap, (slot, slots) -> held);
    }

    private static ReadingSeries straightLine(ReadingSeries holey, Interval gap) {
        long before = holey.milliwattHours(holey.slotOf(gap.start()) - 1);
        long after = holey.milliwattHours(holey.slotOf(gap.end()));
        return filled(
                holey, gap, (slot, slots) -> before + Math.round((double) (after - before) * (slot + 1) / (slots + 1)));
    }

    @FunctionalInterface
    private interface Value {
        long of(int slot, int slots);
    }

    private static ReadingSeries filled(ReadingSeries holey, Interval gap, Value value) {
        ReadingSeriesBuilder builder = holey.toBuilder();
        int from = holey.slotOf(gap.start());
        int slots = (int) gap.length().dividedBy(holey.resolution());
        for (int slot = 0; slot < slots; slot++) {
            builder.set(
                    from + slot,
                    Energy.ofMilliwattHours(value.of(slot, slots)),
                    QualityCode.ESTIMATED,
                    SubstitutionMethod.UNSPECIFIED);
        }
        return builder.build();
    }

    private static ReadingSeries without(ReadingSeries series, Interval gap) {
        ReadingSeriesBuilder builder = series.toBuilder();
        for (int slot = series.slotOf(gap.start()); slot < series.slotOf(gap.end()); slot++) {
            builder.clear(slot);
        }
        return builder.build();
    }

    private static DataSet london(Path directory) {
        IntervalCsvOptions options = IntervalCsvOptions.DEFAULT
                .withColumns("start", "value")
                .withMeterId("series")
                .withResolution(Duration.ofHours(1));
        Path file = directory.resolve("meters/eemeter/uk-electricity-hdd-only-hourly-sample-0.csv.gz");
        return new DataSet(
                "eemeter UK, hours",
                MarketCalendar.of(ZoneId.of("Europe/London")),
                series(ReadingFormat.intervalCsv(options), file, Duration.ofHours(1)));
    }

    private static DataSet household(Path directory) {
        Path file = directory.resolve("meters/uci-household/household_power_consumption_combined_datetime.csv.gz");
        return new DataSet(
                "UCI household, quarter hours",
                MarketCalendar.of(ZoneId.of("Europe/Paris")),
                series(ReadingFormat.named("uci-household"), file, Duration.ofMinutes(15)));
    }

    private static DataSet germany(Path directory) {
        Path file = directory.resolve("grid/smard/Realisierter_Stromverbrauch_2025_quarterhour_DE.csv.gz");
        return new DataSet(
                "SMARD load of Germany, quarter hours",
                MarketCalendar.of(ZoneId.of("Europe/Berlin")).withHolidays(Holidays.germany()),
                series(ReadingFormat.named("smard"), file, Duration.ofMinutes(15)));
    }

    /** The readings of a file on a raster; a slot is measured if all its time is. */
    private static ReadingSeries series(ReadingFormat format, Path file, Duration resolution) {
        Map<Instant, Energy> energy = new HashMap<>();
        Map<Instant, Duration> measured = new HashMap<>();
        Instant first = Instant.MAX;
        Instant last = Instant.MIN;
        try (FileRecords records = format.read(file);
                Stream<FileRecord> all = records.stream()) {
            for (FileRecord record : (Iterable<FileRecord>) all::iterator) {
                if (record instanceof FileRecord.Parsed parsed
                        && parsed.reading().consumption() != null) {
                    MeterReading reading = parsed.reading();
                    Instant start = Instant.ofEpochSecond(
                            Math.floorDiv(reading.timestamp().getEpochSecond(), resolution.toSeconds())
                                    * resolution.toSeconds());
                    energy.merge(start, reading.consumption(), Energy::plus);
                    measured.merge(start, reading.interval().length(), Duration::plus);
                    first = start.isBefore(first) ? start : first;
                    last = start.isAfter(last) ? start : last;
                }
            }
        }
        ReadingSeriesBuilder builder = ReadingSeries.builder(
                "series", ObisCode.IMPORT_PROFILE, new Interval(first, last.plus(resolution)), resolution);
        int slot = 0;
        for (Instant start = first; !start.isAfter(last); start = start.plus(resolution)) {
            if (resolution.equals(measured.get(start))) {
                builder.set(
                        slot,
                        Objects.requireNonNull(energy.get(start)),
                        QualityCode.AS_PROVIDED,
                        SubstitutionMethod.NONE);
            }
            slot++;
        }
        return builder.build();
    }
}
