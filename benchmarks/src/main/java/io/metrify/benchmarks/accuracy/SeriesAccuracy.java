package io.metrify.benchmarks.accuracy;

import io.metrify.model.Holidays;
import io.metrify.model.Interval;
import io.metrify.model.MarketCalendar;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.RegisterReading;
import io.metrify.testkit.fault.FaultInjector;
import io.metrify.testkit.fault.FaultKind;
import io.metrify.testkit.fault.FaultPlan;
import io.metrify.testkit.fleet.Fleet;
import io.metrify.testkit.fleet.ReadingOrder;
import io.metrify.validation.Finding;
import io.metrify.validation.series.SeriesReport;
import io.metrify.validation.series.SeriesRules;
import io.metrify.validation.series.SeriesSettings;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Judges the golden fleet, whose faults are known, and prints precision and recall of every rule. The golden fleet is 1,000
 * meters over four weeks without faults, as every meter in operation has a history, and 30 days with faults of all kinds at
 * several times the usual rate; once across the day on which clocks go forward and once across the day they go back. The
 * same without faults tells how often rules cry wolf. Seeds are fixed: the output is the same every time.
 */
public final class SeriesAccuracy {

    private static final int METERS = 1_000;
    private static final int HISTORY_DAYS = 28;
    private static final int JUDGED_DAYS = 30;
    private static final MarketCalendar BERLIN =
            MarketCalendar.of(ZoneId.of("Europe/Berlin")).withHolidays(Holidays.germany());
    private static final List<LocalDate> FIRST_JUDGED_DATES =
            List.of(LocalDate.of(2026, 3, 10), LocalDate.of(2026, 10, 5));

    private static final String HAMPEL = "series.spike.hampel";
    private static final SeriesRules RULES = SeriesRules.standard().with(HAMPEL);

    /** The standard mix with more of what is rare, so that there is enough to count. */
    private static final FaultPlan PLAN = FaultPlan.standard()
            .with(FaultKind.SILENCE, 0.005)
            .with(FaultKind.UNDER_COVERED, 0.005)
            .with(FaultKind.ZERO_RUN, 0.01)
            .with(FaultKind.STUCK, 0.01)
            .with(FaultKind.HIGH_DAY, 0.02)
            .with(FaultKind.LOW_DAY, 0.02)
            .with(FaultKind.REGISTER_JUMP, 0.005)
            .with(FaultKind.REGISTER_ROLLOVER, 0.02);

    private SeriesAccuracy() {}

    /**
     * Prints the report as Markdown.
     *
     * @param arguments {@code --examples} also prints some findings and faults that do not match
     */
    public static void main(String[] arguments) {
        boolean examples = List.of(arguments).contains("--examples");
        for (LocalDate first : FIRST_JUDGED_DATES) {
            System.out.println("## Golden fleet, " + first + " to " + first.plusDays(JUDGED_DAYS - 1) + "\n");
            Fleet fleet = fleet(first);
            Truth truth = new Truth(judged(fleet, first), fleet.raster().span());
            judge(fleet, PLAN, first, truth);
            System.out.println(
                    "| rule | fault | injected | not judgeable | found | recall | findings | explained | precision |");
            System.out.println("|---|---|---|---|---|---|---|---|---|");
            for (Expectation expected : Expectation.ALL) {
                System.out.println(truth.score(expected).row(expected));
                if (examples) {
                    truth.unexplained(expected, 4).forEach(finding -> System.out.println("    ? " + finding));
                    truth.missed(expected, 4).forEach(fault -> System.out.println("    ! " + fault));
                }
            }
            System.out.println("\n## The same fleet without faults\n");
            flawless(fleet, first);
        }
    }

    private static Fleet fleet(LocalDate first) {
        return Fleet.builder()
                .meters(METERS)
                .seed(20_26)
                .firstDate(first.minusDays(HISTORY_DAYS))
                .days(HISTORY_DAYS + JUDGED_DAYS)
                .calendar(BERLIN)
                .build();
    }

    private static Interval judged(Fleet fleet, LocalDate first) {
        return new Interval(BERLIN.day(first).start(), fleet.raster().span().end());
    }

    private static void flawless(Fleet fleet, LocalDate first) {
        Map<String, Integer> counts = new TreeMap<>();
        long readings = judge(
                fleet,
                FaultPlan.none(),
                first,
                new Truth(judged(fleet, first), fleet.raster().span()),
                finding -> counts.merge(finding.rule(), 1, Integer::sum));
        int standard = counts.entrySet().stream()
                .filter(rule -> !rule.getKey().equals(HAMPEL))
                .mapToInt(Map.Entry::getValue)
                .sum();
        System.out.println("| rule | findings | per 10,000 readings |");
        System.out.println("|---|---|---|");
        counts.forEach((rule, count) -> flawlessRow(rule, count, readings));
        flawlessRow("all standard rules", standard, readings);
        System.out.println();
    }

    private static void flawlessRow(String rule, int count, long readings) {
        System.out.println(String.format(
                Locale.ROOT, "| %s, of %d readings | %d | %.3f |", rule, readings, count, count * 1e4 / readings));
    }

    private static void judge(Fleet fleet, FaultPlan plan, LocalDate first, Truth truth) {
        judge(fleet, plan, first, truth, truth::add);
    }

    private static long judge(Fleet fleet, FaultPlan plan, LocalDate first, Truth truth, Consumer<Finding> findings) {
        Instant start = BERLIN.day(first).start();
        Instant end = fleet.raster().span().end();
        FaultInjector injector = FaultInjector.of(fleet, plan, 7);
        SeriesSettings settings = SeriesSettings.of(BERLIN).withMeters(fleet::find);
        long readings = 0;
        for (int meter = 0; meter < fleet.meterCount(); meter++) {
            Stream<MeterReading> history = fleet.readings(ReadingOrder.BY_METER, meter, meter + 1)
                    .filter(reading -> reading.timestamp().isBefore(start));
            Stream<MeterReading> judged = injector.inject(
                    fleet.readings(ReadingOrder.BY_METER, meter, meter + 1)
                            .filter(reading -> !reading.timestamp().isBefore(start)),
                    truth::add);
            Stream<RegisterReading> registers = injector.injectRegisters(
                    fleet.registerReadings(ReadingOrder.BY_METER, meter, meter + 1), truth::add);
            SeriesReport report = RULES.validate(
                    fleet.raster().span(),
                    Stream.concat(history, judged)::iterator,
                    registers::iterator,
                    settings,
                    end);
            report.findings().forEach(findings);
            readings += report.counts().readings();
        }
        return readings;
    }
}
