package io.metrify.samples.pipeline.report;

import io.metrify.model.MarketCalendar;
import io.metrify.quality.report.html.Figures;
import io.metrify.quality.report.html.Html;
import io.metrify.quality.report.html.LocalTimes;
import io.metrify.quality.report.html.Registers;
import io.metrify.quality.report.html.Scale;
import io.metrify.samples.pipeline.RunSummary;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The head of the page: what was run, the numbers one asks for first, and what follows. */
final class PageHeader {

    private static final int LONGEST_NAME = 200;

    private final RunSummary summary;
    private final MarketCalendar calendar;

    PageHeader(RunSummary summary, MarketCalendar calendar) {
        this.summary = summary;
        this.calendar = calendar;
    }

    void write(Html html, List<Section> sections) throws IOException {
        RunSummary.Run run = summary.run();
        html.open("header");
        html.element("p", "Metrify run report", "class", "kind");
        html.element("h1", Figures.clip(run.input(), LONGEST_NAME));
        html.open("dl", "class", "facts");
        fact(html, "Run", Figures.clip(run.id(), LONGEST_NAME) + (run.resumed() ? " (continues an earlier run)" : ""));
        fact(html, "Market time", run.marketZone());
        fact(html, "Readings from", run.from().isEmpty() ? "no accepted reading" : local(run.from()));
        if (!run.to().isEmpty()) {
            fact(html, "to", local(run.to()));
        }
        html.close();
        numbers(html);
        html.open("nav", "aria-label", "Sections").open("ul");
        for (Section section : sections) {
            html.open("li")
                    .element("a", section.heading(), "href", "#" + section.id())
                    .close();
        }
        html.close().close().close();
    }

    private void numbers(Html html) throws IOException {
        html.open("ul", "class", "numbers");
        number(
                html,
                Figures.count(summary.read()),
                "records read",
                Figures.count(summary.run().meters(), "meter"));
        number(
                html,
                Figures.percent(Figures.share(summary.accepted(), summary.read())),
                "accepted",
                Figures.count(summary.accepted(), "reading"));
        energy(html);
        RunSummary.Quality quality = summary.quality();
        number(
                html,
                Double.isNaN(quality.score()) ? "none" : Figures.score(quality.score()),
                "quality score, 0 to 1",
                quality.tier().replace('_', ' ').toLowerCase(Locale.ROOT));
        number(
                html,
                Figures.count(summary.readingsPerSecond()),
                "records stored per second",
                "this run took " + Figures.seconds(summary.seconds()));
        html.close();
    }

    /** Import and export are different things, so each register has a number of its own, as far as there is room. */
    private void energy(Html html) throws IOException {
        int shown = 0;
        for (Map.Entry<String, String> register : summary.energyByRegister().entrySet()) {
            if (shown++ < 2) {
                BigDecimal energy = new BigDecimal(register.getValue());
                Scale scale = Scale.ofEnergy(energy.doubleValue());
                number(
                        html,
                        scale.format(energy.doubleValue()),
                        Registers.name(register.getKey()),
                        Figures.exact(energy) + " kWh");
            }
        }
    }

    private static void number(Html html, String value, String of, String more) throws IOException {
        html.open("li");
        html.element("strong", value).element("span", of).element("small", more);
        html.close();
    }

    private static void fact(Html html, String name, String value) throws IOException {
        html.open("div").element("dt", name).element("dd", value).close();
    }

    private String local(String instant) {
        return LocalTimes.full(Instant.parse(instant).getEpochSecond(), calendar.zone());
    }
}
