package io.metrify.validation.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.metrify.model.Energy;
import io.metrify.model.Holidays;
import io.metrify.model.Interval;
import io.metrify.model.MarketCalendar;
import io.metrify.model.meter.Meter;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.MeterType;
import io.metrify.model.meter.ObisCode;
import io.metrify.model.meter.RegisterReading;
import io.metrify.model.meter.Site;
import io.metrify.validation.Finding;
import io.metrify.validation.MeterDirectory;
import io.metrify.validation.MeterRules;
import io.metrify.validation.MeterThresholds;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One meter over some market days. It starts without readings; {@link #filled} gives it sound ones, and a test then changes
 * what it is about. Times are local, or UTC if they end in Z.
 */
final class Scenario {

    static final String METER = "M-1";
    static final MarketCalendar BERLIN =
            MarketCalendar.of(ZoneId.of("Europe/Berlin")).withHolidays(Holidays.germany());
    static final Instant NOW = Instant.parse("2027-06-01T00:00:00Z");

    private final MarketCalendar calendar;
    private final Interval window;
    private final Map<Instant, MeterReading> readings = new TreeMap<>();
    private final List<MeterReading> others = new ArrayList<>();
    private final List<RegisterReading> registers = new ArrayList<>();
    private final List<Outage> outages = new ArrayList<>();
    private final List<Exchange> exchanges = new ArrayList<>();
    private Duration resolution = Duration.ofMinutes(15);
    private Duration offset = Duration.ZERO;
    private MeterType type = MeterType.HOUSEHOLD;
    private double ratedPowerKw = 30;
    private int digits = 6;
    private @Nullable Instant installed;
    private @Nullable Instant removed;
    private boolean known = true;
    private SeriesRules rules = SeriesRules.standard();

    private Scenario(MarketCalendar calendar, String first, int days) {
        LocalDate date = LocalDate.parse(first);
        this.calendar = calendar;
        this.window = new Interval(
                calendar.day(date).start(), calendar.day(date.plusDays(days)).start());
    }

    /** Market days in Berlin, from a date on. */
    static Scenario of(String first, int days) {
        return new Scenario(BERLIN, first, days);
    }

    static Scenario in(MarketCalendar calendar, String first, int days) {
        return new Scenario(calendar, first, days);
    }

    static Scenario in(String zone, String first, int days) {
        return new Scenario(MarketCalendar.of(ZoneId.of(zone)), first, days);
    }

    static Scenario ofGasDays(String first, int days) {
        return new Scenario(BERLIN.withDayStart(LocalTime.of(6, 0)), first, days);
    }

    Scenario every(Duration newResolution, Duration newOffset) {
        resolution = newResolution;
        offset = newOffset;
        return this;
    }

    Scenario type(MeterType newType) {
        type = newType;
        return this;
    }

    Scenario rated(double newRatedPowerKw) {
        ratedPowerKw = newRatedPowerKw;
        return this;
    }

    Scenario digits(int newDigits) {
        digits = newDigits;
        return this;
    }

    Scenario installed(String time) {
        installed = at(time);
        return this;
    }

    Scenario removed(String time) {
        removed = at(time);
        return this;
    }

    /** Nothing is known of the meter. */
    Scenario unknown() {
        known = false;
        return this;
    }

    Scenario by(SeriesRules newRules) {
        rules = newRules;
        return this;
    }

    /** Sound readings for the whole window: from 0.1 to 0.21 kWh, never twice the same in a row. */
    Scenario filled() {
        return filled("1");
    }

    /** The same a number of times as high. */
    Scenario filled(String factor) {
        return filled(window, factor);
    }

    Scenario filled(String from, String to, String factor) {
        return filled(new Interval(at(from), at(to)), factor);
    }

    private Scenario filled(Interval time, String factor) {
        long milliwattHours = Energy.parse(factor).milliwattHours();
        long slot = 0;
        for (Instant start = time.start(); start.isBefore(time.end()); start = start.plus(resolution)) {
            Energy energy = Energy.ofMilliwattHours((100 + slot * 50 % 120) * milliwattHours / 1_000);
            readings.put(start, MeterReading.of(METER, Interval.of(start, resolution), energy));
            slot++;
        }
        return this;
    }

    /** Takes readings away. */
    Scenario without(String from, String to) {
        readings.keySet().removeIf(new Interval(at(from), at(to))::contains);
        return this;
    }

    /** Gives slots from a time on other values, in kWh; null for no energy. */
    Scenario set(String from, @Nullable String... kilowattHours) {
        Instant start = at(from);
        for (String value : kilowattHours) {
            Energy energy = value == null ? null : Energy.parse(value);
            readings.put(
                    start,
                    MeterReading.of(METER, Interval.of(start, resolution), Energy.ZERO)
                            .withConsumption(energy));
            start = start.plus(resolution);
        }
        return this;
    }

    /** Gives all slots between two times the same value. */
    Scenario setAll(String from, String to, String kilowattHours) {
        int slots = (int) Duration.between(at(from), at(to)).dividedBy(resolution);
        String[] values = new String[slots];
        Arrays.fill(values, kilowattHours);
        return set(from, values);
    }

    /** A reading beside those of the slots. */
    Scenario add(MeterReading reading) {
        others.add(reading);
        return this;
    }

    Scenario add(String start, Duration length, String kilowattHours) {
        return add(MeterReading.of(METER, Interval.of(at(start), length), Energy.parse(kilowattHours)));
    }

    /** The reading of a slot once more. */
    Scenario again(String start) {
        return add(reading(start));
    }

    MeterReading reading(String start) {
        MeterReading reading = readings.get(at(start));
        assertThat(reading).as("reading at " + start).isNotNull();
        return reading;
    }

    /** All readings as those of another register. */
    Scenario of(ObisCode register) {
        readings.replaceAll((start, reading) -> reading.withRegister(register));
        return this;
    }

    Scenario index(String time, String kilowattHours) {
        return index(ObisCode.IMPORT_REGISTER, time, kilowattHours);
    }

    Scenario index(ObisCode register, String time, String kilowattHours) {
        return index(RegisterReading.of(METER, register, at(time), Energy.parse(kilowattHours)));
    }

    Scenario index(RegisterReading reading) {
        registers.add(reading);
        return this;
    }

    Scenario outage(String from, String to) {
        outages.add(new Outage(METER, new Interval(at(from), at(to))));
        return this;
    }

    Scenario exchanged(String time) {
        exchanges.add(new Exchange(METER, at(time)));
        return this;
    }

    Instant at(String time) {
        return time.endsWith("Z")
                ? Instant.parse(time)
                : LocalDateTime.parse(time).atZone(calendar.zone()).toInstant();
    }

    Interval window() {
        return window;
    }

    List<MeterReading> readings() {
        List<MeterReading> all = new ArrayList<>(readings.values());
        all.addAll(others);
        return all;
    }

    SeriesSettings settings() {
        Meter meter = new Meter(
                METER, type, new Site("Berlin", null, null), resolution, ratedPowerKw, digits, installed, removed);
        return SeriesSettings.of(calendar)
                .withAssumedResolution(resolution)
                .withRasterOffset(offset)
                .withEvents(KnownEvents.of(outages, exchanges))
                .withMeters(known ? MeterDirectory.of(List.of(meter)) : MeterDirectory.none());
    }

    SeriesRules rules() {
        return rules.withRecordRules(MeterRules.with(MeterThresholds.standard().withRasterOffset(offset)));
    }

    /** What a batch says. */
    SeriesReport report() {
        return rules().validate(window, readings(), registers, settings(), NOW);
    }

    List<Finding> findings(String rule) {
        return report().findings(rule);
    }

    /** The only finding of a rule. */
    Finding finding(String rule) {
        List<Finding> found = findings(rule);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    /** A rule judged and found nothing. */
    void isSound(String rule) {
        SeriesReport report = report();
        assertThat(report.findings(rule)).isEmpty();
        assertThat(report.evaluated()).contains(rule);
    }

    /** A rule could never judge; the usual reason is this. */
    void isSkipped(String rule, String reason) {
        SeriesReport report = report();
        assertThat(report.findings(rule)).isEmpty();
        assertThat(report.evaluated()).doesNotContain(rule);
        assertThat(report.skipped()).containsEntry(rule, reason);
    }
}
