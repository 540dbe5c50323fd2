package io.metrify.quality.report;

import io.metrify.model.meter.ReadingSeries;
import io.metrify.quality.report.html.Figures;
import io.metrify.quality.report.html.Html;
import io.metrify.quality.report.html.LocalTimes;
import io.metrify.quality.report.html.Severities;
import io.metrify.quality.report.html.Table;
import io.metrify.validation.Finding;
import io.metrify.validation.series.RuleCoverage;
import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One meter after another: its readings, what was found in them, and what was checked and what was not. */
final class MeterPageSection implements ReportSection {

    private static final int MOST_REGISTERS = 4;
    private static final int MOST_FINDINGS = 100;
    private static final int MOST_RULES = 60;

    private final QualityReport report;

    MeterPageSection(QualityReport report) {
        this.report = report;
    }

    @Override
    public String id() {
        return "pages";
    }

    @Override
    public String heading() {
        return "Meters in detail";
    }

    /** What links to a page say after the #; made of its place, never of the meter's name. */
    static String anchor(int page) {
        return "meter-" + (page + 1);
    }

    @Override
    public void write(Html html) throws IOException {
        if (report.pages().isEmpty()) {
            html.element("p", "No meter is shown in detail.");
        }
        for (int i = 0; i < report.pages().size(); i++) {
            write(html, anchor(i), report.pages().get(i));
        }
    }

    private void write(Html html, String anchor, MeterPage page) throws IOException {
        html.open("article", "id", anchor, "class", "meter-page", "aria-labelledby", anchor + "-heading");
        html.element("h3", Wording.name(page.meter().meterId()), "id", anchor + "-heading", "class", "id");
        facts(html, page);
        List<ReadingSeries> drawn =
                page.series().subList(0, Math.min(MOST_REGISTERS, page.series().size()));
        if (drawn.isEmpty()) {
            html.element("p", "There is no reading of this meter to draw.", "class", "empty");
        }
        for (int i = 0; i < drawn.size(); i++) {
            new SeriesChart(anchor + "-chart-" + (i + 1), drawn.get(i), page.findings(), report.calendar()).write(html);
            new SeriesTables(drawn.get(i), report.calendar()).write(html);
        }
        if (page.series().size() > drawn.size()) {
            html.element(
                    "p",
                    Figures.count(page.series().size() - drawn.size(), "more register") + " of this meter not drawn.");
        }
        findings(html, page);
        coverage(html, page);
        html.open("p", "class", "back")
                .element("a", "Back to the list of meters", "href", "#meters")
                .close();
        html.close();
    }

    private void facts(Html html, MeterPage page) throws IOException {
        ReportedMeter meter = page.meter();
        ReportedCounts counts = meter.counts();
        html.open("dl", "class", "facts");
        html.open("div").element("dt", "Score").open("dd").element("strong", Wording.score(meter.score()));
        html.text(" ")
                .element("span", Wording.tier(meter.score()), "class", "pill")
                .close()
                .close();
        String losses = Wording.losses(meter.score());
        fact(html, "Lost by", losses.isEmpty() ? "nothing" : losses);
        fact(
                html,
                "Readings",
                Figures.count(counts.accepted()) + " accepted of " + Figures.count(counts.expected()) + " expected, "
                        + Figures.count(counts.rejected()) + " rejected");
        for (Map.Entry<String, String> fact : page.facts().entrySet()) {
            fact(html, Wording.name(fact.getKey()), Wording.name(fact.getValue()));
        }
        html.close();
    }

    private static void fact(Html html, String name, String value) throws IOException {
        html.open("div").element("dt", name).element("dd", value).close();
    }

    private void findings(Html html, MeterPage page) throws IOException {
        html.element("h4", "Findings");
        if (page.findings().isEmpty()) {
            html.element("p", "No rule found anything in the readings of this meter.");
            return;
        }
        byRule(html, page.findings());
        html.open("details").element("summary", Figures.count(page.findings().size(), "finding") + " one by one");
        oneByOne(html, page.findings());
        html.close();
    }

    private void byRule(Html html, List<Finding> findings) throws IOException {
        Map<String, List<Finding>> rules = findings.stream()
                .sorted(Comparator.comparing(Finding::severity, FindingMarks.WORST_FIRST))
                .collect(Collectors.groupingBy(Finding::rule, LinkedHashMap::new, Collectors.toList()));
        Table table = Table.begin(html, "Findings by rule, errors first", "Rule", "Severity", "#Times", "For example");
        for (Map.Entry<String, List<Finding>> rule :
                rules.entrySet().stream().limit(MOST_RULES).toList()) {
            Finding example = rule.getValue().get(0);
            table.beginRow().beginCell("rule");
            html.element("code", Wording.name(rule.getKey()));
            table.endCell().cell(Severities.name(example.severity()), Severities.style(example.severity()));
            table.cell(Figures.count(rule.getValue().size()));
            table.cell(Figures.clip(example.message(), Wording.LONGEST_TEXT), "long")
                    .endRow();
        }
        table.end();
    }

    private void oneByOne(Html html, List<Finding> findings) throws IOException {
        List<Finding> shown = findings.stream()
                .sorted(Comparator.comparing(Finding::severity, FindingMarks.WORST_FIRST)
                        .thenComparing(Finding::start))
                .limit(MOST_FINDINGS)
                .toList();
        Table table = Table.begin(
                html,
                shown.size() < findings.size()
                        ? "The first " + shown.size() + ", errors before others"
                        : "Errors before others, then in the order of time",
                "When",
                "Severity",
                "Rule",
                "What is wrong");
        for (Finding finding : shown) {
            table.beginRow()
                    .cell(LocalTimes.full(
                            finding.start().getEpochSecond(), report.calendar().zone()));
            table.cell(Severities.name(finding.severity()), Severities.style(finding.severity()));
            table.beginCell("rule");
            html.element("code", Wording.name(finding.rule()));
            table.endCell();
            table.cell(Figures.clip(finding.message(), Wording.LONGEST_TEXT), "long")
                    .endRow();
        }
        table.end();
    }

    private static void coverage(Html html, MeterPage page) throws IOException {
        html.element("h4", "What was checked");
        if (page.coverage().isEmpty()) {
            html.element("p", "It was not counted which rules judged this meter.");
            return;
        }
        List<Map.Entry<String, RuleCoverage>> skipped = page.coverage().entrySet().stream()
                .filter(rule -> !rule.getValue().skipped().isEmpty())
                .limit(MOST_RULES)
                .toList();
        String judged = page.coverage().entrySet().stream()
                .filter(rule -> rule.getValue().evaluated() > 0)
                .limit(MOST_RULES)
                .map(rule -> Wording.name(rule.getKey()) + " × "
                        + Figures.count(rule.getValue().evaluated()))
                .collect(Collectors.joining(", "));
        html.element("p", judged.isEmpty() ? "No rule could judge." : "Judged: " + judged + ".", "class", "long");
        if (skipped.isEmpty()) {
            html.element("p", "No rule had to skip anything.");
            return;
        }
        Table table = Table.begin(html, "Not judged, and why", "Rule", "#Times", "Because");
        for (Map.Entry<String, RuleCoverage> rule : skipped) {
            table.beginRow().beginCell("rule");
            html.element("code", Wording.name(rule.getKey()));
            table.endCell().cell(Figures.count(Wording.times(rule.getValue().skipped())));
            table.cell(
                            rule.getValue().skipped().keySet().stream()
                                    .map(reason -> Figures.clip(reason, Wording.LONGEST_TEXT))
                                    .collect(Collectors.joining("; ")),
                            "long")
                    .endRow();
        }
        table.end();
    }
}
