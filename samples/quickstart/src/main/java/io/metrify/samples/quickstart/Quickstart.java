package io.metrify.samples.quickstart;

import io.metrify.analytics.EnergyFact;
import io.metrify.analytics.Rollup;
import io.metrify.analytics.RollupPeriod;
import io.metrify.model.Energy;
import io.metrify.model.MarketCalendar;
import io.metrify.model.meter.MeterReading;
import io.metrify.quality.ReadingScore;
import io.metrify.quality.ReadingScorer;
import io.metrify.validation.MeterRules;
import io.metrify.validation.RuleContext;
import io.metrify.validation.RuleSet;
import io.metrify.validation.ValidationReport;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;

/** The example of the README: one day on which the clock goes back, validated, scored and added up. */
public final class Quickstart {

    public static void main(String[] arguments) {
        MarketCalendar berlin = MarketCalendar.of(ZoneId.of("Europe/Berlin"));
        LocalDate day = LocalDate.of(2026, 10, 25); // the clock goes back: 100 quarter hours
        Duration quarterHour = Duration.ofMinutes(15);

        RuleSet<MeterReading> rules = MeterRules.standard();
        RuleContext context = RuleContext.at(berlin.day(day).end());
        ReadingScorer scorer = ReadingScorer.standard();
        Rollup daily = Rollup.of(berlin, RollupPeriod.DAY);

        for (int slot = 0; slot < berlin.slotCount(day, quarterHour); slot++) {
            Energy energy = Energy.parse(slot == 42 ? "-0.050000" : "0.062500"); // one reading is wrong
            MeterReading reading = MeterReading.of("DE-0042", berlin.slot(day, quarterHour, slot), energy);

            ValidationReport report = rules.validate(reading, context);
            ReadingScore score = scorer.score(reading, report);
            report.findings().forEach(finding -> System.out.println(finding.message()));
            if (report.isAcceptable()) {
                daily.add(reading.withQuality(reading.quality().withScore(score.value())));
            }
        }

        for (EnergyFact fact : daily.facts()) {
            System.out.println(fact.marketDate() + ": " + fact.consumption() + ", " + fact.coverage() + " covered");
        }
    }

    private Quickstart() {}
}
