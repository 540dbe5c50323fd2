package io.metrify.samples.pipeline.report;

import io.metrify.model.MarketCalendar;
import io.metrify.quality.report.html.BarChart;
import io.metrify.quality.report.html.Chart;
import io.metrify.quality.report.html.Figures;
import io.metrify.quality.report.html.Html;
import io.metrify.quality.report.html.Registers;
import io.metrify.quality.report.html.Scale;
import io.metrify.quality.report.html.Table;
import io.metrify.quality.report.html.TimeAxis;
import io.metrify.quality.report.html.ValueAxis;
import io.metrify.samples.pipeline.RunSummary;
import io.metrify.samples.pipeline.report.EnergyByDay.Period;
import io.metrify.samples.pipeline.report.EnergyByDay.Register;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The exact energy of each register, in total and by market day. */
final class EnergySection implements Section {

    /** Charts and columns of this many registers; the table of totals has all. */
    private static final int DRAWN = 4;

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMM uuuu", Locale.ENGLISH);

    private final EnergyByDay energy;
    private final RunSummary summary;
    private final MarketCalendar calendar;

    EnergySection(EnergyByDay energy, RunSummary summary, MarketCalendar calendar) {
        this.energy = energy;
        this.summary = summary;
        this.calendar = calendar;
    }

    @Override
    public String id() {
        return "energy";
    }

    @Override
    public String heading() {
        return "Energy by day";
    }

    @Override
    public void write(Html html) throws IOException, SQLException {
        List<Register> registers = energy.registers();
        if (registers.isEmpty()) {
            html.element("p", "There is no accepted reading, so there is no energy.");
            return;
        }
        totals(html, registers);
        DrawnDays days = energy.days();
        Period period = EnergyByDay.period(days);
        Map<LocalDate, Map<String, BigDecimal>> periods = energy.energy(days, period, registers.size());
        html.element(
                "p", "Each bar is a market " + period + " in " + calendar.zone().getId() + "." + days.omission());
        List<Register> drawn = registers.subList(0, Math.min(DRAWN, registers.size()));
        for (int i = 0; i < drawn.size(); i++) {
            chart(html, "energy-chart-" + i, drawn.get(i), period, periods);
        }
        html.open("details").element("summary", "Every " + period + " as a table, exact");
        table(html, drawn, period, periods);
        html.close();
    }

    private void totals(Html html, List<Register> registers) throws IOException {
        Table table = Table.begin(
                html, "Exact sums; nothing is rounded on the way.", "Register", "#Meters", "#Energy in kWh", "");
        for (Register register : registers) {
            table.beginRow().cell(Registers.name(register.obisCode())).cell(Figures.count(register.meters()));
            table.amount(register.energy().toPlainString(), Figures.exact(register.energy()));
            double kilowattHours = register.energy().doubleValue();
            table.cell("about " + Scale.ofEnergy(kilowattHours).format(kilowattHours))
                    .endRow();
        }
        if (registers.size() > 1) {
            BigDecimal total = new BigDecimal(summary.energyKwh());
            table.beginRow().cell("all registers, added up as they are").cell("");
            table.amount(total.toPlainString(), Figures.exact(total)).cell("").endRow();
        }
        table.end();
    }

    private void chart(
            Html html, String id, Register register, Period period, Map<LocalDate, Map<String, BigDecimal>> periods)
            throws IOException {
        List<BarChart.Bar> bars = new ArrayList<>();
        double least = 0;
        double most = 0;
        for (Map.Entry<LocalDate, Map<String, BigDecimal>> entry : periods.entrySet()) {
            BigDecimal amount = entry.getValue().get(register.obisCode());
            if (amount != null) {
                double value = amount.doubleValue();
                least = Math.min(least, value);
                most = Math.max(most, value);
                bars.add(new BarChart.Bar(
                        energy.start(entry.getKey()),
                        energy.start(period.after(entry.getKey())),
                        value,
                        period == Period.DAY
                                ? TimeAxis.dayLabel(calendar, entry.getKey(), false)
                                : name(entry.getKey(), period),
                        name(entry.getKey(), period) + "\n" + Figures.exact(amount) + " kWh"));
            }
        }
        html.element("h3", Registers.name(register.obisCode()));
        html.open("figure");
        Scale scale = Scale.ofEnergy(Math.max(most, -least));
        List<LocalDate> dates = List.copyOf(periods.keySet());
        TimeAxis time = new TimeAxis(
                calendar, energy.start(dates.get(0)), energy.start(period.after(dates.get(dates.size() - 1))));
        Chart chart = new Chart(html, time, new ValueAxis(scale, least, most));
        chart.begin(
                id,
                "Energy by " + period + ", " + Registers.name(register.obisCode()),
                Figures.count(bars.size(), "bar") + ", together " + Figures.exact(register.energy())
                        + " kWh, the largest " + scale.format(most) + ". The table below has every value.",
                BarChart.labels(bars, time));
        new BarChart(html, chart).draw(bars, Registers.style(register.obisCode()));
        chart.end();
        html.close();
    }

    private void table(Html html, List<Register> drawn, Period period, Map<LocalDate, Map<String, BigDecimal>> periods)
            throws IOException {
        List<String> columns = new ArrayList<>(List.of("First date", "#Length"));
        drawn.forEach(register -> columns.add("#" + Registers.name(register.obisCode()) + " in kWh"));
        Table table = Table.begin(html, "Energy by market " + period, columns.toArray(new String[0]));
        for (Map.Entry<LocalDate, Map<String, BigDecimal>> entry : periods.entrySet()) {
            table.beginRow().cell(name(entry.getKey(), period));
            long seconds = energy.start(period.after(entry.getKey())) - energy.start(entry.getKey());
            table.cell(period == Period.DAY ? Figures.length(Duration.ofSeconds(seconds)) : "one " + period);
            for (Register register : drawn) {
                BigDecimal amount = entry.getValue().get(register.obisCode());
                if (amount == null) {
                    table.cell("no reading");
                } else {
                    table.amount(amount.toPlainString(), Figures.exact(amount));
                }
            }
            table.endRow();
        }
        table.end();
    }

    private static String name(LocalDate first, Period period) {
        return switch (period) {
            case DAY -> DAY.format(first);
            case MONTH -> MONTH.format(first);
            case YEAR -> Integer.toString(first.getYear());
        };
    }
}
