package io.metrify.samples.pipeline.report;

import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.MarketCalendar;
import io.metrify.model.meter.MeterReading;
import io.metrify.samples.pipeline.report.SampleRun.Records;
import io.metrify.testkit.fault.FaultInjector;
import io.metrify.testkit.fault.FaultPlan;
import io.metrify.testkit.fleet.Fleet;
import io.metrify.testkit.fleet.ReadingOrder;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/** The runs that the tests look at. */
final class SampleRuns {

    static final MarketCalendar BERLIN = MarketCalendar.of(ZoneId.of("Europe/Berlin"));
    static final Duration QUARTER = Duration.ofMinutes(15);

    private SampleRuns() {}

    /** A fleet with faults over the days around the end of summer time, and a few damaged lines. */
    static SampleRun fleet(Path directory, int meters, int days) throws SQLException {
        return fleet(directory, meters, LocalDate.of(2026, 10, 24), days, QUARTER);
    }

    static SampleRun fleet(Path directory, int meters, LocalDate from, int days, Duration resolution)
            throws SQLException {
        Fleet fleet = Fleet.builder()
                .meters(meters)
                .seed(7)
                .firstDate(from)
                .days(days)
                .resolution(resolution)
                .calendar(BERLIN)
                .build();
        Records records = new Records("readings");
        FaultInjector faults = FaultInjector.of(fleet, FaultPlan.standard(), 7);
        faults.inject(fleet.readings(ReadingOrder.BY_TIME), fault -> {}).forEach(records::add);
        for (int line = 0; line < 50; line++) {
            records.addMalformed(
                    "METER-" + line + ";2026-10-24T00:00:00Z;12,3,4;;" + "x".repeat(line),
                    "/consumption_kwh",
                    "\"12,3,4\" is not a number; write it like 12.34");
        }
        return SampleRun.of(
                directory,
                BERLIN,
                fleet.raster().span().end(),
                meters + " simulated meters with faults",
                fleet.meters().toList(),
                records);
    }

    /** One meter that delivers the same energy every quarter hour from one local midnight to another. */
    static SampleRun steady(Path directory, LocalDate from, LocalDate to, Energy energy) throws SQLException {
        Records records = new Records("readings");
        Instant end = BERLIN.day(to).start();
        for (Instant at = BERLIN.day(from).start(); at.isBefore(end); at = at.plus(QUARTER)) {
            records.add(reading("DE-LOAD", at, energy));
        }
        return SampleRun.of(directory, BERLIN, end, "a steady load", List.of(), records);
    }

    /** The load of a country over a year: 35 to 75 GW with the shapes of day and week, no directory of meters. */
    static SampleRun country(Path directory) throws SQLException {
        Records records = new Records("load.csv");
        Instant end = BERLIN.day(LocalDate.of(2026, 1, 1)).start();
        for (Instant at = BERLIN.day(LocalDate.of(2025, 1, 1)).start(); at.isBefore(end); at = at.plus(QUARTER)) {
            double hour = at.atZone(BERLIN.zone()).getHour()
                    + at.atZone(BERLIN.zone()).getMinute() / 60.0;
            double weekend = at.atZone(BERLIN.zone()).getDayOfWeek().getValue() > 5 ? 0.85 : 1;
            double season = 1 + 0.1 * Math.cos(at.atZone(BERLIN.zone()).getDayOfYear() * 2 * Math.PI / 365);
            double gigawatts = 55 * weekend * season * (1 - 0.2 * Math.cos((hour - 3) * Math.PI / 12));
            records.add(reading("DE-LOAD", at, Energy.ofMilliwattHours(Math.round(gigawatts * 0.25e12))));
        }
        return SampleRun.of(directory, BERLIN, end, "load of a country (smard)", List.of(), records);
    }

    /** A day of a meter that would be a script if it were not shown as text, with one reading rejected. */
    static SampleRun hostile(Path directory) throws SQLException {
        String meterId = "</script><img src=x onerror=document.title='run'>";
        Records records = new Records("readings");
        Instant start = BERLIN.day(LocalDate.of(2026, 5, 1)).start();
        for (int slot = 0; slot < 96; slot++) {
            records.add(
                    reading(meterId, start.plusSeconds(900L * slot), Energy.ofWattHours(slot == 40 ? -1 : 100 + slot)));
        }
        return SampleRun.of(
                directory, BERLIN, start.plusSeconds(900L * 96), "<b>hostile</b> " + meterId, List.of(), records);
    }

    static SampleRun empty(Path directory) throws SQLException {
        return SampleRun.of(directory, BERLIN, Instant.EPOCH, "nothing", List.of(), new Records("readings"));
    }

    static MeterReading reading(String meterId, Instant at, Energy energy) {
        return MeterReading.of(meterId, Interval.of(at, QUARTER), energy);
    }
}
