package io.metrify.quality.estimation;

import io.metrify.model.Energy;
import io.metrify.model.Holidays;
import io.metrify.model.Interval;
import io.metrify.model.MarketCalendar;
import io.metrify.model.QualityCode;
import io.metrify.model.SubstitutionMethod;
import io.metrify.model.meter.ObisCode;
import io.metrify.model.meter.ReadingSeries;
import io.metrify.model.meter.ReadingSeriesBuilder;
import io.metrify.model.meter.RegisterReading;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/** The example of the guide: a gap across the hour that a clock repeats, filled, edited and undone. */
final class EstimationExample {

    public static void main(String[] arguments) {
        MarketCalendar berlin = MarketCalendar.of(ZoneId.of("Europe/Berlin")).withHolidays(Holidays.germany());
        Interval day = berlin.day(LocalDate.of(2026, 10, 25)); // the clock goes back at 01:00 UTC
        Interval month = new Interval(berlin.day(LocalDate.of(2026, 10, 1)).start(), day.end());
        Interval gap = Interval.of(Instant.parse("2026-10-25T00:00:00Z"), Duration.ofHours(3));

        ReadingSeriesBuilder readings =
                ReadingSeries.builder("DE-0042", ObisCode.IMPORT_PROFILE, month, Duration.ofHours(1));
        for (int slot = 0; slot < month.length().toHours(); slot++) {
            Instant start = month.start().plus(Duration.ofHours(slot));
            if (!gap.contains(start)) {
                Energy energy =
                        Energy.ofWattHours(200 + start.atZone(berlin.zone()).getHour());
                readings.set(slot, energy, QualityCode.VALIDATED, SubstitutionMethod.NONE);
            }
        }
        ReadingSeries series = readings.build();
        List<RegisterReading> registers = List.of(
                RegisterReading.of("DE-0042", ObisCode.IMPORT_REGISTER, day.start(), Energy.parse("999997")),
                RegisterReading.of("DE-0042", ObisCode.IMPORT_REGISTER, day.end(), Energy.parse("2.5"))); // turned over

        Estimator estimator = Estimator.of(berlin);
        Estimation estimation = estimator.estimate(EstimationRequest.of(series, Instant.parse("2026-10-27T08:00:00Z"))
                .withRegisters(registers)
                .withOrigin("kim", "no mobile network"));

        estimation.refusals().forEach(refusal -> System.out.println(refusal.reason()));
        for (Substitute substitute : estimation.substitutes()) {
            System.out.println(substitute.reading().timestamp() + " "
                    + substitute.reading().consumption());
        }
        System.out.println(estimation.series().slice(day).total() + " in all");
        System.out.println(estimation.substitutes().get(0).reason());

        SeriesHistory history =
                SeriesHistory.of(series, Instant.parse("2026-10-26T06:00:00Z")).append(estimation.versions());
        Editor kim = Editor.of("kim", Instant.parse("2026-10-28T09:00:00Z"));
        Edit edit = kim.scale(history, gap, Energy.parse("0.6"), "read on site");
        history = history.append(edit.versions());
        System.out.println("edited: " + history.series(gap).total());

        Editor ana = Editor.of("ana", Instant.parse("2026-10-29T09:00:00Z"));
        history = history.append(ana.undo(history, edit, "wrong meter").versions());
        System.out.println("undone: " + history.series(gap).total());
        System.out.println("as of the 28th: "
                + history.seriesAsOf(gap, Instant.parse("2026-10-28T23:00:00Z")).total());
    }

    private EstimationExample() {}
}
