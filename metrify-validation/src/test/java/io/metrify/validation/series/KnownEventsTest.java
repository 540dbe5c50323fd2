package io.metrify.validation.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.metrify.model.Interval;
import io.metrify.model.meter.ObisCode;
import io.metrify.validation.Finding;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnownEventsTest {

    private static final String TEN = "2026-03-10T10:00";
    private static final Instant START = Instant.parse("2026-03-10T00:00:00Z");

    @Test
    void anOutageExplainsAGap() {
        Scenario day = Scenario.of("2026-03-10", 1).filled().without(TEN, "2026-03-10T12:00");
        day.outage(TEN, "2026-03-10T12:00").isSound("series.gap");
    }

    @Test
    void anOutageThatTouchesASlotExplainsAllOfIt() {
        Scenario day = Scenario.of("2026-03-10", 1).filled().without(TEN, "2026-03-10T10:30");
        day.outage("2026-03-10T10:14:59", "2026-03-10T10:15:01").isSound("series.gap");
    }

    @Test
    void anOutageExplainsNothingBesideIt() {
        Scenario day = Scenario.of("2026-03-10", 1).filled().without(TEN, "2026-03-10T11:00");
        assertThat(day.outage("2026-03-10T10:15", "2026-03-10T10:45").findings("series.gap"))
                .extracting(Finding::observed)
                .containsExactly("1 slot without a reading", "1 slot without a reading");
    }

    @Test
    void anOutageExplainsZeros() {
        Scenario days = Scenario.of("2026-03-10", 3).filled().setAll(TEN, "2026-03-12T10:00", "0");
        days.outage("2026-03-11T00:00", "2026-03-11T12:00").isSound("series.zero_run");
    }

    @Test
    void anOutageExplainsASilence() {
        Scenario days = Scenario.of("2026-03-10", 5).filled().without(TEN, "2026-03-14T00:00");
        days.outage("2026-03-11T00:00", "2026-03-13T00:00").isSound("series.silence");
    }

    @Test
    void anOutageExplainsASpike() {
        Scenario day = Scenario.of("2026-03-10", 1).filled().set(TEN, "3");
        day.outage(TEN, "2026-03-10T10:15").isSound("series.spike.day");
    }

    @Test
    void anOutageExplainsALowDay() {
        Scenario week = Scenario.of("2026-03-02", 5).filled();
        week.setAll("2026-03-06T00:00", "2026-03-07T00:00", "0").outage("2026-03-06T00:00", "2026-03-06T23:00");
        SeriesReport report = week.report();
        assertThat(report.findings("series.day.low")).isEmpty();
        assertThat(report.coverage().get("series.day.low").skipped())
                .containsEntry("the market day has a known outage", 1L);
    }

    @Test
    void anOutageIsNotExpectedToBeCovered() {
        Scenario week = Scenario.of("2026-03-02", 7).filled().without("2026-03-04T00:00", "2026-03-06T00:00");
        week.outage("2026-03-04T00:00", "2026-03-06T00:00").isSound("series.coverage");
    }

    @Test
    void skipsTheCoverageOfAWeekThatWasAllOutage() {
        Scenario week = Scenario.of("2026-03-02", 7).index("2026-03-02T00:00", "1");
        week.set("2026-03-01T23:45", "0.1").outage("2026-03-02T00:00", "2026-03-09T00:00");
        SeriesValidator validator = SeriesValidator.of(
                week.rules(), week.settings().withFrom(week.window().start()), finding -> {});
        validator.expect(Scenario.METER, ObisCode.IMPORT_PROFILE, week.window().start());
        validator.close(week.window().end());
        assertThat(validator.coverage().get("series.coverage").skipped())
                .containsEntry("nothing was expected because of known outages", 1L);
    }

    @Test
    void anOutageAcrossTheChangeOfClocksExplainsTheGapOnBothSides() {
        Scenario autumn = Scenario.of("2026-10-25", 1).filled();
        autumn.without("2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z");
        autumn.outage("2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z").isSound("series.gap");
    }

    @Test
    void tellsTheEventsOfAMeterInsideAWindow() {
        Outage outage = new Outage("M-1", new Interval(START, START.plusSeconds(3_600)));
        Exchange exchange = new Exchange("M-1", START.plusSeconds(7_200));
        KnownEvents events = KnownEvents.of(List.of(outage), List.of(exchange));
        Interval day = new Interval(START, START.plusSeconds(86_400));
        assertThat(events.outages("M-1", day)).containsExactly(outage.interval());
        assertThat(events.exchanges("M-1", day)).containsExactly(exchange.instant());
        assertThat(events.outages("M-2", day)).isEmpty();
        assertThat(events.exchanges("M-2", day)).isEmpty();
        Interval later = new Interval(START.plusSeconds(3_600), START.plusSeconds(7_200));
        assertThat(events.outages("M-1", later)).isEmpty();
        assertThat(events.exchanges("M-1", later)).isEmpty();
        assertThat(KnownEvents.none().outages("M-1", day)).isEmpty();
        assertThat(KnownEvents.none().exchanges("M-1", day)).isEmpty();
    }
}
