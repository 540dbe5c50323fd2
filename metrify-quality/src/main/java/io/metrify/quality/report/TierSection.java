package io.metrify.quality.report;

import io.metrify.quality.QualityTier;
import io.metrify.quality.report.html.BarChart;
import io.metrify.quality.report.html.Chart;
import io.metrify.quality.report.html.Figures;
import io.metrify.quality.report.html.Html;
import io.metrify.quality.report.html.StackChart;
import io.metrify.quality.report.html.Table;
import io.metrify.quality.report.html.TimeAxis;
import io.metrify.quality.report.html.ValueAxis;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** How many meters have which grade, over the whole period and day by day. */
final class TierSection implements ReportSection {

    private final QualityReport report;

    TierSection(QualityReport report) {
        this.report = report;
    }

    @Override
    public String id() {
        return "tiers";
    }

    @Override
    public String heading() {
        return "Meters by grade";
    }

    @Override
    public void write(Html html) throws IOException {
        TierCounts meters = report.meters().meters();
        if (meters.total() == 0) {
            html.element("p", "No meter is known.");
        } else {
            share(html, meters);
        }
        DayGroups days = DayGroups.of(report.days(), report.calendar());
        html.element("h3", days.byMonth() ? "Month by month" : "Day by day");
        if (days.groups().isEmpty()) {
            html.element("p", "No day was scored for itself.");
        } else {
            overTime(html, days);
        }
    }

    private static void share(Html html, TierCounts meters) throws IOException {
        html.open("figure", "class", "shares");
        html.open("svg", "role", "img", "aria-labelledby", "shares-title shares-desc", "class", "share-bar");
        html.element("title", "Meters by grade over the whole period", "id", "shares-title");
        html.element("desc", words(meters) + ".", "id", "shares-desc");
        double left = 0;
        for (int i = TierFills.FROM_WORST.size() - 1; i >= 0; i--) {
            QualityTier tier = TierFills.FROM_WORST.get(i);
            double share = Figures.share(meters.of(tier), meters.total());
            if (share > 0) {
                html.empty(
                        "rect",
                        "class",
                        TierFills.style(tier),
                        "x",
                        Figures.position(left),
                        "width",
                        Figures.position(share),
                        "height",
                        "100%");
            }
            left += share;
        }
        html.close();
        legend(html, meters);
        html.close();
    }

    private static void legend(Html html, TierCounts meters) throws IOException {
        html.open("figcaption").open("ul", "class", "legend");
        for (QualityTier tier : QualityTier.values()) {
            html.open("li");
            TierFills.swatch(html, TierFills.style(tier));
            html.text(Wording.tier(tier) + " ").element("strong", Figures.count(meters.of(tier)));
            html.text(" (" + Figures.percent(Figures.share(meters.of(tier), meters.total())) + ")")
                    .close();
        }
        if (meters.unscored() > 0) {
            html.open("li");
            TierFills.swatch(html, "tier-none");
            html.text("not scored ")
                    .element("strong", Figures.count(meters.unscored()))
                    .close();
        }
        html.close().close();
    }

    private void overTime(Html html, DayGroups days) throws IOException {
        boolean exceptions = days.areMostlyExcellent();
        String of = days.byMonth() ? "meter-days" : "meters";
        html.element("p", explanation(days, exceptions));
        List<StackChart.Stack> stacks = new ArrayList<>();
        long most = 0;
        for (DayGroups.Group group : days.groups()) {
            long drawn = group.meters().total() - (exceptions ? group.meters().of(QualityTier.EXCELLENT) : 0);
            most = Math.max(most, drawn);
            stacks.add(new StackChart.Stack(
                    group.from(),
                    group.to(),
                    parts(group.meters(), exceptions),
                    group.name() + "\n" + words(group.meters())));
        }
        if (most == 0) {
            html.element("p", "Every meter was excellent on every day, so there is nothing to draw.", "class", "empty");
        } else {
            draw(html, days, stacks, ValueAxis.ofCounts(exceptions ? of + " below excellent" : of, most));
        }
        html.open("details").element("summary", "Every " + days.unit() + " as a table");
        table(html, days);
        html.close();
    }

    private String explanation(DayGroups days, boolean exceptions) {
        return "Each bar is a " + days.unit() + " in " + report.calendar().zone() + "; each meter counts "
                + (days.byMonth() ? "once for each of its days" : "once, by its score on that day")
                + ". The worst stand at the bottom."
                + (exceptions ? " Excellent ones are most by far and not drawn, so that the others can be seen." : "")
                + (days.leftOut() == 0 ? "" : " Not shown: " + Figures.count(days.leftOut(), "earlier month") + ".");
    }

    private void draw(Html html, DayGroups days, List<StackChart.Stack> stacks, ValueAxis values) throws IOException {
        List<DayGroups.Group> groups = days.groups();
        DayGroups.Group first = groups.get(0);
        DayGroups.Group last = groups.get(groups.size() - 1);
        TimeAxis time = new TimeAxis(report.calendar(), first.from(), last.to());
        html.open("figure");
        Chart chart = new Chart(html, time, values);
        chart.begin(
                "tier-chart",
                "Meters by grade, " + (days.byMonth() ? "month by month" : "day by day"),
                Figures.count(groups.size(), days.unit()) + ". The first: " + words(first.meters()) + ". The last: "
                        + words(last.meters()) + ". The table below has every value.",
                BarChart.labels(
                        groups.stream()
                                .map(group -> new BarChart.Bar(group.from(), group.to(), 0, group.label(), ""))
                                .toList(),
                        time));
        new StackChart(html, chart).draw(stacks);
        chart.end();
        html.close();
    }

    private static void table(Html html, DayGroups days) throws IOException {
        Table table = Table.begin(
                html,
                (days.byMonth() ? "Meter-days" : "Meters") + " by grade",
                days.byMonth() ? "Month" : "Market day",
                "#Excellent",
                "#Good",
                "#Fair",
                "#Poor",
                "#Not scored");
        for (DayGroups.Group group : days.groups()) {
            table.beginRow().cell(group.name());
            for (QualityTier tier : QualityTier.values()) {
                table.cell(Figures.count(group.meters().of(tier)));
            }
            table.cell(Figures.count(group.meters().unscored())).endRow();
        }
        table.end();
    }

    private static List<StackChart.Part> parts(TierCounts meters, boolean exceptions) {
        List<StackChart.Part> parts = new ArrayList<>();
        for (QualityTier tier : TierFills.FROM_WORST) {
            if (tier != QualityTier.EXCELLENT || !exceptions) {
                parts.add(new StackChart.Part(TierFills.style(tier), meters.of(tier)));
            }
        }
        parts.add(new StackChart.Part("tier-none", meters.unscored()));
        return parts;
    }

    private static String words(TierCounts meters) {
        String graded = meters.scored().entrySet().stream()
                .map(entry -> Wording.tier(entry.getKey()) + " " + Figures.count(entry.getValue()))
                .collect(Collectors.joining(", "));
        return meters.unscored() == 0 ? graded : graded + ", not scored " + Figures.count(meters.unscored());
    }
}
