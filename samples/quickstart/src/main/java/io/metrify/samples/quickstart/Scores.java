package io.metrify.samples.quickstart;

import io.metrify.model.Energy;
import io.metrify.model.MarketCalendar;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.ObisCode;
import io.metrify.quality.FleetScore;
import io.metrify.quality.ScoreBook;
import io.metrify.quality.ScoreScope;
import io.metrify.quality.ScoreSettings;
import io.metrify.validation.MeterRules;
import io.metrify.validation.RuleContext;
import io.metrify.validation.ValidationReport;
import io.metrify.validation.series.SeriesRules;
import io.metrify.validation.series.SeriesSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** The example of the guide to scores: a meter's day of 100 quarter hours, scored with what each rule cost. */
public final class Scores {

    public static void main(String[] arguments) {
        MarketCalendar berlin = MarketCalendar.of(ZoneId.of("Europe/Berlin"));
        LocalDate date = LocalDate.of(2026, 10, 25);
        Duration quarterHour = Duration.ofMinutes(15);
        Instant morning = berlin.day(date).end().plus(Duration.ofHours(7)); // when all readings came
        ScoreBook book = new ScoreBook("head-end", berlin, ScoreSettings.standard());
        book.expect("DE-0042", ObisCode.IMPORT_PROFILE, berlin.day(date), quarterHour);

        List<MeterReading> readings = new ArrayList<>();
        for (int slot = 0; slot < 96; slot++) { // four are missing at the end of the day
            Energy energy = Energy.parse(slot == 42 ? "-0.050000" : slot == 80 ? "9.000000" : "0.0" + (50 + slot % 7));
            MeterReading reading = MeterReading.of("DE-0042", berlin.slot(date, quarterHour, slot), energy);
            ValidationReport report = MeterRules.standard().validate(reading, RuleContext.at(morning));
            if (report.isAcceptable()) {
                book.accepted(reading, report.findings(), morning);
                readings.add(reading);
            } else {
                book.rejected(reading, report.findings());
            }
        }
        SeriesRules.standard()
                .validate(berlin.day(date), readings, List.of(), SeriesSettings.of(berlin), morning)
                .findings()
                .forEach(book::found);

        FleetScore score = book.score(ScoreScope.ofMeterDay("head-end", "DE-0042", date));
        System.out.println(score.value() + " " + score.tier().orElseThrow());
        score.explanation().forEach(System.out::println);
    }

    private Scores() {}
}
