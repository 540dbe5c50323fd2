package io.metrify.validation.series;

import io.metrify.model.Energy;
import io.metrify.model.Holidays;
import io.metrify.model.Interval;
import io.metrify.model.MarketCalendar;
import io.metrify.model.QualityCode;
import io.metrify.model.meter.Meter;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.MeterType;
import io.metrify.model.meter.ObisCode;
import io.metrify.model.meter.ReadingQuality;
import io.metrify.model.meter.RegisterReading;
import io.metrify.model.meter.Site;
import io.metrify.validation.Finding;
import io.metrify.validation.MeterDirectory;
import io.metrify.validation.MeterRules;
import io.metrify.validation.MeterThresholds;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;

/**
 * A few meters with everything that goes wrong, across a change of the clock; made from a seed. What is random about the
 * readings never exceeds what a validator keeps of repeated or irregular readings.
 *
 * @param settings calendar, directory and events; without a begin
 * @param window some days around a change of the clock
 * @param meters the meters, of which some are not in the directory
 * @param readings interval readings
 * @param registers register readings
 */
record RandomFleet(
        SeriesSettings settings,
        Interval window,
        List<Meter> meters,
        List<MeterReading> readings,
        List<RegisterReading> registers) {

    static final MarketCalendar BERLIN =
            MarketCalendar.of(ZoneId.of("Europe/Berlin")).withHolidays(Holidays.germany());
    static final Instant NOW = Instant.parse("2029-01-01T00:00:00Z");

    private static final List<Place> PLACES = List.of(
            new Place(BERLIN, Duration.ZERO, "2026-03-29"),
            new Place(BERLIN, Duration.ZERO, "2026-10-25"),
            new Place(BERLIN.withDayStart(LocalTime.of(6, 0)), Duration.ZERO, "2026-10-25"),
            new Place(calendar("America/St_Johns"), Duration.ofMinutes(30), "2026-03-08"),
            new Place(calendar("America/St_Johns"), Duration.ofMinutes(30), "2026-11-01"),
            new Place(calendar("Australia/Lord_Howe"), Duration.ofMinutes(30), "2026-04-05"),
            new Place(calendar("Australia/Lord_Howe"), Duration.ofMinutes(30), "2026-10-04"));
    private static final List<Integer> RESOLUTIONS = List.of(15, 15, 15, 30, 60);

    /** A market and the day on which its clocks change. */
    private record Place(MarketCalendar calendar, Duration rasterOffset, String change) {}

    /** Something that arrives: its time, and how it is handed over. */
    private record Arrival(Instant time, Instant at, Consumer<SeriesValidator> handOver) {}

    private static MarketCalendar calendar(String zone) {
        return MarketCalendar.of(ZoneId.of(zone));
    }

    static RandomFleet of(long seed) {
        Random random = new Random(seed);
        Place place = pick(PLACES, random);
        // Some have a history of weeks and few faults, so that days can be compared.
        boolean calm = random.nextInt(6) == 0;
        int days = calm ? 28 : 2 + random.nextInt(9);
        LocalDate first = LocalDate.parse(place.change).minusDays(random.nextInt(days));
        Instant start = place.calendar.day(first).start();
        if (random.nextInt(4) == 0) {
            start = start.plus(Duration.ofMinutes(15L * random.nextInt(96)));
        }
        Interval window =
                new Interval(start, place.calendar.day(first.plusDays(days)).start());
        List<Meter> meters = new ArrayList<>();
        List<MeterReading> readings = new ArrayList<>();
        List<RegisterReading> registers = new ArrayList<>();
        List<Outage> outages = new ArrayList<>();
        List<Exchange> exchanges = new ArrayList<>();
        int count = calm ? 1 : 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            Meter meter = meter("M-" + i, window, random);
            meters.add(meter);
            new Writer(meter, place.rasterOffset, window, calm ? 40 : 1, random, readings, registers).write();
            if (random.nextInt(3) == 0) {
                outages.add(new Outage(
                        meter.id(),
                        Interval.of(within(window, random), Duration.ofMinutes(1 + random.nextInt(4_000)))));
            }
            if (random.nextInt(3) == 0) {
                exchanges.add(new Exchange(meter.id(), within(window, random)));
            }
        }
        // What starts just before the end is of the slot after it, of which a stream does not know that nobody asks.
        Interval end = Interval.of(window.end().minusSeconds(180), Duration.ofDays(1));
        readings.removeIf(reading -> end.contains(reading.interval().start()));
        boolean known = random.nextInt(4) > 0;
        SeriesSettings settings = SeriesSettings.of(place.calendar)
                .withRasterOffset(place.rasterOffset)
                .withEvents(KnownEvents.of(outages, exchanges))
                .withMeters(known ? MeterDirectory.of(meters) : MeterDirectory.none());
        return new RandomFleet(settings, window, meters, readings, registers);
    }

    private static Meter meter(String id, Interval window, Random random) {
        Instant installed = random.nextInt(5) == 0 ? within(window, random) : null;
        Instant removed = random.nextInt(6) == 0 ? within(window, random) : null;
        if (installed != null && removed != null && removed.isBefore(installed)) {
            removed = null;
        }
        return new Meter(
                id,
                pick(List.of(MeterType.values()), random),
                new Site("Berlin", null, null),
                Duration.ofMinutes(pick(RESOLUTIONS, random)),
                random.nextBoolean() ? 30 : Double.NaN,
                3 + random.nextInt(4),
                installed,
                removed);
    }

    private static <T> T pick(List<T> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static Instant within(Interval window, Random random) {
        return window.start().plusSeconds(random.nextLong(window.length().toSeconds()));
    }

    RandomFleet only(String meterId) {
        return new RandomFleet(
                settings,
                window,
                meters,
                readings.stream()
                        .filter(reading -> reading.meterId().equals(meterId))
                        .toList(),
                registers.stream()
                        .filter(reading -> reading.meterId().equals(meterId))
                        .toList());
    }

    RandomFleet shuffled(Random random) {
        List<MeterReading> mixed = new ArrayList<>(readings);
        List<RegisterReading> mixedRegisters = new ArrayList<>(registers);
        Collections.shuffle(mixed, random);
        Collections.shuffle(mixedRegisters, random);
        return new RandomFleet(settings, window, meters, mixed, mixedRegisters);
    }

    /** All rules, those for single readings on the same raster. */
    SeriesRules rules() {
        return SeriesRules.standard()
                .with("series.spike.hampel")
                .withRecordRules(MeterRules.with(MeterThresholds.standard().withRasterOffset(settings.rasterOffset())));
    }

    /** What a batch says of the window; the order of arrival is not told. */
    SeriesReport batch() {
        SeriesReport report = rules().validate(window, readings, registers, settings, NOW);
        return new SeriesReport(
                report.findings(), report.coverage(), report.counts().withOutOfOrder(0));
    }

    /** What a stream says of the window in a random order of arrival in which nothing is later than the lateness. */
    SeriesReport stream(Duration lateness, Random random) {
        return stream(settings.withFrom(window.start()), lateness, random);
    }

    /** The same, but each meter is expected from its first reading on. */
    SeriesReport streamFromTheFirst(Duration lateness, Random random) {
        return stream(settings, lateness, random);
    }

    /** What a stream in the order of time says; after the last reading, time passes in steps until it is closed. */
    SeriesReport streamOn(Instant until, Duration step) {
        List<Finding> findings = new ArrayList<>();
        SeriesValidator validator = SeriesValidator.of(
                rules(), settings.withFrom(window.start()).withLateness(Duration.ZERO), findings::add);
        arrivals(Duration.ZERO, new Random(0)).forEach(arrival -> arrival.handOver.accept(validator));
        for (Instant time = window.end(); time.isBefore(until); time = time.plus(step)) {
            validator.judgeTo(time);
        }
        validator.close(until);
        return report(findings, validator);
    }

    private SeriesReport stream(SeriesSettings begun, Duration lateness, Random random) {
        List<Finding> findings = new ArrayList<>();
        SeriesValidator validator = SeriesValidator.of(rules(), begun.withLateness(lateness), findings::add);
        List<Arrival> arrivals = arrivals(lateness, random);
        List<Instant> watermarks = new ArrayList<>(Collections.nCopies(arrivals.size() + 1, window.end()));
        for (int i = arrivals.size() - 1; i >= 0; i--) {
            Instant time = arrivals.get(i).time;
            Instant later = watermarks.get(i + 1);
            watermarks.set(i, time.isBefore(later) ? time : later);
        }
        for (int i = 0; i < arrivals.size(); i++) {
            if (random.nextInt(30) == 0) {
                validator.judgeTo(watermarks.get(i).minusSeconds(random.nextBoolean() ? 0 : random.nextInt(20_000)));
            }
            arrivals.get(i).handOver.accept(validator);
        }
        validator.close(window.end());
        return report(findings, validator);
    }

    /** What a stream finds that is saved and goes on elsewhere now and then; counts and coverage do not move along. */
    List<Finding> streamThatMoves(Duration lateness, Random random) {
        SeriesSettings begun = settings.withFrom(window.start()).withLateness(lateness);
        List<Finding> findings = new ArrayList<>();
        SeriesValidator validator = SeriesValidator.of(rules(), begun, findings::add);
        for (Arrival arrival : arrivals(lateness, random)) {
            if (random.nextInt(100) == 0) {
                SeriesValidator next = SeriesValidator.of(rules(), begun, findings::add);
                for (String meterId : validator.meterIds()) {
                    next.restore(Objects.requireNonNull(validator.save(meterId)));
                }
                validator = next;
            }
            arrival.handOver.accept(validator);
        }
        validator.close(window.end());
        return report(findings, validator).findings();
    }

    private static SeriesReport report(List<Finding> findings, SeriesValidator validator) {
        return new SeriesReport(
                findings, validator.coverage(), validator.counts().withOutOfOrder(0));
    }

    /** Whatever arrives a time d of at most the lateness after its own is at most so far behind what came before. */
    private List<Arrival> arrivals(Duration lateness, Random random) {
        List<Arrival> arrivals = new ArrayList<>();
        for (MeterReading reading : readings) {
            Instant time = reading.interval().start();
            arrivals.add(
                    new Arrival(time, delayed(time, lateness, random), validator -> validator.accept(reading, NOW)));
        }
        for (RegisterReading reading : registers) {
            Instant time = reading.timestamp();
            arrivals.add(
                    new Arrival(time, delayed(time, lateness, random), validator -> validator.accept(reading, NOW)));
        }
        Collections.shuffle(arrivals, random);
        arrivals.sort(Comparator.comparing(Arrival::at));
        return arrivals;
    }

    private static Instant delayed(Instant time, Duration lateness, Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> time;
            case 1 -> time.plus(lateness);
            default -> time.plusMillis(random.nextLong(lateness.toMillis() + 1));
        };
    }

    /** Writes the readings of one meter. */
    private static final class Writer {

        private final Meter meter;
        private final Duration offset;
        private final Interval window;
        /** How many times as rare faults are. */
        private final int calm;

        private final Random random;
        private final List<MeterReading> readings;
        private final List<RegisterReading> registers;

        Writer(
                Meter meter,
                Duration offset,
                Interval window,
                int calm,
                Random random,
                List<MeterReading> readings,
                List<RegisterReading> registers) {
            this.meter = meter;
            this.offset = offset;
            this.window = window;
            this.calm = calm;
            this.random = random;
            this.readings = readings;
            this.registers = registers;
        }

        void write() {
            List<ObisCode> profiles = new ArrayList<>();
            if (random.nextInt(12) > 0) {
                profiles.add(ObisCode.IMPORT_PROFILE);
            }
            if (random.nextInt(3) == 0) {
                profiles.add(ObisCode.EXPORT_PROFILE);
            }
            if (random.nextInt(5) == 0) {
                profiles.add(ObisCode.of(1, 0, 3, 29, 0));
            }
            boolean indexed = random.nextInt(3) > 0;
            for (ObisCode profile : profiles) {
                writeProfile(profile, indexed && profile.equals(ObisCode.IMPORT_PROFILE));
            }
            if (indexed && !profiles.contains(ObisCode.IMPORT_PROFILE)) {
                writeIndexes(slots(), new long[slots().size()]);
            }
        }

        private List<Interval> slots() {
            List<Interval> slots = new ArrayList<>();
            long step = meter.resolution().toSeconds();
            long late = Math.floorMod(window.start().getEpochSecond() - offset.toSeconds(), step);
            Instant start = window.start().plusSeconds(late == 0 ? 0 : step - late);
            while (!start.plusSeconds(step).isAfter(window.end())) {
                slots.add(Interval.of(start, meter.resolution()));
                start = start.plusSeconds(step);
            }
            return slots;
        }

        private void writeProfile(ObisCode register, boolean indexed) {
            List<Interval> slots = slots();
            long[] used = new long[slots.size()];
            int first = random.nextInt(3) == 0 ? random.nextInt(slots.size()) : 0;
            int left = 0;
            int mood = 0;
            int scale = 1;
            for (int i = first; i < slots.size(); i++) {
                if (left-- == 0) {
                    mood = random.nextInt(7 * calm) % (6 + calm);
                    left = random.nextInt(random.nextBoolean() ? 12 : 220);
                    scale = random.nextInt(8) == 0 ? calm > 1 ? 7 : 12 : 1;
                }
                used[i] = amount(mood, scale);
                deliver(register, slots.get(i), used[i], mood == 5);
            }
            if (indexed) {
                writeIndexes(slots, used);
            }
            // Before everything and long after the present.
            if (random.nextInt(3) == 0) {
                readings.add(reading(register, window.start().minusSeconds(9_000), meter.resolution(), 7));
                readings.add(reading(register, NOW.plusSeconds(9_000), meter.resolution(), 7));
            }
        }

        private long amount(int mood, int scale) {
            return switch (mood) {
                case 3 -> 0;
                case 4, 5, 6 -> mood * 25_000L;
                default -> scale * random.nextLong(400_000);
            };
        }

        private void deliver(ObisCode register, Interval slot, long amount, boolean isGap) {
            if (isGap || random.nextInt(60 * calm * calm) == 0) {
                return;
            }
            Duration length = meter.resolution();
            MeterReading sound = reading(register, slot.start(), length, amount);
            switch (random.nextInt(50 * calm * calm)) {
                case 0 ->
                    readings.add(
                            reading(register, slot.start().plusSeconds(random.nextInt(361) - 180), length, amount));
                case 1 ->
                    readings.add(reading(register, slot.start().plusSeconds(random.nextInt(900)), length, amount));
                case 2 -> readings.add(reading(register, slot.start(), length.multipliedBy(2), amount));
                case 3 -> readings.add(reading(register, slot.start(), length.dividedBy(3), amount));
                case 4 -> readings.add(sound.withConsumption(null));
                case 5 -> readings.add(reading(register, slot.start(), length, -amount - 1));
                case 6 -> readings.add(sound.withQuality(ReadingQuality.of(QualityCode.UNUSABLE)));
                default -> readings.add(sound);
            }
            if (random.nextInt(80 * calm) == 0) {
                MeterReading last = readings.get(readings.size() - 1);
                QualityCode quality = pick(List.of(QualityCode.values()), random);
                for (int times = random.nextInt(3); times >= 0; times--) {
                    switch (random.nextInt(4)) {
                        case 0 -> readings.add(last);
                        case 1 -> readings.add(last.withQuality(ReadingQuality.of(quality)));
                        case 2 -> readings.add(last.withConsumption(null));
                        default -> readings.add(last.withConsumption(Energy.ofWattHours(random.nextInt(900))));
                    }
                }
            }
            if (random.nextInt(100 * calm) == 0) {
                readings.add(reading(register, slot.start(), length.multipliedBy(1 + random.nextInt(3)), amount));
            }
        }

        private MeterReading reading(ObisCode register, Instant start, Duration length, long milliwattHours) {
            return MeterReading.of(meter.id(), Interval.of(start, length), Energy.ofMilliwattHours(milliwattHours))
                    .withRegister(register);
        }

        private void writeIndexes(List<Interval> slots, long[] used) {
            long modulus = 1_000_000L * (long) Math.pow(10, meter.registerDigits());
            long index = random.nextInt(3) == 0 ? modulus - 20_000_000 : random.nextLong(modulus);
            int every = 1 + random.nextInt(slots.size());
            boolean tariffs = random.nextBoolean();
            for (int i = 0; i < slots.size(); i++) {
                if (i % every == 0 || random.nextInt(200) == 0) {
                    Instant time = slots.get(i).start();
                    writeIndex(random.nextInt(6) == 0 ? time.plusSeconds(random.nextInt(900)) : time, index, tariffs);
                }
                index = (index + used[i]) % modulus;
                if (random.nextInt(300) == 0) {
                    index = random.nextLong(modulus);
                }
            }
            writeIndex(window.end(), index, tariffs);
        }

        private void writeIndex(Instant time, long index, boolean tariffs) {
            add(ObisCode.IMPORT_REGISTER, time, index);
            if (tariffs) {
                long high = index / 3;
                add(ObisCode.IMPORT_REGISTER_HIGH_TARIFF, time, high);
                if (random.nextInt(8) > 0) {
                    add(
                            ObisCode.IMPORT_REGISTER_LOW_TARIFF,
                            time,
                            index - high + (random.nextInt(8) == 0 ? 99_000_000 : 0));
                }
            }
        }

        private void add(ObisCode register, Instant time, long index) {
            RegisterReading reading = RegisterReading.of(meter.id(), register, time, Energy.ofMilliwattHours(index));
            registers.add(reading);
            switch (random.nextInt(20)) {
                case 0 -> registers.add(reading);
                case 1 ->
                    registers.add(RegisterReading.of(meter.id(), register, time, Energy.ofMilliwattHours(index + 5)));
                case 2 ->
                    registers.add(new RegisterReading(
                            meter.id(), register, time, reading.index(), ReadingQuality.of(QualityCode.VALIDATED)));
                default -> {}
            }
        }
    }
}
