package io.metrify.quality.report;

import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.MarketCalendar;
import io.metrify.model.SubstitutionMethod;
import io.metrify.model.meter.ReadingSeries;
import io.metrify.quality.report.html.Figures;
import io.metrify.quality.report.html.Html;
import io.metrify.quality.report.html.LocalTimes;
import io.metrify.quality.report.html.Registers;
import io.metrify.quality.report.html.Table;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a chart of a series shows, for those who do not see it: its slots or its market days, and every gap and substitute. */
final class SeriesTables {

    /** A series of more slots than this is told by market day: two days of quarter hours, and the hour that a day may be longer. */
    private static final int MOST_SLOTS = 200;

    private static final int MOST_DAYS = 100;
    private static final int MOST_RUNS = 100;

    private final ReadingSeries series;
    private final MarketCalendar calendar;

    SeriesTables(ReadingSeries series, MarketCalendar calendar) {
        this.series = series;
        this.calendar = calendar;
    }

    void write(Html html) throws IOException {
        String register = Registers.name(series.register().toString());
        html.open("details").element("summary", "The chart as a table, " + register);
        if (series.size() <= MOST_SLOTS) {
            slots(html);
        } else {
            days(html);
            runs(html);
        }
        html.close();
    }

    private void slots(Html html) throws IOException {
        Table table = Table.begin(html, "Every slot, exact", "From", "#Energy in kWh", "How it came about");
        for (int slot = 0; slot < series.size(); slot++) {
            table.beginRow().cell(local(series.slotStart(slot)));
            Energy energy = series.energy(slot);
            if (energy == null) {
                table.cell("missing");
            } else {
                amount(table, energy.toKilowattHours());
            }
            table.cell(origin(slot)).endRow();
        }
        table.end();
    }

    private void days(Html html) throws IOException {
        Table table = Table.begin(
                html,
                "Every market day, exact",
                "Market day",
                "#Slots",
                "#Measured",
                "#Substituted",
                "#Missing",
                "#Measured kWh",
                "#Substituted kWh");
        int days = 0;
        int slot = 0;
        while (slot < series.size() && days < MOST_DAYS) {
            Interval day = calendar.dayOf(series.slotStart(slot));
            int measured = 0;
            int substituted = 0;
            int first = slot;
            BigDecimal measuredEnergy = BigDecimal.ZERO;
            BigDecimal substitutedEnergy = BigDecimal.ZERO;
            for (; slot < series.size() && series.slotStart(slot).isBefore(day.end()); slot++) {
                Energy energy = series.energy(slot);
                if (energy != null && SeriesSteps.isSubstitute(series, slot)) {
                    substituted++;
                    substitutedEnergy = substitutedEnergy.add(energy.toKilowattHours());
                } else if (energy != null) {
                    measured++;
                    measuredEnergy = measuredEnergy.add(energy.toKilowattHours());
                }
            }
            table.beginRow().cell(Wording.date(calendar.dateOf(series.slotStart(first))));
            table.cell(Figures.count(slot - first)).cell(Figures.count(measured));
            table.cell(Figures.count(substituted)).cell(Figures.count(slot - first - measured - substituted));
            amount(table, measuredEnergy);
            amount(table, substitutedEnergy);
            table.endRow();
            days++;
        }
        table.end();
        if (slot < series.size()) {
            html.element("p", "Later days are not shown: " + Figures.count(series.size() - slot, "slot") + ".");
        }
    }

    /** Neighbouring slots that came about in the same way. */
    private record Run(int from, int to, String origin) {}

    private void runs(Html html) throws IOException {
        List<Run> runs = new ArrayList<>();
        int first = 0;
        for (int slot = 1; slot <= series.size(); slot++) {
            if (slot == series.size() || !origin(slot).equals(origin(first))) {
                if (!origin(first).equals("measured")) {
                    runs.add(new Run(first, slot, origin(first)));
                }
                first = slot;
            }
        }
        if (runs.isEmpty()) {
            html.element("p", "Every slot was measured.");
            return;
        }
        Table table = Table.begin(
                html,
                "Every gap and every substitute"
                        + (runs.size() > MOST_RUNS
                                ? ", the first " + MOST_RUNS + " of " + Figures.count(runs.size())
                                : ""),
                "From",
                "To",
                "#Slots",
                "What is there",
                "#kWh");
        for (Run run : runs.subList(0, Math.min(MOST_RUNS, runs.size()))) {
            table.beginRow().cell(local(series.slotStart(run.from())));
            table.cell(local(series.slotStart(run.to() - 1).plus(series.resolution())));
            table.cell(Figures.count(run.to() - run.from())).cell(run.origin());
            if (series.isPresent(run.from())) {
                BigDecimal energy = BigDecimal.ZERO;
                for (int slot = run.from(); slot < run.to(); slot++) {
                    energy = energy.add(BigDecimal.valueOf(series.milliwattHours(slot), Energy.SCALE));
                }
                amount(table, energy);
            } else {
                table.cell("");
            }
            table.endRow();
        }
        table.end();
    }

    private String origin(int slot) {
        if (!series.isPresent(slot)) {
            return "nothing";
        }
        if (!SeriesSteps.isSubstitute(series, slot)) {
            return "measured";
        }
        SubstitutionMethod method = series.method(slot);
        String code = words(series.quality(slot));
        return method == SubstitutionMethod.NONE ? code : code + ", " + words(method);
    }

    private static void amount(Table table, BigDecimal kilowattHours) throws IOException {
        table.amount(kilowattHours.toPlainString(), Figures.exact(kilowattHours));
    }

    private static String words(Enum<?> constant) {
        return constant.name().replace('_', ' ').toLowerCase(Locale.ROOT);
    }

    private String local(Instant instant) {
        return LocalTimes.full(instant.getEpochSecond(), calendar.zone());
    }
}
