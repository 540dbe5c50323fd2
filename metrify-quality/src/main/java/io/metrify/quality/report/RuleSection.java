package io.metrify.quality.report;

import io.metrify.quality.report.html.Figures;
import io.metrify.quality.report.html.Html;
import io.metrify.quality.report.html.Severities;
import io.metrify.quality.report.html.Table;
import io.metrify.validation.series.RuleCoverage;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rules by what they cost, and what they could not judge. */
final class RuleSection implements ReportSection {

    private static final int MOST = 60;
    private static final String UNSCORED = "not scored";

    private final QualityReport report;

    RuleSection(QualityReport report) {
        this.report = report;
    }

    @Override
    public String id() {
        return "rules";
    }

    @Override
    public String heading() {
        return "Rules by impact";
    }

    @Override
    public void write(Html html) throws IOException {
        if (report.rules().isEmpty()) {
            html.element("p", "No rule was asked.");
            return;
        }
        List<ReportedRule> found =
                report.rules().stream().filter(ReportedRule::isViolated).toList();
        if (found.isEmpty()) {
            html.element("p", "No rule found anything.");
        } else {
            found(html, found);
        }
        coverage(html);
        clean(html);
    }

    private void found(Html html, List<ReportedRule> rules) throws IOException {
        boolean priced = rules.stream().anyMatch(rule -> rule.lostPpm().isPresent());
        boolean tried = rules.stream().anyMatch(rule -> rule.withoutPpm().isPresent());
        boolean unscored = rules.stream().anyMatch(rule -> rule.lostPpm().isEmpty());
        html.element(
                "p",
                Figures.count(rules.size()) + " rules and other causes cost something or found something"
                        + (rules.size() > MOST ? ", of which " + MOST + " are shown" : "")
                        + (priced ? ". The cost is a rule's part in what the score lost" : "")
                        + (priced && unscored
                                ? "; what rules that are " + UNSCORED + " found is not part of the score"
                                : "")
                        + (tried
                                ? ". The gain is what the score would win had this rule alone found nothing; rules that find the"
                                        + " same readings hide behind one another, so gains do not add up"
                                : "")
                        + ".");
        List<String> columns = Stream.of(
                        Stream.of("Rule", "Severity"),
                        priced ? Stream.of("#Cost") : Stream.<String>empty(),
                        tried ? Stream.of("#Gain without it") : Stream.<String>empty(),
                        Stream.of("#Findings", "#Meters"))
                .flatMap(part -> part)
                .toList();
        double largest =
                rules.stream().mapToDouble(rule -> size(rule, priced)).max().orElse(0);
        Table table = Table.begin(
                html,
                "Rules with findings and other causes of losses, bars relative to the largest "
                        + (priced ? "cost" : "number of findings"),
                columns.toArray(String[]::new));
        for (ReportedRule rule : rules.subList(0, Math.min(MOST, rules.size()))) {
            String severity = rule.severity().map(Severities::style).orElse("neutral");
            double share = largest == 0 ? 0 : size(rule, priced) / largest;
            table.beginRow().beginCell("rule");
            html.element("code", Wording.name(rule.rule()))
                    .element("p", Figures.clip(rule.description(), Wording.LONGEST_TEXT));
            table.endCell().cell(rule.severity().map(Severities::name).orElse("no finding"), severity);
            if (priced) {
                table.bar(ppm(rule.lostPpm(), UNSCORED), share, severity);
            }
            if (tried) {
                table.cell(gain(rule));
            }
            if (priced) {
                table.cell(findings(rule.findings()));
            } else {
                table.bar(findings(rule.findings()), share, severity);
            }
            table.cell(findings(rule.meters())).endRow();
        }
        table.end();
    }

    private void coverage(Html html) throws IOException {
        List<ReportedRule> limited = report.rules().stream()
                .filter(rule -> rule.coverage()
                        .map(counts -> !counts.skipped().isEmpty())
                        .orElse(false))
                .limit(MOST)
                .toList();
        html.element("h3", "What could not be judged");
        if (limited.isEmpty()) {
            html.element("p", "No rule said that it had to skip anything.");
            return;
        }
        html.element("p", "A rule that could not judge has not passed.");
        Table table =
                Table.begin(html, "Rules that were skipped", "Rule", "#Judged", "#Not judged", "Most often because");
        for (ReportedRule rule : limited) {
            RuleCoverage counts = rule.coverage().orElseThrow();
            table.beginRow().beginCell("rule");
            html.element("code", Wording.name(rule.rule()));
            table.endCell().cell(Figures.count(counts.evaluated()));
            table.cell(Figures.count(Wording.times(counts.skipped())));
            table.cell(Figures.clip(Wording.reason(counts.skipped()), Wording.LONGEST_TEXT), "long")
                    .endRow();
        }
        table.end();
    }

    private void clean(Html html) throws IOException {
        List<ReportedRule> clean =
                report.rules().stream().filter(rule -> !rule.isViolated()).toList();
        if (!clean.isEmpty()) {
            html.open("details").element("summary", Figures.count(clean.size(), "rule") + " without a finding");
            html.element(
                            "p",
                            clean.stream()
                                    .limit(MOST)
                                    .map(rule -> Wording.name(rule.rule()))
                                    .collect(Collectors.joining(", ")),
                            "class",
                            "long")
                    .close();
        }
    }

    private static double size(ReportedRule rule, boolean priced) {
        return priced ? rule.lostPpm().orElse(0) : rule.findings();
    }

    private String gain(ReportedRule rule) {
        return rule.withoutPpm().isPresent() && report.score().partsPerMillion().isPresent()
                ? "+ "
                        + Wording.ppm(rule.withoutPpm().getAsInt()
                                - report.score().partsPerMillion().getAsInt())
                : "";
    }

    /** What is no rule has no findings. */
    private static String findings(long count) {
        return count == 0 ? "" : Figures.count(count);
    }

    private static String ppm(OptionalInt partsPerMillion, String otherwise) {
        return partsPerMillion.isPresent() ? Wording.ppm(partsPerMillion.getAsInt()) : otherwise;
    }
}
