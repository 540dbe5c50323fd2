package io.metrify.quality.report;

import io.metrify.quality.report.html.Figures;
import io.metrify.quality.report.html.Html;
import io.metrify.quality.report.html.LocalTimes;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** The head of the page: what it is about, the score, the numbers one asks for first, and what follows. */
final class ReportHeader {

    private final QualityReport report;

    ReportHeader(QualityReport report) {
        this.report = report;
    }

    void write(Html html, List<ReportSection> sections) throws IOException {
        html.open("header");
        html.element("p", "Quality report", "class", "kind");
        html.element("h1", Wording.name(report.title()));
        html.open("dl", "class", "facts");
        if (report.period().isPresent()) {
            fact(html, "From", local(report.period().get().start()));
            fact(html, "to", local(report.period().get().end()));
        } else {
            fact(html, "Period", "none, there was no reading to tell by");
        }
        ZoneId zone = report.calendar().zone();
        fact(html, "Market time", zone.getId());
        fact(html, "Made", local(report.generatedAt()));
        html.close();
        html.open("div", "class", "overview");
        score(html);
        numbers(html);
        html.close();
        html.open("nav", "aria-label", "Sections").open("ul");
        for (ReportSection section : sections) {
            html.open("li")
                    .element("a", section.heading(), "href", "#" + section.id())
                    .close();
        }
        html.close().close().close();
    }

    private void score(Html html) throws IOException {
        html.open("div", "class", "verdict");
        html.element("p", "Score of the fleet", "class", "label");
        if (report.score().partsPerMillion().isEmpty()) {
            html.element("p", "none", "class", "figure");
            html.element("p", "Nothing was measured, so there is nothing to score.", "class", "note");
        } else {
            html.element("p", Wording.score(report.score()), "class", "figure");
            html.open("p", "class", "grade");
            html.element("span", Wording.tier(report.score()), "class", "pill").close();
            String losses = Wording.losses(report.score());
            html.element(
                    "p",
                    losses.isEmpty() ? "Nothing was lost." : "Lost most by " + first(losses) + ".",
                    "class",
                    "note");
        }
        html.close();
    }

    private void numbers(Html html) throws IOException {
        ReportedCounts counts = report.counts();
        long fresh = counts.accepted() + counts.rejected() + counts.undecodable();
        html.open("ul", "class", "numbers");
        number(
                html,
                Figures.count(report.meters().meters().total()),
                "meters",
                Figures.count(report.meters().meters().unscored()) + " without a score");
        number(
                html,
                Figures.count(counts.accepted()),
                "readings accepted",
                counts.expected() == 0
                        ? "expected slots were not worked out"
                        : Figures.percent(Math.min(1, Figures.share(counts.accepted(), counts.expected()))) + " of "
                                + Figures.count(counts.expected()) + " expected");
        number(
                html,
                counts.expected() == 0 ? "unknown" : Figures.count(counts.missing()),
                "readings missing",
                counts.expected() == 0
                        ? ""
                        : Figures.percent(Figures.share(counts.missing(), counts.expected())) + " of expected");
        number(
                html,
                Figures.count(counts.rejected() + counts.undecodable()),
                "records not usable",
                Figures.percent(Figures.share(counts.rejected() + counts.undecodable(), fresh)) + " of those read");
        html.close();
    }

    private static void number(Html html, String value, String of, String more) throws IOException {
        html.open("li");
        html.element("strong", value).element("span", of).element("small", more);
        html.close();
    }

    private static void fact(Html html, String name, String value) throws IOException {
        html.open("div").element("dt", name).element("dd", value).close();
    }

    private static String first(String losses) {
        int comma = losses.indexOf(',');
        return comma < 0 ? losses : losses.substring(0, comma);
    }

    private String local(Instant instant) {
        return LocalTimes.full(instant.getEpochSecond(), report.calendar().zone());
    }
}
